#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use time::macros::datetime;

use super::*;

fn awaited(received: i64) -> Awaited {
    Awaited {
        account: AccountNumber::parse("0011001234567").unwrap(),
        amount: Money::dong(125_000),
        received: Money::dong(received),
        due_at: datetime!(2026-11-24 10:30 +7),
        closed: false,
    }
}

fn transfer(amount: i64) -> Transfer {
    Transfer {
        account: AccountNumber::parse("0011001234567").unwrap(),
        sub_account: None,
        direction: Direction::In,
        amount: Money::dong(amount),
        at: datetime!(2026-11-24 10:30 +7),
        bank_reference: None,
        text: String::new(),
    }
}

#[test]
fn the_sum_of_the_transfers_decides() {
    assert_eq!(judge(&awaited(0), &transfer(125_000)), Outcome::Exact);
    assert_eq!(judge(&awaited(0), &transfer(124_999)), Outcome::Under { missing: Money::dong(1) });
    assert_eq!(judge(&awaited(100_000), &transfer(25_000)), Outcome::Exact);
    assert_eq!(judge(&awaited(100_000), &transfer(25_001)), Outcome::Over { excess: Money::dong(1) });
}

#[test]
fn the_full_amount_once_more_is_a_duplicate() {
    assert_eq!(judge(&awaited(125_000), &transfer(125_000)), Outcome::Duplicate);
    assert_eq!(judge(&awaited(125_000), &transfer(5)), Outcome::Over { excess: Money::dong(5) });
    let late = Transfer { at: datetime!(2026-11-25 0:00 +7), ..transfer(125_000) };
    assert_eq!(judge(&awaited(125_000), &late), Outcome::Duplicate);
}

#[test]
fn money_after_the_time_is_late_and_says_whether_it_covers() {
    let late = |amount| Transfer { at: datetime!(2026-11-24 03:30:01 UTC), ..transfer(amount) };
    assert_eq!(judge(&awaited(0), &late(125_000)), Outcome::Late { covers: true });
    assert_eq!(judge(&awaited(0), &late(124_999)), Outcome::Late { covers: false });
    let closed = Awaited { closed: true, ..awaited(1_000) };
    assert_eq!(judge(&closed, &transfer(124_000)), Outcome::Late { covers: true });
}

#[test]
fn another_account_or_outgoing_money_is_unmatched() {
    let other = AccountNumber::parse("999").unwrap();
    let elsewhere = Transfer { account: other.clone(), ..transfer(125_000) };
    assert_eq!(judge(&awaited(0), &elsewhere), Outcome::Unmatched(UnmatchedReason::OtherAccount));
    let outgoing = Transfer { direction: Direction::Out, ..transfer(125_000) };
    assert_eq!(judge(&awaited(0), &outgoing), Outcome::Unmatched(UnmatchedReason::Outgoing));
    let virtual_account = Transfer { sub_account: Some(awaited(0).account), account: other, ..transfer(125_000) };
    assert_eq!(judge(&awaited(0), &virtual_account), Outcome::Exact);
}

#[test]
fn every_state_has_the_name_of_the_contract() {
    let names = PaymentState::ALL.map(PaymentState::as_str).join(" ");
    assert_eq!(names, "awaiting paid underpaid overpaid expired partly_refunded refunded disputed");
    for state in PaymentState::ALL {
        assert_eq!(state.as_str().parse(), Ok(state));
        assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{state}\""));
    }
    assert_eq!("PAID".parse::<PaymentState>(), Err(UnknownPaymentState));
}

#[test]
fn the_state_follows_from_the_sums() {
    let state =
        |received, refunded, expired| state_of(Money::dong(100), Money::dong(received), Money::dong(refunded), expired);
    assert_eq!(state(0, 0, false), PaymentState::Awaiting);
    assert_eq!(state(0, 0, true), PaymentState::Expired);
    assert_eq!(state(99, 0, false), PaymentState::Underpaid);
    assert_eq!(state(99, 0, true), PaymentState::Underpaid);
    assert_eq!(state(100, 0, true), PaymentState::Paid);
    assert_eq!(state(200, 0, false), PaymentState::Overpaid);
    assert_eq!(state(200, 100, false), PaymentState::PartlyRefunded);
    assert_eq!(state(100, 100, false), PaymentState::Refunded);
}

proptest! {
    #[test]
    fn the_order_of_transfers_does_not_matter(
        (amounts, shuffled) in prop::collection::vec(1_i64..200_000, 0..8)
            .prop_flat_map(|amounts| (Just(amounts.clone()), Just(amounts).prop_shuffle())),
    ) {
        let state = |amounts: &[i64]| {
            let mut received = Money::ZERO;
            for amount in amounts {
                received = received.checked_add(Money::dong(*amount)).unwrap();
            }
            state_of(Money::dong(125_000), received, Money::ZERO, false)
        };
        prop_assert_eq!(state(&amounts), state(&shuffled));
    }

    #[test]
    fn nothing_is_paid_while_the_sum_is_short(
        amount in 1_i64..=i64::MAX, short in 1_i64..=i64::MAX, refunded in 0_i64..=i64::MAX, expired: bool,
    ) {
        let received = amount - short.min(amount);
        let state = state_of(Money::dong(amount), Money::dong(received), Money::dong(refunded), expired);
        prop_assert!(!state.is_covered());
    }

    #[test]
    fn the_judgement_agrees_with_the_state(received in 0_i64..300_000, amount in 1_i64..=i64::MAX) {
        let sum = Money::dong(received.saturating_add(amount));
        let state = state_of(Money::dong(125_000), sum, Money::ZERO, false);
        match judge(&awaited(received), &transfer(amount)) {
            Outcome::Exact => prop_assert_eq!(state, PaymentState::Paid),
            Outcome::Under { missing } => {
                prop_assert_eq!(state, PaymentState::Underpaid);
                prop_assert_eq!(missing.get() + sum.get(), 125_000);
            }
            Outcome::Over { .. } | Outcome::Duplicate => prop_assert_eq!(state, PaymentState::Overpaid),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
