//! Money that goes back to its buyer: promised, then sent by the payee from the account it came to, then proven by the
//! bank.
//!
//! Source of the rules: `domain.md`, *Cashless payment* and *Ledger and settlement*.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use time::OffsetDateTime;

use super::ledger::Sale;
use super::purchase::Qr;
use super::reference::Reference;
use super::refund_withdrawal::{RefundWithdrawRefusal, Seen};
use super::vietqr::{BankBin, Service, VietQr};
use crate::cooperative::payee::PayeeAccount;
use crate::id::{OrderLineId, RequestId};
use crate::money::Money;

/// Why money goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// More arrived than was to be paid.
    Excess,
    /// The order was called off.
    Cancelled,
    /// The producer gives back the price of some lines, of delivery, or a part of it.
    Agreed,
    /// It belongs to no order.
    Stray,
}

/// A stored name that is no reason or no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown name of a refund")]
pub struct UnknownName;

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 4] = [Reason::Excess, Reason::Cancelled, Reason::Agreed, Reason::Stray];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Excess => "excess",
            Reason::Cancelled => "cancelled",
            Reason::Agreed => "agreed",
            Reason::Stray => "stray",
        }
    }
}

impl FromStr for Reason {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Reason, UnknownName> {
        Reason::ALL.into_iter().find(|reason| reason.as_str() == name).ok_or(UnknownName)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Promised, not sent yet.
    Owed,
    /// Sent.
    Sent {
        /// When.
        at: OffsetDateTime,
        /// Whether the payee's bank said so; else the payee did.
        proven: bool,
    },
    /// Taken back: it had been noted by mistake.
    Withdrawn {
        /// When.
        at: OffsetDateTime,
        /// When it had been said that it was sent, if it had.
        said_sent: Option<OffsetDateTime>,
    },
}

impl State {
    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Owed => "owed",
            State::Sent { .. } => "sent",
            State::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The state of stored facts: when it was sent, whether the bank said so, when it was withdrawn. `None` where they
    /// do not fit together.
    #[must_use]
    pub fn from_parts(
        name: &str,
        sent: Option<OffsetDateTime>,
        proven: bool,
        withdrawn: Option<OffsetDateTime>,
    ) -> Option<State> {
        match (name, sent, withdrawn) {
            ("owed", None, None) => Some(State::Owed),
            ("sent", Some(at), None) => Some(State::Sent { at, proven }),
            ("withdrawn", said_sent, Some(at)) if !proven => Some(State::Withdrawn { at, said_sent }),
            _ => None,
        }
    }

    /// Whether it still has to be sent.
    #[must_use]
    pub const fn is_owed(self) -> bool {
        matches!(self, State::Owed)
    }

    /// Whether it counts: money that has to go back, or has gone.
    #[must_use]
    pub const fn stands(self) -> bool {
        !matches!(self, State::Withdrawn { .. })
    }
}

/// A part of a line that is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundLine {
    /// The product, as it was bought.
    pub product: String,
    /// Its variant.
    pub variant: String,
    /// How many.
    pub quantity: i64,
    /// Their price.
    pub amount: Money,
}

/// Money that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// What the outgoing transfer's text must carry; its name in addresses, too.
    pub reference: Reference,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// What the producer wrote about it.
    pub note: String,
    /// How far it has come.
    pub state: State,
    /// Why it was withdrawn; empty unless it was.
    pub withdrawn_note: String,
    /// When it was promised.
    pub opened_at: OffsetDateTime,
    /// The code of its order; `None` for money that belongs to none.
    pub order: Option<String>,
    /// Who bought, or who sent the money as far as the bank says.
    pub buyer: String,
    /// The lines that are given back.
    pub lines: Vec<RefundLine>,
    /// The accepted return that it answers.
    pub answers: Option<RequestId>,
    /// Where it goes, once known; lists leave it out.
    pub account: Option<PayeeAccount>,
}

impl Refund {
    /// What the producer's banking app scans; `None` until the account is known.
    #[must_use]
    pub fn code(&self) -> Option<VietQr> {
        let account = self.account.as_ref()?;
        Some(VietQr {
            bank: account.bank.clone(),
            account: account.account.clone(),
            service: Service::Account,
            amount: Some(self.amount),
            purpose: Some(format!("{} hoan tien", self.reference)),
            bill: None,
        })
    }

    /// The bank's short name, or its number at NAPAS.
    #[must_use]
    pub fn bank(&self) -> Option<String> {
        let bank: &BankBin = &self.account.as_ref()?.bank;
        Some(bank.name().map_or_else(|| bank.to_string(), str::to_owned))
    }
}

/// The refunds of an order as its shopper sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderRefunds {
    /// The refunds, the oldest first.
    pub refunds: Vec<Refund>,
    /// Whether this shopper may say where they go.
    pub telling: Telling,
}

/// Whether a shopper may say where her refunds go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// She may: she holds the key that came with the purchase.
    Open,
    /// Not with a key that was given out later.
    #[default]
    OtherKey,
    /// The producer wrote an account down: only a call changes it.
    Kept,
}

