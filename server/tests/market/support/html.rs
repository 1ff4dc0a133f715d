//! Looking into pages.

/// Elements that have no end tag.
const VOID: [&str; 8] = ["meta", "link", "input", "img", "br", "hr", "source", "path"];

/// The texts of a page's body that have Vietnamese letters and do not stand in an element with `lang="vi"`.
pub fn unmarked_vietnamese(page: &str) -> Vec<String> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut marked: Vec<bool> = Vec::new();
    let mut found = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            marked.pop();
        } else if !tag.starts_with('!') && !VOID.contains(&name) {
            let language = tag.split("lang=\"").nth(1).map(|rest| rest.starts_with("vi"));
            marked.push(language.unwrap_or(marked.last().copied().unwrap_or(false)));
        }
        if !marked.last().copied().unwrap_or(false) && text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            found.push(text.to_owned());
        }
    }
    found
}

/// The slugs of the product cards of a page, in their order.
pub fn cards(page: &str) -> Vec<String> {
    page.split("data-product=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}
