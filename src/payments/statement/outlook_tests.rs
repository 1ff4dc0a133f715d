use time::{OffsetDateTime, macros::datetime};

use super::*;
use crate::payments::vietqr::AccountNumber;

const MINE: &str = "CLAB2C3D4E";

fn account() -> AccountNumber {
    AccountNumber::parse("0011012345678").unwrap()
}

fn transfer(amount: i64, text: &str) -> Transfer {
    Transfer {
        account: account(),
        sub_account: None,
        direction: Direction::In,
        amount: Money::dong(amount),
        at: datetime!(2026-11-24 0:00 +7),
        bank_reference: None,
        text: text.to_owned(),
    }
}

fn rows(transfers: Vec<Transfer>) -> Vec<ReadRow> {
    let mut alike: HashMap<String, u32> = HashMap::new();
    let row = |(transfer, number): (Transfer, u32)| {
        let count = alike.entry(transfer.identity()).or_default();
        *count += 1;
        ReadRow { number, ordinal: *count, transfer: Ok(transfer) }
    };
    transfers.into_iter().zip(2..).map(row).collect()
}

fn owing(own: bool) -> Owing {
    let awaited = Awaited {
        account: account(),
        amount: Money::dong(125_000),
        received: Money::ZERO,
        due_at: datetime!(2026-11-24 10:30 +7),
        closed: false,
    };
    Owing { order: "DH-1".to_owned(), own, awaited, confirmed: Vec::new() }
}

fn ground(owing: Owing) -> Ground {
    Ground { owing: HashMap::from([(MINE.to_owned(), owing)]), ..Ground::default() }
}

fn known(id: i64, at: OffsetDateTime, reference: Option<&str>) -> KnownTransfer {
    let known = Known {
        id,
        at,
        bank_reference: reference.map(str::to_owned),
        text: MINE.to_owned(),
        tellers: vec!["sepay".to_owned()],
    };
    KnownTransfer { amount: Money::dong(125_000), direction: Direction::In, known }
}

fn effects(transfers: Vec<Transfer>, ground: Ground) -> Vec<&'static str> {
    let seen = foresee(rows(transfers), ground, &Teller::statement(1));
    seen.into_iter().map(|forecast| forecast.effect.as_str()).collect()
}

#[test]
fn each_row_sees_what_the_rows_above_would_have_done() {
    let told = vec![transfer(25_000, MINE), transfer(100_000, MINE), transfer(125_000, MINE), transfer(1, MINE)];
    assert_eq!(effects(told, ground(owing(true))), ["under", "exact", "duplicate", "over"]);
}

#[test]
fn late_unmatched_outgoing_and_others_orders_are_told_apart() {
    let late = Transfer { at: datetime!(2026-11-24 10:31 +7), ..transfer(125_000, MINE) };
    let left = Transfer { direction: Direction::Out, ..transfer(125_000, MINE) };
    let told = vec![late, left, transfer(1, "cam on"), transfer(1, "CLZZZZ9999")];
    let all = ["late", "outgoing", "unmatched:no_reference", "unmatched:unknown_reference"];
    assert_eq!(effects(told, ground(owing(true))), all);
    assert_eq!(effects(vec![transfer(125_000, MINE)], ground(owing(false))), ["other_maker"]);
    let mut elsewhere = owing(false);
    elsewhere.awaited.account = AccountNumber::parse("999").unwrap();
    assert_eq!(effects(vec![transfer(125_000, MINE)], ground(elsewhere)), ["unmatched:other_account"]);
}

#[test]
fn what_a_webhook_told_of_is_known_and_one_more_like_it_is_another() {
    let mut ground = ground(owing(true));
    ground.known = vec![known(7, datetime!(2026-11-24 14:02 +7), Some("FT1"))];
    let told = vec![transfer(125_000, MINE), transfer(125_000, MINE)];
    let seen = foresee(rows(told.clone()), ground.clone(), &Teller::statement(1));
    assert_eq!((seen[0].effect, seen[1].effect), (Effect::Known, Effect::New(Sorted::Exact)));
    assert_eq!(seen[1].others, [7], "the second tells of another transfer than the first");
    assert_eq!(seen[1].order.as_deref(), Some("DH-1"));
    // Taken in before: the same rows again, in whatever order, add nothing.
    let identities = rows(told.clone()).iter().map(|row| row.identity().unwrap()).collect::<Vec<_>>();
    ground.told = HashMap::from([(identities[0].clone(), 7), (identities[1].clone(), 8)]);
    ground.known.push(known(8, datetime!(2026-11-24 0:00 +7), None));
    assert_eq!(effects(told, ground), ["known", "known"]);
}

#[test]
fn a_row_known_by_its_identity_leaves_no_room_for_another() {
    let mut ground = ground(owing(true));
    ground.known = vec![known(7, datetime!(2026-11-24 0:00 +7), None)];
    let all = rows(vec![transfer(125_000, MINE), transfer(125_000, MINE)]);
    // Row 7 was told of by an earlier statement that ended after the first of the two.
    ground.told = HashMap::from([(all[0].identity().unwrap(), 7)]);
    let swapped = vec![all[1].clone(), all[0].clone()];
    let seen: Vec<&str> = foresee(swapped, ground, &Teller::statement(2)).iter().map(|f| f.effect.as_str()).collect();
    assert_eq!(seen, ["exact", "known"]);
}

#[test]
fn a_confirmation_by_hand_is_proven_once() {
    let mut payment = owing(true);
    payment.awaited.received = Money::dong(125_000);
    payment.confirmed =
        vec![ByHand { account: account(), amount: Money::dong(125_000), at: datetime!(2026-11-24 11:00 +7) }];
    let told = vec![transfer(125_000, MINE), transfer(125_000, MINE)];
    assert_eq!(effects(told, ground(payment)), ["proof", "duplicate"]);
}

#[test]
fn a_reference_of_the_bank_that_comes_twice_is_one_transfer() {
    let referred = Transfer { bank_reference: Some("FT9".to_owned()), ..transfer(125_000, MINE) };
    let one = |number| ReadRow { number, ordinal: 1, transfer: Ok(referred.clone()) };
    let seen = foresee(vec![one(2), one(3)], ground(owing(true)), &Teller::statement(1));
    assert_eq!((seen[0].effect, seen[1].effect), (Effect::New(Sorted::Exact), Effect::Known));
}

#[test]
fn a_row_that_cannot_be_read_stays_in_sight() {
    let row = ReadRow { number: 9, ordinal: 1, transfer: Err(RowFault::DateMissing) };
    let seen = foresee(vec![row], Ground::default(), &Teller::statement(1));
    assert_eq!((seen[0].row.number, seen[0].effect), (9, Effect::Unreadable(RowFault::DateMissing)));
}
