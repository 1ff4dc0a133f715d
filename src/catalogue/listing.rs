//! The state of a product listing: reviewed before it is published, and again when what was reviewed changes.
//!
//! Source of the rules: `domain.md`, *States* (product listing) and *Law*.

use thiserror::Error;
use time::OffsetDateTime;

use crate::id::AccountId;

/// A step that the machine does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a listing that is {from} cannot become {to}")]
pub struct InvalidTransition {
    /// The state's name.
    pub from: &'static str,
    /// The name of the state asked for.
    pub to: &'static str,
}

/// Who approved a listing, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// When.
    pub at: OffsetDateTime,
    /// Who; nobody for what the market was filled with.
    pub by: Option<AccountId>,
}

/// A reviewer's or the operator's decision against a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// When.
    pub at: OffsetDateTime,
    /// Who; nobody for what the market was filled with.
    pub by: Option<AccountId>,
    /// What the producer is told.
    pub reason: String,
}

/// The state of a listing with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListingState {
    /// The producer works on it.
    Draft {
        /// Why a reviewer sent it back, if one did.
        sent_back: Option<Objection>,
    },
    /// It waits for a reviewer; not shown.
    InReview {
        /// When it was handed in, or last changed while waiting.
        submitted_at: OffsetDateTime,
    },
    /// Shown and for sale.
    Published {
        /// The review it passed.
        approval: Approval,
    },
    /// Taken off the shelf by its producer, still approved.
    Paused {
        /// The review it passed.
        approval: Approval,
        /// Since when.
        paused_at: OffsetDateTime,
    },
    /// Removed by the operator; final. Its data is kept as the law asks.
    TakenDown {
        /// By whom and why.
        objection: Objection,
    },
}

/// What a producer may change on a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Its name.
    Name,
    /// Its pictures.
    Images,
    /// What it says about itself: kind, size, content, description, ingredients, storage, nitrogen.
    Claims,
    /// What it weighs with its packing, for the carrier.
    Weight,
    /// Its price.
    Price,
    /// Its stock.
    Stock,
}

impl Edit {
    /// Whether a reviewer approved this part, so that changing it needs a review.
    #[must_use]
    pub const fn needs_review(self) -> bool {
        matches!(self, Edit::Name | Edit::Images | Edit::Claims)
    }
}

impl ListingState {
    /// The name of what shoppers may buy, as stored.
    pub const PUBLISHED: &str = "published";
    /// The name of what its producer took off the shelf, as stored.
    pub const PAUSED: &str = "paused";
    /// The name of what an operator took off the shelf, as stored.
    pub const TAKEN_DOWN: &str = "taken_down";

