use axum::{body::to_bytes, http::StatusCode};
use qrcode::{Color, EcLevel, QrCode};
use server::orders::keys::order_key;
use shop::payments::vietqr::VietQr;

use crate::{on_both, support::placed::ACCOUNT};

/// The value of an attribute, as the page has it.
fn mark<'a>(page: &'a str, name: &str) -> &'a str {
    let rest = page.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {page}")).1;
    rest.split_once('"').unwrap().0
}

/// That a PNG is the code of a payload in black on white, with four squares of quiet around it.
fn assert_is_code(file: &[u8], payload: &str) {
    const QUIET: usize = 4;
    let picture = image::load_from_memory_with_format(file, image::ImageFormat::Png).unwrap().to_luma8();
    let code = QrCode::with_error_correction_level(payload, EcLevel::M).unwrap();
    let side = picture.width() as usize;
    let squares = code.width() + 2 * QUIET;
    assert_eq!((picture.height() as usize, side % squares), (side, 0));
    assert!(side >= 600, "{side} px");
    let scale = side / squares;
    for (x, y, pixel) in picture.enumerate_pixels() {
        let (column, row) = (x as usize / scale, y as usize / scale);
        let inside = |at: usize| (QUIET..QUIET + code.width()).contains(&at);
        let dark = inside(column) && inside(row) && code[(column - QUIET, row - QUIET)] == Color::Dark;
        assert_eq!(pixel.0, [if dark { 0 } else { 255 }], "at {x}, {y}");
    }
}

