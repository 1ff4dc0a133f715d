use axum::http::StatusCode;

use crate::on_both;

on_both! {
    async fn a_producer_signs_in_and_a_wrong_password_keeps_what_was_typed(shop: TestShop) {
        shop.stall("ba-lua").await;
        let refused = shop.post("/en/dang-nhap", &[("email", "ba-lua@demo.test"), ("password", "wrong")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"ba-lua@demo.test\""));
        assert!(!refused.body.contains("wrong\""), "a password is never sent back");
        shop.sign_in("ba-lua@demo.test").await;
    }
}
