//! Whether stock, holds, carts and purchases agree.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use shop::{checkout::holding::HoldState, payments::matching::PaymentState};

use crate::{
    doctor::{
        Finding,
        rows_store::{disagreeing, disagreeing_with},
    },
    fault::Fault,
};

pub async fn held(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    counter(moment, "held", HoldState::Held).await
}

pub async fn allocated(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    counter(moment, "allocated", HoldState::Allocated).await
}

async fn counter(moment: &DatabaseTransaction, column: &str, state: HoldState) -> Result<Vec<Finding>, Fault> {
    let query = format!(
        "SELECT 'variant ' || s.variant_id AS name, CAST(s.{column} AS TEXT) AS told,
             CAST(COALESCE(h.units, 0) AS TEXT) AS found
         FROM stock s
         LEFT JOIN (SELECT variant_id, SUM(quantity) AS units FROM hold WHERE state = $1 GROUP BY variant_id) h
             ON h.variant_id = s.variant_id
         WHERE s.{column} <> COALESCE(h.units, 0) ORDER BY s.variant_id"
    );
    disagreeing_with(moment, &query, [state.as_str().into()]).await
}

pub async fn below_zero(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'variant ' || variant_id AS name,
             'on hand ' || on_hand || ', allocated ' || allocated || ', held ' || held AS told, 'below zero' AS found
         FROM stock WHERE on_hand < 0 OR allocated < 0 OR held < 0 ORDER BY variant_id";
    disagreeing(moment, query).await
}

/// A stock take may count less than what is paid for: then someone must make or refund it, and this says so.
pub async fn short(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'variant ' || variant_id AS name, 'on hand ' || on_hand AS told,
             'allocated ' || allocated AS found
         FROM stock WHERE on_hand < allocated ORDER BY variant_id";
    disagreeing(moment, query).await
}

pub async fn without_stock(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'hold ' || h.id AS name, 'variant ' || h.variant_id AS told, 'no stock' AS found
         FROM hold h LEFT JOIN stock s ON s.variant_id = h.variant_id
         WHERE s.variant_id IS NULL ORDER BY h.id";
    disagreeing(moment, query).await
}

pub async fn line_holds(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order_line ' || l.id AS name,
             (l.quantity - COALESCE(r.units, 0)) || ' of variant ' || l.variant_id AS told,
             COALESCE(h.quantity || ' of variant ' || h.variant_id, 'no hold') AS found
         FROM order_line l LEFT JOIN hold h ON h.order_line_id = l.id
         LEFT JOIN (SELECT order_line_id, SUM(restocked) AS units FROM refund_line GROUP BY order_line_id) r
             ON r.order_line_id = l.id
         WHERE h.id IS NULL OR h.quantity <> l.quantity - COALESCE(r.units, 0) OR h.variant_id <> l.variant_id
         ORDER BY l.id";
    disagreeing(moment, query).await
}

#[derive(FromQueryResult)]
struct States {
    hold_state: String,
    order_state: String,
    payment_state: String,
}

impl States {
    fn agree(&self) -> bool {
        let hold = self.hold_state.parse::<HoldState>();
        let payment = self.payment_state.parse::<PaymentState>();
        let fits = hold.ok().zip(self.order_state.parse().ok()).zip(payment.ok());
        fits.is_some_and(|((hold, order), payment)| hold.agrees(order, payment))
    }
}

/// However many rows there are, their states come in few combinations: only rows of those that do not agree are read.
pub async fn hold_states(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    const JOINED: &str = "FROM hold h JOIN order_line l ON l.id = h.order_line_id
         JOIN shop_order o ON o.id = l.order_id JOIN payment p ON p.order_id = o.id";
    let combinations =
        format!("SELECT DISTINCT h.state AS hold_state, o.state AS order_state, p.state AS payment_state {JOINED}");
    let statement = Statement::from_string(moment.get_database_backend(), combinations);
    let rows = format!(
        "SELECT 'hold ' || h.id AS name, h.state AS told,
             'order ' || o.code || ' ' || o.state || ', payment ' || p.state AS found {JOINED}
         WHERE h.state = $1 AND o.state = $2 AND p.state = $3 ORDER BY h.id"
    );
    let mut found = Vec::new();
    for states in States::find_by_statement(statement).all(moment).await? {
        if !states.agree() {
            let values = [states.hold_state.into(), states.order_state.into(), states.payment_state.into()];
            found.extend(disagreeing_with(moment, &rows, values).await?);
        }
    }
    Ok(found)
}

pub async fn carts(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query =
        "SELECT 'cart ' || c.id AS name, c.state AS told, COALESCE('purchase ' || p.code, 'no purchase') AS found
         FROM cart c LEFT JOIN purchase p ON p.cart_id = c.id
         WHERE (c.state = 'purchased') <> (p.id IS NOT NULL) ORDER BY c.id";
    disagreeing(moment, query).await
}

pub async fn empty_purchases(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'purchase ' || p.code AS name, CAST(p.total AS TEXT) AS told, 'no order' AS found
         FROM purchase p WHERE NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.purchase_id = p.id) ORDER BY p.id";
    disagreeing(moment, query).await
}

pub async fn totals(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'purchase ' || p.code AS name, CAST(p.total AS TEXT) AS told, CAST(o.total AS TEXT) AS found
         FROM purchase p JOIN (SELECT purchase_id, SUM(total) AS total FROM shop_order GROUP BY purchase_id) o
             ON o.purchase_id = p.id
         WHERE p.total <> o.total ORDER BY p.id";
    disagreeing(moment, query).await
}