on_both! {
    async fn the_page_carries_the_marks_and_a_code_that_says_what_it_shows(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        let answer = shop.get(&placed.page()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.headers["cache-control"], "no-store");
        let page = answer.body;
        assert!(page.contains("content=\"noindex\""));
        let order = placed.order();
        assert_eq!(mark(&page, "data-order"), order.code);
        assert_eq!(mark(&page, "data-reference"), order.reference);
        assert_eq!(mark(&page, "data-amount"), order.amount.to_string());
        assert_eq!(order.amount, 220_000);
        assert_eq!(mark(&page, "data-account"), ACCOUNT);
        assert_eq!(mark(&page, "data-state"), "awaiting");
        let qr = VietQr::parse(mark(&page, "data-vietqr")).unwrap();
        assert_eq!((qr.account.as_str(), qr.amount.unwrap().get()), (ACCOUNT, 220_000));
        assert_eq!((qr.bank.as_str(), qr.purpose.as_deref()), ("970403", Some(order.reference.as_str())));
        assert!(page.contains("aria-label=\"Mã VietQR: chuyển 220.000\u{a0}₫ vào tài khoản 0011012345678\""));
        assert!(page.contains("thứ Ba, 24/11/2026, 10:30") && page.contains("còn 30 phút"), "until when");
        assert!(page.contains("Số 1, xóm Đông, xã Hải Thịnh, tỉnh Ninh Bình") && page.contains("0912 345 678"));
        let key = order_key(&placed.key, &order.code);
        assert!(page.contains(&format!("href=\"/don-hang/{}?khoa={key}\"", order.code)));
        assert!(!page.contains("http-equiv"), "no reload by itself without script");
    }

    async fn the_code_can_be_kept_as_a_picture(shop: TestShop) {
        let (lua, mam) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
        let placed = shop.placed(&[&lua, &mam], 1).await;
        for language in ["", "/en"] {
            let page = shop.get(&format!("{language}{}", placed.page())).await.body;
            let (save, scan) = match language {
                "" => ("Lưu ảnh mã QR", "chọn quét QR từ ảnh"),
                _ => ("Save the QR picture", "scan a QR code from a picture"),
            };
            assert!(page.contains(save) && page.contains(scan), "{page}");
            for (order, payment) in placed.orders.iter().zip(page.split("data-order=\"").skip(1)) {
                let address = format!("{language}/lan-mua/{}/qr/{}.png?khoa={}", placed.code, order.code, placed.key);
                assert!(payment.contains(&format!("href=\"{address}\"")), "{payment}");
                let answer = shop.open(&address).await;
                assert_eq!(answer.status(), StatusCode::OK);
                let headers = answer.headers().clone();
                let name = format!("attachment; filename=\"VietQR-{}.png\"", order.code);
                for (header, value) in [
                    ("content-type", "image/png"),
                    ("cache-control", "no-store"),
                    ("x-robots-tag", "noindex"),
                    ("content-disposition", &name),
                ] {
                    assert_eq!(headers[header], value, "{header}");
                }
                let file = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
                assert_is_code(&file, mark(payment, "data-vietqr"));
                let again = to_bytes(shop.open(&address).await.into_body(), 1_000_000).await.unwrap();
                assert!(file == again, "the same payload gives the same file");
            }
        }
        shop.bank_says(1, 125_000, &placed.orders[0].reference).await;
        let page = shop.get(&placed.page()).await.body;
        let paid = format!("/lan-mua/{}/qr/{}.png?khoa={}", placed.code, placed.orders[0].code, placed.key);
        assert!(!page.contains(&paid) && page.contains("Lưu ảnh mã QR"), "only what is to be paid has a code");
        assert_eq!(shop.get(&paid).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_who_holds_the_key_gets_the_picture(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (placed, other) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        let (code, order, key) = (&placed.code, &placed.order().code, &placed.key);
        for path in [
            format!("/lan-mua/{code}/qr/{order}.png"),
            format!("/lan-mua/{code}/qr/{order}.png?khoa={}", other.key),
            format!("/lan-mua/{code}/qr/{order}.png?khoa={}", order_key(key, order)),
            format!("/lan-mua/{code}/qr/{order}?khoa={key}"),
            format!("/lan-mua/{code}/qr/{order}.jpg?khoa={key}"),
            format!("/lan-mua/{code}/qr/{}.png?khoa={key}", other.order().code),
            format!("/lan-mua/{}/qr/{order}.png?khoa={key}", other.code),
            format!("/lan-mua/%00/qr/{order}.png?khoa={key}"),
        ] {
            let answer = shop.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        }
        assert_eq!(shop.open(&format!("/lan-mua/{code}/qr/{order}.png?khoa={key}")).await.status(), StatusCode::OK);
    }

    async fn the_head_of_the_page_is_whole_however_long_its_data_took(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        for _ in 0..40 {
            let page = shop.get(&placed.page()).await.body;
            let head = page.split_once("</head>").unwrap().0;
            assert!(head.contains("<title>") && head.contains("content=\"noindex\""), "{head}");
        }
    }

    async fn only_who_holds_the_key_sees_a_purchase(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (placed, other) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        let order = format!("/lan-mua/{}?khoa={}", placed.order().code, placed.key);
        let foreign = format!("/lan-mua/{}?khoa={}", placed.code, other.key);
        let long = format!("/lan-mua/{}?khoa={}", placed.code, "x".repeat(5_000));
        let bare = format!("/lan-mua/{}", placed.code);
        let odd = format!("/lan-mua/%00%27?khoa={}", placed.key);
        for path in [order, foreign, long, bare, odd] {
            assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn the_page_tells_each_state_in_words(shop: TestShop) {
        let (lua, mam) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
        let placed = shop.placed(&[&lua, &mam], 1).await;
        let reference = &placed.orders[0].reference;
        shop.bank_says(1, 100_000, reference).await;
        let page = shop.get(&placed.page()).await.body;
        assert!(page.contains("Mới nhận một phần") && page.contains("Đã nhận tiền 0 trên 2 cơ sở"));
        let qr = VietQr::parse(mark(&page, "data-vietqr")).unwrap();
        assert_eq!(qr.amount.unwrap().get(), 25_000, "the code asks for the rest");
        shop.bank_says(2, 25_000, reference).await;
        let page = shop.get(&placed.page()).await.body;
        assert_eq!(mark(&page, "data-state"), "paid");
        assert!(page.contains("Đã nhận tiền 1 trên 2 cơ sở") && page.contains("leptos-island"));
        shop.bank_says(3, 125_000, &placed.orders[1].reference).await;
        let page = shop.get(&placed.page()).await.body;
        assert!(page.contains("Đã nhận đủ tiền") && !page.contains("<leptos-island"), "nothing is left to watch");
        shop.clock.advance(time::Duration::hours(1));
        let late = shop.placed(&[&lua], 1).await;
        shop.clock.advance(time::Duration::hours(1));
        server::payments::jobs::expire(&shop.market.parts).await.unwrap();
        let page = shop.get(&late.page()).await.body;
        assert_eq!(mark(&page, "data-state"), "expired");
        assert!(page.contains("Hết hạn chuyển khoản") && !page.contains("role=\"img\""));
    }

    async fn the_english_page_is_english(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let page = shop.get(&format!("/en{}", placed.page())).await.body;
        assert!(page.contains("Waiting for your transfer") && page.contains("Tuesday, 24 November 2026, 10:30"));
        assert!(page.contains("href=\"/en/don-hang/") && page.contains("/en/lan-mua/"));
        assert!(!page.contains("Chờ chuyển khoản"));
    }
}
