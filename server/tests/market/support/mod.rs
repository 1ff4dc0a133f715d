//! A market for one test: its own database, a clock that can be moved, the real router.

pub mod builders;
pub mod database;
pub mod feeds;
pub mod html;
pub mod log;
pub mod placed;
pub mod standing_order;
pub mod wire;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
};
use server::{
    clock::SetClock,
    database::Database,
    http::{language::take_language, router::router},
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};
use time::macros::datetime;
use tower::ServiceExt;

pub use database::Backend;

/// Defines a test that runs on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($(async fn $name:ident($shop:ident: TestShop) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing but its shop")]
            use super::*;

            async fn run($shop: $crate::support::TestShop) $body

            #[tokio::test]
            async fn sqlite() {
                run($crate::support::TestShop::start($crate::support::Backend::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                run($crate::support::TestShop::start($crate::support::Backend::Postgres).await).await;
            }
        }
    )+};
}

/// What came back for a request.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

/// A running market and one browser in it.
pub struct TestShop {
    pub market: Market,
    pub clock: Arc<SetClock>,
    router: Router,
    cookies: std::sync::Mutex<BTreeMap<String, String>>,
    _folder: Arc<tempfile::TempDir>,
}

impl TestShop {
    pub async fn start(backend: Backend) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let (database, address) = database::fresh(backend, folder.path()).await;
        Self::with(database, &address, folder)
    }

    fn with(database: Database, address: &str, folder: Arc<tempfile::TempDir>) -> Self {
        let data_dir = folder.path().to_str().unwrap().to_owned();
        let settings = Settings::read(|name| match name {
            "DATA_DIR" => Some(data_dir.clone()),
            "SEPAY_SECRET" => Some("demo-sepay-secret".into()),
            "SECRET_KEY" => Some("0123456789abcdef0123456789abcdef".into()),
            "DATABASE_URL" => Some(address.to_owned()),
            _ => None,
        })
        .unwrap();
        let clock = Arc::new(SetClock::at(datetime!(2026-11-24 03:00 UTC)));
        let market = Market::new(settings, database, clock.clone(), Arc::new(SystemRandomness));
        let router = router(&market);
        Self { market, clock, router, cookies: std::sync::Mutex::default(), _folder: folder }
    }

    /// Another browser in the same market.
    pub fn another_browser(&self) -> Self {
        Self {
            market: self.market.clone(),
            clock: self.clock.clone(),
            router: self.router.clone(),
            cookies: std::sync::Mutex::default(),
            _folder: self._folder.clone(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::builder().method(Method::GET).uri(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body =
            fields.iter().fold(url::form_urlencoded::Serializer::new(String::new()), |mut form, (name, value)| {
                form.append_pair(name, value);
                form
            });
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, &self.market.settings.public_url)
            .body(Body::from({ body }.finish()))
            .unwrap();
        self.send(request).await
    }

    /// Sends any request with this browser's cookies and keeps the ones that come back.
    pub async fn send(&self, mut request: Request) -> Answer {
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(take_language(request)).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let mut jar = self.cookies.lock().unwrap();
            if value.is_empty() {
                jar.remove(name)
            } else {
                jar.insert(name.into(), value.into())
            };
        }
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Opens an address and leaves its body to be read bit by bit.
    pub async fn open(&self, path: &str) -> axum::response::Response {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        self.router.clone().oneshot(take_language(request)).await.unwrap()
    }

    /// Signs this browser in with the builders' password.
    pub async fn sign_in(&self, email: &str) {
        let answer = self.post("/dang-nhap", &[("email", email), ("password", builders::PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}
