//! The ledger: what each movement of money means, in double entry.
//!
//! The market never holds money. Its books say what came to a collector's bank account, what of it was earned, and what
//! is owed: to buyers, to producers. Every posting balances; what was posted is never changed, corrections are
//! reversals. Source of the rules: `domain.md`, *Ledger and settlement*.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::money::Money;

/// An account of the books. Each has one balance per producer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    /// What the collector's bank account holds of buyers' money (debit).
    Bank,
    /// What buyers sent that is neither earned nor promised back (credit).
    BuyerClearing,
    /// What the producer earned with goods (credit).
    ProducerPayable,
    /// What was earned with delivery (credit).
    Delivery,
    /// What was promised back to buyers and not sent yet (credit).
    Refund,
}

/// A stored name that is no account or no kind of posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown name in the ledger")]
pub struct UnknownName;

impl Account {
    /// All of them.
    pub const ALL: [Account; 5] =
        [Account::Bank, Account::BuyerClearing, Account::ProducerPayable, Account::Delivery, Account::Refund];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Account::Bank => "bank",
            Account::BuyerClearing => "buyer_clearing",
            Account::ProducerPayable => "producer_payable",
            Account::Delivery => "delivery",
            Account::Refund => "refund",
        }
    }
}

impl FromStr for Account {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Account, UnknownName> {
        Account::ALL.into_iter().find(|account| account.as_str() == name).ok_or(UnknownName)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Money arrived for an order.
    Received,
    /// Its order was covered: the money is earned.
    Sold,
    /// The reversal of a sale, or of a part of it.
    Unsold,
    /// Money was promised back.
    RefundOwed,
    /// What was promised left the bank account.
    RefundSent,
    /// A collector paid a producer what it collected for it.
    PaidOut,
    /// The reversal of money that arrived: it waits at the desk again.
    Unreceived,
    /// The reversal of a sale's reversal: the refund was withdrawn.
    Resold,
    /// The reversal of a promise.
    RefundWithdrawn,
    /// The reversal of a refund that was said to be sent and was not.
    RefundUnsent,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 10] = [
        Kind::Received,
        Kind::Sold,
        Kind::Unsold,
        Kind::RefundOwed,
        Kind::RefundSent,
        Kind::PaidOut,
        Kind::Unreceived,
        Kind::Resold,
        Kind::RefundWithdrawn,
        Kind::RefundUnsent,
    ];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Received => "received",
            Kind::Sold => "sold",
            Kind::Unsold => "unsold",
            Kind::RefundOwed => "refund_owed",
            Kind::RefundSent => "refund_sent",
            Kind::PaidOut => "paid_out",
            Kind::Unreceived => "unreceived",
            Kind::Resold => "resold",
            Kind::RefundWithdrawn => "refund_withdrawn",
            Kind::RefundUnsent => "refund_unsent",
        }
    }

    /// What its reversal is, if a withdrawn refund can ask for one.
    #[must_use]
    pub const fn reversal(self) -> Option<Kind> {
        match self {
            Kind::Received => Some(Kind::Unreceived),
            Kind::Unsold => Some(Kind::Resold),
            Kind::RefundOwed => Some(Kind::RefundWithdrawn),
            Kind::RefundSent => Some(Kind::RefundUnsent),
            Kind::Sold
            | Kind::PaidOut
            | Kind::Unreceived
            | Kind::Resold
            | Kind::RefundWithdrawn
            | Kind::RefundUnsent => None,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Kind, UnknownName> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(UnknownName)
    }
}

/// One line of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// đồng: a debit is above zero, a credit below.
    pub amount: Money,
}

/// The goods and the delivery of a sale, or of a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sale {
    /// What the goods cost.
    pub goods: Money,
    /// What delivery costs.
    pub delivery: Money,
}

impl Sale {
    /// Both together. Prices are bounded ([`Money::MAX_PRICE`]), so it cannot overflow.
    #[must_use]
    pub const fn total(self) -> Money {
        Money::dong(self.goods.get().saturating_add(self.delivery.get()))
    }

    /// Whether something stands as sold.
    #[must_use]
    pub const fn is_standing(self) -> bool {
        self.total().is_positive()
    }

