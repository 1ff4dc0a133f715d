//! Bank messages a second: each proves itself, is kept, finds its order, pays it and allocates its stock.

use data_encoding::HEXLOWER;
use hmac::{
    Hmac, Mac,
    digest::{FixedOutput, KeyInit},
};
use server::clock::{Clock, SystemClock};

use crate::{Bench, Done, ORDERS, PRODUCTS, ROUNDS, bare_store, carts_store, load, median, rate, within};

/// Messages in one round.
const MESSAGES: usize = 1_000;
/// Messages at the same time.
const AT_ONCE: usize = 8;

pub async fn measure(bench: &Bench) -> Done<()> {
    let (mut rates, mut each) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let messages = messages(bench, round * MESSAGES).await?;
        let took = load::send(bench.program.address, messages, AT_ONCE, 200).await?;
        // The first round warms up.
        if round > 0 {
            rates.push(rate(MESSAGES, took.all));
            each.extend(took.each);
        }
    }
    println!(
        "{}, {PRODUCTS} products and {ORDERS} orders: {:.0} bank messages/s; {AT_ONCE} at once: p50 {:.1} ms, p99 {:.1} ms",
        bench.name,
        median(rates),
        within(0.50, &mut each),
        within(0.99, &mut each),
    );
    Ok(())
}

/// A message for each of so many new orders, paid to the đồng.
async fn messages(bench: &Bench, first: usize) -> Done<Vec<String>> {
    let carts = carts_store::fill(bench.market.database.writer(), &bench.shelf, MESSAGES).await?;
    let now = SystemClock.now();
    let (local, timestamp) = (now + time::Duration::hours(7), now.unix_timestamp().to_string());
    let at = format!("{} {:02}:{:02}:{:02}", local.date(), local.hour(), local.minute(), local.second());
    let mut messages = Vec::with_capacity(carts.len());
    for (number, cart) in carts.iter().enumerate() {
        let owed = bare_store::place(&bench.market.database, &bench.shelf, cart).await?;
        let id = first + number + 1;
        let body = format!(
            r#"{{"id":{id},"gateway":"Sacombank","transactionDate":"{at}","accountNumber":"{}","code":null,
            "content":"MBVCB.{id}.{}.CT tu 0123","transferType":"in","transferAmount":{},"accumulated":1,
            "subAccount":null,"referenceCode":"FT{id}","description":""}}"#,
            owed.account, owed.reference, owed.amount
        );
        let signature = format!("sha256={}", signature(&timestamp, &body)?);
        let headers = [
            ("content-type", "application/json"),
            ("x-sepay-timestamp", timestamp.as_str()),
            ("x-sepay-signature", signature.as_str()),
        ];
        messages.push(load::request("/webhooks/sepay", &headers, &body));
    }
    Ok(messages)
}

fn signature(timestamp: &str, body: &str) -> Done<String> {
    let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(b"demo-sepay-secret")?;
    mac.update(format!("{timestamp}.{body}").as_bytes());
    Ok(HEXLOWER.encode(&mac.finalize_fixed()))
}
