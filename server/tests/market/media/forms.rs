//! Photos sent with the form that lists a product.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use server::{
    entity::{picture, product_picture},
    media::upload,
};
use shop::{
    id::{AccountId, ProducerId},
    identity::party::ProducerStaff,
};

use super::made;
use crate::{on_both, support::Answer};

const LINE: &str = "the-line-between";
const PAGE: &str = "/xuong/san-pham/moi";

type Fields<'a> = &'a [(&'a str, &'a str)];
type Files<'a> = &'a [(&'a str, Vec<u8>)];

const WHOLE: Fields = &[
    ("name", "Mắm chắt"),
    ("category", "nuoc-mam"),
    ("unit", "chai 500 ml"),
    ("price", "125k"),
    ("weight", "900"),
    ("stock", "12"),
    ("description", "Cá và muối."),
    ("action", "draft"),
];

pub fn body(fields: Fields, files: Files) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, file) in files {
        let head = format!("form-data; name=\"photo\"; filename=\"{name}\"\r\nContent-Type: image/jpeg");
        body.extend(format!("--{LINE}\r\nContent-Disposition: {head}\r\n\r\n").bytes());
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{LINE}--\r\n").bytes());
    body
}

pub fn request(body: Vec<u8>) -> Request {
    Request::builder()
        .method(Method::POST)
        .uri(PAGE)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={LINE}"))
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .body(Body::from(body))
        .unwrap()
}

/// The hashes of the pictures that a page holds in its form.
fn held(answer: &Answer) -> Vec<String> {
    let parts = answer.body.split("name=\"picture\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

on_both! {
    async fn a_photo_stays_while_the_form_is_mended(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let photo = made::from_a_phone(800, 600, 6);
        let refused = shop.send(request(body(&[("price", "125k")], &[("anh.jpg", photo)]))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"125k\""));
        let hashes = held(&refused);
        assert_eq!(hashes.len(), 1, "{}", refused.body);
        let thumbnail = shop.get(&format!("/anh/{}/320.jpg", hashes[0])).await;
        assert_eq!(thumbnail.status, StatusCode::OK);

        let mended = [WHOLE, &[("picture", hashes[0].as_str())]].concat();
        let done = shop.send(request(body(&mended, &[("", Vec::new())]))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let database = shop.market.database.read();
        assert_eq!(product_picture::Entity::find().count(database).await.unwrap(), 1);
        assert_eq!(picture::Entity::find().count(database).await.unwrap(), 1);
    }

    async fn what_is_no_photo_is_named_beside_the_field_and_the_others_stay(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let whole = made::jpeg(400, 300);
        let mut large = whole.clone();
        large.resize(21 * 1024 * 1024, 0);
        let files = [
            ("words.jpg", b"xin chao".to_vec()),
            ("drawing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
            ("half.jpg", whole[..whole.len() / 2].to_vec()),
            ("many.jpg", made::claiming(8500, 6000)),
            ("strip.png", made::strip()),
            ("large.jpg", large),
            ("empty.jpg", Vec::new()),
            ("good.jpg", whole),
        ];
        let refused = shop.send(request(body(WHOLE, &files))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (name, _) in &files[..7] {
            let told = format!("<p class=\"field-fault\">{name}: ");
            assert!(refused.body.contains(&told), "{name} in {}", refused.body);
        }
        assert!(refused.body.contains("many.jpg: ảnh có 51 triệu điểm ảnh"));
        assert!(!refused.body.contains("good.jpg"));
        assert_eq!(held(&refused).len(), 1);
        assert!(refused.body.contains("value=\"Mắm chắt\""));
    }

    async fn the_ninth_photo_is_one_too_many(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let names: Vec<String> = (1..=9).map(|number| format!("{number}.jpg")).collect();
        let files: Vec<(&str, Vec<u8>)> =
            (100..).zip(&names).map(|(width, name)| (name.as_str(), made::jpeg(width, 80))).collect();
        let refused = shop.send(request(body(&[], &files))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(held(&refused).len(), 8);
        assert!(refused.body.contains("9.jpg: đã đủ 8 ảnh"), "{}", refused.body);

        let hashes = held(&refused);
        let mut fields: Vec<(&str, &str)> = hashes.iter().map(|hash| ("picture", hash.as_str())).collect();
        fields.push(("picture-remove", &hashes[0]));
        let again = shop.send(request(body(&fields, &files[8..]))).await;
        assert_eq!(held(&again), [&hashes[1..], &held(&again)[7..]].concat(), "one gone, one in its place");
        assert!(!again.body.contains("đã đủ 8 ảnh"));
    }

    async fn the_same_photo_twice_is_one_picture_and_another_producers_is_none(shop: TestShop) {
        let lua = shop.stall("ba-lua").await;
        let cuong = shop.stall("cuong").await;
        let staff = |producer| ProducerStaff { account: AccountId::new(1), producer: ProducerId::new(producer) };
        let photo = made::jpeg(300, 200);
        let twice = request(body(&[], &[("a.jpg", photo.clone()), ("b.jpg", photo.clone())]));
        let first = upload::receive(&shop.market, &staff(lua.producer), twice).await.ok().unwrap();
        assert_eq!((first.pictures.len(), first.faults.len()), (1, 0));
        let hash = first.sent.raw("picture").unwrap().to_owned();

        let form = request(body(&[("picture", &hash), ("name", "Của tôi")], &[]));
        let other = upload::receive(&shop.market, &staff(cuong.producer), form).await.ok().unwrap();
        assert!(other.pictures.is_empty() && other.sent.raw("picture").is_none());
        assert_eq!(other.sent.raw("name"), Some("Của tôi"));

        let own = request(body(&[], &[("c.jpg", photo)]));
        let own = upload::receive(&shop.market, &staff(cuong.producer), own).await.ok().unwrap();
        assert_eq!(own.pictures.len(), 1);
        assert_ne!(own.pictures, first.pictures, "each has its own");
        assert_eq!(own.sent.raw("picture"), Some(hash.as_str()), "of the same files");
    }

    async fn a_form_that_breaks_off_comes_back_with_what_had_come(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let photos = [("one.jpg", made::jpeg(300, 200)), ("two.jpg", made::jpeg(320, 200))];
        let whole = body(&[("name", "Mắm chắt")], &photos);
        let cut = shop.send(request(whole[..whole.len() - 400].to_vec())).await;
        assert_eq!(cut.status, StatusCode::BAD_REQUEST);
        assert!(cut.body.contains("value=\"Mắm chắt\""));
        assert_eq!(held(&cut).len(), 1);

        let wordy = "x".repeat(300 * 1024);
        let long = shop.send(request(body(&[("name", "Mắm chắt"), ("description", &wordy)], &[]))).await;
        assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(long.body.contains("value=\"Mắm chắt\""));

        let mut no_form = request(Vec::new());
        no_form.headers_mut().insert(header::CONTENT_TYPE, "multipart/form-data".parse().unwrap());
        assert_eq!(shop.send(no_form).await.status, StatusCode::BAD_REQUEST);
    }
}
