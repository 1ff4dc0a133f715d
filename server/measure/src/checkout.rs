//! Purchases a second through HTTP, against the bare rows on the same database, in turn.

use std::time::Instant;

use futures::{StreamExt, TryStreamExt, stream};
use server::random::{SystemRandomness, token};
use shop::identity::party::Visitor;

use crate::{
    Bench, Done, ORDERS, PRODUCTS, ROUNDS, bare_store,
    carts_store::{self, Waiting},
    load, median, rate, within,
};

/// Purchases in one round.
const PURCHASES: usize = 1_000;
/// Buyers at the same time.
const AT_ONCE: usize = 16;

pub async fn measure(bench: &Bench) -> Done<()> {
    let (mut through, mut bare, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let took = buy(bench).await?;
        let alone = place(bench).await?;
        // The first round warms both up.
        if round > 0 {
            through.push(rate(PURCHASES, took.all));
            bare.push(alone);
            each.extend(took.each);
        }
    }
    let (through, bare) = (median(through), median(bare));
    println!(
        "{}, {PRODUCTS} products and {ORDERS} orders: {through:.0} purchases/s through HTTP, {bare:.0}/s as bare rows: \
         {:.2}; {AT_ONCE} at once: p50 {:.1} ms, p99 {:.1} ms",
        bench.name,
        through / bare,
        within(0.50, &mut each),
        within(0.99, &mut each),
    );
    Ok(())
}

async fn buy(bench: &Bench) -> Done<load::Took> {
    let carts = carts_store::fill(bench.market.database.writer(), &bench.shelf, PURCHASES).await?;
    let mut requests = Vec::with_capacity(carts.len());
    for cart in &carts {
        requests.push(form(bench, cart).await?);
    }
    load::send(bench.program.address, requests, AT_ONCE, 303).await
}

/// The form as the page would have shown it, filled in.
async fn form(bench: &Bench, cart: &Waiting) -> Done<String> {
    let who = Visitor { hash: cart.hash.clone() };
    let shown = bench.market.checkout.cart(&who).await.map_err(|_| "the cart cannot be read")?.shown();
    let fields = [
        ("once", token(&SystemRandomness)),
        ("cart", cart.cart.to_string()),
        ("shown", shown),
        ("name", "Trần Thị Lan".to_owned()),
        ("phone", format!("09{:08}", cart.cart % 100_000_000)),
        ("province", "Ninh Bình".to_owned()),
        ("commune", "Hải Thịnh".to_owned()),
        // Each to her own home: what waits for money is counted by address too.
        ("street", format!("Số {}, xóm 3", cart.cart)),
    ];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let cookie = format!("gio={}", cart.cookie);
    let headers = [("cookie", cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    Ok(load::request("/thanh-toan", &headers, &body))
}

async fn place(bench: &Bench) -> Done<f64> {
    let carts = carts_store::fill(bench.market.database.writer(), &bench.shelf, PURCHASES).await?;
    let begun = Instant::now();
    let placed = stream::iter(&carts).map(|cart| bare_store::place(&bench.market.database, &bench.shelf, cart));
    placed.buffer_unordered(AT_ONCE).try_for_each(|_| async { Ok(()) }).await?;
    Ok(rate(PURCHASES, begun.elapsed()))
}
