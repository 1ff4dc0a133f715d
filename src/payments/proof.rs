//! When a bank's message proves what the payee confirmed by hand before, and so adds nothing.
//!
//! Source of the rule: `domain.md`, *One transfer is one transfer*.

use time::{Duration, OffsetDateTime};

use super::matching::{Direction, Transfer};
use super::vietqr::AccountNumber;
use crate::money::Money;

/// People confirm what they saw in the last days, seldom something older.
const BEFORE: Duration = Duration::days(7);
/// A bank may book later than its payee was told.
const AFTER: Duration = Duration::days(1);

/// A confirmation by hand that no bank message has proven yet, for the payment that the transfer's reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The payment's account.
    pub account: AccountNumber,
    /// How much the payee saw.
    pub amount: Money,
    /// When the payee said so.
    pub at: OffsetDateTime,
}

/// Whether the transfer is the money that was confirmed by hand. The caller found both by the same reference; the same
/// account, the same amount and a time near by make them one. Each confirmation is proven by one transfer at most: a
/// second one is money of its own.
#[must_use]
pub fn proves(transfer: &Transfer, confirmed: &ByHand) -> bool {
    let to_account = transfer.account == confirmed.account || transfer.sub_account.as_ref() == Some(&confirmed.account);
    let same = to_account && transfer.amount == confirmed.amount;
    transfer.direction == Direction::In && same && confirmed.is_near(transfer.at)
}

impl ByHand {
    /// Whether what was booked then may be what was confirmed.
    #[must_use]
    pub fn is_near(&self, booked: OffsetDateTime) -> bool {
        (self.at - BEFORE..=self.at + AFTER).contains(&booked)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    fn confirmed() -> ByHand {
        let account = AccountNumber::parse("0011001234567").unwrap();
        ByHand { account, amount: Money::dong(125_000), at: datetime!(2026-11-24 10:00 +7) }
    }

    fn transfer() -> Transfer {
        Transfer {
            account: confirmed().account,
            sub_account: None,
            direction: Direction::In,
            amount: Money::dong(125_000),
            at: datetime!(2026-11-24 09:50 +7),
            bank_reference: None,
            text: String::new(),
        }
    }

    #[test]
    fn the_same_money_near_by_proves_the_confirmation() {
        assert!(proves(&transfer(), &confirmed()));
        let through_virtual = Transfer {
            account: AccountNumber::parse("999").unwrap(),
            sub_account: Some(confirmed().account),
            ..transfer()
        };
        assert!(proves(&through_virtual, &confirmed()));
    }

    #[test]
    fn other_money_proves_nothing() {
        let other_account = Transfer { account: AccountNumber::parse("999").unwrap(), ..transfer() };
        assert!(!proves(&other_account, &confirmed()));
        assert!(!proves(&Transfer { amount: Money::dong(124_999), ..transfer() }, &confirmed()));
        assert!(!proves(&Transfer { direction: Direction::Out, ..transfer() }, &confirmed()));
        assert!(!proves(&Transfer { at: datetime!(2026-11-25 10:00:01 +7), ..transfer() }, &confirmed()));
        assert!(!proves(&Transfer { at: datetime!(2026-11-17 09:59 +7), ..transfer() }, &confirmed()));
    }

    proptest! {
        #[test]
        fn only_the_same_amount_proves(amount in 1_i64..1_000_000, minutes in -20_000_i64..20_000) {
            let at = confirmed().at + Duration::minutes(minutes);
            let proven = proves(&Transfer { amount: Money::dong(amount), at, ..transfer() }, &confirmed());
            prop_assert!(!proven || amount == 125_000);
            prop_assert_eq!(proven && minutes > 1_440, false);
        }
    }
}
