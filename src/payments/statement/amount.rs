//! Amounts as banks write them in statements: `1.250.000`, `1,250,000.00`, `-500 000 VND`, `(500.000)`.

use thiserror::Error;

use crate::money::Money;

/// Why a cell is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum AmountFault {
    /// No number, or separators where no bank puts them.
    #[error("not an amount")]
    NotANumber,
    /// A part of a đồng.
    #[error("đồng has no decimals")]
    Fraction,
    /// More than 64 bits hold.
    #[error("the amount is too large")]
    TooLarge,
}

/// Reads an amount in đồng with its sign. Empty cells and lone hyphens are zero: that is how banks leave them out.
pub fn read_amount(text: &str) -> Result<i64, AmountFault> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let bare = ["VND", "VNĐ", "₫", "Đ"]
        .into_iter()
        .fold(dense.as_str(), |text, unit| text.strip_suffix(unit).or_else(|| text.strip_prefix(unit)).unwrap_or(text));
    let (digits, negative) = unsigned(bare);
    if digits.is_empty() {
        return if bare.chars().all(|c| matches!(c, '-' | '−' | '–')) {
            Ok(0)
        } else {
            Err(AmountFault::NotANumber)
        };
    }
    let (whole, decimals) = split(digits)?;
    if decimals.bytes().any(|byte| byte != b'0') {
        return Err(AmountFault::Fraction);
    }
    // Digits alone: the one way to fail is too many of them.
    let dong: i64 = whole.parse().map_err(|_| AmountFault::TooLarge)?;
    if !Money::is_movement(dong) {
        return Err(AmountFault::TooLarge);
    }
    Ok(if negative { -dong } else { dong })
}

/// The number without its sign, which may stand on either side or be brackets, and whether it is below zero.
fn unsigned(text: &str) -> (&str, bool) {
    let minus = ['-', '−', '–'];
    if let Some(inside) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (inside, true);
    }
    if let Some(rest) = text.strip_prefix(minus).or_else(|| text.strip_suffix(minus)) {
        return (rest, true);
    }
    (text.strip_prefix('+').or_else(|| text.strip_suffix('+')).unwrap_or(text), false)
}

/// Whole đồng without separators, and decimals.
fn split(text: &str) -> Result<(String, &str), AmountFault> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return Err(AmountFault::NotANumber);
    }
    let last = text.rfind(['.', ',']);
    let (whole, decimals) = match last {
        None => (text, ""),
        Some(at) => {
            let (separator, after) = (&text[at..=at], &text[at + 1..]);
            // Of two kinds the last is the decimal one; of one kind it groups where three digits follow.
            let both = text.contains('.') && text.contains(',');
            let once = text.matches(separator).count() == 1;
            let decimal = once && (both || after.len() != 3);
            if decimal { (&text[..at], after) } else { (text, "") }
        }
    };
    if last.is_some() && whole.len() < text.len() && decimals.is_empty() {
        return Err(AmountFault::NotANumber);
    }
    ungrouped(whole).map(|whole| (whole, decimals)).ok_or(AmountFault::NotANumber)
}

/// Digits, plain or in groups of three with one kind of separator.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ',']).collect();
    let one_kind = !(text.contains('.') && text.contains(','));
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    (one_kind && grouped && !first.is_empty()).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        for (text, dong) in [
            ("1.250.000", 1_250_000),
            ("1,250,000.00", 1_250_000),
            ("1.250.000,00", 1_250_000),
            ("1 250 000", 1_250_000),
            ("1\u{a0}250\u{a0}000 ₫", 1_250_000),
            ("1250000", 1_250_000),
            ("1250000.00", 1_250_000),
            ("1250000.0", 1_250_000),
            ("1.250", 1_250),
            ("1,250", 1_250),
            ("+125.000 VND", 125_000),
            ("-125.000", -125_000),
            ("125,000-", -125_000),
            ("(125,000)", -125_000),
            ("−125000", -125_000),
            ("VND 125,000", 125_000),
            ("0", 0),
            ("0.00", 0),
            ("", 0),
            (" - ", 0),
            ("10.000.000.000.000", Money::MAX_MOVEMENT.get()),
        ] {
            assert_eq!(read_amount(text), Ok(dong), "{text}");
        }
    }

    #[test]
    fn what_no_bank_writes_is_refused_with_its_reason() {
        for text in ["125.000,5", "1.25", "12,50", "125000.01", "1,250.75"] {
            assert_eq!(read_amount(text), Err(AmountFault::Fraction), "{text}");
        }
        for text in [
            "10.000.000.000.001",
            "-10.000.000.000.001",
            "9223372036854775807",
            "9223372036854775808",
            "99.999.999.999.999.999.999",
        ] {
            assert_eq!(read_amount(text), Err(AmountFault::TooLarge), "{text}");
        }
        for text in ["abc", "1e6", "12.34.567", "1,2,3", ".500", "500.", "1.250,", "--5", "1.250.00,0.", "½", "+", "()"]
        {
            assert_eq!(read_amount(text), Err(AmountFault::NotANumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_we_show_is_read_again(dong in -1_000_000_000_000_i64..1_000_000_000_000) {
            let shown = Money::dong(dong).to_string();
            prop_assert_eq!(read_amount(&shown), Ok(dong));
            let english = format!("{}.00", shown.replace("\u{a0}₫", "").replace('.', ","));
            prop_assert_eq!(read_amount(&english), Ok(dong));
        }

        #[test]
        fn anything_can_be_tried(text in ".*") {
            let _ = read_amount(&text);
        }
    }
}
