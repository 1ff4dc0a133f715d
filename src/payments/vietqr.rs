//! VietQR: the payload that Vietnamese banking apps scan (EMVCo TLV in ASCII with a NAPAS block).
//!
//! Source of the rules: `domain.md`, *Cashless payment*; NAPAS guide; vectors in `tests/data/payment-vectors.json`.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::money::Money;

/// The longest purpose and bill number, in characters.
pub const PURPOSE_CHARS_MAX: usize = 25;
const PAYLOAD_BYTES_MAX: usize = 512;
const AMOUNT_DIGITS_MAX: usize = 13;
const NAPAS: &str = "A000000727";

/// The short names of the banks most used, by BIN (NAPAS list of members).
const BANKS: [(&str, &str); 20] = [
    ("970436", "Vietcombank"),
    ("970415", "VietinBank"),
    ("970418", "BIDV"),
    ("970405", "Agribank"),
    ("970422", "MB"),
    ("970407", "Techcombank"),
    ("970416", "ACB"),
    ("970432", "VPBank"),
    ("970423", "TPBank"),
    ("970403", "Sacombank"),
    ("970437", "HDBank"),
    ("970441", "VIB"),
    ("970443", "SHB"),
    ("970426", "MSB"),
    ("970448", "OCB"),
    ("970431", "Eximbank"),
    ("970440", "SeABank"),
    ("970449", "LPBank"),
    ("970425", "ABBANK"),
    ("970428", "Nam A"),
];

/// What a VietQR says: whom to pay, and optionally how much and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VietQr {
    /// The payee's bank.
    pub bank: BankBin,
    /// The payee's account, or card number with [`Service::Card`].
    pub account: AccountNumber,
    /// What `account` is.
    pub service: Service,
    /// The exact amount, above zero and of at most 13 digits; `None` lets the payer choose (a static code).
    pub amount: Option<Money>,
    /// The transfer's text; folded to ASCII and cut to 25 characters in the payload.
    pub purpose: Option<String>,
    /// The bill number, treated like the purpose.
    pub bill: Option<String>,
}

/// Which NAPAS service moves the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Service {
    /// To an account (`QRIBFTTA`).
    Account,
    /// To a card (`QRIBFTTC`).
    Card,
}

/// Why a text is no VietQR, or a number no bank or account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VietQrError {
    /// A field is longer or shorter than its length says, or its tag or length are no digits.
    #[error("a field has a wrong length")]
    BadLength,
    /// The checksum is missing, not last, or does not match.
    #[error("the checksum does not match")]
    BadCrc,
    /// The amount is no whole number of đồng above zero, or too long.
    #[error("the amount is wrong")]
    BadAmount,
    /// The BIN is not six digits.
    #[error("the bank is wrong")]
    BadBank,
    /// The account is empty, longer than 19, or not made of ASCII letters and digits.
    #[error("the account is wrong")]
    BadAccount,
    /// A required field is missing, given twice, or another standard's.
    #[error("not a VietQR")]
    NotVietQr,
}

/// A bank's identification number at NAPAS: six digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BankBin(String);

impl BankBin {
    /// Reads six digits; `BadBank` otherwise.
    pub fn parse(digits: &str) -> Result<BankBin, VietQrError> {
        let valid = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if valid { Ok(BankBin(digits.to_owned())) } else { Err(VietQrError::BadBank) }
    }

    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bank's short name, if it is one of the common ones.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        BANKS.into_iter().find(|(bin, _)| *bin == self.0).map(|(_, name)| name)
    }

    /// BIN and short name of the common banks, for choosing one.
    #[must_use]
    pub fn common() -> &'static [(&'static str, &'static str)] {
        &BANKS
    }
}

/// A bank account (or card) number: 1 to 19 ASCII letters and digits, upper-case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Reads an account number, dropping the spaces, dots and hyphens people group it with; `BadAccount` otherwise.
    pub fn parse(typed: &str) -> Result<AccountNumber, VietQrError> {
        let grouping = |c: char| c.is_whitespace() || matches!(c, '.' | '-');
        let dense: String = typed.chars().filter(|c| !grouping(*c)).map(|c| c.to_ascii_uppercase()).collect();
        let valid = (1..=19).contains(&dense.len()) && dense.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if valid { Ok(AccountNumber(dense)) } else { Err(VietQrError::BadAccount) }
    }

    /// The number without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Newtypes over checked text: the same way in and out of storage and JSON.
macro_rules! checked_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = VietQrError;
            fn try_from(text: String) -> Result<$name, VietQrError> {
                $name::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(checked: $name) -> String {
                checked.0
            }
        }
    };
}
checked_text!(BankBin);
checked_text!(AccountNumber);

