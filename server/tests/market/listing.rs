use axum::http::StatusCode;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use server::entity::{picture, product, product_picture, stock, variant};

use crate::{
    on_both,
    support::{Answer, TestShop, builders::Stall, html::unmarked_vietnamese},
};

const NEW: &str = "/xuong/san-pham/moi";

/// A form in order, with some of its fields changed or added.
fn form<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let order = [
        ("name", "Nước mắm nhỉ 40°N"),
        ("category", "nuoc-mam"),
        ("unit", "chai 500 ml"),
        ("price", "125k"),
        ("stock", "24"),
        ("weight", "850"),
        ("action", "submit"),
    ];
    let kept = order.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed.iter().copied()).collect()
}

/// The form of a stall's first product as the studio shows it, with some fields changed.
fn edit<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let shown = [
        ("name", "Nước mắm nguyên chất 30°N"),
        ("name_en", "Fish sauce"),
        ("category", "nuoc-mam"),
        ("unit", "chai 500 ml"),
        ("unit_en", "500 ml bottle"),
        ("price", "95000"),
        ("stock", "50"),
        ("stock_was", "50"),
        ("weight", "900"),
        ("content", "500"),
        ("content_unit", "ml"),
        ("description", "Cá cơm và muối."),
        ("nitrogen", "30"),
        ("action", "save"),
    ];
    let kept = shown.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed.iter().copied()).collect()
}