    /// What is left of it without a part.
    #[must_use]
    pub const fn without(self, part: Sale) -> Sale {
        Sale {
            goods: Money::dong(self.goods.get().saturating_sub(part.goods.get())),
            delivery: Money::dong(self.delivery.get().saturating_sub(part.delivery.get())),
        }
    }

    /// It and another part.
    #[must_use]
    pub const fn with(self, part: Sale) -> Sale {
        Sale {
            goods: Money::dong(self.goods.get().saturating_add(part.goods.get())),
            delivery: Money::dong(self.delivery.get().saturating_add(part.delivery.get())),
        }
    }
}

/// What is written down at once. Made only by the functions below, so it balances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    kind: Kind,
    entries: Vec<Entry>,
}

impl Posting {
    /// Money arrived for an order.
    #[must_use]
    pub fn received(amount: Money) -> Posting {
        Posting::moved(Kind::Received, amount, Account::Bank, Account::BuyerClearing)
    }

    /// An order was covered: its price is earned.
    #[must_use]
    pub fn sold(sale: Sale) -> Posting {
        let earned = [(Account::ProducerPayable, sale.goods), (Account::Delivery, sale.delivery)];
        let credits = earned.into_iter().filter(|(_, amount)| amount.get() != 0);
        let entries = std::iter::once(Entry { account: Account::BuyerClearing, amount: sale.total() })
            .chain(credits.map(|(account, amount)| Entry { account, amount: minus(amount) }));
        Posting { kind: Kind::Sold, entries: entries.collect() }
    }

    /// A sale, or a part of one, is taken back.
    #[must_use]
    pub fn unsold(part: Sale) -> Posting {
        Posting::sold(part).reversed(Kind::Unsold)
    }

    /// Money is promised back to its buyer.
    #[must_use]
    pub fn refund_owed(amount: Money) -> Posting {
        Posting::moved(Kind::RefundOwed, amount, Account::BuyerClearing, Account::Refund)
    }

    /// What was promised left the bank account.
    #[must_use]
    pub fn refund_sent(amount: Money) -> Posting {
        Posting::moved(Kind::RefundSent, amount, Account::Refund, Account::Bank)
    }

    /// A collector paid a producer.
    #[must_use]
    pub fn paid_out(amount: Money) -> Posting {
        Posting::moved(Kind::PaidOut, amount, Account::ProducerPayable, Account::Bank)
    }

    /// A posting as it was stored; `None` where its lines do not balance.
    #[must_use]
    pub fn restore(kind: Kind, entries: Vec<Entry>) -> Option<Posting> {
        let sum = entries.iter().try_fold(0_i64, |sum, entry| sum.checked_add(entry.amount.get()));
        (sum == Some(0) && !entries.is_empty()).then_some(Posting { kind, entries })
    }

    /// What undoes it; `None` for what is never undone this way.
    #[must_use]
    pub fn reversal(&self) -> Option<Posting> {
        self.kind.reversal().map(|kind| self.clone().reversed(kind))
    }

    /// What it took off what stood as sold; nothing unless it is the reversal of a sale.
    #[must_use]
    pub fn part(&self) -> Sale {
        let on = |account| self.entries.iter().filter(move |entry| entry.account == account);
        let sum = |account| Money::dong(on(account).fold(0, |sum, entry| entry.amount.get().saturating_add(sum)));
        match self.kind {
            Kind::Unsold => Sale { goods: sum(Account::ProducerPayable), delivery: sum(Account::Delivery) },
            _ => Sale::default(),
        }
    }

    /// What happened.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The lines; they add up to zero.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn moved(kind: Kind, amount: Money, debit: Account, credit: Account) -> Posting {
        let entries = vec![Entry { account: debit, amount }, Entry { account: credit, amount: minus(amount) }];
        Posting { kind, entries }
    }

    fn reversed(self, kind: Kind) -> Posting {
        let turned = |entry: Entry| Entry { amount: minus(entry.amount), ..entry };
        Posting { kind, entries: self.entries.into_iter().map(turned).collect() }
    }
}

const fn minus(amount: Money) -> Money {
    Money::dong(amount.get().saturating_neg())
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