impl VietQr {
    /// The payload for the QR picture; the same value always gives the same text. Dynamic when it has an amount.
    #[must_use]
    pub fn payload(&self) -> String {
        let amount = self.amount.filter(|amount| amount.is_positive());
        let service = if self.service == Service::Card { "QRIBFTTC" } else { "QRIBFTTA" };
        let payee = field("00", self.bank.as_str()) + &field("01", self.account.as_str());
        let napas = field("00", NAPAS) + &field("01", &payee) + &field("02", service);
        let mut payload = field("00", "01") + &field("01", if amount.is_some() { "12" } else { "11" });
        payload += &(field("38", &napas) + &field("53", "704"));
        if let Some(amount) = amount {
            payload += &field("54", &amount.get().to_string());
        }
        payload += &field("58", "VN");
        let optional = |tag, text: &Option<String>| {
            let text = text.as_deref().map(ascii).unwrap_or_default();
            if text.is_empty() { String::new() } else { field(tag, &text) }
        };
        let additional = optional("01", &self.bill) + &optional("08", &self.purpose);
        if !additional.is_empty() {
            payload += &field("62", &additional);
        }
        payload += "6304";
        let crc = crc(payload.as_bytes());
        payload + &format!("{crc:04X}")
    }

    /// Reads a payload with its tags in any order, unknown tags, and the checksum in either case.
    pub fn parse(payload: &str) -> Result<VietQr, VietQrError> {
        let payload = payload.trim();
        if !payload.is_ascii() || payload.len() > PAYLOAD_BYTES_MAX {
            return Err(VietQrError::NotVietQr);
        }
        let fields = Fields::read(payload)?;
        let given =
            fields.0.last().filter(|(tag, value)| *tag == "63" && value.len() == 4).ok_or(VietQrError::BadCrc)?;
        let expected = crc(&payload.as_bytes()[..payload.len() - 4]);
        if !given.1.eq_ignore_ascii_case(&format!("{expected:04X}")) {
            return Err(VietQrError::BadCrc);
        }
        fields.expect("00", &["01"])?;
        fields.expect("53", &["704"])?;
        fields.expect("58", &["VN"])?;
        if fields.one("01")?.is_some() {
            fields.expect("01", &["11", "12"])?;
        }
        let napas = Fields::read(fields.required("38")?)?;
        napas.expect("00", &[NAPAS])?;
        let payee = Fields::read(napas.required("01")?)?;
        let to_card = napas.expect("02", &["QRIBFTTA", "QRIBFTTC"])? == "QRIBFTTC";
        let additional = Fields::read(fields.one("62")?.unwrap_or_default())?;
        Ok(VietQr {
            bank: BankBin::parse(payee.required("00")?)?,
            account: AccountNumber::parse(payee.required("01")?)?,
            service: if to_card { Service::Card } else { Service::Account },
            amount: fields.one("54")?.map(amount).transpose()?,
            purpose: additional.one("08")?.map(str::to_owned),
            bill: additional.one("01")?.map(str::to_owned),
        })
    }
}

/// The fields of one level, in the order given.
struct Fields<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Fields<'a> {
    fn read(mut rest: &'a str) -> Result<Fields<'a>, VietQrError> {
        let mut fields = Vec::new();
        while !rest.is_empty() {
            let head = rest.get(..4).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()));
            let length: usize = head.and_then(|head| head[2..].parse().ok()).ok_or(VietQrError::BadLength)?;
            let value = rest.get(4..4 + length).filter(|value| !value.is_empty()).ok_or(VietQrError::BadLength)?;
            fields.push((&rest[..2], value));
            rest = &rest[4 + length..];
        }
        Ok(Fields(fields))
    }

    /// A tag given twice could show the payer one thing and us another.
    fn one(&self, tag: &str) -> Result<Option<&'a str>, VietQrError> {
        let mut values = self.0.iter().filter(|(name, _)| *name == tag).map(|(_, value)| *value);
        let first = values.next();
        if values.next().is_some() { Err(VietQrError::NotVietQr) } else { Ok(first) }
    }

    fn required(&self, tag: &str) -> Result<&'a str, VietQrError> {
        self.one(tag)?.ok_or(VietQrError::NotVietQr)
    }

    fn expect(&self, tag: &str, values: &[&str]) -> Result<&'a str, VietQrError> {
        self.required(tag).and_then(|value| values.contains(&value).then_some(value).ok_or(VietQrError::NotVietQr))
    }
}

fn amount(digits: &str) -> Result<Money, VietQrError> {
    let whole = digits.len() <= AMOUNT_DIGITS_MAX && digits.bytes().all(|byte| byte.is_ascii_digit());
    let dong = digits.parse().ok().filter(|dong| whole && *dong > 0);
    dong.map(Money::dong).ok_or(VietQrError::BadAmount)
}

fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.len())
}

/// Letters without marks in their own case; banks refuse anything but ASCII letters, digits and single spaces.
fn ascii(text: &str) -> String {
    let plain = |c: char| match c {
        'đ' => Some('d'),
        'Đ' => Some('D'),
        '\u{300}'..='\u{36f}' => None,
        c if c.is_ascii_alphanumeric() => Some(c),
        _ => Some(' '),
    };
    let words: String = text.nfd().filter_map(plain).collect();
    let line = words.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    line[..line.len().min(PURPOSE_CHARS_MAX)].trim_end().to_owned()
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(
            crc ^ (u16::from(*byte) << 8),
            |crc, _| if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 },
        )
    })
}

#[cfg(test)]
#[path = "vietqr_tests.rs"]
mod tests;
