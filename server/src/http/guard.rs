//! The door of each page: who may come in, and where the others go.

use app::routes::Audience;
use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use shop::identity::party::{KeyHolder, SignedIn};

use super::visit::Visit;
use crate::random::hashed;

/// What the door says.
pub enum Door {
    Open,
    /// Nobody is signed in: 303 to the sign-in page.
    SignIn,
    /// Someone else's: it looks as if it were not there.
    Hidden,
}

/// Decides who may see a page or send its form.
pub fn door(audience: Audience, who: Option<&SignedIn>) -> Door {
    let allowed: fn(&SignedIn) -> bool = match audience {
        Audience::Public | Audience::Visitor | Audience::KeyHolder => return Door::Open,
        Audience::Producer => |who| who.producer_staff().is_some(),
        Audience::Cooperative => |who| who.cooperative_staff().is_some(),
        Audience::Operator => |who| who.operator().is_some(),
    };
    match who {
        None => Door::SignIn,
        Some(who) if allowed(who) => Door::Open,
        Some(_) => Door::Hidden,
    }
}

/// Whoever came with a key in the address (`khoa`). A key is long enough for nobody to guess; anything shorter is none.
pub fn key_holder(uri: &Uri) -> Option<KeyHolder> {
    let query = uri.query()?.as_bytes();
    let (_, key) = url::form_urlencoded::parse(query).find(|(name, _)| name == "khoa")?;
    (16..=200).contains(&key.len()).then(|| KeyHolder { hash: hashed(&key) })
}

/// 303 to the sign-in page, which leads back here.
pub fn to_sign_in(visit: &Visit, uri: &Uri) -> Response {
    let here = uri.path_and_query().map_or("/", |path| path.as_str());
    let back: String = url::form_urlencoded::byte_serialize(visit.language.path(here).as_bytes()).collect();
    see_other(&visit.language.path(&format!("/dang-nhap?tiep={back}")))
}

/// 303 to an address of ours.
pub fn see_other(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A place to go on to that someone sent us: only a path of this site will do. `//host`, `/\host` and control
/// characters are ways to make a browser leave.
pub fn local_path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let leaves = rest.starts_with(['/', '\\']) || text.chars().any(|c| c.is_control() || c == '\\');
    (!leaves && text.len() <= 500).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_paths_may_be_gone_on_to() {
        assert_eq!(local_path("/xuong?a=b"), Some("/xuong?a=b"));
        for text in
            ["", "xuong", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: x", "/a\\b"]
        {
            assert_eq!(local_path(text), None, "{text}");
        }
    }
}
