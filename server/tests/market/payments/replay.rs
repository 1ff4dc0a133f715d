//! The same thousand events in another order, some told twice, lead to the same money.
//!
//! What may depend on the order, and is not compared: the label of a transfer (of two full amounts whichever comes first
//! is `exact` and the other a `duplicate`), the moment that counts as paid (that of the transfer which completed the
//! sum), numbers of rows. Stock is ample: with the last bottle, who pays first gets it, and that is meant.
//!
//! Statements list their days from the beginning, as banks do: of two that list days alone, rows that are alike could
//! not be told apart otherwise.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use server::entity::{bank_message, bank_transaction, payment, shop_order, stock, transfer_report};

use crate::support::{
    Backend, TestShop,
    feeds::casso_body,
    placed::{ACCOUNT, PlacedOrder},
};

const EVENTS: usize = 1_000;
const ORDERS: usize = 280;
/// The first is the 24th of November.
const DAYS: usize = 4;
const ELSEWHERE: &str = "99990000";

/// A transfer as it really happened.
#[derive(Clone, Debug)]
struct Happened {
    number: usize,
    amount: i64,
    outgoing: bool,
    account: &'static str,
    day: usize,
    /// Minutes after seven in the morning in Vietnam.
    minute: usize,
    /// The place of the order it names, if it names one that exists.
    order: Option<usize>,
    text: String,
}

/// One source's word about one or more transfers.
#[derive(Clone, Debug)]
enum Event {
    Sepay(usize),
    Casso(usize),
    Statement(Vec<usize>),
}

/// Transfers of every kind, and who tells of them; a statement's rows count as events of their own.
struct History {
    happened: Vec<Happened>,
    events: Vec<Event>,
}

impl History {
    fn random(seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let happened = happened(&mut random);
        let mut events = Vec::new();
        for one in &happened {
            // Who is in no statement is told of by a webhook at least; most are told of by several.
            let in_statement = one.day % 2 == 0 && one.account == ACCOUNT;
            let told = if in_statement { random.random_range(0..4_u8) } else { random.random_range(1..4_u8) };
            events.extend((told & 1 != 0).then_some(Event::Sepay(one.number)));
            events.extend((told & 2 != 0).then_some(Event::Casso(one.number)));
        }
        // Every second day is in statements: whole, as far as noon, and both days in one.
        let listed = |day: usize, until: usize| {
            let own = happened.iter().filter(|one| one.account == ACCOUNT && one.day == day && one.minute < until);
            own.map(|one| one.number).collect::<Vec<usize>>()
        };
        for (until, day) in [(1_000, 0), (75, 0), (20, 0), (1_000, 2), (100, 2), (50, 2)] {
            events.push(Event::Statement(listed(day, until)));
        }
        events.push(Event::Statement([listed(0, 1_000), listed(2, 1_000)].concat()));
        events.shuffle(&mut random);
        Self { happened, events }
    }

    /// How many tellings there are.
    fn size(&self) -> usize {
        self.events.iter().map(|event| if let Event::Statement(rows) = event { rows.len() } else { 1 }).sum()
    }

    /// The same events in another order, every third told again later.
    fn shuffled(&self, seed: u64) -> Vec<Event> {
        let mut random = StdRng::seed_from_u64(seed);
        let mut events = self.events.clone();
        events.extend(self.events.iter().step_by(3).cloned());
        events.shuffle(&mut random);
        events
    }
}

fn happened(random: &mut StdRng) -> Vec<Happened> {
    let mut happened = Vec::new();
    for number in 0..EVENTS / 2 {
        let order = number % ORDERS;
        let (mut amount, mut outgoing, mut account, mut named) = (125_000, false, ACCOUNT, Some(order));
        match random.random_range(0..10) {
            0..4 => {}
            4 => amount = random.random_range(1..125_000),
            5 => amount = 62_500,
            6 => amount = random.random_range(125_001..300_000),
            7 => outgoing = true,
            8 => account = ELSEWHERE,
            _ => named = None,
        }
        let text = match named {
            Some(order) => format!("@{order}"),
            None if number % 2 == 0 => format!("cam on lan {number}"),
            None => format!("CLZZZZ{}", number + 22_222).replace(['0', '1'], "9"),
        };
        let (day, minute) = (random.random_range(0..DAYS), random.random_range(0..150));
        happened.push(Happened { number, amount, outgoing, account, day, minute, order: named, text });
    }
    happened.sort_by_key(|one| (one.day, one.minute));
    (0..).zip(&mut happened).for_each(|(number, one)| one.number = number);
    happened
}

