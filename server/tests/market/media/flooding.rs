//! Forms that nobody typed: more parts, names and heads than any form has.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use futures::stream;

use super::forms::{body, request};
use crate::on_both;

const HASHES: usize = 900;

on_both! {
    async fn a_form_of_too_many_parts_is_refused_at_once(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        for name in ["picture", "picture-remove", "x", ""] {
            let many = [vec![("name", "Mắm chắt")], vec![(name, ""); 120_000]].concat();
            let answer = shop.send(request(body(&many, &[]))).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{name}");
            assert!(answer.body.contains("value=\"Mắm chắt\"") && answer.body.contains("biểu mẫu gửi lên quá dài"));
        }
        let fields = vec![("picture", "x"); 1_001];
        assert_eq!(shop.post("/xuong/san-pham/moi", &fields).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(shop.post("/en/dang-nhap", &fields).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(shop.post("/en/dang-nhap", &fields[1..]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn names_count_like_what_is_typed(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let name = "n".repeat(50 * 1024);
        let answer = shop.send(request(body(&[(name.as_str(), ""); 6], &[]))).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let (file, part) = ("f".repeat(50 * 1024), Vec::new());
        let files: Vec<_> = (0..6).map(|_| (file.as_str(), part.clone())).collect();
        let answer = shop.send(request(body(&[], &files))).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn a_part_whose_head_does_not_end_is_not_read_on(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let begin = b"--the-line-between\r\nContent-Disposition: form-data; name=\"";
        let read = Arc::new(AtomicUsize::new(0));
        let counted = read.clone();
        let head = std::iter::once(Bytes::from_static(begin)).chain((0..2_000).map(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            Bytes::from(vec![b'a'; 4 * 1024])
        }));
        let endless = Body::from_stream(stream::iter(head.map(Ok::<_, std::convert::Infallible>)));
        let answer = shop.send(request(Vec::new()).map(|_| endless)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(read.load(Ordering::Relaxed) < 100, "{read:?} pieces were read");
    }

    async fn pictures_that_are_none_are_left_out(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let hashes: Vec<String> = (0..HASHES).map(|number| format!("{number:064x}")).collect();
        let long = "a".repeat(200 * 1024);
        for values in [hashes.iter().map(String::as_str).collect(), vec!["../x"; HASHES], vec![long.as_str()]] {
            let fields: Vec<_> = [("name", "Mắm chắt")].into_iter().chain(values.into_iter().map(|value| ("picture", value))).collect();
            let answer = shop.send(request(body(&fields, &[]))).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("value=\"Mắm chắt\"") && !answer.body.contains("name=\"picture\""));
        }
    }

    async fn files_that_are_refused_are_counted_too(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let names: Vec<String> = (1..=40).map(|number| format!("{number}.jpg")).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), b"words".to_vec())).collect();
        let answer = shop.send(request(body(&[], &files))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("32.jpg: không phải ảnh") && answer.body.contains("33.jpg: đã đủ 8 ảnh"));
    }
}
