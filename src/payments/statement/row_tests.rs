use time::macros::datetime;

use super::*;

const SPLIT: Layout = Layout {
    header: 1,
    date: Some(0),
    incoming: Some(1),
    outgoing: Some(2),
    amount: None,
    text: Some(3),
    reference: Some(4),
};

fn read(layout: Layout, rows: &[&[&str]]) -> Vec<ReadRow> {
    let header = SheetRow { number: 1, cells: vec!["Ngày".into()] };
    let rows = rows
        .iter()
        .zip(2..)
        .map(|(cells, number)| SheetRow { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() });
    let sheet = Sheet { rows: [header].into_iter().chain(rows).collect() };
    let account = AccountNumber::parse("0011012345678").unwrap();
    read_rows(&sheet, &layout, &account, datetime!(2026-11-25 09:00 +7))
}

fn fault(layout: Layout, cells: &[&str]) -> RowFault {
    read(layout, &[cells])[0].transfer.clone().unwrap_err()
}

#[test]
fn a_row_is_what_happened_on_the_account() {
    let rows = read(
        SPLIT,
        &[
            &["24/11/2026 14:05", "1.250.000", "", " Chuyển tiền\nCLAB2C3D4E ", "FT26329"],
            &["24/11/2026", "0", "(30,000.00)", "Phi chuyen tien"],
        ],
    );
    let first = rows[0].transfer.clone().unwrap();
    assert_eq!((rows[0].number, first.amount, first.direction), (2, Money::dong(1_250_000), Direction::In));
    assert_eq!((first.at, first.text.as_str()), (datetime!(2026-11-24 14:05 +7), "Chuyển tiền CLAB2C3D4E"));
    assert_eq!(first.bank_reference.as_deref(), Some("FT26329"));
    let second = rows[1].transfer.clone().unwrap();
    assert_eq!((second.amount, second.direction), (Money::dong(30_000), Direction::Out));
    assert_eq!((second.at, second.bank_reference), (datetime!(2026-11-24 0:00 +7), None));
}

#[test]
fn one_signed_amount_says_the_direction() {
    let signed = Layout { incoming: None, outgoing: None, amount: Some(1), ..SPLIT };
    let rows = read(signed, &[&["24/11/2026", "+125.000"], &["24/11/2026", "-125.000"]]);
    let directions: Vec<Direction> = rows.into_iter().map(|row| row.transfer.unwrap().direction).collect();
    assert_eq!(directions, [Direction::In, Direction::Out]);
    assert_eq!(fault(signed, &["24/11/2026", "0"]), RowFault::AmountMissing);
}

#[test]
fn a_row_that_cannot_be_read_says_why() {
    assert_eq!(fault(SPLIT, &["", "Tổng cộng", "1.250.000"]), RowFault::DateMissing);
    assert_eq!(fault(SPLIT, &["31/02/2026", "1"]), RowFault::DateWrong);
    assert_eq!(fault(SPLIT, &["12/12/2026", "1"]), RowFault::DateAhead);
    assert_eq!(fault(SPLIT, &["24/11/2026", "", ""]), RowFault::AmountMissing);
    assert_eq!(fault(SPLIT, &["24/11/2026", "1", "1"]), RowFault::AmountTwice);
    assert_eq!(fault(SPLIT, &["24/11/2026", "-1"]), RowFault::AmountNegative);
    assert_eq!(fault(SPLIT, &["24/11/2026", "1.5"]), RowFault::Amount(AmountFault::Fraction));
    assert_eq!(fault(SPLIT, &["24/11/2026", "9223372036854775808"]), RowFault::Amount(AmountFault::TooLarge));
    assert_eq!(fault(SPLIT, &["24/11/2026", "một triệu"]), RowFault::Amount(AmountFault::NotANumber));
}

#[test]
fn rows_that_are_alike_are_several_transfers_unless_a_reference_says_otherwise() {
    let bare: &[&str] = &["24/11/2026", "125.000", "", "CLAB2C3D4E"];
    let referred: &[&str] = &["24/11/2026", "125.000", "", "CLAB2C3D4E", "FT1"];
    let rows = read(SPLIT, &[bare, bare, referred, referred]);
    let identities: Vec<String> = rows.iter().map(|row| row.identity().unwrap()).collect();
    assert_eq!(identities[1], format!("{}#2", identities[0]));
    assert_eq!(identities[2], identities[3], "the bank said the same thing twice");
}
