//! The way back after a form was done: 303 to a page of ours, which says once what was done (`?xong=`).

use axum::response::Response;

use super::{guard::see_other, visit::Visit};

/// Leads to an address (a path without language, perhaps with a query) that then says `what` was done.
pub fn to(visit: &Visit, address: &str, what: &str) -> Response {
    see_other(&visit.language.path(&saying(address, what)))
}

/// The address with `xong`, in place of one it may have had.
fn saying(address: &str, what: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("xong="));
    let query: Vec<String> = kept.map(str::to_owned).chain([format!("xong={what}")]).collect();
    format!("{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_address_stays() {
        assert_eq!(saying("/xuong/live", "sua"), "/xuong/live?xong=sua");
        assert_eq!(
            saying("/van-hanh/nguoi-dung?q=a&xong=mo&trang=2", "khoa"),
            "/van-hanh/nguoi-dung?q=a&trang=2&xong=khoa"
        );
    }
}
