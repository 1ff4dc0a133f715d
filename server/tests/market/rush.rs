//! Two hundred buyers at once over real connections, on the last fifty units and on the last one; and half of them hang
//! up midway.
#![allow(clippy::print_stdout, reason = "what was checked is told")]

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use futures::future::join_all;
use rand::{Rng, SeedableRng, rngs::StdRng};
use sea_orm::EntityTrait;
use server::{
    database::Database,
    doctor,
    entity::{hold, purchase, stock},
    random::{SystemRandomness, hashed, token},
};
use shop::{checkout::quantity::Quantity, id::VariantId, identity::party::Visitor};

use crate::{
    checkout::LAN,
    support::{Answer, Backend, TestShop, wire::Ask},
};

const BUYERS: usize = 200;
const SOLD_OUT: &str = "«Mắm cuối mẻ» đã hết hàng";
/// Those who hang up do so within this time after they sent.
const MIDWAY_MS: u64 = 3_000;

/// What came to a buyer.
enum Came {
    Answer(Answer),
    /// She hung up; `true` when nothing had come by then.
    HungUp(bool),
}

/// Takes looks at the stock while the rush lasts.
struct Watch {
    done: Arc<AtomicBool>,
    looking: tokio::task::JoinHandle<Vec<(i64, i64, i64)>>,
}