impl Happened {
    fn text(&self, orders: &[PlacedOrder]) -> String {
        self.order.map_or_else(|| self.text.clone(), |order| format!("MBVCB.{}.CT", orders[order].reference))
    }

    fn day(&self) -> String {
        format!("2026-11-{}", 24 + self.day)
    }

    fn clock(&self) -> String {
        format!("{} {:02}:{:02}", self.day(), 7 + self.minute / 60, self.minute % 60)
    }
}

/// A market with the orders placed, a tenth of them run out, and the producer signed in.
async fn market(backend: Backend) -> (TestShop, Vec<PlacedOrder>) {
    let shop = TestShop::start(backend).await;
    let stall = shop.stall("ba-lua").await;
    let ample = stock::ActiveModel {
        variant_id: sea_orm::ActiveValue::Unchanged(stall.variant),
        on_hand: Set(10_000),
        ..Default::default()
    };
    ample.update(shop.market.database.writer()).await.unwrap();
    let mut orders = Vec::new();
    for _ in 0..ORDERS / 10 {
        orders.extend(shop.placed(&[&stall], 1).await.orders);
    }
    shop.clock.advance(time::Duration::minutes(31));
    server::payments::jobs::expire(&shop.market.parts).await.unwrap();
    while orders.len() < ORDERS {
        orders.extend(shop.placed(&[&stall], 1).await.orders);
    }
    shop.clock.advance(time::Duration::days(5));
    shop.sign_in("ba-lua@demo.test").await;
    (shop, orders)
}

async fn tell(shop: &TestShop, orders: &[PlacedOrder], history: &History, event: &Event) {
    match event {
        Event::Sepay(number) => {
            let one = &history.happened[*number];
            let kind = if one.outgoing { "out" } else { "in" };
            let body = format!(
                r#"{{"id":{number},"transactionDate":"{}:07","accountNumber":"{}","content":"{}",
                "transferType":"{kind}","transferAmount":{},"subAccount":null,"referenceCode":"FT{number}"}}"#,
                one.clock(),
                one.account,
                one.text(orders),
                one.amount,
            );
            assert_eq!(shop.sepay(body).await.status.as_u16(), 200);
        }
        Event::Casso(number) => {
            let one = &history.happened[*number];
            let amount = if one.outgoing { -one.amount } else { one.amount };
            let at = format!("{}:31", one.clock());
            let id = i64::try_from(*number).unwrap() + 1;
            let body = casso_body(id, amount, &at, &format!("ft {number}"), &one.text(orders));
            let body = body.replace(ACCOUNT, one.account);
            assert_eq!(shop.casso("/webhooks/casso", "demo-casso-secret", &body).await.status.as_u16(), 200);
        }
        Event::Statement(rows) => {
            // Days without times, and no reference of the bank.
            let rows = rows.iter().map(|number| {
                let one = &history.happened[*number];
                let sign = if one.outgoing { "-" } else { "" };
                format!("{};{sign}{};{}\n", one.day(), one.amount, one.text(orders))
            });
            shop.take_statement(&format!("Ngày;Số tiền;Nội dung\n{}", rows.collect::<String>())).await;
        }
    }
}

/// The money as it stands: nothing in it names a row by its number or depends on the references drawn.
#[derive(Debug, PartialEq, Eq)]
struct Money {
    /// By the order's place: received, state of the payment, state of the order and why it ended.
    orders: Vec<(i64, String, String, Option<String>)>,
    /// Each transfer once: identity, account, direction, amount, whether an order has it.
    transfers: BTreeSet<(String, String, String, i64, Option<usize>)>,
    /// On hand, allocated, held.
    stock: (i64, i64, i64),
}

