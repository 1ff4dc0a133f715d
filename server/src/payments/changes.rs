//! Tells open pages that something about a purchase changed: inside this process, without asking the database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use shop::id::PurchaseId;
use tokio::sync::broadcast::{self, error::RecvError};

/// How many changes may wait for a page that is slow; a page that missed some is told to look again.
const WAITING_MAX: usize = 1024;
/// How many pages may watch one purchase. The limit stands on the purchase and not on the network address: thousands of
/// phones share one address of their operator, and a purchase is watched by one buyer with a few tabs.
const WATCHING_ONE_MAX: usize = 16;
/// How many pages may watch in all.
const WATCHING_MAX: usize = 20_000;

/// The line between those who change purchases and those who watch them.
#[derive(Clone)]
pub struct Changes {
    line: broadcast::Sender<PurchaseId>,
    watching: Arc<Mutex<HashMap<PurchaseId, usize>>>,
}

/// What a watching page hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// This purchase changed.
    Changed(PurchaseId),
    /// Some changes were missed: look again.
    Missed,
    /// Nobody is left to tell anything.
    Closing,
}

impl Changes {
    pub fn new() -> Self {
        Self { line: broadcast::Sender::new(WAITING_MAX), watching: Arc::default() }
    }

    /// To be called after the transaction is committed.
    pub fn tell(&self, purchase: PurchaseId) {
        // Nobody watching is no fault.
        let _ = self.line.send(purchase);
    }

    pub fn subscribe(&self) -> Watch {
        Watch { line: self.line.subscribe() }
    }

    /// A place among those who watch a purchase, until it is dropped; `None` when too many watch.
    pub fn seat(&self, purchase: PurchaseId) -> Option<Seat> {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = watching.values().sum();
        let here = watching.get(&purchase).copied().unwrap_or_default();
        if here >= WATCHING_ONE_MAX || all >= WATCHING_MAX {
            return None;
        }
        watching.insert(purchase, here + 1);
        Some(Seat { purchase, watching: self.watching.clone() })
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::new()
    }
}

/// One page's end of the line.
pub struct Watch {
    line: broadcast::Receiver<PurchaseId>,
}

impl Watch {
    /// Waits for the next thing to hear.
    pub async fn next(&mut self) -> Heard {
        match self.line.recv().await {
            Ok(purchase) => Heard::Changed(purchase),
            Err(RecvError::Lagged(_)) => Heard::Missed,
            Err(RecvError::Closed) => Heard::Closing,
        }
    }
}

/// A place among those who watch a purchase.
pub struct Seat {
    purchase: PurchaseId,
    watching: Arc<Mutex<HashMap<PurchaseId, usize>>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = watching.get_mut(&self.purchase) {
            *here -= 1;
            if *here == 0 {
                watching.remove(&self.purchase);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_that_missed_changes_is_told_so() {
        let changes = Changes::new();
        let mut watch = changes.subscribe();
        changes.tell(PurchaseId::new(1));
        assert_eq!(watch.next().await, Heard::Changed(PurchaseId::new(1)));
        for number in 0..2_000 {
            changes.tell(PurchaseId::new(number));
        }
        assert_eq!(watch.next().await, Heard::Missed);
        drop(changes);
        while watch.next().await != Heard::Closing {}
    }

    #[test]
    fn a_purchase_has_so_many_seats_and_a_left_one_is_free_again() {
        let changes = Changes::new();
        let mut seats: Vec<Option<Seat>> = (0..WATCHING_ONE_MAX).map(|_| changes.seat(PurchaseId::new(1))).collect();
        assert!(seats.iter().all(Option::is_some));
        assert!(changes.seat(PurchaseId::new(1)).is_none());
        assert!(changes.seat(PurchaseId::new(2)).is_some());
        seats.pop();
        assert!(changes.seat(PurchaseId::new(1)).is_some());
    }
}
