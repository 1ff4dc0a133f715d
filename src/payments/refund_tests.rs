use proptest::prelude::*;

use super::*;

fn line(number: i64) -> OrderLineId {
    OrderLineId::new(number)
}

/// Two bottles at 95,000 ₫ and three at 10,000 ₫, 30,000 ₫ delivery, all of it sold and sent.
fn refundable() -> Refundable {
    let left = |number, price, left| LineLeft {
        line: line(number),
        product: "Nước mắm".into(),
        variant: "chai".into(),
        unit_price: Money::dong(price),
        left,
        chosen: 0,
        reserved: 0,
        asked: 0,
    };
    Refundable {
        order: "CL-AAAAAAAA".into(),
        buyer: "Mẫu".into(),
        open: false,
        lines: vec![left(1, 95_000, 2), left(2, 10_000, 3)],
        sold: Sale { goods: Money::dong(220_000), delivery: Money::dong(30_000) },
        waiting: Money::ZERO,
        answers: None,
    }
}

fn ask(lines: &[(i64, i64)], delivery: bool, further: i64) -> RefundAsk {
    let lines = lines.iter().map(|(number, quantity)| (line(*number), *quantity)).collect();
    RefundAsk { lines, delivery, further: Money::dong(further), note: "vỡ".into(), answers: None }
}

#[test]
fn lines_delivery_and_a_further_amount_add_up() {
    let plan = refundable().plan(&ask(&[(1, 1), (2, 0)], true, 5_000)).unwrap();
    assert_eq!(plan.lines, [(line(1), 1, Money::dong(95_000))]);
    assert_eq!(plan.part, Sale { goods: Money::dong(100_000), delivery: Money::dong(30_000) });
    let whole = refundable().plan(&ask(&[(1, 2), (2, 3)], true, 0)).unwrap();
    assert_eq!(whole.part, refundable().sold);
}

#[test]
fn nothing_more_goes_back_than_was_bought_and_paid() {
    let faults = |asked| refundable().plan(&asked).unwrap_err();
    for quantity in [3, -1, i64::MAX, i64::MIN, 1_000_000_000] {
        assert_eq!(faults(ask(&[(1, quantity)], false, 0)), [RefundFault::Quantity(line(1))], "{quantity}");
    }
    assert_eq!(faults(ask(&[(9, 1)], false, 0)), [RefundFault::Quantity(line(9))]);
    assert_eq!(faults(ask(&[(1, 2), (1, 1)], false, 0)), [RefundFault::Quantity(line(1))], "twice in one form");
    let summed = refundable().plan(&ask(&[(1, 1), (1, 1)], false, 0)).unwrap();
    assert_eq!(summed.lines, [(line(1), 2, Money::dong(190_000))]);
    assert_eq!(faults(ask(&[], false, 0)), [RefundFault::Nothing]);
    assert_eq!(faults(ask(&[], false, 220_001)), [RefundFault::TooMuch]);
    assert_eq!(faults(ask(&[], false, i64::MAX)), [RefundFault::TooMuch]);
    assert_eq!(faults(ask(&[(2, 1)], false, -1)), [RefundFault::TooMuch]);
    assert_eq!(faults(ask(&[(1, 2), (2, 3)], false, 1)), [RefundFault::TooMuch]);
    let silent = RefundAsk { note: "  ".into(), ..ask(&[(1, 1)], false, 0) };
    assert_eq!(faults(silent), [RefundFault::NoNote]);
}

#[test]
fn all_of_an_order_that_has_not_left_is_called_off_instead() {
    let open = Refundable { open: true, ..refundable() };
    assert_eq!(open.plan(&ask(&[(1, 2), (2, 3)], false, 0)).unwrap_err(), [RefundFault::CallOff]);
    assert!(open.plan(&ask(&[(1, 2), (2, 2)], true, 0)).is_ok());
}

#[test]
fn a_refund_is_scanned_once_its_account_is_known() {
    let mut refund = Refund {
        reference: Reference::from_random([7; 8]),
        amount: Money::dong(95_000),
        reason: Reason::Agreed,
        note: String::new(),
        state: State::Owed,
        withdrawn_note: String::new(),
        opened_at: OffsetDateTime::UNIX_EPOCH,
        order: None,
        buyer: String::new(),
        lines: vec![],
        answers: None,
        account: None,
    };
    assert_eq!(refund.code(), None);
    let draft = crate::cooperative::payee::PayeeDraft {
        bank: "970436".into(),
        other_bank: String::new(),
        account: "0011223344".into(),
        holder: "Nguyễn Thị Đào".into(),
    };
    refund.account = draft.check(None).ok();
    let payload = refund.code().unwrap().payload();
    let read = VietQr::parse(&payload).unwrap();
    assert_eq!(read.amount, Some(Money::dong(95_000)));
    assert!(Reference::candidates(&read.purpose.unwrap()).contains(&refund.reference), "the bank's text names it");
    assert_eq!(refund.bank().as_deref(), Some("Vietcombank"));
}

#[test]
fn reasons_and_states_survive_storage() {
    for reason in Reason::ALL {
        assert_eq!(reason.as_str().parse(), Ok(reason));
    }
    let at = OffsetDateTime::UNIX_EPOCH;
    let sent = State::Sent { at, proven: true };
    for (state, when) in [(State::Owed, None), (sent, Some(at))] {
        assert_eq!(State::from_parts(state.as_str(), when, state == sent, None), Some(state));
    }
    assert_eq!(State::from_parts("sent", None, false, None), None);
    for said_sent in [None, Some(at)] {
        let withdrawn = State::Withdrawn { at, said_sent };
        assert_eq!(State::from_parts(withdrawn.as_str(), said_sent, false, Some(at)), Some(withdrawn));
        assert!(!withdrawn.stands() && !withdrawn.is_owed());
        assert_eq!(State::from_parts("withdrawn", said_sent, false, None), None);
        assert_eq!(State::from_parts("withdrawn", said_sent, true, Some(at)), None, "what a bank proved stays");
        assert_eq!(State::from_parts("sent", said_sent, false, Some(at)), None);
    }
}

proptest! {
    #[test]
    fn what_is_planned_never_exceeds_what_was_sold(
        first in -3_i64..6, second in -3_i64..6, delivery: bool, further in -10_i64..300_000, open: bool,
    ) {
        let refundable = Refundable { open, ..refundable() };
        if let Ok(plan) = refundable.plan(&ask(&[(1, first), (2, second)], delivery, further)) {
            let left = refundable.sold.without(plan.part);
            prop_assert!(left.goods >= Money::ZERO && left.delivery >= Money::ZERO);
            prop_assert!(plan.part.is_standing());
            let lines: i64 = plan.lines.iter().map(|(_, _, amount)| amount.get()).sum();
            prop_assert_eq!(lines + further, plan.part.goods.get());
        }
    }
}
