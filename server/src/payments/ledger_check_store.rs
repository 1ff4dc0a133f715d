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
                    FROM refund WHERE state <> 'withdrawn' GROUP BY payment_id) r ON r.payment_id = p.id
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

/// A reversal is the mirror of what it undoes: about the same, and together they come to nothing on every account.
pub async fn reversals(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let undoing = "('unreceived', 'resold', 'refund_withdrawn', 'refund_unsent')";
    let lines = "SELECT p.id AS pair, l.account, l.producer_id, SUM(l.amount) AS amount
                 FROM ledger_posting p JOIN ledger_entry l ON l.posting_id IN (p.id, p.reverses_id)
                 WHERE p.reverses_id IS NOT NULL GROUP BY p.id, l.account, l.producer_id HAVING SUM(l.amount) <> 0";
    let query = format!(
        "SELECT DISTINCT 'ledger_posting ' || r.id AS name, r.kind || COALESCE(' of ' || r.reverses_id, '') AS told,
             COALESCE(o.kind, 'no posting') || ', together ' || COALESCE(CAST(x.amount AS TEXT), '0') AS found
         FROM ledger_posting r
         LEFT JOIN ledger_posting o ON o.id = r.reverses_id
         LEFT JOIN ({lines}) x ON x.pair = r.id
         WHERE (r.kind IN {undoing}) <> (o.id IS NOT NULL)
             OR (o.id IS NOT NULL AND (x.pair IS NOT NULL
                 OR r.kind <> CASE o.kind WHEN 'received' THEN 'unreceived' WHEN 'unsold' THEN 'resold'
                     WHEN 'refund_owed' THEN 'refund_withdrawn' WHEN 'refund_sent' THEN 'refund_unsent' ELSE '' END
                 OR r.producer_id <> o.producer_id
                 OR COALESCE(r.payment_id, 0) <> COALESCE(o.payment_id, 0)
                 OR COALESCE(r.refund_id, 0) <> COALESCE(o.refund_id, 0)
                 OR COALESCE(r.bank_transaction_id, 0) <> COALESCE(o.bank_transaction_id, 0)
                 OR r.round <> o.round))
         ORDER BY 1"
    );
    disagreeing(moment, &query).await
}

/// A refund is withdrawn exactly when everything that was posted about it is undone; then no goods are on sale for it,
/// and no bank proved it.
pub async fn withdrawals(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'refund ' || f.id AS name, f.state || COALESCE(', withdrawn ' || f.withdrawn_at, '') AS told,
             COALESCE(g.standing, 0) || ' postings stand, ' || COALESCE(g.undone, 0) || ' are undone, '
                 || COALESCE(l.units, 0) || ' units on sale' AS found
         FROM refund f
         LEFT JOIN (SELECT p.refund_id, SUM(CASE WHEN r.id IS NULL THEN 1 ELSE 0 END) AS standing,
                        SUM(CASE WHEN r.id IS NULL THEN 0 ELSE 1 END) AS undone
                    FROM ledger_posting p LEFT JOIN ledger_posting r ON r.reverses_id = p.id
                    WHERE p.refund_id IS NOT NULL AND p.reverses_id IS NULL GROUP BY p.refund_id) g
             ON g.refund_id = f.id
         LEFT JOIN (SELECT refund_id, SUM(restocked) AS units FROM refund_line GROUP BY refund_id) l
             ON l.refund_id = f.id
         WHERE (f.state = 'withdrawn') <> (f.withdrawn_at IS NOT NULL)
             OR (f.state = 'withdrawn' AND (COALESCE(g.standing, 0) <> 0 OR COALESCE(g.undone, 0) = 0
                 OR COALESCE(l.units, 0) <> 0 OR f.proven_at IS NOT NULL))
             OR (f.state <> 'withdrawn' AND COALESCE(g.undone, 0) <> 0)
         ORDER BY f.id";
    disagreeing(moment, query).await
}
