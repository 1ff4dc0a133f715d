//! The process is killed again and again while people buy and pay; afterwards nothing is half done, counted twice or lost.
#![allow(clippy::print_stdout, reason = "what was checked is told")]

mod child;
mod load;

use std::{collections::BTreeMap, sync::atomic::Ordering, time::Duration};

use rand::{Rng, SeedableRng, rngs::StdRng};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use server::{
    database::Database,
    entity::{bank_message, bank_transaction, hold, order_line, payment, payment_event, purchase, shop_order},
    random::{Randomness, SystemRandomness},
};

use self::{
    child::Program,
    load::{Kind, Seen, World},
};
use crate::support::{Backend, TestShop};

/// How often the market is killed.
const KILLS: usize = 36;
/// Every so many kills it is killed while it starts, when hardly anyone can have asked yet.
const WHILE_STARTING: usize = 9;
/// So many kills at least must meet a request that was sent and not yet answered, and that changes something.
const HITS_MIN: usize = 20;
const BUYERS: u64 = 6;
/// What the scarce product has.
const SCARCE: i64 = 12;

async fn market(backend: Backend) -> (TestShop, [i64; 3]) {
    let shop = TestShop::start(backend).await;
    let (first, second) = (shop.stall("ba-lua").await, shop.stall("ong-tu").await);
    let plenty = shop.product(first.producer, first.category, "nhieu", "Mắm nhiều", 95_000, 100_000).await.1;
    let other = shop.product(second.producer, second.category, "nua", "Mắm nữa", 60_501, 100_000).await.1;
    let scarce = shop.product(first.producer, first.category, "cuoi", "Mắm cuối mẻ", 50_000, SCARCE).await.1;
    (shop, [plenty, other, scarce])
}

/// No connection of this process stays open: the database has to recover by itself.
async fn let_go(database: &Database) {
    database.read().clone().close().await.unwrap();
    database.writer().clone().close().await.unwrap();
}

/// Kills the market again and again; gives how long its starts took together.
async fn killed_again_and_again(program: &mut Program, world: &World, random: &mut StdRng) -> Duration {
    let mut starting = Duration::ZERO;
    for kill in 1..=KILLS {
        if kill % WHILE_STARTING == 0 {
            tokio::time::sleep(Duration::from_millis(random.random_range(0..150))).await;
        } else {
            starting += program.opened().await;
            tokio::time::sleep(Duration::from_millis(random.random_range(20..900))).await;
        }
        program.kill();
        // Whoever notices now noticed this kill.
        tokio::time::sleep(Duration::from_millis(20)).await;
        world.kills.store(kill, Ordering::SeqCst);
        program.start();
    }
    program.opened().await;
    starting
}

/// What nobody paid runs out at once, so that the sweep has work.
async fn age(database: &Database) {
    payment::Entity::update_many()
        .col_expr(payment::Column::DueAt, Expr::col(payment::Column::CreatedAt).add(1))
        .filter(payment::Column::State.eq("awaiting"))
        .exec(database.writer())
        .await
        .unwrap();
    hold::Entity::update_many()
        .col_expr(hold::Column::ExpiresAt, Expr::value(1_i64))
        .filter(hold::Column::State.eq("held"))
        .exec(database.writer())
        .await
        .unwrap();
}

