//! Whether payments, transfers and events agree.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use shop::{
    clock::{day_in_vietnam, iso_day},
    money::Money,
    payments::{desk::Sorted, ledger::Sale, matching::PaymentState, settling},
};

use crate::{
    clock::from_ms,
    doctor::{
        Finding,
        rows_store::{BATCH, disagreeing},
    },
    fault::Fault,
};

/// The kinds of events that tell of money that arrived.
const ARRIVALS: &str = "'transfer', 'by_hand', 'assigned'";

/// The outcomes of transfers whose amount counts, as a list in a query.
fn counting() -> String {
    let names = Sorted::ALL.into_iter().filter(|sorted| sorted.counts()).map(|sorted| format!("'{sorted}'"));
    names.collect::<Vec<_>>().join(", ")
}

pub async fn of_orders(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order ' || o.code AS name, CAST(o.total AS TEXT) AS told,
             COALESCE(CAST(p.amount AS TEXT), 'no payment') AS found
         FROM shop_order o LEFT JOIN payment p ON p.order_id = o.id
         WHERE p.id IS NULL OR p.amount <> o.total ORDER BY o.id";
    disagreeing(moment, query).await
}

pub async fn transfers(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let counting = counting();
    received(moment, &format!("bank_transaction WHERE outcome IN ({counting})")).await
}

pub async fn events(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    received(moment, &format!("payment_event WHERE kind IN ({ARRIVALS})")).await
}

async fn received(moment: &DatabaseTransaction, parts: &str) -> Result<Vec<Finding>, Fault> {
    let query = format!(
        "SELECT 'payment ' || p.id AS name, CAST(p.received AS TEXT) AS told,
             CAST(COALESCE(s.amount, 0) AS TEXT) AS found
         FROM payment p
         LEFT JOIN (SELECT payment_id, SUM(amount) AS amount FROM {parts} GROUP BY payment_id) s
             ON s.payment_id = p.id
         WHERE p.received <> COALESCE(s.amount, 0) ORDER BY p.id"
    );
    disagreeing(moment, &query).await
}

pub async fn counted(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let counting = counting();
    let query = format!(
        "SELECT 'bank_transaction ' || t.id AS name,
             t.outcome || ' ' || t.amount || COALESCE(' for payment ' || t.payment_id, '') AS told,
             COALESCE(e.times || ' events, of ' || e.amount || ' for payment ' || e.payment_id, 'no event') AS found
         FROM bank_transaction t
         LEFT JOIN (SELECT bank_transaction_id, COUNT(*) AS times, MIN(payment_id) AS payment_id,
                        MIN(amount) AS amount
                    FROM payment_event WHERE kind IN ({ARRIVALS}) GROUP BY bank_transaction_id) e
             ON e.bank_transaction_id = t.id
         WHERE CASE WHEN t.outcome IN ({counting})
             THEN t.payment_id IS NULL OR e.times IS NULL OR e.times <> 1
                 OR e.payment_id <> t.payment_id OR e.amount <> t.amount
             ELSE e.times IS NOT NULL END
         ORDER BY t.id"
    );
    disagreeing(moment, &query).await
}

pub async fn proofs(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let proving = "SELECT 'bank_transaction ' || t.id AS name,
             t.outcome || COALESCE(' of ' || t.proves_id, '') AS told, 'no such confirmation by hand' AS found
         FROM bank_transaction t
         LEFT JOIN bank_transaction b ON b.id = t.proves_id AND b.outcome = 'by_hand'
             AND b.payment_id = t.payment_id AND b.amount = t.amount
         WHERE (t.outcome = 'proof' AND t.refund_id IS NULL AND b.id IS NULL) OR (t.outcome <> 'proof' AND t.proves_id IS NOT NULL)
         ORDER BY t.id";
    let proven = "SELECT 'bank_transaction ' || b.id AS name,
             CASE WHEN b.proven_at IS NULL THEN 'not proven' ELSE 'proven' END AS told,
             COALESCE(t.times, 0) || ' proofs' AS found
         FROM bank_transaction b
         LEFT JOIN (SELECT proves_id, COUNT(*) AS times FROM bank_transaction WHERE proves_id IS NOT NULL
                    GROUP BY proves_id) t ON t.proves_id = b.id
         WHERE COALESCE(t.times, 0) <> CASE WHEN b.proven_at IS NULL THEN 0 ELSE 1 END
         ORDER BY b.id";
    let mut found = disagreeing(moment, proving).await?;
    found.extend(disagreeing(moment, proven).await?);
    Ok(found)
}

#[derive(FromQueryResult)]
struct Standing {
    id: i64,
    amount: i64,
    received: i64,
    promised: i64,
    refunded: i64,
    state: String,
    paid_at: Option<i64>,
    paid_day: Option<String>,
    expired: bool,
}

impl Standing {
    /// The state that follows from the sums; `None` where they do not decide.
    fn due_state(&self) -> Option<PaymentState> {
        let sums = [self.amount, self.received, self.promised, self.refunded].map(Money::dong);
        let [amount, received, promised, refunded] = sums;
        let state = if self.expired { PaymentState::Expired } else { PaymentState::Awaiting };
        let was_covered = self.paid_at.is_some();
        // Set by the payer's bank, never by sums.
        let disputed = self.state == PaymentState::Disputed.as_str();
        let sold = Sale::default();
        let standing = settling::Standing { amount, received, promised, refunded, sold, was_covered, state };
        (!disputed).then(|| standing.state_now())
    }

    /// What was there for the order when it was looked at last.
    fn toward(&self) -> i64 {
        if self.paid_at.is_some() { self.received } else { self.received.saturating_sub(self.promised) }
    }

    /// The day on which it was covered, or why there should be none.
    fn due_day(&self) -> String {
        match self.paid_at {
            Some(at) if self.toward() >= self.amount => iso_day(day_in_vietnam(from_ms(at))),
            None if self.toward() < self.amount => "never".into(),
            Some(at) => format!("{at}, with {} of {}", self.received, self.amount),
            None => format!("never, with {} of {}", self.received, self.amount),
        }
    }
}

/// Tells of each payment for which `judge` has two different things to say.
async fn each(
    moment: &DatabaseTransaction,
    judge: impl Fn(&Standing) -> (String, String),
) -> Result<Vec<Finding>, Fault> {
    const QUERY: &str = "SELECT p.id, p.amount, p.received, p.promised, p.refunded, p.state, p.paid_at, p.paid_day,
             EXISTS (SELECT 1 FROM payment_event e WHERE e.payment_id = p.id AND e.kind = 'expired') AS expired
         FROM payment p WHERE p.id > $1 ORDER BY p.id LIMIT $2";
    let mut found = Vec::new();
    let mut last = 0_i64;
    loop {
        let values = [last.into(), i64::try_from(BATCH).unwrap_or(i64::MAX).into()];
        let statement = Statement::from_sql_and_values(moment.get_database_backend(), QUERY, values);
        let batch = Standing::find_by_statement(statement).all(moment).await?;
        let Some(end) = batch.last() else { return Ok(found) };
        last = end.id;
        let judged = batch.iter().map(|row| (row.id, judge(row))).filter(|(_, (told, due))| told != due);
        found.extend(judged.map(|(id, (told, found))| Finding { row: format!("payment {id}"), told, found }));
    }
}

pub async fn states(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    each(moment, |row| (row.state.clone(), row.due_state().map_or_else(|| row.state.clone(), |due| due.to_string())))
        .await
}

pub async fn paid_days(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    each(moment, |row| (row.paid_day.clone().unwrap_or_else(|| "never".into()), row.due_day())).await
}