impl Watch {
    async fn begin(shop: &TestShop, variant: i64) -> Self {
        // Connections of its own: those of the market are busy.
        let database = Database::open(&shop.market.settings.database_url).await.unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let looking = tokio::spawn({
            let done = done.clone();
            async move {
                let mut seen = Vec::new();
                while !done.load(Ordering::Relaxed) {
                    let row = stock::Entity::find_by_id(variant).one(database.read()).await.unwrap().unwrap();
                    seen.push((row.on_hand, row.allocated, row.held));
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                seen
            }
        });
        Self { done, looking }
    }

    async fn end(self) -> Vec<(i64, i64, i64)> {
        self.done.store(true, Ordering::Relaxed);
        self.looking.await.unwrap()
    }
}

/// A buyer's form with one unit in her cart, ready to be sent.
async fn buyer(shop: &TestShop, variant: i64, number: usize) -> Ask {
    let cookie = token(&SystemRandomness);
    let who = Visitor { hash: hashed(&cookie) };
    shop.market.checkout.add(&who, VariantId::new(variant), Quantity::ONE).await.unwrap();
    let cart = shop.market.checkout.cart(&who).await.unwrap();
    let (id, shown) = (cart.id.unwrap().to_string(), cart.shown());
    let (once, phone) = (token(&SystemRandomness), format!("0912{number:06}"));
    let mut fields = LAN.to_vec();
    fields.retain(|(name, _)| *name != "phone");
    fields.extend([("cart", id.as_str()), ("shown", &shown), ("once", &once), ("phone", &phone)]);
    Ask::form("/thanh-toan", fields)
        .with("cookie", format!("gio={cookie}"))
        .with("origin", shop.market.settings.public_url.clone())
}

async fn all_at_once(to: SocketAddr, buyers: &[Ask], half_hang_up: bool) -> Vec<Came> {
    let mut random = StdRng::seed_from_u64(50);
    let one = |(number, ask): (usize, &Ask)| {
        let ask = ask.clone();
        // Every second of those who hang up does so at once: before any answer, however fast the market is.
        let midway = Duration::from_millis(random.random_range(0..MIDWAY_MS));
        let patience = if number % 4 == 1 { Duration::ZERO } else { midway };
        tokio::spawn(async move {
            let waiting = ask.send(to).await.unwrap();
            if half_hang_up && number % 2 == 1 {
                tokio::time::sleep(patience).await;
                return Came::HungUp(waiting.hang_up());
            }
            Came::Answer(waiting.answer().await.unwrap())
        })
    };
    join_all(buyers.iter().enumerate().map(one)).await.into_iter().map(Result::unwrap).collect()
}

/// How many of the answers are purchases; every other must say that it is sold out.
fn bought(came: &[Came]) -> usize {
    let mut bought = 0;
    for came in came {
        let Came::Answer(answer) = came else { continue };
        match answer.status {
            StatusCode::SEE_OTHER => {
                assert!(answer.location().contains("/lan-mua/LM-"), "{}", answer.location());
                bought += 1;
            }
            status => {
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
                assert!(answer.body.contains(SOLD_OUT), "{}", answer.body);
            }
        }
    }
    bought
}

async fn assert_whole(shop: &TestShop, variant: i64, units: i64) -> usize {
    let database = shop.market.database.read();
    for examined in doctor::examine(&shop.market.database).await.unwrap() {
        assert_eq!(examined.findings, [], "{}", examined.check);
    }
    let purchases = purchase::Entity::find().all(database).await.unwrap().len();
    let holds = hold::Entity::find().all(database).await.unwrap();
    assert_eq!(holds.len(), purchases, "each bought one thing");
    let row = stock::Entity::find_by_id(variant).one(database).await.unwrap().unwrap();
    assert_eq!((row.on_hand, row.allocated, row.held), (units, 0, i64::try_from(purchases).unwrap()));
    purchases
}

async fn rush(backend: Backend, units: i64, half_hang_up: bool) {
    let shop = TestShop::start(backend).await;
    let stall = shop.stall("ba-lua").await;
    let (_, variant) = shop.product(stall.producer, stall.category, "cuoi", "Mắm cuối mẻ", 50_000, units).await;
    let mut buyers = Vec::new();
    for number in 0..BUYERS {
        buyers.push(buyer(&shop, variant, number).await);
    }
    let address = shop.listen().await;
    let watch = Watch::begin(&shop, variant).await;
    let begun = Instant::now();
    let came = all_at_once(address, &buyers, half_hang_up).await;
    let took = begun.elapsed();
    let seen = watch.end().await;
    for (on_hand, allocated, held) in &seen {
        let counted = (0..=units).contains(held) && *allocated == 0 && *on_hand == units;
        assert!(counted, "on hand {on_hand}, allocated {allocated}, held {held}");
    }
    let answered = bought(&came);
    let unheard = came.iter().filter(|came| matches!(came, Came::HungUp(true))).count();
    let wanted = usize::try_from(units).unwrap();
    let purchases = assert_whole(&shop, variant, units).await;
    println!(
        "{backend:?}: {BUYERS} buyers of {units}: {answered} told, {purchases} purchases, {unheard} hung up unheard; \
         stock looked at {} times; {took:.1?}",
        seen.len()
    );
    if half_hang_up {
        assert!(answered <= purchases && purchases <= wanted, "{answered} told, {purchases} purchases");
        assert!(unheard >= BUYERS / 8, "only {unheard} hung up before they heard");
        // Those who come back with the same form get what they bought, and the rest of the units.
        let again = bought(&all_at_once(address, &buyers, false).await);
        assert_eq!(again, wanted);
    } else {
        assert_eq!((answered, purchases), (wanted, wanted));
    }
    assert_eq!(assert_whole(&shop, variant, units).await, wanted);
}

macro_rules! rushes {
    ($($name:ident($units:literal, $half_hang_up:literal))+) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                rush(Backend::Sqlite, $units, $half_hang_up).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                rush(Backend::Postgres, $units, $half_hang_up).await;
            }
        }
    )+};
}

rushes! {
    two_hundred_buyers_of_the_last_fifty_units_buy_exactly_fifty(50, false)
    two_hundred_buyers_of_the_last_unit_buy_exactly_one(1, false)
    fifty_units_are_sold_once_though_half_of_the_buyers_hang_up(50, true)
    one_unit_is_sold_once_though_half_of_the_buyers_hang_up(1, true)
}
