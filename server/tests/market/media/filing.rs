//! The files of pictures: how they are made, kept and given out.

use axum::http::{StatusCode, header};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use server::{
    entity::{catalogue_clock, picture},
    media::{blobs, queue},
    random::SystemRandomness,
    state::Market,
};
use shop::{
    id::{AccountId, ProducerId},
    identity::party::ProducerStaff,
    media::service::Taken,
};

use super::made;
use crate::{
    on_both,
    support::{TestShop, builders::Stall},
};

async fn taken(shop: &TestShop, stall: &Stall, photo: Vec<u8>) -> Taken {
    let who = ProducerStaff { account: AccountId::new(1), producer: ProducerId::new(stall.producer) };
    shop.market.media.take(&who, photo).await.unwrap()
}

async fn row(shop: &TestShop, taken: &Taken) -> picture::Model {
    picture::Entity::find_by_id(taken.id.get()).one(shop.market.database.writer()).await.unwrap().unwrap()
}

/// How often lists have changed.
async fn changes(shop: &TestShop) -> i64 {
    let rows = catalogue_clock::Entity::find().all(shop.market.database.read()).await.unwrap();
    rows.iter().map(|row| row.value).sum()
}

on_both! {
    async fn what_is_due_is_done_after_a_restart(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let picture = taken(&shop, &stall, made::from_a_phone(700, 500, 6)).await;
        assert_eq!(row(&shop, &picture).await.state, "received");
        let before = changes(&shop).await;

        let settings = (*shop.market.settings).clone();
        let database = shop.market.database.clone();
        let restarted = Market::new(settings, database, shop.clock.clone(), std::sync::Arc::new(SystemRandomness));
        queue::drain(&restarted).await.unwrap();

        let row = row(&shop, &picture).await;
        assert_eq!((row.state.as_str(), row.width, row.height), ("ready", 500, 700));
        assert!(changes(&shop).await > before, "pages that show it are old");
        for (width, kind, ending) in [(320, "image/jpeg", "jpg"), (480, "image/jpeg", "jpg"), (480, "image/avif", "avif")] {
            let file = shop.get(&format!("/anh/{}/{width}.{ending}", picture.hash)).await;
            assert_eq!(file.status, StatusCode::OK, "{width}.{ending}");
            let header = |name| file.headers.get(name).unwrap().to_str().unwrap();
            assert_eq!(header(header::CONTENT_TYPE), kind);
            assert_eq!(header(header::CACHE_CONTROL), "public, max-age=31536000, immutable");
            assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        }
    }

    async fn what_has_no_file_is_not_found(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let hash = taken(&shop, &stall, made::jpeg(700, 500)).await.hash;
        let paths = [
            format!("/anh/{hash}/640.avif"),
            format!("/anh/{hash}/641.jpg"),
            format!("/anh/{hash}/320.png"),
            format!("/anh/{hash}/..%2F..%2Fgoc%2F{hash}"),
            format!("/anh/..%2Fgoc/{hash}"),
            format!("/anh/goc/{hash}"),
            format!("/anh/{}/320.jpg", "0".repeat(64)),
            format!("/anh/{}/320.jpg", hash.to_uppercase()),
        ];
        for path in paths {
            let answer = shop.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.headers.get(header::CACHE_CONTROL).unwrap(), "no-store", "{path}");
            assert!(answer.body.len() < 100, "{path}");
        }
    }

    async fn a_picture_that_cannot_be_made_is_given_up_and_the_next_one_is_made(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let lost = taken(&shop, &stall, made::jpeg(400, 300)).await;
        let deadly = taken(&shop, &stall, made::jpeg(410, 300)).await;
        let good = taken(&shop, &stall, made::jpeg(420, 300)).await;
        shop.market.blobs.remove(&blobs::original(&lost.hash)).await.unwrap();
        let mut tried = row(&shop, &deadly).await.into_active_model();
        tried.tries = Set(Some(3));
        tried.update(shop.market.database.writer()).await.unwrap();

        queue::drain(&shop.market).await.unwrap();
        let gone = row(&shop, &lost).await;
        assert_eq!((gone.state.as_str(), gone.fault.as_deref()), ("failed", Some("the original is gone")));
        assert_eq!(row(&shop, &deadly).await.state, "failed");
        assert_eq!(row(&shop, &good).await.state, "ready");

        let again = taken(&shop, &stall, made::jpeg(400, 300)).await;
        assert_eq!(again.id, lost.id);
        queue::drain(&shop.market).await.unwrap();
        assert_eq!(row(&shop, &lost).await.state, "ready", "sent again, it has another chance");
    }

    async fn without_avif_files_a_picture_is_still_shown(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let picture = taken(&shop, &stall, made::jpeg(400, 300)).await;
        let mut made = row(&shop, &picture).await.into_active_model();
        made.state = Set("jpeg".into());
        made.tries = Set(Some(3));
        made.update(shop.market.database.writer()).await.unwrap();
        queue::drain(&shop.market).await.unwrap();
        let row = row(&shop, &picture).await;
        assert_eq!(row.state, "jpeg");
        assert!(row.fault.is_some());
        let shown = server::media::store::shown(&row).unwrap();
        assert!(!shown.avif);
    }
}
