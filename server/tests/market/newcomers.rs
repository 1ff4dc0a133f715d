//! What the commands `user add` and `stock` do, without the command line around them.

use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use server::{
    checkout::stock_take_store::{Stock, StockRefusal, count},
    entity::{account, audit, category, membership, producer, stock, village},
    fault::Halt,
    identity::newcomer::{
        CooperativeChoice, NewProducer, NewVillage, Newcomer, NewcomerRefusal, ProducerChoice, Role, VillageChoice, add,
    },
};
use shop::identity::{email::Email, phone::Phone};
use time::Duration;

use crate::{on_both, support::TestShop};

fn newcomer(email: &str, role: Role) -> Newcomer {
    Newcomer { email: Email::parse(email).unwrap(), name: None, role }
}

fn new_producer(village: VillageChoice) -> Role {
    Role::Producer(ProducerChoice::New(Box::new(NewProducer {
        name: "Cơ sở Là".into(),
        owner: None,
        legal_form: "household".into(),
        phone: Phone::parse("0912345678").unwrap(),
        village,
        cooperative: None,
    })))
}

fn new_village() -> VillageChoice {
    VillageChoice::New(NewVillage {
        name: "Thịnh Long".into(),
        craft: "nước mắm".into(),
        craft_en: "fish sauce".into(),
        place: "xã Hải Thịnh, tỉnh Ninh Bình".into(),
        province_code: "37".into(),
        commune_code: "14221".into(),
    })
}