impl Telling {
    /// Whether she may, by the key she holds and by whose word the account is.
    #[must_use]
    pub const fn of(own_key: bool, producers_word: bool) -> Telling {
        match (producers_word, own_key) {
            (true, _) => Telling::Kept,
            (false, true) => Telling::Open,
            (false, false) => Telling::OtherKey,
        }
    }
}

/// A refund as its producer handles it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundSheet {
    /// The refund.
    pub refund: Refund,
    /// The code that a banking app scans, while it is owed and its account is known.
    pub qr: Option<Qr>,
    /// Whether it may be withdrawn as it stands now, or why not.
    pub withdrawal: Result<Seen, RefundWithdrawRefusal>,
}

/// A line of an order, and what of it was given back before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineLeft {
    /// The line.
    pub line: OrderLineId,
    /// The product, as it was bought.
    pub product: String,
    /// Its variant.
    pub variant: String,
    /// The price of one.
    pub unit_price: Money,
    /// How many may be given back now.
    pub left: i64,
    /// How many are to go back, as far as is known.
    pub chosen: i64,
    /// How many more belong to a return that was accepted and waits for its own refund.
    pub reserved: i64,
    /// How many more are asked to be returned, and wait for the producer's answer.
    pub asked: i64,
}

/// A return that was accepted, for which money goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedReturn {
    /// The request.
    pub request: RequestId,
    /// Its refund, where it has one that stands.
    pub refund: Option<Reference>,
}

/// What of an order can be given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refundable {
    /// The order's code.
    pub order: String,
    /// Who bought.
    pub buyer: String,
    /// Whether the goods have not left: then all of it is not given back but called off.
    pub open: bool,
    /// Its lines.
    pub lines: Vec<LineLeft>,
    /// What stands as sold.
    pub sold: Sale,
    /// What arrived and waits for the rest, of an order that ran out of time.
    pub waiting: Money,
    /// The accepted return that is to be answered; its lines alone are told then.
    pub answers: Option<AcceptedReturn>,
}

/// What a producer gives back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundAsk {
    /// How many of which line.
    pub lines: Vec<(OrderLineId, i64)>,
    /// Whether the price of delivery goes back.
    pub delivery: bool,
    /// A further amount, for goods that the shopper keeps; not below zero.
    pub further: Money,
    /// What the shopper is told.
    pub note: String,
    /// The accepted return that it answers.
    pub answers: Option<RequestId>,
}

impl RefundAsk {
    /// How many of each line; a line that came twice is summed, what is zero is left out.
    fn by_line(&self) -> Vec<(OrderLineId, i64)> {
        let mut lines: Vec<(OrderLineId, i64)> = Vec::new();
        for (line, quantity) in &self.lines {
            match lines.iter_mut().find(|(known, _)| known == line) {
                Some((_, sum)) => *sum = sum.saturating_add(*quantity),
                None => lines.push((*line, *quantity)),
            }
        }
        lines.retain(|(_, quantity)| *quantity != 0);
        lines
    }
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RefundFault {
    /// No line, no delivery and no amount.
    #[error("nothing is given back")]
    Nothing,
    /// Below zero, or more than is left of the line.
    #[error("more than is left of a line")]
    Quantity(OrderLineId),
    /// More than stands as sold.
    #[error("more than was paid for the goods")]
    TooMuch,
    /// The goods have not left, and all of it would go back: the order is to be called off.
    #[error("the whole order: it is to be called off")]
    CallOff,
    /// No word about why.
    #[error("no reason was given")]
    NoNote,
}

/// What is given back, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundPlan {
    /// How many of which line, and their price.
    pub lines: Vec<(OrderLineId, i64, Money)>,
    /// What of the sale is taken back.
    pub part: Sale,
}

impl Refundable {
    /// Checks what a producer wants to give back; all faults at once.
    pub fn plan(&self, ask: &RefundAsk) -> Result<RefundPlan, Vec<RefundFault>> {
        let mut faults = Vec::new();
        let mut lines = Vec::new();
        for (line, quantity) in &ask.by_line() {
            let known = self.lines.iter().find(|left| left.line == *line);
            let amount = known.filter(|left| (1..=left.left).contains(quantity));
            match amount.and_then(|left| left.unit_price.checked_mul(*quantity).ok()) {
                Some(amount) => lines.push((*line, *quantity, amount)),
                None => faults.push(RefundFault::Quantity(*line)),
            }
        }
        let goods = lines.iter().fold(ask.further.get(), |sum, (_, _, amount)| sum.saturating_add(amount.get()));
        let delivery = if ask.delivery { self.sold.delivery } else { Money::ZERO };
        let part = Sale { goods: Money::dong(goods), delivery };
        if part.goods > self.sold.goods || ask.further < Money::ZERO {
            faults.push(RefundFault::TooMuch);
        } else if !part.is_standing() && faults.is_empty() {
            faults.push(RefundFault::Nothing);
        } else if self.open && part.goods == self.sold.goods && faults.is_empty() {
            faults.push(RefundFault::CallOff);
        }
        if ask.note.trim().is_empty() {
            faults.push(RefundFault::NoNote);
        }
        if faults.is_empty() { Ok(RefundPlan { lines, part }) } else { Err(faults) }
    }
}

#[cfg(test)]
#[path = "refund_tests.rs"]
mod tests;