/// The value of a hidden field in a page.
pub fn hidden(page: &str, field: &str) -> String {
    let marked = format!("name=\"{field}\" value=\"");
    let (_, rest) = page.split_once(&marked).unwrap_or_else(|| panic!("no hidden {field}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Hashes of pictures.
const FIRST: &str = "0a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10a10";
const SECOND: &str = "0a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20a20";
const FOREIGN: &str = "f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f00f";

impl TestShop {
    /// A stall whose producer is signed in.
    async fn studio(&self, slug: &str) -> Stall {
        let stall = self.stall(slug).await;
        self.sign_in(&format!("{slug}@demo.test")).await;
        stall
    }

    pub async fn listing(&self, slug: &str) -> product::Model {
        let database = self.market.database.writer();
        product::Entity::find().filter(product::Column::Slug.eq(slug)).one(database).await.unwrap().unwrap()
    }

    async fn first_variant(&self, product: i64) -> (variant::Model, stock::Model) {
        let database = self.market.database.writer();
        let found = variant::Entity::find().filter(variant::Column::ProductId.eq(product));
        let variant = found.one(database).await.unwrap().unwrap();
        let stock = stock::Entity::find_by_id(variant.id).one(database).await.unwrap().unwrap();
        (variant, stock)
    }

    async fn listings_count(&self) -> u64 {
        product::Entity::find().count(self.market.database.writer()).await.unwrap()
    }

    async fn photo(&self, hash: &str, producer: i64) -> i64 {
        let row = picture::ActiveModel {
            hash: Set(hash.into()),
            width: Set(800),
            height: Set(600),
            state: Set("ready".into()),
            illustration: Set(false),
            producer_id: Set(Some(producer)),
            fault: Set(None),
            created_at: Set(0),
            ..Default::default()
        };
        row.insert(self.market.database.writer()).await.unwrap().id
    }

    async fn photos_of(&self, product: i64) -> Vec<i64> {
        let placed = product_picture::Entity::find().filter(product_picture::Column::ProductId.eq(product));
        let placed = placed.order_by_asc(product_picture::Column::Position);
        let rows = placed.all(self.market.database.writer()).await.unwrap();
        rows.into_iter().map(|row| row.picture_id).collect()
    }
}

fn assert_refused(answer: &Answer, field: &str, typed: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {typed}");
    let beside = format!("id=\"{field}-fault\"");
    assert!(answer.body.contains(&beside), "a fault stands beside {field} for {typed:?}");
    assert!(answer.body.contains(&format!("<a href=\"#{field}\">")), "the summary leads to {field}");
    assert!(typed.is_empty() || answer.body.contains(typed), "{typed:?} is still there");
}

on_both! {
    async fn a_product_is_listed_reviewed_and_then_for_sale(shop: TestShop) {
        shop.studio("ba-lua").await;
        let sent = shop.post(NEW, &form(&[("content", "0,5"), ("content_unit", "l"), ("nitrogen", "40")])).await;
        assert_eq!(sent.location(), "/xuong/san-pham/nuoc-mam-nhi-40-n?xong=gui", "{}", sent.body);
        let listing = shop.listing("nuoc-mam-nhi-40-n").await;
        assert_eq!((listing.state.as_str(), listing.nitrogen_g_per_l), ("in_review", Some(40)));
        assert_eq!(listing.search_folded, "nuoc mam nhi 40 n co so ba lua thinh long nuoc mam");
        let (variant, stock) = shop.first_variant(listing.id).await;
        assert_eq!((variant.price, variant.weight_g, variant.content_amount), (125_000, 850, Some(500)));
        assert_eq!((stock.on_hand, stock.allocated, stock.held), (24, 0, 0));
        let visitor = shop.another_browser();
        assert_eq!(visitor.get("/san-pham/nuoc-mam-nhi-40-n").await.status, StatusCode::NOT_FOUND);

        let cooperative = shop.another_browser();
        cooperative.sign_in("htx@demo.test").await;
        let queue = cooperative.get("/htx/duyet").await;
        assert!(queue.body.contains("Nước mắm nhỉ 40°N") && queue.body.contains("Cơ sở ba-lua"));
        let seen = hidden(&queue.body, "seen");
        let approval = [("listing", "nuoc-mam-nhi-40-n"), ("seen", seen.as_str()), ("action", "approve")];
        let approved = cooperative.post("/htx/duyet", &approval).await;
        assert_eq!(approved.location(), "/htx/duyet?xong=duyet", "{}", approved.body);
        let listing = shop.listing("nuoc-mam-nhi-40-n").await;
        assert_eq!(listing.state, "published");
        assert!(listing.reviewed_by.is_some());
        let shown = visitor.get("/san-pham/nuoc-mam-nhi-40-n").await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.body.contains("data-vnd=\"125000\""));
    }

    async fn each_bad_value_comes_back_beside_its_field_with_what_was_typed(shop: TestShop) {
        shop.studio("ba-lua").await;
        let long = "ă".repeat(500);
        let faults = [
            ("name", ""), ("name", long.as_str()), ("category", ""), ("category", "dien-thoai"), ("unit", ""),
            ("price", ""), ("price", "0"), ("price", "-1"), ("price", "abc"), ("price", "10000000001"),
            ("price", "1,5"), ("stock", ""), ("stock", "-1"), ("stock", "abc"), ("stock", "1000000000"),
            ("stock", "99999999999999999999"), ("weight", "0"), ("weight", ""), ("weight", "1,5"),
            ("content", "0"), ("content_unit", "gallon"), ("nitrogen", "900"), ("slug", "漁港"), ("slug", "moi"),
        ];
        for (field, typed) in faults {
            let content = [("content", "500"), ("content_unit", "ml")];
            let rest = content.into_iter().filter(|(name, _)| *name != field);
            let changed: Vec<_> = rest.chain([(field, typed)]).collect();
            let answer = shop.post(NEW, &form(&changed)).await;
            // A choice that is not offered cannot be shown as chosen.
            let kept = if field.contains("category") || field.contains("unit") { "" } else { typed };
            assert_refused(&answer, field, kept);
            assert!(answer.body.contains("chai 500 ml") || field == "unit", "the other fields are kept");
        }
        assert_eq!(shop.listings_count().await, 1, "nothing was listed");
    }

    async fn all_faults_are_told_at_once_in_english_too(shop: TestShop) {
        shop.studio("ba-lua").await;
        let answer = shop.post("/en/xuong/san-pham/moi", &form(&[("name", ""), ("price", "0"), ("weight", "x")])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("3 things to mend") && answer.body.contains("The price must be above 0."));
        assert_eq!(unmarked_vietnamese(&answer.body), Vec::<String>::new());
    }

    async fn a_form_sent_twice_lists_one_product(shop: TestShop) {
        shop.studio("ba-lua").await;
        let once = hidden(&shop.get(NEW).await.body, "once");
        let fields = form(&[("once", once.as_str())]);
        let (first, second) = tokio::join!(shop.post(NEW, &fields), shop.post(NEW, &fields));
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        assert_eq!(first.location(), second.location());
        assert_eq!(shop.post(NEW, &fields).await.location(), first.location());
        assert_eq!(shop.listings_count().await, 2);
    }

    async fn names_alike_get_addresses_of_their_own(shop: TestShop) {
        shop.studio("ba-lua").await;
        let mut addresses = Vec::new();
        for _ in 0..3 {
            addresses.push(shop.post(NEW, &form(&[])).await.location().to_owned());
        }
        let expected = ["", "-2", "-3"].map(|end| format!("/xuong/san-pham/nuoc-mam-nhi-40-n{end}?xong=gui"));
        assert_eq!(addresses, expected);
        let own = shop.post(NEW, &form(&[("slug", "Mắm nhà bà Lụa"), ("action", "draft")])).await;
        assert_eq!(own.location(), "/xuong/san-pham/mam-nha-ba-lua?xong=nhap");
        assert_eq!(shop.listing("mam-nha-ba-lua").await.state, "draft");
        let taken = shop.post(NEW, &form(&[("slug", "ba-lua-mam")])).await;
        assert_refused(&taken, "slug", "ba-lua-mam");
    }

    async fn only_its_own_producer_finds_a_listing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.studio("ong-hai").await;
        let address = "/xuong/san-pham/ba-lua-mam";
        assert_eq!(shop.get(address).await.status, StatusCode::NOT_FOUND);
        for fields in [edit(&[("price", "1000")]), vec![("action", "pause")]] {
            assert_eq!(shop.post(address, &fields).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(shop.listing("ba-lua-mam").await.state, "published");
        assert_eq!(shop.first_variant(stall.product).await.0.price, 95_000);
        assert!(!shop.get("/xuong/san-pham").await.body.contains("ba-lua-mam"));
        let stranger = shop.another_browser();
        let turned = stranger.post(address, &edit(&[])).await;
        assert_eq!(turned.location(), "/dang-nhap?tiep=%2Fxuong%2Fsan-pham%2Fba-lua-mam");
        let shopper = shop.another_browser();
        shopper.sign_in("htx@demo.test").await;
        assert_eq!(shopper.post(NEW, &form(&[])).await.status, StatusCode::NOT_FOUND);
    }

    async fn another_producers_photo_is_never_used(shop: TestShop) {
        let other = shop.stall("ong-hai").await;
        let stall = shop.studio("ba-lua").await;
        let (foreign, own) = (shop.photo(FOREIGN, other.producer).await, shop.photo(FIRST, stall.producer).await);
        shop.post(NEW, &form(&[("picture", FOREIGN), ("picture", FIRST), ("name", "Mắm tép")])).await;
        shop.post("/xuong/san-pham/ba-lua-mam", &edit(&[("picture", FOREIGN)])).await;
        let placed = product_picture::Entity::find().all(shop.market.database.writer()).await.unwrap();
        assert!(placed.iter().all(|row| row.picture_id != foreign));
        let listing = shop.listing("mam-tep").await;
        assert_eq!(shop.photos_of(listing.id).await, [own]);
    }

    async fn our_illustrations_may_be_kept_and_used(shop: TestShop) {
        let stall = shop.studio("ba-lua").await;
        let drawn = shop.photo(FIRST, stall.producer).await;
        let ours = picture::ActiveModel {
            id: Unchanged(drawn),
            producer_id: Set(None),
            illustration: Set(true),
            ..Default::default()
        };
        ours.update(shop.market.database.writer()).await.unwrap();
        let saved = shop.post("/xuong/san-pham/ba-lua-mam", &edit(&[("picture", FIRST)])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(shop.photos_of(stall.product).await, [drawn]);
    }

    async fn photos_are_kept_by_a_form_that_comes_back_and_stand_where_they_are_wished(shop: TestShop) {
        let stall = shop.studio("ba-lua").await;
        let photos = [shop.photo(FIRST, stall.producer).await, shop.photo(SECOND, stall.producer).await];
        let back = shop.post(NEW, &form(&[("picture", FIRST), ("picture", SECOND), ("price", "abc")])).await;
        assert_refused(&back, "price", "abc");
        assert!(back.body.contains(&format!("value=\"{FIRST}\"")) && back.body.contains(&format!("/anh/{SECOND}/320.jpg")));
        shop.post(NEW, &form(&[("picture", FIRST), ("picture", SECOND)])).await;
        let product = shop.listing("nuoc-mam-nhi-40-n").await.id;
        assert_eq!(shop.photos_of(product).await, photos);
        let address = "/xuong/san-pham/nuoc-mam-nhi-40-n";
        let places = [FIRST, SECOND].map(|hash| format!("position-{hash}"));
        let turned = form(&[("picture", FIRST), ("picture", SECOND), (&places[0], "2"), (&places[1], "1")]);
        assert_eq!(shop.post(address, &turned).await.status, StatusCode::SEE_OTHER);
        assert_eq!(shop.photos_of(product).await, [photos[1], photos[0]]);
        let fewer = form(&[("picture", SECOND), ("picture", FIRST), ("picture-remove", SECOND)]);
        shop.post(address, &fewer).await;
        assert_eq!(shop.photos_of(product).await, [photos[0]]);
    }

    async fn price_and_stock_change_at_once_and_a_name_waits_for_review(shop: TestShop) {
        let stall = shop.studio("ba-lua").await;
        let address = "/xuong/san-pham/ba-lua-mam";
        let saved = shop.post(address, &edit(&[("price", "1,2 tr"), ("stock", "48"), ("weight", "950")])).await;
        assert_eq!(saved.location(), "/xuong/san-pham/ba-lua-mam?xong=luu", "{}", saved.body);
        assert_eq!(shop.listing("ba-lua-mam").await.state, "published");
        let (variant, stock) = shop.first_variant(stall.product).await;
        assert_eq!((variant.price, variant.weight_g, stock.on_hand), (1_200_000, 950, 48));
        let visitor = shop.another_browser();
        assert!(visitor.get("/san-pham/ba-lua-mam").await.body.contains("data-vnd=\"1200000\""));

        let renamed = shop.post(address, &edit(&[("name", "Nước mắm cốt")])).await;
        assert_eq!(renamed.location(), "/xuong/san-pham/ba-lua-mam?xong=gui");
        let listing = shop.listing("ba-lua-mam").await;
        assert_eq!((listing.state.as_str(), listing.name.as_str()), ("in_review", "Nước mắm cốt"));
        assert!(listing.search_exact.starts_with("nước mắm cốt"));
        assert_eq!(visitor.get("/san-pham/ba-lua-mam").await.status, StatusCode::NOT_FOUND);
    }

    async fn new_photos_and_claims_wait_for_review_too(shop: TestShop) {
        let stall = shop.studio("ba-lua").await;
        shop.photo(FIRST, stall.producer).await;
        let address = "/xuong/san-pham/ba-lua-mam";
        for changed in [("picture", FIRST), ("description", "Ủ 24 tháng."), ("nitrogen", "40")] {
            shop.set_state(stall.product, "published").await;
            let saved = shop.post(address, &edit(&[changed])).await;
            assert_eq!(saved.location(), "/xuong/san-pham/ba-lua-mam?xong=gui", "{changed:?}");
        }
    }

    async fn a_stock_take_leaves_what_is_held_and_what_was_sold_meanwhile(shop: TestShop) {
        let stall = shop.studio("ba-lua").await;
        let database = shop.market.database.writer();
        let sold = stock::ActiveModel {
            variant_id: Unchanged(stall.variant),
            on_hand: Set(46),
            allocated: Set(2),
            held: Set(3),
        };
        sold.update(database).await.unwrap();
        let address = "/xuong/san-pham/ba-lua-mam";
        // The page showed 50; only the price was typed.
        shop.post(address, &edit(&[("price", "99k")])).await;
        assert_eq!(shop.first_variant(stall.product).await.1.on_hand, 46);
        shop.post(address, &edit(&[("stock", "4")])).await;
        let stock = shop.first_variant(stall.product).await.1;
        assert_eq!((stock.on_hand, stock.allocated, stock.held), (4, 2, 3));
        assert!(shop.get(address).await.body.contains("thiếu 1"));
        let version = shop.listing("ba-lua-mam").await.version;
        assert!(version > 1, "kept pages of the product are old");
    }

    async fn a_product_is_paused_and_put_back(shop: TestShop) {
        shop.studio("ba-lua").await;
        let address = "/xuong/san-pham/ba-lua-mam";
        let paused = shop.post(address, &[("action", "pause")]).await;
        assert_eq!(paused.location(), "/xuong/san-pham/ba-lua-mam?xong=ngung");
        assert_eq!(shop.listing("ba-lua-mam").await.state, "paused");
        let again = shop.post(address, &[("action", "pause")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("data-state=\"paused\"") && again.body.contains("value=\"95000\""));
        assert_eq!(shop.post(address, &edit(&[("price", "90k")])).await.location(), "/xuong/san-pham/ba-lua-mam?xong=luu");
        assert_eq!(shop.post(address, &[("action", "resume")]).await.location(), "/xuong/san-pham/ba-lua-mam?xong=ban");
        assert_eq!(shop.listing("ba-lua-mam").await.state, "published");
    }

    async fn a_draft_is_kept_and_handed_in_when_it_is_ready(shop: TestShop) {
        shop.studio("ba-lua").await;
        shop.post(NEW, &form(&[("action", "draft")])).await;
        let address = "/xuong/san-pham/nuoc-mam-nhi-40-n";
        let kept = shop.post(address, &form(&[("price", "130k"), ("action", "draft")])).await;
        assert_eq!(kept.location(), "/xuong/san-pham/nuoc-mam-nhi-40-n?xong=nhap");
        assert_eq!(shop.post(address, &[("action", "submit")]).await.status, StatusCode::SEE_OTHER);
        let listing = shop.listing("nuoc-mam-nhi-40-n").await;
        assert_eq!((listing.state.as_str(), listing.submitted_at.is_some()), ("in_review", true));
        assert_eq!(shop.first_variant(listing.id).await.0.price, 130_000);
    }

    async fn the_studio_speaks_english_and_marks_what_is_vietnamese(shop: TestShop) {
        shop.studio("ba-lua").await;
        for path in ["/en/xuong", "/en/xuong/san-pham", "/en/xuong/san-pham/moi", "/en/xuong/san-pham/ba-lua-mam",
            "/en/xuong/ho-so"] {
            let page = shop.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(unmarked_vietnamese(&page.body), Vec::<String>::new(), "{path}");
        }
    }
}
