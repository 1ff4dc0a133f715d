//! English pages live below `/en`; inside, a path has no prefix and the language travels beside it.

use axum::{extract::Request, http::Uri};
use shop::language::Language;

/// Moves the language from the path into the request's extensions.
pub fn take_language(mut request: Request) -> Request {
    let (language, path) = Language::split_path(request.uri().path());
    if language == Language::English {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(uri) = format!("{path}{query}").parse::<Uri>() {
            *request.uri_mut() = uri;
        }
    }
    request.extensions_mut().insert(language);
    request
}
