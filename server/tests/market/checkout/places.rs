//! Provinces and communes as people type them.

use super::{OrderForm, assert_placed, assert_refused, purchases, put};
use crate::{on_both, support::TestShop};

async fn form(shop: &TestShop, province: &str, commune: &str) -> OrderForm {
    OrderForm::open(shop).await.with("province", province).with("commune", commune)
}

on_both! {
    async fn a_name_of_today_is_taken_with_or_without_type_and_accents(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        for (province, commune) in
            [("tỉnh Ninh Bình", "xã Hải Thịnh"), ("ninh binh", "hai thinh"), ("37", "Hải Thịnh"), ("Nam Định", "TT Thịnh Long")]
        {
            put(&shop, stall.variant, 1).await;
            assert_placed(&form(&shop, province, commune).await.send(&shop).await);
            let purchase = purchases(&shop).await.pop().unwrap();
            assert_eq!(purchase.commune_code.as_deref(), Some("14221"), "{commune}, {province}");
            assert_eq!(purchase.place_typed, format!("{commune}, {province}"));
        }
    }

    async fn an_ambiguous_name_offers_candidates_and_the_chosen_one_is_taken(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = form(&shop, "TP.HCM", "Phường 1").await;
        let answer = form.send(&shop).await;
        assert_refused(&answer, "Có nhiều nơi có thể đúng");
        let (_, list) = answer.body.split_once("Chọn nơi đúng").unwrap();
        let code = list.split_once("name=\"place\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        assert!(purchases(&shop).await.is_empty());
        assert_refused(&form.clone().with("place", "14221").send(&shop).await, "Có nhiều nơi có thể đúng");
        assert_placed(&form.with("place", &code).send(&shop).await);
        assert_eq!(purchases(&shop).await[0].commune_code.as_ref(), Some(&code));
    }

    async fn an_unknown_place_is_told_beside_its_field(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        for (province, commune, field, text) in [
            ("Atlantis", "Hải Thịnh", "province", "Không tìm thấy tỉnh"),
            ("", "Hải Thịnh", "province", "Xin ghi tỉnh"),
            ("Ninh Bình", "Không Có Đâu", "commune", "Không tìm thấy xã"),
            ("Ninh Bình", "", "commune", "Xin ghi xã"),
            ("Hà Nội", "Hải Thịnh", "commune", "nhưng có ở nơi khác"),
        ] {
            let answer = form(&shop, province, commune).await.send(&shop).await;
            assert_refused(&answer, text);
            assert!(answer.body.contains(&format!("id=\"{field}-fault\"")), "{text}");
            assert!(answer.body.contains("value=\"0912 345 678\""), "the rest is kept");
        }
        assert!(purchases(&shop).await.is_empty());
    }

    async fn a_former_name_is_shown_with_todays_when_the_form_comes_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let answer = form(&shop, "Nam Định", "Thịnh Long").await.with("name", "").send(&shop).await;
        assert_refused(&answer, "Xin ghi họ tên");
        assert!(answer.body.contains("xã Hải Thịnh, tỉnh Ninh Bình"));
        assert!(answer.body.contains("value=\"Thịnh Long\""), "what was typed stays");
        assert!(answer.body.contains("<option value=\"xã Hải Hậu\">"), "the province's communes are offered");
    }
}
