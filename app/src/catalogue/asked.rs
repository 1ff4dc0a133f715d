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

/// The address of `path` in the visit's language, with a value in its query if there is one.
pub fn address(site: &Site, path: &str, (name, value): (&str, &str)) -> String {
    let path = site.link(path);
    if value.is_empty() { path } else { format!("{path}?{name}={}", escaped(value)) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_one_value_of_the_query() {
        assert_eq!(escaped("n\u{1b0}\u{1edb}c & m=m%"), "n%C6%B0%E1%BB%9Bc+%26+m%3Dm%25");
    }
}
