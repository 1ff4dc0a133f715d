//! What holds for every address: who may come in, headers, the origin of forms, words instead of blank errors.

use app::{
    loader,
    routes::{Audience, PageRoute, table},
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use data_encoding::BASE64;
use server::{
    demo::{self, Loaded},
    http::{house, language::take_language},
};
use sha2::{Digest, Sha256};
use shop::language::Language;
use tower::ServiceExt;

use crate::{
    on_both,
    support::{Answer, TestShop},
};

/// Who stands at the doors of the demo market.
const PEOPLE: [(&str, Option<Audience>); 4] = [
    ("p01@demo.test", Some(Audience::Producer)),
    ("htx@demo.test", Some(Audience::Cooperative)),
    ("vanhanh@demo.test", Some(Audience::Operator)),
    ("khach@demo.test", None),
];

fn is_office(page: &PageRoute) -> bool {
    matches!(page.audience, Audience::Producer | Audience::Cooperative | Audience::Operator)
}

impl TestShop {
    async fn request(&self, method: Method, path: &str, headers: &[(header::HeaderName, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.send(request.body(body).unwrap()).await
    }

    /// An answer of addresses that only a test has, inside the house.
    async fn in_the_house(&self, addresses: Router<server::state::Market>, path: &str) -> axum::response::Response {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        house::around(&self.market, addresses).oneshot(take_language(request)).await.unwrap()
    }
}

on_both! {
    async fn every_office_sends_strangers_to_sign_in_hides_from_the_wrong_and_opens_to_the_right(shop: TestShop) {
        demo::load(&shop.market).await.unwrap();
        let offices: Vec<PageRoute> = table().into_iter().filter(is_office).collect();
        assert!(!offices.is_empty());
        for page in &offices {
            for language in Language::ALL {
                let path = language.path(page.example);
                let answer = shop.get(&path).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
                let back: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
                assert_eq!(answer.location(), language.path(&format!("/dang-nhap?tiep={back}")));
            }
        }
        for (email, role) in PEOPLE {
            let browser = shop.another_browser();
            browser.sign_in(email).await;
            for page in &offices {
                let status = browser.get(page.example).await.status;
                if role != Some(page.audience) {
                    assert_eq!(status, StatusCode::NOT_FOUND, "{email} at {}", page.path);
                } else if !page.path.contains('{') {
                    assert_eq!(status, StatusCode::OK, "{email} at {}", page.path);
                } else {
                    assert!(!status.is_server_error() && status != StatusCode::SEE_OTHER, "{email} at {}", page.path);
                }
            }
        }
    }

    async fn every_public_page_opens_in_both_languages(shop: TestShop) {
        demo::load(&shop.market).await.unwrap();
        for page in table().into_iter().filter(|page| matches!(page.audience, Audience::Public | Audience::Visitor)) {
            for language in Language::ALL {
                let answer = shop.get(&language.path(page.example)).await;
                assert_eq!(answer.status, StatusCode::OK, "{} in {}", page.example, language.code());
                let mark = format!("<html lang=\"{}\"", language.code());
                assert!(answer.body.contains(&mark), "{} in {}", page.example, language.code());
            }
        }
    }

    async fn a_form_of_another_site_is_refused_in_words(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        let form = "email=a%40demo.test&password=demo-cho-lang";
        for headers in [
            vec![(header::ORIGIN, "https://evil.example")],
            vec![(header::ORIGIN, "null")],
            vec![(header::REFERER, "https://evil.example/")],
        ] {
            let answer = shop.request(Method::POST, "/en/dang-nhap", &headers, Body::from(form)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
            assert!(answer.body.contains("did not come from a page of the market"));
            assert!(!answer.headers.contains_key(header::SET_COOKIE));
        }
        let ours = [(header::ORIGIN, shop.market.settings.public_url.as_str())];
        let answer = shop.request(Method::POST, "/dang-nhap", &ours, Body::from(form)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let program = shop.request(Method::POST, "/dang-nhap", &[], Body::from(form)).await;
        assert_eq!(program.status, StatusCode::SEE_OTHER, "what says nothing of its origin is no browser");
        let bank = shop.request(Method::POST, "/webhooks/sepay", &[], Body::from("{}")).await;
        assert_eq!(bank.status, StatusCode::UNAUTHORIZED, "programs prove themselves by a signature");
    }

    async fn a_character_that_no_text_holds_is_refused_or_dropped(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        for path in ["/san-pham/a%00b", "/don-hang/CL-%00?khoa=x", "/en/live/%00.ics", "/anh/%00/640.avif"] {
            assert_eq!(shop.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/tim?q=a%00b", "/tim?q=a%0%0000b", "/en/tim?q=%00&trang=%00"] {
            let page = shop.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains('\0'), "{path}");
        }
        let ours = [(header::ORIGIN, shop.market.settings.public_url.as_str())];
        for (path, form) in [
            ("/dang-nhap", "email=a%00%40demo.test&password=demo-cho-lang"),
            ("/tra-cuu", "code=CL-%00AAAAAAAA&phone=0912%00345678"),
            ("/gio-hang", "variant=1%00&quantity=%001"),
        ] {
            let answer = shop.request(Method::POST, path, &ours, Body::from(form)).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
        }
    }

    async fn a_path_that_the_two_routers_read_differently_is_refused(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.market.kept.freshness.look(&shop.market.database, shop.market.clock.now()).await.unwrap();
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        for path in [
            "/co-so/%2e%2e\\van-hanh",
            "/co-so/..\\van-hanh",
            "/co-so/..\\xuong\\tien",
            "/san-pham/..\\dang-nhap",
            "/san-pham/..%5cdang-nhap",
            "/san-pham/%2e%2e",
            "/san-pham/%2E.",
            "/san-pham/..",
            "/san-pham/.",
            "/lan-mua/..%2fxuong",
            "/danh-muc/..%2F..%2Fhtx",
            "//evil.example/x",
            "//xuong",
        ] {
            for address in [path.to_owned(), format!("/en{path}")] {
                for browser in [&shop, &producer] {
                    let answer = browser.get(&address).await;
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
                    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{address}");
                    assert!(!answer.headers.contains_key("server-timing"), "{address} is kept");
                    assert!(!answer.body.contains("evil.example") && !answer.body.contains("=\"//"), "{address}");
                }
            }
        }
        for path in ["/san-pham/ba-lua-mam", "/san-pham/b%61-lua-mam"] {
            assert_eq!(shop.get(path).await.status, StatusCode::OK, "{path}");
        }
    }

    async fn every_answer_tells_the_browser_what_to_refuse(shop: TestShop) {
        let hash = BASE64.encode(&Sha256::digest(loader::SCRIPT.as_bytes()));
        for path in ["/", "/en", "/nope", "/xuong", "/assets/nope.css", "/health/live", "/anh/x/640.avif"] {
            let answer = shop.get(path).await;
            let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")), "{path}");
            for part in ["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
            assert_eq!(answer.headers[header::REFERRER_POLICY], "same-origin", "{path}");
            assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
            assert!(answer.headers.contains_key("permissions-policy"), "{path}");
            assert!(!answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "plain http on loopback");
        }
        assert!(shop.get("/").await.body.contains(loader::SCRIPT), "the hash is that of the script in the page");
    }

    async fn an_unknown_address_is_a_page_in_its_language(shop: TestShop) {
        for path in ["/nope", "/tim/a/b/c", "/khong-co", "/san-pham/%ff", "/san-pham/%00", "/dang-nhap/", "/index.php"] {
            let vietnamese = shop.get(path).await;
            assert_eq!(vietnamese.status, StatusCode::NOT_FOUND, "{path}");
            assert!(vietnamese.body.contains("<html lang=\"vi\""), "{path}");
            let english = shop.get(&format!("/en{path}")).await;
            assert_eq!(english.status, StatusCode::NOT_FOUND, "{path}");
            assert!(english.body.contains("<html lang=\"en\"") && english.body.contains("noindex"), "{path}");
        }
        assert!(shop.get("/nope").await.body.contains("href=\"/en/nope\""), "the other language of the same address");
    }

    async fn what_a_library_refuses_is_said_in_words(shop: TestShop) {
        let ours = [(header::ORIGIN, shop.market.settings.public_url.as_str())];
        let answer = shop.request(Method::DELETE, "/en/dang-nhap", &ours, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.headers[header::ALLOW].to_str().unwrap().contains("POST"));
        assert!(answer.body.contains("does not take that kind of request"));
        let large = Body::from(vec![b'a'; 300 * 1024]);
        let answer = shop.request(Method::POST, "/en/dang-nhap", &ours, large).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("That is too much"));
        let head = shop.request(Method::HEAD, "/", &[], Body::empty()).await;
        assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    }

    async fn a_panic_is_a_page_with_a_number_and_no_detail(shop: TestShop) {
        let broken = || get(|| async { panic!("the secret detail") as &str });
        let response = shop.in_the_house(Router::new().route("/vo", broken()), "/en/vo").await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains("Something broke at the market") && body.contains("<html lang=\"en\""));
        assert!(!body.contains("secret detail") && !body.contains("panic"));
    }

    async fn a_stream_of_events_ends_when_the_market_closes(shop: TestShop) {
        let endless = || async {
            let waiting = futures::stream::pending::<Result<&'static str, std::convert::Infallible>>();
            ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(waiting)).into_response()
        };
        let response = shop.in_the_house(Router::new().route("/dong", get(endless)), "/dong").await;
        let reading = tokio::spawn(axum::body::to_bytes(response.into_body(), usize::MAX));
        shop.market.stopping.cancel();
        assert!(reading.await.unwrap().unwrap().is_empty());
        let ready = shop.get("/health/ready").await;
        assert_eq!((ready.status, ready.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "closing\n"));
    }

    async fn the_market_is_healthy_with_its_tables_and_not_without(shop: TestShop) {
        use migrations::{Migrations, Migrator};
        assert_eq!(shop.get("/health/live").await.body, "ok\n");
        assert_eq!(shop.get("/health/ready").await.status, StatusCode::OK);
        Migrator::down(shop.market.database.writer(), Some(1)).await.unwrap();
        assert_eq!(shop.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(shop.get("/health/live").await.status, StatusCode::OK);
    }

    async fn the_demo_fills_an_empty_market_once(shop: TestShop) {
        assert!(!demo::has_accounts(&shop.market.database).await.unwrap());
        assert_eq!(demo::load(&shop.market).await.unwrap(), Loaded::Filled);
        assert!(demo::has_accounts(&shop.market.database).await.unwrap());
        let before = shop.get("/dang-nhap").await.body;
        assert!(before.contains("p01@demo.test … p14@demo.test"), "the sign-in page tells of the demo's accounts");
        assert_eq!(demo::load(&shop.market).await.unwrap(), Loaded::Unchanged);
        assert!(shop.get("/dang-nhap").await.body == before);
    }

    async fn the_log_tells_of_requests_but_never_of_keys(shop: TestShop) {
        let log = crate::support::log::Kept::default();
        let _listening = log.listen();
        shop.get("/en/dat-mat-khau?khoa=aaaabbbbccccddddeeeeffff").await;
        let headers = [(header::COOKIE, "phien=verysecretsession; gio=verysecretvisitor")];
        shop.request(Method::GET, "/lan-mua/CODE1?khoa=aaaabbbbccccddddeeeeffff", &headers, Body::empty()).await;
        let text = log.text();
        assert!(text.contains("path=\"/en/dat-mat-khau\" status=404"), "{text}");
        for secret in ["aaaabbbb", "khoa", "verysecret"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}
