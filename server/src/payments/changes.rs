//! Tells open pages that something about a purchase changed: inside this process, without asking the database.

use shop::id::PurchaseId;
use tokio::sync::broadcast;

/// How many changes may wait for a page that is slow; a page that missed some is told to look again.
const WAITING_MAX: usize = 1024;

/// The line between those who change purchases and those who watch them.
#[derive(Clone)]
pub struct Changes(broadcast::Sender<PurchaseId>);

impl Changes {
    pub fn new() -> Self {
        Self(broadcast::Sender::new(WAITING_MAX))
    }

    /// To be called after the transaction is committed.
    pub fn tell(&self, purchase: PurchaseId) {
        // Nobody watching is no fault.
        let _ = self.0.send(purchase);
    }

    pub fn subscribe(&self) -> broadcast::Receiver<PurchaseId> {
        self.0.subscribe()
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::new()
    }
}
