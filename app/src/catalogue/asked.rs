//! What an address asks for.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    catalogue::order_by::{ListAsked, OrderBy},
    page::Window,
};

use crate::site::Site;

/// How many products a page of a list holds.
pub const PAGE_SIZE: u32 = 24;

/// The slug in the address of the page being shown.
pub fn slug() -> String {
    use_params_map().get_untracked().get("slug").unwrap_or_default()
}

/// The part of a list, and its order.
pub fn list_asked(site: &Site) -> ListAsked {
    let order = site.query_value("sap-xep");
    ListAsked { order: OrderBy::parse(order.as_deref()), window: window(site), language: site.language }
}

/// The part of a list.
pub fn window(site: &Site) -> Window {
    Window::parse(site.query_value("trang").as_deref(), PAGE_SIZE)
}

/// The address of a page of a list: `path` in the visit's language with what it is asked for.
pub fn address(site: &Site, path: &str, query: &[(&str, &str)], page: u32) -> String {
    let number = page.to_string();
    let page = (page > 1).then_some(("trang", number.as_str()));
    let parts: Vec<String> = query
        .iter()
        .copied()
        .chain(page)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    let path = site.link(path);
    if parts.is_empty() { path } else { format!("{path}?{}", parts.join("&")) }
}

/// A value as it may stand in a query.
fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Which page numbers stand below a list: the first, the last and the neighbours; `None` where some are left out.
pub fn numbers(current: u32, pages: u32) -> Vec<Option<u32>> {
    let mut numbers = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(current) <= 1) {
        if number > last + 1 {
            numbers.push(None);
        }
        numbers.push(Some(number));
        last = number;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_shows_its_ends_and_where_one_is() {
        assert_eq!(numbers(1, 1), [Some(1)]);
        assert_eq!(numbers(2, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(numbers(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
    }

    #[test]
    fn what_was_typed_stays_one_value_of_the_query() {
        assert_eq!(escaped("n\u{1b0}\u{1edb}c & m=m%"), "n%C6%B0%E1%BB%9Bc+%26+m%3Dm%25");
    }
}