async fn money(shop: &TestShop, orders: &[PlacedOrder]) -> Money {
    let database = shop.market.database.writer();
    let payments = payment::Entity::find().order_by_asc(payment::Column::Id).all(database).await.unwrap();
    let rows = shop_order::Entity::find().order_by_asc(shop_order::Column::Id).all(database).await.unwrap();
    let place = |id: i64| orders.iter().position(|order| order.payment == id);
    let references: BTreeMap<String, usize> =
        orders.iter().enumerate().map(|(place, order)| (order.reference.clone(), place)).collect();
    let transfers = bank_transaction::Entity::find().all(database).await.unwrap();
    let count = transfers.len();
    let transfers: BTreeSet<_> = transfers
        .into_iter()
        .map(|row| {
            let identity =
                references.iter().fold(row.identity, |text, (name, at)| text.replace(name, &format!("@{at}")));
            (identity, row.account_number, row.direction, row.amount, row.payment_id.and_then(place))
        })
        .collect();
    assert_eq!(transfers.len(), count, "each transfer stands once");
    let stock = stock::Entity::find().one(database).await.unwrap().unwrap();
    let orders = payments.into_iter().zip(rows);
    let orders = orders.map(|(payment, order)| (payment.received, payment.state, order.state, order.cancel_reason));
    Money { orders: orders.collect(), transfers, stock: (stock.on_hand, stock.allocated, stock.held) }
}

/// What the orders must have received, from what really happened and was told.
fn owed(history: &History) -> Vec<i64> {
    let mut told = BTreeSet::new();
    for event in &history.events {
        match event {
            Event::Sepay(number) | Event::Casso(number) => drop(told.insert(*number)),
            Event::Statement(rows) => told.extend(rows.iter().copied()),
        }
    }
    let mut received = vec![0; ORDERS];
    for one in told.into_iter().map(|number| &history.happened[number]) {
        if let (Some(order), false, ACCOUNT) = (one.order, one.outgoing, one.account) {
            received[order] += one.amount;
        }
    }
    received
}

async fn replay(backend: Backend) {
    let history = History::random(3);
    assert!(history.size() >= EVENTS, "{} events", history.size());
    let (first, orders) = market(backend).await;
    for event in &history.events {
        tell(&first, &orders, &history, event).await;
    }
    let expected = money(&first, &orders).await;
    let received: Vec<i64> = expected.orders.iter().map(|order| order.0).collect();
    assert_eq!(received, owed(&history), "what really happened is what was counted");

    let (second, others) = market(backend).await;
    let shuffled = history.shuffled(4);
    for event in &shuffled {
        tell(&second, &others, &history, event).await;
    }
    let replayed = money(&second, &others).await;
    assert_eq!(replayed.orders, expected.orders);
    assert_eq!(replayed.transfers, expected.transfers);
    assert_eq!(replayed.stock, expected.stock);
    report(backend, &history, shuffled.len(), &expected, &first).await;
}

async fn report(backend: Backend, history: &History, shuffled: usize, money: &Money, shop: &TestShop) {
    let database = shop.market.database.writer();
    let messages = bank_message::Entity::find().all(database).await.unwrap();
    assert!(messages.iter().all(|message| message.processed_at.is_some() && message.fault.is_none()));
    let tellings = transfer_report::Entity::find().all(database).await.unwrap().len();
    let statements = history.events.iter().filter(|event| matches!(event, Event::Statement(_))).count();
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    money.orders.iter().for_each(|order| *states.entry(order.1.as_str()).or_default() += 1);
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    let rows = bank_transaction::Entity::find().all(database).await.unwrap();
    rows.into_iter().for_each(|row| *labels.entry(row.outcome).or_default() += 1);
    eprintln!(
        "replay on {backend:?}: {} tellings ({statements} statements with days alone, the rest SePay and Casso) about {} \
         transfers; shuffled and told again: {shuffled} posts. Identical: {} payments (received, state) {states:?}, \
         their orders' states, {} transfers (identity, account, direction, amount, order), stock {:?}. \
         Not compared: labels {labels:?}, paid-at. {tellings} reports, {} messages, none unread.",
        history.size(),
        history.happened.len(),
        money.orders.len(),
        money.transfers.len(),
        money.stock,
        messages.len(),
    );
}

#[tokio::test]
async fn a_thousand_events_in_any_order_and_told_twice_are_the_same_money_on_sqlite() {
    replay(Backend::Sqlite).await;
}

#[tokio::test]
async fn a_thousand_events_in_any_order_and_told_twice_are_the_same_money_on_postgres() {
    replay(Backend::Postgres).await;
}
