//! How old kept pages are: every process looks each second at what the others wrote.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
    time::Duration,
};

use time::OffsetDateTime;

use super::freshness_store::{self, Changed};
use crate::{clock::to_ms, database::Database, fault::Fault, state::Market};

/// How often a process looks.
const EACH: Duration = Duration::from_secs(1);

/// A version is the instant at which its transaction began, and it is seen once that commits: a look goes back so far
/// before the one before it. Longer than any transaction waits for its turn, and room for clocks that differ.
const OVERLAP: time::Duration = time::Duration::seconds(30);

/// What has been seen of the changes that concern public pages.
#[derive(Default)]
pub struct Freshness(RwLock<Option<Seen>>);

#[derive(Default)]
struct Seen {
    /// Changes to what lists show.
    lists: i64,
    /// How often a product was sold out or came back since this process began.
    flips: u64,
    /// Version of each published product, and whether it is sold out.
    products: HashMap<String, (i64, bool)>,
    looked_at: i64,
}

/// What a kept page was made of; another age means another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    lists: i64,
    flips: u64,
    product: i64,
}

impl Age {
    /// The count of changes to what lists show.
    pub fn lists(self) -> i64 {
        self.lists
    }
}

impl Freshness {
    /// The age that a page made now has; of a product's own page if its slug is given. `None` before the first look:
    /// nothing may be kept.
    pub fn age(&self, product: Option<&str>) -> Option<Age> {
        let seen = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let seen = seen.as_ref()?;
        let version = product.and_then(|slug| seen.products.get(slug)).map_or(0, |(version, _)| *version);
        Some(Age { lists: seen.lists, flips: seen.flips, product: version })
    }

    /// Looks what changed since the last time: two queries, however many products there are.
    pub async fn look(&self, database: &Database, now: OffsetDateTime) -> Result<(), Fault> {
        let since = {
            let seen = self.0.read().unwrap_or_else(PoisonError::into_inner);
            seen.as_ref().map(|seen| seen.looked_at)
        };
        let lists = freshness_store::lists(database).await?;
        let changed = freshness_store::changed(database, since).await?;
        let mut seen = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let seen = seen.get_or_insert_default();
        seen.lists = lists;
        for Changed { slug, version, sold_out } in changed {
            let before = seen.products.insert(slug, (version, sold_out));
            // Lists say which products are sold out and nothing else about stock.
            seen.flips += u64::from(before.is_some_and(|(_, was)| was != sold_out));
        }
        seen.looked_at = to_ms(now - OVERLAP);
        Ok(())
    }
}

/// Looks each second, as long as the process lives.
pub async fn watch(market: Market) {
    loop {
        if let Err(fault) = market.kept.freshness.look(&market.database, market.clock.now()).await {
            fault.report();
        }
        tokio::time::sleep(EACH).await;
    }
}