impl TestShop {
    async fn refusal(&self, newcomer: Newcomer) -> NewcomerRefusal {
        match add(&self.market, &newcomer).await {
            Err(Halt::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    async fn count(&self, slug: &str, counted: Option<i64>) -> Result<Stock, Halt<StockRefusal>> {
        count(&self.market.database, slug, counted, self.market.clock.now()).await
    }
}

on_both! {
    async fn the_first_people_of_a_market_choose_their_passwords_and_find_their_offices(shop: TestShop) {
        let people = [
            (newcomer("You@Cho.Example", Role::Operator), "/van-hanh"),
            (newcomer("htx@cho.example", Role::Cooperative(CooperativeChoice::New("HTX Thịnh Long".into()))), "/htx"),
            (newcomer("la@cho.example", new_producer(new_village())), "/xuong"),
            (newcomer("con@cho.example", Role::Producer(ProducerChoice::Known("co-so-la".into()))), "/xuong"),
            (newcomer("khach@cho.example", Role::Shopper), "/"),
        ];
        for (person, office) in people {
            let link = add(&shop.market, &person).await.unwrap();
            let path = link.strip_prefix(&shop.market.settings.public_url).unwrap();
            let browser = shop.another_browser();
            let chosen = browser.post(path, &[("password", "mắm ngon nhất làng")]).await;
            assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, office));
            assert!(browser.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "{office}");
        }
        let database = shop.market.database.read();
        let maker = producer::Entity::find().one(database).await.unwrap().unwrap();
        assert_eq!((maker.slug.as_str(), maker.commune_code.as_str(), maker.demo), ("co-so-la", "14221", false));
        assert!(membership::Entity::find().one(database).await.unwrap().is_some(), "somebody approves its goods");
        assert!(!category::Entity::find().all(database).await.unwrap().is_empty(), "there are kinds of goods to list");
        let people = account::Entity::find().all(database).await.unwrap();
        assert!(people.iter().all(|person| !person.demo && person.email == person.email.to_lowercase()));
        let trail = audit::Entity::find().all(database).await.unwrap();
        assert_eq!(trail.iter().filter(|line| line.action == "account.add").count(), 5);
        assert_eq!(shop.get("/").await.status, StatusCode::OK);
        assert_eq!(shop.get("/co-so/co-so-la").await.status, StatusCode::OK);
        assert_eq!(shop.get("/lang/thinh-long").await.status, StatusCode::OK);
    }

    async fn an_account_that_cannot_be_made_leaves_nothing_behind(shop: TestShop) {
        use NewcomerRefusal::{EmailTaken, Nameless, NoCooperative, Taken, Unknown, WhichCooperative};
        let known = |slug: &str| Role::Producer(ProducerChoice::Known(slug.into()));
        assert!(matches!(shop.refusal(newcomer("a@b.vn", new_producer(new_village()))).await, NoCooperative));
        assert!(matches!(shop.refusal(newcomer("a@b.vn", known("nope"))).await, Unknown { what: "producer", .. }));
        let role = Role::Cooperative(CooperativeChoice::Known("nope".into()));
        assert!(matches!(shop.refusal(newcomer("a@b.vn", role)).await, Unknown { what: "cooperative", .. }));
        let role = Role::Cooperative(CooperativeChoice::New("???".into()));
        assert!(matches!(shop.refusal(newcomer("a@b.vn", role)).await, Nameless(_)));
        let htx = |name: &str| Role::Cooperative(CooperativeChoice::New(name.into()));
        add(&shop.market, &newcomer("a@b.vn", htx("HTX"))).await.unwrap();
        assert!(matches!(shop.refusal(newcomer("A@b.vn", Role::Shopper)).await, EmailTaken(_)));
        assert!(matches!(shop.refusal(newcomer("b@b.vn", htx("htx"))).await, Taken { what: "cooperative", .. }));
        let role = new_producer(VillageChoice::Known("nope".into()));
        assert!(matches!(shop.refusal(newcomer("b@b.vn", role)).await, Unknown { what: "village", .. }));
        add(&shop.market, &newcomer("c@b.vn", htx("HTX Hai"))).await.unwrap();
        let refusal = shop.refusal(newcomer("b@b.vn", new_producer(new_village()))).await;
        assert!(matches!(&refusal, WhichCooperative(slugs) if slugs == &["htx", "htx-hai"]), "{refusal}");
        let database = shop.market.database.read();
        assert_eq!(account::Entity::find().all(database).await.unwrap().len(), 2);
        assert!(village::Entity::find().one(database).await.unwrap().is_none());
        assert!(producer::Entity::find().one(database).await.unwrap().is_none());
    }

    async fn the_link_of_a_new_account_lasts_a_day(shop: TestShop) {
        let link = add(&shop.market, &newcomer("a@b.vn", Role::Operator)).await.unwrap();
        let path = link.strip_prefix(&shop.market.settings.public_url).unwrap();
        shop.clock.advance(Duration::hours(23));
        assert_eq!(shop.get(path).await.status, StatusCode::OK);
        shop.clock.advance(Duration::hours(2));
        assert_eq!(shop.get(path).await.status, StatusCode::GONE);
    }

    async fn a_stock_take_counts_what_is_there_and_may_be_less_than_what_is_held(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let row = stock::ActiveModel {
            variant_id: Set(stall.variant),
            held: Set(4),
            allocated: Set(3),
            ..Default::default()
        };
        row.update(shop.market.database.writer()).await.unwrap();
        let before = shop.count("ba-lua-mam", None).await.unwrap();
        assert_eq!(before, Stock { on_hand: 50, held: 4, allocated: 3, sold: 0 });
        let json = serde_json::to_string(&before).unwrap();
        assert_eq!(json, r#"{"on_hand":50,"held":4,"allocated":3,"sold":0}"#);
        let after = shop.count("ba-lua-mam", Some(2)).await.unwrap();
        assert_eq!(after, Stock { on_hand: 2, ..before });
        assert_eq!(shop.count("ba-lua-mam", None).await.unwrap(), after);
        let product = server::entity::product::Entity::find_by_id(stall.product);
        let product = product.one(shop.market.database.read()).await.unwrap().unwrap();
        assert!(product.version > 1, "kept pages of the product are old");
        assert!(matches!(shop.count("nope", None).await, Err(Halt::Refused(StockRefusal::UnknownProduct(_)))));
        for counted in [-1, i64::MAX] {
            assert!(matches!(
                shop.count("ba-lua-mam", Some(counted)).await,
                Err(Halt::Refused(StockRefusal::Uncountable))
            ));
        }
    }
}
