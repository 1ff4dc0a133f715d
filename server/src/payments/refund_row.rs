//! Rows of a refund as the market knows it.

use shop::{
    cooperative::payee::PayeeAccount,
    id::RequestId,
    money::Money,
    payments::refund::{Refund, RefundLine, State},
};

use crate::{
    clock::from_ms,
    database::named,
    entity::{order_line, refund, refund_line},
    fault::Fault,
};

/// A refund with what belongs to it.
pub struct Rows {
    pub refund: refund::Model,
    /// The code of its order and who bought.
    pub order: Option<(String, String)>,
    /// The text of the transfer that belongs to no order.
    pub source: Option<String>,
    pub lines: Vec<(refund_line::Model, order_line::Model)>,
    /// Where it goes, for a page that says so.
    pub account: Option<PayeeAccount>,
}

impl TryFrom<Rows> for Refund {
    type Error = Fault;

    fn try_from(rows: Rows) -> Result<Refund, Fault> {
        let Rows { refund: row, order, source, lines, account } = rows;
        let state = state(&row)?;
        let (order, buyer) = order.map_or((None, source.unwrap_or_default()), |(code, buyer)| (Some(code), buyer));
        Ok(Refund {
            reference: named("refund", "reference", row.id, &row.reference)?,
            amount: Money::dong(row.amount),
            reason: named("refund", "reason", row.id, &row.reason)?,
            state,
            withdrawn_note: row.withdrawn_note.clone(),
            opened_at: from_ms(row.opened_at),
            order,
            buyer,
            lines: lines.into_iter().map(line).collect(),
            answers: row.request_id.map(RequestId::new),
            account,
            note: row.note,
        })
    }
}

/// How far a refund has come.
pub fn state(row: &refund::Model) -> Result<State, Fault> {
    let (sent, withdrawn) = (row.settled_at.map(from_ms), row.withdrawn_at.map(from_ms));
    let state = State::from_parts(&row.state, sent, row.proven_at.is_some(), withdrawn);
    state.ok_or_else(|| Fault::inconsistency("refund", "state", row.id))
}

fn line((part, line): (refund_line::Model, order_line::Model)) -> RefundLine {
    RefundLine {
        product: line.product_name,
        variant: line.variant_name,
        quantity: part.quantity,
        amount: Money::dong(part.amount),
    }
}
