use time::Duration;

use super::*;

const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

/// An order of 100,000 ₫ that was just placed, with its payment in this state.
pub(in crate::orders) fn placed(state: PaymentState, received: i64) -> Course {
    Course {
        placed_at: AT,
        paid_at: state.is_covered().then_some(AT + Duration::minutes(3)),
        confirmed_at: None,
        packed_at: None,
        handed_over_at: None,
        cancelled: None,
        money: MoneySeen {
            state,
            amount: Money::dong(100_000),
            received: Money::dong(received),
            refunded: Money::ZERO,
            sold: Money::dong(if state.is_covered() { 100_000 } else { 0 }),
        },
    }
}

fn paid() -> Course {
    placed(PaymentState::Paid, 100_000)
}

fn cancel() -> Step {
    Step::Cancel { note: "hết hàng".into() }
}

/// The courses an order goes through when everything goes well, from paid to handed over.
fn good_courses() -> [Course; 4] {
    let confirmed = paid().take(Step::Confirm, AT).unwrap();
    let packed = confirmed.take(Step::Pack, AT).unwrap();
    let left = packed.take(Step::HandOver, AT).unwrap();
    [paid(), confirmed, packed, left]
}

#[test]
fn a_paid_order_is_confirmed_packed_and_handed_over() {
    let stages = good_courses().map(|course| course.stage());
    assert_eq!(stages, [Stage::ToConfirm, Stage::ToPack, Stage::ToHandOver, Stage::HandedOver]);
    let [_, _, _, left] = good_courses();
    assert_eq!(left.state().as_str(), "completed");
    assert_eq!(left.parcel().as_str(), "handed_over");
}

#[test]
fn each_step_fits_one_stage_and_a_step_sent_twice_is_stale() {
    let may = |step: &dyn Fn() -> Step| good_courses().map(|course| course.take(step(), AT).is_ok());
    assert_eq!(may(&|| Step::Confirm), [true, false, false, false]);
    assert_eq!(may(&|| Step::Pack), [false, true, false, false]);
    assert_eq!(may(&|| Step::HandOver), [false, false, true, false]);
    assert_eq!(may(&cancel), [true, true, true, false]);
    for course in good_courses().into_iter().skip(1) {
        assert!(matches!(course.take(Step::Confirm, AT), Err(StepRefusal::Stale(_))));
    }
    let given_up = paid().take(cancel(), AT).unwrap();
    for step in [Step::Confirm, Step::Pack, Step::HandOver, cancel()] {
        assert!(matches!(given_up.take(step, AT), Err(StepRefusal::Stale(_))));
    }
}

#[test]
fn an_order_whose_money_is_not_complete_waits() {
    use PaymentState::{Awaiting, Disputed, Expired, PartlyRefunded, Refunded, Underpaid};
    for state in [Awaiting, Underpaid, Expired, PartlyRefunded, Refunded, Disputed] {
        let waiting = placed(state, 0);
        assert_eq!(waiting.stage(), Stage::Waiting);
        assert_eq!(waiting.take(Step::Confirm, AT), Err(StepRefusal::Unpaid));
        assert!(waiting.take(cancel(), AT).is_ok());
    }
    assert!(placed(PaymentState::Overpaid, 100_001).take(Step::Confirm, AT).is_ok());
    let [_, mut confirmed, mut packed, _] = good_courses();
    confirmed.money.sold = Money::ZERO;
    packed.money.state = Disputed;
    assert_eq!(confirmed.take(Step::Pack, AT), Err(StepRefusal::Unpaid));
    assert_eq!(packed.take(Step::HandOver, AT), Err(StepRefusal::Unpaid));
}

#[test]
fn the_money_of_a_cancelled_order_and_the_excess_of_another_go_back() {
    assert_eq!(paid().refund_due(), Money::ZERO);
    assert_eq!(placed(PaymentState::Awaiting, 0).refund_due(), Money::ZERO);
    assert_eq!(placed(PaymentState::Overpaid, 130_000).refund_due(), Money::dong(30_000));
    let mut given_up = placed(PaymentState::Underpaid, 40_000).take(cancel(), AT).unwrap();
    assert_eq!(given_up.refund_due(), Money::dong(40_000));
    given_up.money.refunded = Money::dong(40_000);
    assert_eq!(given_up.refund_due(), Money::ZERO);
}

#[test]
fn what_happened_before_a_cancellation_stays_known() {
    let [_, _, packed, _] = good_courses();
    let given_up = packed.take(cancel(), AT).unwrap();
    assert!(given_up.confirmed_at.is_some() && given_up.packed_at.is_some());
    assert_eq!(given_up.stage(), Stage::Cancelled);
    let told = given_up.cancelled.unwrap().reason;
    assert_eq!(told.note(), Some("hết hàng"));
}
