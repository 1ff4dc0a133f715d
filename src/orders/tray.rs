//! The trays in which a producer finds the orders, by what is to be done with them.

use super::course::{Course, Stage};

/// One tray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tray {
    /// Paid, waiting for the producer's word.
    #[default]
    ToConfirm,
    /// Confirmed, to be packed.
    ToPack,
    /// Packed, to be handed over.
    ToHandOver,
    /// Placed, but its money is not complete.
    Waiting,
    /// Handed over.
    Done,
    /// Given up.
    Cancelled,
    /// Given up although money came: it has to go back. These lie in [`Tray::Cancelled`] as well.
    ToRefund,
}

impl Tray {
    /// All trays in the order of the work.
    pub const ALL: [Tray; 7] =
        [Tray::ToConfirm, Tray::ToPack, Tray::ToHandOver, Tray::Waiting, Tray::Done, Tray::Cancelled, Tray::ToRefund];

    /// The name in addresses (`?muc=`).
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Tray::ToConfirm => "xac-nhan",
            Tray::ToPack => "dong-goi",
            Tray::ToHandOver => "giao",
            Tray::Waiting => "cho-tien",
            Tray::Done => "xong",
            Tray::Cancelled => "da-huy",
            Tray::ToRefund => "hoan-tien",
        }
    }

    /// The tray of an address; the first for anything that names none.
    #[must_use]
    pub fn of_slug(slug: Option<&str>) -> Tray {
        Tray::ALL.into_iter().find(|tray| Some(tray.slug()) == slug).unwrap_or_default()
    }

    /// The tray of a stage.
    #[must_use]
    pub const fn of(stage: Stage) -> Tray {
        match stage {
            Stage::Waiting => Tray::Waiting,
            Stage::ToConfirm => Tray::ToConfirm,
            Stage::ToPack => Tray::ToPack,
            Stage::ToHandOver => Tray::ToHandOver,
            Stage::HandedOver => Tray::Done,
            Stage::Cancelled => Tray::Cancelled,
        }
    }

    /// Whether an order lies in this tray.
    #[must_use]
    pub fn holds(self, course: &Course) -> bool {
        let tray = Tray::of(course.stage());
        let refund = tray == Tray::Cancelled && course.refund_due().is_positive();
        tray == self || (self == Tray::ToRefund && refund)
    }
}

/// How many orders lie in each tray, in the order of [`Tray::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub [u64; Tray::ALL.len()]);

impl Counts {
    /// How many lie in one.
    #[must_use]
    pub fn of(self, tray: Tray) -> u64 {
        Tray::ALL.into_iter().zip(self.0).find(|(one, _)| *one == tray).map_or(0, |(_, count)| count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::course::{Step, tests::placed};
    use crate::payments::matching::PaymentState;

    #[test]
    fn an_address_names_its_tray_and_nonsense_the_first() {
        for tray in Tray::ALL {
            assert_eq!(Tray::of_slug(Some(tray.slug())), tray);
        }
        assert_eq!(Tray::of_slug(None), Tray::ToConfirm);
        assert_eq!(Tray::of_slug(Some("' OR 1=1")), Tray::ToConfirm);
    }

    #[test]
    fn an_order_lies_in_one_tray_and_a_cancelled_one_with_money_in_two() {
        let trays = |course: &Course| Tray::ALL.into_iter().filter(|tray| tray.holds(course)).collect::<Vec<_>>();
        let paid = placed(PaymentState::Paid, 100_000);
        assert_eq!(trays(&paid), [Tray::ToConfirm]);
        assert_eq!(trays(&placed(PaymentState::Underpaid, 1)), [Tray::Waiting]);
        let given_up = paid.take(Step::Cancel { note: "x".into() }, paid.placed_at).unwrap();
        assert_eq!(trays(&given_up), [Tray::Cancelled, Tray::ToRefund]);
    }
}
