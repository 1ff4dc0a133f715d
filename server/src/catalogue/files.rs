//! What search engines and phones ask for: which pages there are, and what the market looks like on a home screen.

use app::words::Words;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use shop::{
    failure::{Failure, IncidentId},
    identity::party::Anyone,
    language::Language,
};

use crate::{
    http::{assets, render, visit::Visit},
    state::Market,
};

/// Pages that are nobody's to find: carts, orders, offices.
const CLOSED: [&str; 9] =
    ["/gio-hang", "/thanh-toan", "/lan-mua/", "/don-hang/", "/tra-cuu", "/dang-nhap", "/xuong", "/htx", "/van-hanh"];

/// Public pages that are not counted by the catalogue.
const FIXED: [&str; 6] = ["/", "/live", "/quy-che", "/rieng-tu", "/doi-tra", "/lien-he"];

/// So many livestreams to come are named.
const LIVE_MAX: u32 = 500;

pub async fn robots(State(market): State<Market>) -> Response {
    let mut text = String::from("User-agent: *\n");
    for language in Language::ALL {
        for path in CLOSED {
            text.push_str(&format!("Disallow: {}\n", language.path(path)));
        }
    }
    text.push_str(&format!("Sitemap: {}/sitemap.xml\n", market.settings.public_url));
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

pub async fn sitemap(State(market): State<Market>, visit: Visit) -> Response {
    match paths(&market).await {
        Ok(paths) => {
            let text = written(&market.settings.public_url, &paths);
            ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response()
        }
        Err(id) => render::incident(&market, &visit, id).await,
    }
}

async fn paths(market: &Market) -> Result<Vec<String>, IncidentId> {
    let broken = |failure| match failure {
        Failure::Refused(never) => match never {},
        Failure::Incident(id) => id,
    };
    let mut paths: Vec<String> = FIXED.into_iter().map(str::to_owned).collect();
    paths.extend(market.catalogue.addresses(&Anyone).await.map_err(broken)?);
    let live = market.live.upcoming(&Anyone, None, LIVE_MAX).await.map_err(broken)?;
    paths.extend(live.into_iter().map(|session| format!("/live/{}", session.slug)));
    Ok(paths)
}

/// Each page once in each language, and in each the address of the other. Paths are made of slugs: nothing in them
/// needs escaping.
fn written(site: &str, paths: &[String]) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ",
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    ));
    for path in paths {
        let others: String = Language::ALL
            .into_iter()
            .map(|other| {
                let (code, address) = (other.code(), other.path(path));
                format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{site}{address}\"/>")
            })
            .collect();
        for language in Language::ALL {
            text.push_str(&format!("<url><loc>{site}{}</loc>{others}</url>\n", language.path(path)));
        }
    }
    text.push_str("</urlset>\n");
    text
}

pub async fn manifest() -> Response {
    let words = Words::of(Language::Vietnamese);
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| {
        let address = assets::address(name)?;
        Some(json!({ "src": address, "sizes": sizes, "type": kind, "purpose": purpose }))
    };
    let icons: Vec<_> = [
        icon("static/favicon.svg", "any", "image/svg+xml", "any"),
        icon("static/icon-maskable.svg", "any", "image/svg+xml", "maskable"),
        icon("static/apple-touch-icon.png", "180x180", "image/png", "any"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let manifest = json!({
        "name": words.common.market,
        "short_name": words.common.market,
        "description": words.common.promise,
        "lang": Language::Vietnamese.code(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6efe0",
        "theme_color": "#a8321f",
        "icons": icons,
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (StatusCode::OK, kind, manifest.to_string()).into_response()
}
