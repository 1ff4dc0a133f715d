//! Which column is what, guessed from the names that common banks give them, in Vietnamese and in English.

use super::layout::{Layout, Role};
use super::sheet::{Sheet, SheetRow};
use crate::text::{fold, nfc};

/// How far down the row with the names is looked for: banks write their own name and the account's above it.
const HEADER_ROWS: usize = 40;

/// Names of a role, the surest first, with bars between. They are compared without marks and case; words around them are
/// allowed, unless they begin with `=`.
const fn names(role: Role) -> &'static str {
    match role {
        Role::Date => {
            "ngay giao dich|thoi gian giao dich|transaction date|ngay gd|tnx date|txn date|date time|ngay hach toan|\
             posting date|booking date|ngay hieu luc|value date|effective date|thoi gian|=ngay|=date|=time"
        }
        Role::Incoming => {
            "so tien ghi co|phat sinh co|ps co|ghi co|tien vao|so tien vao|credit amount|money in|credit|deposit|\
             deposits|=thu|=co|=in"
        }
        Role::Outgoing => {
            "so tien ghi no|phat sinh no|ps no|ghi no|tien ra|so tien ra|debit amount|money out|debit|withdrawal|\
             withdrawals|=chi|=out"
        }
        Role::Amount => "so tien giao dich|so tien gd|transaction amount|so tien|amount|gia tri giao dich|=gia tri",
        Role::Text => {
            "noi dung giao dich|noi dung chi tiet|mo ta giao dich|noi dung|transaction detail|transaction details|\
             transactions in detail|description|dien giai|mo ta|remark|remarks|narrative|details|content|chi tiet"
        }
        Role::Reference => {
            "so tham chieu|ma tham chieu|ma giao dich|so giao dich|so but toan|reference number|reference no|\
             transaction id|transaction no|transaction number|ref no|ma gd|so gd|so chung tu|so ct|doc no|trace|\
             reference|=ref"
        }
    }
}

/// A column that shows what is on the account, not what moved; never guessed.
const BALANCE: [&str; 3] = ["so du", "balance", "running"];

/// How sure a name is for a role, from 0 for not at all.
fn score(name: &str, role: Role) -> usize {
    let folded = fold(name);
    let padded = format!(" {folded} ");
    if folded.is_empty() || BALANCE.iter().any(|balance| padded.contains(&format!(" {balance} "))) {
        return 0;
    }
    // Without its mark the Vietnamese debit is the English number.
    if role == Role::Outgoing && nfc(name).trim().to_lowercase() == "nợ" {
        return 100;
    }
    let fits = |name: &str| match name.strip_prefix('=') {
        Some(exact) => folded == exact,
        None => padded.contains(&format!(" {name} ")),
    };
    names(role).split('|').position(fits).map_or(0, |place| 100 - place)
}

/// Guesses from the row with most names. What cannot be guessed is left open.
#[must_use]
pub fn guess(sheet: &Sheet) -> Layout {
    let best = sheet.rows.iter().take(HEADER_ROWS).map(guess_by).max_by_key(|layout| {
        let found = Role::ALL.into_iter().filter(|role| layout.column(*role).is_some()).count();
        // Of equals the first.
        (found, std::cmp::Reverse(layout.header))
    });
    let Some(layout) = best else { return Layout::default() };
    // One lucky word is no row of names.
    let named = Role::ALL.into_iter().filter(|role| layout.column(*role).is_some()).count() >= 2;
    if named { layout } else { Layout::default() }
}

fn guess_by(row: &SheetRow) -> Layout {
    let mut layout = Layout { header: row.number, ..Layout::default() };
    let mut pairs: Vec<(usize, Role, usize)> = Vec::new();
    for (column, name) in row.cells.iter().enumerate() {
        pairs.extend(Role::ALL.into_iter().map(|role| (score(name, role), role, column)));
    }
    pairs.retain(|(score, _, _)| *score > 0);
    pairs.sort_by_key(|(score, role, column)| (std::cmp::Reverse(*score), *role, *column));
    for (_, role, column) in pairs {
        let taken = Role::ALL.into_iter().any(|other| layout.column(other) == Some(column));
        if layout.column(role).is_none() && !taken {
            layout.choose(role, Some(column));
        }
    }
    // Separate columns say more than one amount, which then is something else.
    if layout.incoming.is_some() {
        layout.amount = None;
    } else if layout.amount.is_some() {
        layout.outgoing = None;
    }
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = rows
            .iter()
            .zip(1..)
            .map(|(cells, number)| SheetRow { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() });
        Sheet { rows: rows.collect() }
    }

    fn columns(names: &[&str]) -> [Option<usize>; 6] {
        let layout = guess(&sheet(&[names]));
        Role::ALL.map(|role| layout.column(role))
    }

    #[test]
    fn the_names_of_common_banks_are_known() {
        let (v, n) = (Some, None);
        let vietcombank = [
            "STT",
            "Ngày giao dịch\nTransaction date",
            "Số tham chiếu/ Reference No.",
            "Số tiền ghi nợ/ Debit",
            "Số tiền ghi có/ Credit",
            "Số dư/ Balance",
            "Nội dung chi tiết/ Transactions in detail",
        ];
        assert_eq!(columns(&vietcombank), [v(1), v(4), v(3), n, v(6), v(2)]);
        let techcombank = ["Ngày giao dịch", "Đối tác", "Diễn giải", "Số bút toán", "Nợ", "Có", "Số dư"];
        assert_eq!(columns(&techcombank), [v(0), v(5), v(4), n, v(2), v(3)]);
        let mb = [
            "STT",
            "Ngày giao dịch",
            "Ngày hạch toán",
            "Phát sinh Nợ",
            "Phát sinh Có",
            "Số dư",
            "Mô tả",
            "Mã giao dịch",
        ];
        assert_eq!(columns(&mb), [v(1), v(4), v(3), n, v(6), v(7)]);
        let english = ["No", "Date", "Description", "Withdrawal", "Deposit", "Running balance", "Ref No"];
        assert_eq!(columns(&english), [v(1), v(4), v(3), n, v(2), v(6)]);
        let signed = ["Thời gian", "Số tiền", "Số dư sau giao dịch", "Nội dung"];
        assert_eq!(columns(&signed), [v(0), n, n, v(1), v(3), n]);
    }

    #[test]
    fn the_row_with_the_names_stands_below_what_banks_write_first() {
        let found = guess(&sheet(&[
            &["NGÂN HÀNG TMCP NGOẠI THƯƠNG"],
            &["Từ ngày", "01/11/2026", "Đến ngày", "25/11/2026"],
            &["Ngày", "Nội dung", "Tiền vào", "Tiền ra"],
            &["25/11/2026", "CLAB2C3D4E noi dung", "125.000", ""],
        ]));
        assert_eq!(found.header, 3);
        assert_eq!((found.date, found.text, found.incoming, found.outgoing), (Some(0), Some(1), Some(2), Some(3)));
    }

    #[test]
    fn nothing_is_guessed_from_nothing() {
        assert_eq!(guess(&Sheet::default()), Layout::default());
        assert_eq!(guess(&sheet(&[&["a", "b"], &["Ngày"], &["1", "2"]])), Layout::default());
    }
}