/// Waits until nothing waits for the sweep.
async fn swept(database: &Database) {
    for _ in 0..1_000 {
        let unfinished = bank_message::Entity::find().filter(bank_message::Column::ProcessedAt.is_null());
        let awaiting = payment::Entity::find().filter(payment::Column::State.eq("awaiting"));
        let left = unfinished.count(database.read()).await.unwrap() + awaiting.count(database.read()).await.unwrap();
        if left == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the sweep does not end");
}

async fn assert_agrees(database: &Database, seen: &Seen) {
    let mut told = seen.purchases.clone();
    let rows = purchase::Entity::find().all(database.read()).await.unwrap();
    let mut kept: Vec<String> = rows.into_iter().map(|row| row.code).collect();
    told.sort();
    kept.sort();
    assert_eq!(told, kept, "what a buyer was told is there, and nothing else");
    let payments = payment::Entity::find().all(database.read()).await.unwrap();
    let received: BTreeMap<String, i64> = payments.into_iter().map(|row| (row.reference, row.received)).collect();
    assert_eq!(received, seen.received, "every transfer counts once");
    let transfers = bank_transaction::Entity::find().filter(bank_transaction::Column::Source.eq("sepay"));
    let by_hand = bank_transaction::Entity::find().filter(bank_transaction::Column::Source.eq("by_hand"));
    let kept = [transfers.count(database.read()).await.unwrap(), by_hand.count(database.read()).await.unwrap()];
    assert_eq!(kept.map(|rows| i64::try_from(rows).unwrap()), [seen.transfers, seen.by_hand]);
}

/// Says what was checked.
async fn print(backend: Backend, database: &Database, seen: &Seen, starting: Duration) {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    seen.open.values().flatten().for_each(|kind| *kinds.entry(*kind).or_default() += 1);
    let read = database.read();
    println!(
        "{backend:?}: {KILLS} kills, {} of them met open requests that change something; open were {kinds:?}\n  \
         {} requests answered, {} sold out, {} handed over\n  \
         {} purchases, {} orders, {} lines, {} holds, {} payments, {} transfers, {} by hand, {} events: all agree\n  \
         starts took {:.0?} each",
        hits(seen),
        seen.requests,
        seen.sold_out,
        seen.handed_over,
        seen.purchases.len(),
        shop_order::Entity::find().count(read).await.unwrap(),
        order_line::Entity::find().count(read).await.unwrap(),
        hold::Entity::find().count(read).await.unwrap(),
        seen.received.len(),
        seen.transfers,
        seen.by_hand,
        payment_event::Entity::find().count(read).await.unwrap(),
        starting / u32::try_from(KILLS - KILLS / WHILE_STARTING).unwrap(),
    );
}

fn hits(seen: &Seen) -> usize {
    seen.open.values().filter(|kinds| kinds.iter().any(|kind| *kind != Kind::Read)).count()
}

async fn nothing_is_half_done(backend: Backend) {
    let mut seed = [0; 8];
    SystemRandomness.fill(&mut seed);
    let seed = u64::from_le_bytes(seed);
    println!("{backend:?}: seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let (shop, variants) = market(backend).await;
    let (folder, address) = (shop.market.settings.data_dir.clone(), shop.market.settings.database_url.clone());
    let_go(&shop.market.database).await;
    let mut program = Program::new(folder, address.clone());
    let world = World::new(program.address);
    program.start();
    program.opened().await;
    let producers = [world.sign_in("ba-lua@demo.test").await, world.sign_in("ong-tu@demo.test").await];
    let people: Vec<_> = (0..BUYERS)
        .map(|number| {
            let random = StdRng::seed_from_u64(seed.wrapping_add(number));
            tokio::spawn(world.clone().shop(variants, producers.clone(), random))
        })
        .collect();
    let starting = killed_again_and_again(&mut program, &world, &mut random).await;
    // They finish what they began.
    world.enough.store(true, Ordering::Relaxed);
    for person in people {
        person.await.unwrap_or_else(|error| panic!("{error}\n{}", program.log()));
    }
    program.kill();
    let database = Database::open(&address).await.unwrap();
    age(&database).await;
    program.start();
    program.opened().await;
    swept(&database).await;
    program.kill();
    let doctor = program.doctor();
    assert!(doctor.status.success(), "{}\n{}", String::from_utf8_lossy(&doctor.stdout), program.log());
    let seen = std::mem::take(&mut *world.seen.lock().unwrap());
    assert_agrees(&database, &seen).await;
    print(backend, &database, &seen, starting).await;
    assert!(hits(&seen) >= HITS_MIN, "only {} kills met an open request", hits(&seen));
    let log = program.log();
    assert!(!log.contains("ERROR"), "{log}");
}

mod killed_at_random_moments_every_purchase_is_whole_and_every_payment_counts_once {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        nothing_is_half_done(Backend::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        nothing_is_half_done(Backend::Postgres).await;
    }
}
