//! Rows that tests start from.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
};
use server::{
    entity::{
        account, category, cooperative, delivery_price, membership, payee_account, producer, product, stock, variant,
        village,
    },
    identity::password,
};
use shop::text::{exact, fold};

use super::TestShop;

/// The password of every account made here.
pub const PASSWORD: &str = "demo-cho-lang";

/// A producer with one published product.
pub struct Stall {
    pub producer: i64,
    pub category: i64,
    pub product: i64,
    pub variant: i64,
}

impl TestShop {
    /// A village, a cooperative and a producer with an account (`{slug}@demo.test`), a payee account, delivery prices
    /// (30,000 ₫ standard, 45,000 ₫ express, pick-up free) and one published product `{slug}-mam` with 50 in stock at
    /// 95,000 ₫. The cooperative's manager is `htx@demo.test`, the operator `vanhanh@demo.test`, both made once.
    pub async fn stall(&self, slug: &str) -> Stall {
        let database = self.market.database.writer();
        let (village, cooperative, category) = self.ground().await;
        let producer = producer::ActiveModel {
            slug: Set(slug.into()),
            village_id: Set(village),
            name: Set(format!("Cơ sở {slug}")),
            legal_form: Set("household".into()),
            owner: Set("Bà Mẫu".into()),
            phone: Set("+84900000001".into()),
            email: Set(None),
            registration: Set("DEMO-01".into()),
            street: Set("Xóm 1".into()),
            province_code: Set("37".into()),
            commune_code: Set(String::new()),
            about: Set("Nhà làm mắm.".into()),
            pickup_note: Set(String::new()),
            paused_until: Set(None),
            pause_note: Set(String::new()),
            demo: Set(true),
            created_at: Set(0),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
        .id;
        membership::ActiveModel { cooperative_id: Set(cooperative), producer_id: Set(producer), since_at: Set(0) }
            .insert(database)
            .await
            .unwrap();
        self.account(&format!("{slug}@demo.test"), "producer", Some(producer), None).await;
        payee_account::ActiveModel {
            producer_id: Set(producer),
            bank_bin: Set("970403".into()),
            account_number: Set("0011012345678".into()),
            holder: Set("NGUYEN VAN A".into()),
            set_by: Set(None),
            set_at: Set(0),
            retired_at: Set(None),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap();
        for (method, price) in [("standard", 30_000), ("express", 45_000), ("pickup", 0)] {
            delivery_price::ActiveModel {
                producer_id: Set(producer),
                method: Set(method.into()),
                price: Set(price),
                enabled: Set(true),
            }
            .insert(database)
            .await
            .unwrap();
        }
        let (product, variant) =
            self.product(producer, category, &format!("{slug}-mam"), "Nước mắm nguyên chất 30°N", 95_000, 50).await;
        Stall { producer, category, product, variant }
    }

    /// One more published product with one variant.
    pub async fn product(
        &self,
        producer: i64,
        category: i64,
        slug: &str,
        name: &str,
        price: i64,
        on_hand: i64,
    ) -> (i64, i64) {
        let database = self.market.database.writer();
        let product = product::ActiveModel {
            slug: Set(slug.into()),
            producer_id: Set(producer),
            category_id: Set(category),
            name: Set(name.into()),
            name_en: Set("Fish sauce".into()),
            description: Set("Cá cơm và muối.".into()),
            ingredients: Set(String::new()),
            storage: Set(String::new()),
            nitrogen_g_per_l: Set(Some(30)),
            state: Set("published".into()),
            submitted_at: Set(Some(0)),
            reviewed_at: Set(Some(0)),
            reviewed_by: Set(None),
            state_note: Set(String::new()),
            search_exact: Set(exact(name)),
            search_folded: Set(fold(name)),
            version: Set(1),
            created_at: Set(0),
            updated_at: Set(0),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
        .id;
        let variant = variant::ActiveModel {
            product_id: Set(product),
            name: Set("chai 500 ml".into()),
            name_en: Set("500 ml bottle".into()),
            price: Set(price),
            weight_g: Set(900),
            content_amount: Set(Some(500)),
            content_unit: Set(Some("ml".into())),
            position: Set(0),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
        .id;
        stock::ActiveModel { variant_id: Set(variant), on_hand: Set(on_hand), allocated: Set(0), held: Set(0) }
            .insert(database)
            .await
            .unwrap();
        (product, variant)
    }

    /// Moves a product to another state, whatever it was.
    pub async fn set_state(&self, product: i64, state: &str) {
        let changed = product::ActiveModel { id: Unchanged(product), state: Set(state.into()), ..Default::default() };
        changed.update(self.market.database.writer()).await.unwrap();
    }

    /// An account with [`PASSWORD`].
    pub async fn account(&self, email: &str, role: &str, producer: Option<i64>, cooperative: Option<i64>) -> i64 {
        account::ActiveModel {
            email: Set(email.into()),
            name: Set(email.into()),
            password_hash: Set(Some(password::hash(PASSWORD.into()).await.unwrap())),
            role: Set(role.into()),
            producer_id: Set(producer),
            cooperative_id: Set(cooperative),
            demo: Set(true),
            created_at: Set(0),
            disabled_at: Set(None),
            ..Default::default()
        }
        .insert(self.market.database.writer())
        .await
        .unwrap()
        .id
    }

    async fn ground(&self) -> (i64, i64, i64) {
        use sea_orm::EntityTrait;
        let database = self.market.database.writer();
        if let Some(village) = village::Entity::find().one(database).await.unwrap() {
            let cooperative = cooperative::Entity::find().one(database).await.unwrap().unwrap();
            let category = category::Entity::find().one(database).await.unwrap().unwrap();
            return (village.id, cooperative.id, category.id);
        }
        let village = village::ActiveModel {
            slug: Set("thinh-long".into()),
            name: Set("Thịnh Long".into()),
            craft: Set("nước mắm".into()),
            craft_en: Set("fish sauce".into()),
            place: Set("xã Hải Thịnh, tỉnh Ninh Bình".into()),
            former: Set("thị trấn Thịnh Long, Hải Hậu, Nam Định".into()),
            facts: Set("Cảng cá.".into()),
            facts_en: Set("A fishing port.".into()),
            province_code: Set("37".into()),
            commune_code: Set(String::new()),
            position: Set(0),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
        .id;
        let cooperative =
            cooperative::ActiveModel { slug: Set("htx".into()), name: Set("HTX mẫu".into()), ..Default::default() }
                .insert(database)
                .await
                .unwrap()
                .id;
        let category = category::ActiveModel {
            slug: Set("nuoc-mam".into()),
            name: Set("Nước mắm".into()),
            name_en: Set("Fish sauce".into()),
            position: Set(0),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
        .id;
        self.account("htx@demo.test", "cooperative", None, Some(cooperative)).await;
        self.account("vanhanh@demo.test", "operator", None, None).await;
        (village, cooperative, category)
    }
}
