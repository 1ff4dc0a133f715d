//! Casso's webhook V2: its JSON fields as a typed event, and the text that its signature is made of.
//!
//! The signature is checked by the server before anything is read. Source of the rules: `domain.md`, *Cashless
//! payment*; the field names are Casso's.

use serde::Deserialize;

use super::feed::{FeedError, RawAmount, account, given, local_moment};
use super::json::Json;
use super::matching::{Direction, Transfer};
use crate::money::Money;

/// The body of a Casso V2 webhook.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CassoMessage {
    /// What happened on the account.
    pub data: CassoEvent,
}

/// One movement. Unknown fields are ignored; values are checked by [`CassoEvent::into_transfer`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CassoEvent {
    /// Casso's number of the event; the same event comes again with the same number. Zero is a trial.
    pub id: i64,
    /// The bank's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// The free text of the transfer.
    #[serde(default)]
    pub description: Option<String>,
    /// The amount; below zero for money that left.
    pub amount: RawAmount,
    /// When the bank booked it, `YYYY-MM-DD HH:MM:SS` in Asia/Ho_Chi_Minh.
    pub transaction_date_time: String,
    /// The account it was booked on.
    pub account_number: String,
    /// The virtual account, empty or absent where there is none.
    #[serde(default)]
    pub virtual_account_number: Option<String>,
}

impl CassoEvent {
    /// Whether someone pressed the button that tries the webhook: no money moved.
    #[must_use]
    pub const fn is_trial(&self) -> bool {
        self.id == 0
    }

    /// Checks the fields and makes the event a transfer.
    pub fn into_transfer(self) -> Result<Transfer, FeedError> {
        let dong = self.amount.whole()?;
        let direction = match dong {
            0 => return Err(FeedError::NotPositive),
            below if below < 0 => Direction::Out,
            _ => Direction::In,
        };
        Ok(Transfer {
            account: account(&self.account_number)?,
            sub_account: given(self.virtual_account_number).as_deref().map(account).transpose()?,
            direction,
            amount: Money::dong(dong.checked_abs().ok_or(FeedError::AmountTooLarge)?),
            at: local_moment(&self.transaction_date_time)?,
            bank_reference: given(self.reference),
            text: given(self.description).unwrap_or_default(),
        })
    }
}

/// What Casso signs: the moment in milliseconds as it stands in the header, a dot, and the body with its names sorted.
/// `None` when the body is no JSON: nothing that Casso signed.
#[must_use]
pub fn signed_text(timestamp: &str, body: &str) -> Option<String> {
    Json::parse(body).map(|json| format!("{timestamp}.{}", json.sorted()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use time::macros::datetime;

    use super::*;

    /// As Casso's manual prints it, names in another order than signed.
    const BODY: &str = r#"{"error": 0, "data": {"id": 0, "reference": "MA_GIAO_DICH_THU_NGHIEM",
        "description": "giao dich thu nghiem", "amount": 599000, "runningBalance": 25000000,
        "transactionDateTime": "2024-10-03 15:06:37", "accountNumber": "88888888", "bankName": "VPBank",
        "bankAbbreviation": "VPB", "virtualAccountNumber": "", "virtualAccountName": "", "counterAccountName":
        "NGUYEN VAN A", "counterAccountNumber": "8888888888", "counterAccountBankId": "970415",
        "counterAccountBankName": "VietinBank"}}"#;

    fn event(replace: &str, by: &str) -> Result<Transfer, FeedError> {
        assert!(BODY.contains(replace));
        serde_json::from_str::<CassoMessage>(&BODY.replace(replace, by)).unwrap().data.into_transfer()
    }

    #[test]
    fn the_signed_text_is_the_published_one() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/payment-vectors.json")).unwrap();
        let message = vectors["casso_v2"]["message"].as_str().unwrap();
        assert_eq!(signed_text("1727948258788", BODY).as_deref(), Some(message));
    }

    #[test]
    fn a_published_event_becomes_a_transfer() {
        let transfer = event("", "").unwrap();
        assert_eq!(transfer.at, datetime!(2024-10-03 08:06:37 UTC));
        assert_eq!((transfer.amount, transfer.direction), (Money::dong(599_000), Direction::In));
        assert_eq!((transfer.account.as_str(), transfer.sub_account), ("88888888", None));
        assert_eq!(transfer.bank_reference.as_deref(), Some("MA_GIAO_DICH_THU_NGHIEM"));
        let left = event("599000", "-599000").unwrap();
        assert_eq!((left.amount, left.direction), (Money::dong(599_000), Direction::Out));
        let through = event("\"virtualAccountNumber\": \"\"", "\"virtualAccountNumber\": \"VA01\"").unwrap();
        assert_eq!(through.sub_account.unwrap().as_str(), "VA01");
    }

    #[test]
    fn wrong_values_are_refused_with_their_reason() {
        assert_eq!(event("599000", "599000.5"), Err(FeedError::FractionalAmount));
        assert_eq!(event("599000", "0"), Err(FeedError::NotPositive));
        assert_eq!(event("599000", "9223372036854775808"), Err(FeedError::AmountTooLarge));
        assert_eq!(event("599000", "-9223372036854775808"), Err(FeedError::AmountTooLarge));
        assert_eq!(event("2024-10-03 15", "2024-13-03 15"), Err(FeedError::Time));
        assert_eq!(event("88888888\", \"bankN", "\", \"bankN"), Err(FeedError::Account));
    }
}
