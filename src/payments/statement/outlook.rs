//! What the rows of a statement would do, before anything is written. The rules are those of taking in; what is known
//! is loaded once, and each row sees what the rows above it would have done.

use std::collections::{HashMap, HashSet};

use super::row::{ReadRow, RowFault};
use crate::clock::day_in_vietnam;
use crate::money::Money;
use crate::payments::desk::Sorted;
use crate::payments::identity::{Known, Teller, is_same};
use crate::payments::matching::{Awaited, Direction, Transfer, UnmatchedReason, judge};
use crate::payments::proof::{ByHand, proves};
use crate::payments::reference::Reference;

/// A payment that a row may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// The order's code.
    pub order: String,
    /// Whether the order is one of the producer whose statement it is.
    pub own: bool,
    /// How the payment stands.
    pub awaited: Awaited,
    /// Confirmations by hand that no bank message has proven yet, the oldest first.
    pub confirmed: Vec<ByHand>,
}

/// A transfer that is known, with what tells it from others at first sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTransfer {
    /// Its amount.
    pub amount: Money,
    /// Which way it went.
    pub direction: Direction,
    /// The rest.
    pub known: Known,
}

/// What is known before the statement is taken in.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The row of each identity that was told.
    pub told: HashMap<String, i64>,
    /// The transfers of the account in the days of the statement.
    pub known: Vec<KnownTransfer>,
    /// The payments that rows name, by reference.
    pub owing: HashMap<String, Owing>,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It would be written down as this.
    New(Sorted),
    /// It is known already and adds nothing.
    Known,
    /// It pays an order of another producer on the same account, who is told by a feed; it is left out.
    OtherMaker,
    /// It cannot be read.
    Unreadable(RowFault),
}

impl Effect {
    /// Its name in addresses and marks.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Effect::New(sorted) => sorted.as_str(),
            Effect::Known => "known",
            Effect::OtherMaker => "other_maker",
            Effect::Unreadable(_) => "unreadable",
        }
    }

    /// Whether something would be written.
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Effect::New(_))
    }
}

/// A row and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The row.
    pub row: ReadRow,
    /// What it would do.
    pub effect: Effect,
    /// The code of the order it names, if that is the producer's own.
    pub order: Option<String>,
    /// For a new one: the known transfers like it that other rows tell of.
    pub others: Vec<i64>,
}

/// Says what each row would do.
#[must_use]
pub fn foresee(rows: Vec<ReadRow>, ground: Ground, teller: &Teller) -> Vec<Forecast> {
    Seer::new(ground, teller).all(rows)
}

struct Seer<'a> {
    ground: Ground,
    teller: &'a Teller,
    /// Places in `ground.known` by amount and direction.
    places: HashMap<(Money, Direction), Vec<usize>>,
    /// Known transfers that a row tells of.
    claimed: HashSet<i64>,
    /// Identities of rows above.
    fresh: HashSet<String>,
}

impl<'a> Seer<'a> {
    fn new(ground: Ground, teller: &'a Teller) -> Self {
        let mut places: HashMap<(Money, Direction), Vec<usize>> = HashMap::new();
        for (place, one) in ground.known.iter().enumerate() {
            places.entry((one.amount, one.direction)).or_default().push(place);
        }
        Self { ground, teller, places, claimed: HashSet::new(), fresh: HashSet::new() }
    }

    fn all(mut self, rows: Vec<ReadRow>) -> Vec<Forecast> {
        // What is known by its identity comes first: a row like it, but not known, must be another transfer.
        let certain: Vec<bool> = rows.iter().map(|row| self.is_told(row)).collect();
        let seen = rows.into_iter().zip(certain).map(|(row, certain)| {
            let (effect, order) = match &row.transfer {
                Err(fault) => (Effect::Unreadable(*fault), None),
                Ok(_) if certain => (Effect::Known, None),
                Ok(transfer) => self.one(&row.identity().unwrap_or_default(), transfer),
            };
            Forecast { row, effect, order, others: Vec::new() }
        });
        let mut seen: Vec<Forecast> = seen.collect();
        for forecast in seen.iter_mut().filter(|forecast| forecast.effect.is_new()) {
            if let Ok(transfer) = &forecast.row.transfer {
                forecast.others =
                    self.like(transfer).filter(|known| self.claimed.contains(&known.id)).map(|k| k.id).collect();
            }
        }
        seen
    }

    fn is_told(&mut self, row: &ReadRow) -> bool {
        let told = row.identity().and_then(|identity| self.ground.told.get(&identity).copied());
        self.claimed.extend(told);
        told.is_some()
    }

    /// Known transfers of the same amount, direction and day.
    fn like(&self, transfer: &Transfer) -> impl Iterator<Item = &Known> {
        let day = day_in_vietnam(transfer.at);
        let places = self.places.get(&(transfer.amount, transfer.direction)).into_iter().flatten();
        let known = places.filter_map(|place| self.ground.known.get(*place)).map(|one| &one.known);
        known.filter(move |known| day_in_vietnam(known.at) == day)
    }

    fn one(&mut self, identity: &str, transfer: &Transfer) -> (Effect, Option<String>) {
        if self.fresh.contains(identity) {
            return (Effect::Known, None);
        }
        let same = |known: &&Known| !self.claimed.contains(&known.id) && is_same(transfer, self.teller, known);
        let found = self.like(transfer).find(same).map(|known| known.id);
        if let Some(id) = found {
            self.claimed.insert(id);
            return (Effect::Known, None);
        }
        let (effect, order) = self.meaning(transfer);
        if effect.is_new() {
            self.fresh.insert(identity.to_owned());
        }
        (effect, order)
    }

    fn meaning(&mut self, transfer: &Transfer) -> (Effect, Option<String>) {
        let unmatched = |reason| (Effect::New(Sorted::Unmatched(reason)), None);
        if transfer.direction == Direction::Out {
            return (Effect::New(Sorted::Outgoing), None);
        }
        let references = Reference::candidates(&transfer.text);
        if references.is_empty() {
            return unmatched(UnmatchedReason::NoReference);
        }
        let paid_here = |owing: &Owing| owing.awaited.account == transfer.account;
        let named = references.iter().filter(|reference| self.ground.owing.contains_key(reference.as_str()));
        let best = named.min_by_key(|reference| !self.ground.owing.get(reference.as_str()).is_some_and(paid_here));
        let Some(owing) = best.and_then(|reference| self.ground.owing.get_mut(reference.as_str())) else {
            return unmatched(UnmatchedReason::UnknownReference);
        };
        let sorted = Sorted::from(judge(&owing.awaited, transfer));
        if matches!(sorted, Sorted::Unmatched(_)) {
            return (Effect::New(sorted), None);
        }
        if !owing.own {
            return (Effect::OtherMaker, None);
        }
        let order = Some(owing.order.clone());
        if let Some(place) = owing.confirmed.iter().position(|confirmed| proves(transfer, confirmed)) {
            owing.confirmed.remove(place);
            return (Effect::New(Sorted::Proof), order);
        }
        let received = owing.awaited.received.get().saturating_add(transfer.amount.get());
        owing.awaited.received = Money::dong(received);
        (Effect::New(sorted), order)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "outlook_tests.rs"]
mod tests;
