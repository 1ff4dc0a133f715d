//! Whether the books balance, and tell what payments and refunds tell.

use sea_orm::DatabaseTransaction;

use crate::{
    doctor::{Finding, rows_store::disagreeing},
    fault::Fault,
};

pub async fn postings(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'ledger_posting ' || p.id AS name, p.kind AS told,
             COALESCE('lines add up to ' || e.amount, 'no line') AS found
         FROM ledger_posting p
         LEFT JOIN (SELECT posting_id, SUM(amount) AS amount FROM ledger_entry GROUP BY posting_id) e
             ON e.posting_id = p.id
         WHERE e.posting_id IS NULL OR e.amount <> 0 ORDER BY p.id";
    disagreeing(moment, query).await
}

pub async fn balances(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'producer ' || k.producer_id || ' ' || k.account AS name,
             COALESCE(CAST(b.amount AS TEXT), 'no balance') AS told,
             CAST(COALESCE(e.amount, 0) AS TEXT) AS found
         FROM (SELECT producer_id, account FROM ledger_balance
               UNION SELECT producer_id, account FROM ledger_entry) k
         LEFT JOIN ledger_balance b ON b.producer_id = k.producer_id AND b.account = k.account
         LEFT JOIN (SELECT producer_id, account, SUM(amount) AS amount FROM ledger_entry
                    GROUP BY producer_id, account) e
             ON e.producer_id = k.producer_id AND e.account = k.account
         WHERE COALESCE(b.amount, 0) <> COALESCE(e.amount, 0) OR b.producer_id IS NULL
         ORDER BY k.producer_id, k.account";
    disagreeing(moment, query).await
}

/// A payment's row against the lines about it, account by account.
pub async fn payments(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let told = [
        ("bank", "p.received - p.refunded"),
        ("buyer_clearing", "p.promised + p.sold_goods + p.sold_delivery - p.received"),
        ("producer_payable", "-p.sold_goods"),
        ("delivery", "-p.sold_delivery"),
        ("refund", "p.refunded - p.promised"),
    ];
    let mut found = Vec::new();
    for (account, amount) in told {
        let query = format!(
            "SELECT 'payment ' || p.id || ' {account}' AS name, CAST({amount} AS TEXT) AS told,
                 CAST(COALESCE(e.amount, 0) AS TEXT) AS found
             FROM payment p
             LEFT JOIN (SELECT g.payment_id, SUM(l.amount) AS amount
                        FROM ledger_entry l JOIN ledger_posting g ON g.id = l.posting_id
                        WHERE l.account = '{account}' GROUP BY g.payment_id) e ON e.payment_id = p.id
             WHERE {amount} <> COALESCE(e.amount, 0) ORDER BY p.id"
        );
        found.extend(disagreeing(moment, &query).await?);
    }
    Ok(found)
}

pub async fn refunds(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'payment ' || p.id AS name, p.promised || ' promised, ' || p.refunded || ' sent' AS told,
             COALESCE(r.promised, 0) || ' promised, ' || COALESCE(r.sent, 0) || ' sent' AS found
         FROM payment p
         LEFT JOIN (SELECT payment_id, SUM(amount) AS promised,
                        SUM(CASE WHEN state = 'sent' THEN amount ELSE 0 END) AS sent
                    FROM refund GROUP BY payment_id) r ON r.payment_id = p.id
         WHERE p.promised <> COALESCE(r.promised, 0) OR p.refunded <> COALESCE(r.sent, 0) ORDER BY p.id";
    disagreeing(moment, query).await
}

pub async fn sales(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order ' || o.code AS name, o.state AS told,
             p.sold_goods || ' and ' || p.sold_delivery || ' stand as sold' AS found
         FROM shop_order o JOIN payment p ON p.order_id = o.id
         WHERE (o.state = 'cancelled' AND (p.sold_goods <> 0 OR p.sold_delivery <> 0))
             OR p.sold_goods < 0 OR p.sold_delivery < 0
             OR p.sold_goods > o.goods_total OR p.sold_delivery > o.delivery_price
         ORDER BY o.id";
    disagreeing(moment, query).await
}