    /// The name as stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            ListingState::Draft { .. } => "draft",
            ListingState::InReview { .. } => "in_review",
            ListingState::Published { .. } => Self::PUBLISHED,
            ListingState::Paused { .. } => Self::PAUSED,
            ListingState::TakenDown { .. } => Self::TAKEN_DOWN,
        }
    }

    /// Whether shoppers may buy it.
    #[must_use]
    pub const fn is_for_sale(&self) -> bool {
        matches!(self, ListingState::Published { .. })
    }

    /// The producer hands a draft in.
    pub fn submit(self, at: OffsetDateTime) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::Draft { .. } => Ok(ListingState::InReview { submitted_at: at }),
            other => Err(other.cannot_become("in_review")),
        }
    }

    /// The reviewer `by` approves what is in review.
    pub fn approve(self, at: OffsetDateTime, by: AccountId) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::InReview { .. } => Ok(ListingState::Published { approval: Approval { at, by: Some(by) } }),
            other => Err(other.cannot_become("published")),
        }
    }

    /// The reviewer sends what is in review back to its producer with a reason.
    pub fn send_back(self, objection: Objection) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::InReview { .. } => Ok(ListingState::Draft { sent_back: Some(objection) }),
            other => Err(other.cannot_become("draft")),
        }
    }

    /// The producer takes a published listing off the shelf.
    pub fn pause(self, at: OffsetDateTime) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::Published { approval } => Ok(ListingState::Paused { approval, paused_at: at }),
            other => Err(other.cannot_become("paused")),
        }
    }

    /// The producer puts a paused listing back on the shelf; its approval still holds.
    pub fn resume(self) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::Paused { approval, .. } => Ok(ListingState::Published { approval }),
            other => Err(other.cannot_become("published")),
        }
    }

    /// The operator removes a listing, whatever its state, unless it is removed already.
    pub fn take_down(self, objection: Objection) -> Result<ListingState, InvalidTransition> {
        match self {
            ListingState::TakenDown { .. } => Err(self.cannot_become("taken_down")),
            _ => Ok(ListingState::TakenDown { objection }),
        }
    }

    /// The state after the producer changed something at `at`.
    ///
    /// Changing what a reviewer approved sends a published or paused listing back to review, and renews the time of
    /// one that waits there; weight, price and stock change no state. A listing taken down cannot be edited.
    pub fn edit(self, edits: &[Edit], at: OffsetDateTime) -> Result<ListingState, InvalidTransition> {
        let reviewed = edits.iter().any(|edit| edit.needs_review());
        match self {
            ListingState::TakenDown { .. } => Err(self.cannot_become("in_review")),
            ListingState::InReview { .. } | ListingState::Published { .. } | ListingState::Paused { .. }
                if reviewed =>
            {
                Ok(ListingState::InReview { submitted_at: at })
            }
            unchanged => Ok(unchanged),
        }
    }

    fn cannot_become(&self, to: &'static str) -> InvalidTransition {
        InvalidTransition { from: self.as_str(), to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;
    const BY: AccountId = AccountId::new(7);
    const APPROVAL: Approval = Approval { at: AT, by: Some(BY) };

    fn objection() -> Objection {
        Objection { at: AT, by: Some(BY), reason: "ảnh của người khác".to_owned() }
    }

    fn every_listing() -> [ListingState; 5] {
        [
            ListingState::Draft { sent_back: None },
            ListingState::InReview { submitted_at: AT },
            ListingState::Published { approval: APPROVAL },
            ListingState::Paused { approval: APPROVAL, paused_at: AT },
            ListingState::TakenDown { objection: objection() },
        ]
    }

    #[test]
    fn a_listing_is_reviewed_before_it_is_for_sale() {
        let published = ListingState::Draft { sent_back: None }.submit(AT).and_then(|listing| listing.approve(AT, BY));
        assert_eq!(published, Ok(ListingState::Published { approval: APPROVAL }));
        let paused = published.and_then(|listing| listing.pause(AT));
        assert_eq!(paused.and_then(ListingState::resume), Ok(ListingState::Published { approval: APPROVAL }));
        assert_eq!(every_listing().map(|listing| listing.is_for_sale()), [false, false, true, false, false]);
    }

    #[test]
    fn a_listing_makes_no_other_step() {
        let can = |step: fn(ListingState) -> Result<ListingState, InvalidTransition>| {
            every_listing().map(|listing| step(listing).is_ok())
        };
        assert_eq!(can(|listing| listing.submit(AT)), [true, false, false, false, false]);
        assert_eq!(can(|listing| listing.approve(AT, BY)), [false, true, false, false, false]);
        assert_eq!(can(|listing| listing.send_back(objection())), [false, true, false, false, false]);
        assert_eq!(can(|listing| listing.pause(AT)), [false, false, true, false, false]);
        assert_eq!(can(ListingState::resume), [false, false, false, true, false]);
        assert_eq!(can(|listing| listing.take_down(objection())), [true, true, true, true, false]);
    }

    #[test]
    fn changing_what_was_reviewed_asks_for_a_new_review() {
        let later = AT + time::Duration::DAY;
        for edit in [Edit::Name, Edit::Images, Edit::Claims] {
            for listing in every_listing().into_iter().skip(1).take(3) {
                let after = listing.edit(&[Edit::Price, edit], later);
                assert_eq!(after, Ok(ListingState::InReview { submitted_at: later }), "{edit:?}");
            }
        }
        let draft = ListingState::Draft { sent_back: None };
        assert_eq!(draft.clone().edit(&[Edit::Name], later), Ok(draft));
    }

    #[test]
    fn price_stock_and_weight_need_no_review() {
        for listing in every_listing().into_iter().take(4) {
            assert_eq!(listing.clone().edit(&[Edit::Price, Edit::Stock, Edit::Weight], AT), Ok(listing));
        }
        assert!(every_listing()[4].clone().edit(&[Edit::Stock], AT).is_err());
    }
}
