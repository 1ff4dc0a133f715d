//! Public pages are made once and kept, plain and compressed, as long as what they show is the same. A page is kept
//! only for visits of which nobody is signed in (a session's cookie that opens nothing is no session), and only what every such visit sees alike: 200, no cookie set.
//!
//! The key holds the language, the path, the known part of the query and the [`Age`] of what the page shows. The cache
//! lives and dies with the process, and with it the built files that pages name: no build number is needed.

use std::{sync::Arc, time::Duration};

use app::routes::{Audience, PageRoute};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use moka::future::Cache;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use shop::language::Language;
use url::form_urlencoded;

use super::{
    encoding::{Coding, encoded},
    menu::Menu,
    render::{self, PAGE_BYTES_MAX},
    visit::Visit,
};
use crate::{
    catalogue::freshness::{Age, Freshness},
    state::Market,
};

/// All kept pages together, in bytes.
const BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Nothing tells when a livestream begins or a maker's holiday ends: a page is made anew after so long.
const AGE_MAX: Duration = Duration::from_secs(60);

/// The longest value of a query that is read, in characters.
const VALUE_CHARS_MAX: usize = 200;

/// The page whose stock is told exactly.
const PRODUCT: &str = "/san-pham/";

/// Pages that were made, and what is needed to know whether they are still right.
pub struct KeptPages {
    pub freshness: Freshness,
    pub menu: Menu,
    pages: Cache<Key, Arc<Whole>>,
}

impl Default for KeptPages {
    fn default() -> Self {
        let pages = Cache::builder()
            .max_capacity(BYTES_MAX)
            .weigher(|key: &Key, page: &Arc<Whole>| {
                u32::try_from(key.uri.path().len() + page.size() + 1024).unwrap_or(u32::MAX)
            })
            .time_to_live(AGE_MAX)
            .build();
        Self { freshness: Freshness::default(), menu: Menu::default(), pages }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    language: Language,
    uri: Uri,
    age: Age,
}

/// An answer with all of its body.
struct Whole {
    status: StatusCode,
    headers: HeaderMap,
    plain: Bytes,
    brotli: Option<Bytes>,
    etag: HeaderValue,
}

impl Whole {
    fn size(&self) -> usize {
        self.plain.len() + self.brotli.as_ref().map_or(0, Bytes::len)
    }

    fn can_be_kept(&self) -> bool {
        self.status == StatusCode::OK && !self.headers.contains_key(header::SET_COOKIE)
    }
}

/// Answers the GET of a page that is the same for all.
pub async fn show(market: Market, page: PageRoute, visit: Visit, request: Request) -> Response {
    let uri = known_part(request.uri(), page.path);
    let product = uri.path().strip_prefix(PRODUCT).map(|slug| percent_decode_str(slug).decode_utf8_lossy());
    let age = market.kept.freshness.age(product.as_deref());
    let Some(age) = age.filter(|_| visit.who.is_none()) else {
        return made(&market, visit, uri).await;
    };
    let key = Key { language: visit.language, uri, age };
    if let Some(page) = market.kept.pages.get(&key).await {
        return answer(&page, request.headers(), "hit");
    }
    let uri = key.uri.clone();
    // However many ask at once, one makes it. It is made for a visitor of whom nothing is known.
    let nobody =
        Visit { language: visit.language, uri: uri.clone(), address: None, who: None, session: None, visitor: None };
    let making = async {
        let page = whole(made(&market, nobody, uri).await).await;
        if page.can_be_kept() { Ok(Arc::new(page)) } else { Err(page) }
    };
    match market.kept.pages.try_get_with(key.clone(), making).await {
        Ok(page) => answer(&page, request.headers(), "miss"),
        Err(page) if page.headers.contains_key(header::SET_COOKIE) => made(&market, visit, key.uri).await,
        Err(page) => answer(&page, request.headers(), "pass"),
    }
}

async fn made(market: &Market, visit: Visit, uri: Uri) -> Response {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    render::show(market.clone(), Audience::Public, visit, request).await
}

async fn whole(response: Response) -> Whole {
    let (parts, body) = response.into_parts();
    let plain = axum::body::to_bytes(body, PAGE_BYTES_MAX).await.unwrap_or_default();
    let brotli = match parts.status {
        StatusCode::OK => encoded(Coding::Brotli, plain.clone()).await.map(Bytes::from),
        _ => None,
    };
    let mark = HEXLOWER.encode(&Sha256::digest(&plain)[..12]);
    // Weak: the same page has two bodies, plain and compressed.
    let etag = HeaderValue::from_str(&format!("W/\"{mark}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
    Whole { status: parts.status, headers: parts.headers, plain, brotli, etag }
}

fn answer(page: &Whole, asked: &HeaderMap, how: &'static str) -> Response {
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|etag| *etag == page.etag);
    let brotli = page.brotli.as_ref().filter(|_| Coding::accepted(asked) == Coding::Brotli);
    let mut response = if known && page.status == StatusCode::OK {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let body = Body::from(brotli.unwrap_or(&page.plain).clone());
        (page.status, page.headers.clone(), body).into_response()
    };
    let headers = response.headers_mut();
    if brotli.is_some() && !known {
        headers.extend(Coding::Brotli.name().map(|name| (header::CONTENT_ENCODING, name)));
    }
    if page.status == StatusCode::OK {
        headers.insert(header::ETAG, page.etag.clone());
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    // For people who look into slowness, and for tests.
    headers.insert(
        "server-timing",
        HeaderValue::from_static(match how {
            "hit" => "cache;desc=hit",
            "miss" => "cache;desc=miss",
            _ => "cache;desc=pass",
        }),
    );
    response
}

/// What a page of this path reads of a query. Whatever else came (the marks that social networks put on shared links)
/// is dropped, so that it neither makes a page anew nor stands in one.
fn keys(path: &str) -> &'static [&'static str] {
    match path {
        "/tim" => &["q", "trang"],
        "/danh-muc/{slug}" | "/lang/{slug}" | "/co-so/{slug}" => &["sap-xep", "trang"],
        _ => &["trang"],
    }
}

fn known_part(uri: &Uri, path: &str) -> Uri {
    let sent = uri.query().unwrap_or_default();
    let mut known = form_urlencoded::Serializer::new(String::new());
    for key in keys(path) {
        if let Some((_, value)) =
            form_urlencoded::parse(sent.as_bytes()).find(|(name, value)| name == key && !value.is_empty())
        {
            known.append_pair(key, &value.chars().take(VALUE_CHARS_MAX).collect::<String>());
        }
    }
    let known = known.finish();
    let address = if known.is_empty() { uri.path().to_owned() } else { format!("{}?{known}", uri.path()) };
    address.parse().unwrap_or_else(|_| uri.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(address: &str, path: &str) -> String {
        known_part(&address.parse().unwrap(), path).to_string()
    }

    #[test]
    fn only_what_a_page_reads_is_part_of_its_key() {
        assert_eq!(known("/san-pham/a?fbclid=1&utm_source=zalo", "/san-pham/{slug}"), "/san-pham/a");
        assert_eq!(known("/tim?x=1&trang=2&q=n%C6%B0%E1%BB%9Bc&q=b", "/tim"), "/tim?q=n%C6%B0%E1%BB%9Bc&trang=2");
        assert_eq!(known("/danh-muc/a?sap-xep=&trang=2&q=1", "/danh-muc/{slug}"), "/danh-muc/a?trang=2");
        let long = known(&format!("/tim?q={}", "a".repeat(10_000)), "/tim");
        assert_eq!(long.len(), "/tim?q=".len() + VALUE_CHARS_MAX);
    }
}
