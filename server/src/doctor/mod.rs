//! Whether entries of different tables agree. Each domain's `check_store.rs` looks at its own; a new check is one
//! function there and one line in [`CHECKS`].

pub mod rows_store;

use futures::future::BoxFuture;
use serde::Serialize;

use crate::{
    checkout::check_store as checkout,
    database::{Database, Transaction},
    fault::Fault,
    orders::check_store as orders,
    payments::{check_store as payments, ledger_check_store as ledger},
};

/// Entries that do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which row, such as `payment 17`.
    pub row: String,
    /// What it says.
    pub told: String,
    /// What other entries say.
    pub found: String,
}

/// What a look at the tables gives.
pub type Looked<'a> = BoxFuture<'a, Result<Vec<Finding>, Fault>>;

/// One thing that must agree.
pub struct Check {
    pub name: &'static str,
    /// What is true when nothing is found.
    pub rule: &'static str,
    look: for<'a> fn(&'a Transaction) -> Looked<'a>,
}

const fn check(name: &'static str, rule: &'static str, look: for<'a> fn(&'a Transaction) -> Looked<'a>) -> Check {
    Check { name, rule, look }
}

/// Everything that must agree.
pub const CHECKS: &[Check] = &[
    check("stock-held", "stock.held is the sum of held holds", |look| Box::pin(checkout::held(look))),
    check("stock-allocated", "stock.allocated is the sum of allocated holds", |look| {
        Box::pin(checkout::allocated(look))
    }),
    check("stock-sign", "no counter of stock is below zero", |look| Box::pin(checkout::below_zero(look))),
    check("stock-on-hand", "what is paid for stands on the shelf", |look| Box::pin(checkout::short(look))),
    check("hold-stock", "what is held has a row of stock", |look| Box::pin(checkout::without_stock(look))),
    check("line-hold", "each order line has one hold of as many units", |look| Box::pin(checkout::line_holds(look))),
    check("hold-state", "a hold's state fits its order and payment", |look| Box::pin(checkout::hold_states(look))),
    check("cart-purchase", "a cart is purchased if it became a purchase", |look| Box::pin(checkout::carts(look))),
    check("purchase-orders", "a purchase has orders", |look| Box::pin(checkout::empty_purchases(look))),
    check("purchase-total", "a purchase's total is that of its orders", |look| Box::pin(checkout::totals(look))),
    check("order-lines", "an order has lines", |look| Box::pin(orders::empty(look))),
    check("order-goods", "an order's goods are the sum of its lines", |look| Box::pin(orders::goods(look))),
    check("order-total", "an order's total is goods and delivery", |look| Box::pin(orders::totals(look))),
    check("line-amount", "a line's amount is price times quantity", |look| Box::pin(orders::amounts(look))),
    check("order-state", "an order's state follows from what happened", |look| Box::pin(orders::states(look))),
    check("order-payment", "an order has one payment of its total", |look| Box::pin(payments::of_orders(look))),
    check("payment-transfers", "a payment received what its transfers add up to", |look| {
        Box::pin(payments::transfers(look))
    }),
    check("payment-events", "a payment received what its events add up to", |look| Box::pin(payments::events(look))),
    check("transfer-counted", "a transfer that counts does so once, another never", |look| {
        Box::pin(payments::counted(look))
    }),
    check("transfer-proof", "a confirmation by hand is proven by one transfer that proves it", |look| {
        Box::pin(payments::proofs(look))
    }),
    check("payment-state", "a payment's state follows from its sums", |look| Box::pin(payments::states(look))),
    check("payment-paid-day", "a covered payment has the moment and day on which it was", |look| {
        Box::pin(payments::paid_days(look))
    }),
    check("ledger-posting", "each posting balances", |look| Box::pin(ledger::postings(look))),
    check("ledger-balance", "balances are the sums of their lines", |look| Box::pin(ledger::balances(look))),
    check("ledger-payment", "the books tell of a payment what it tells itself", |look| {
        Box::pin(ledger::payments(look))
    }),
    check("payment-refunds", "what a payment gave back is the sum of its refunds", |look| {
        Box::pin(ledger::refunds(look))
    }),
    check("ledger-reversal", "a reversal undoes one posting", |look| Box::pin(ledger::reversals(look))),
    check("refund-withdrawn", "a refund is withdrawn when all about it is undone", |look| {
        Box::pin(ledger::withdrawals(look))
    }),
    check("order-sold", "what stands as sold fits its order", |look| Box::pin(ledger::sales(look))),
];

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Examined {
    pub check: &'static str,
    pub rule: &'static str,
    pub findings: Vec<Finding>,
}

/// Makes every check on the state of one moment; changes nothing.
pub async fn examine(database: &Database) -> Result<Vec<Examined>, Fault> {
    let moment = database.snapshot().await?;
    let examined = examine_in(&moment).await?;
    moment.rollback().await?;
    Ok(examined)
}

/// Makes every check in a transaction.
pub async fn examine_in(moment: &Transaction) -> Result<Vec<Examined>, Fault> {
    let mut examined = Vec::new();
    for check in CHECKS {
        let findings = (check.look)(moment).await?;
        examined.push(Examined { check: check.name, rule: check.rule, findings });
    }
    Ok(examined)
}
