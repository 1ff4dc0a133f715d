//! SePay's webhook: its JSON fields as a typed event.
//!
//! The signature is checked by the server before anything is read. Source of the rules: `domain.md`, *Cashless
//! payment*; the field names are SePay's.

use serde::Deserialize;

use super::feed::{FeedError, RawAmount, account, given, local_moment};
use super::matching::{Direction, Transfer};

/// The body of a SePay webhook. Unknown fields are ignored; values are checked by [`SepayEvent::into_transfer`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SepayEvent {
    /// SePay's number of the event; the same event comes again with the same number.
    pub id: i64,
    /// The bank's name.
    #[serde(default)]
    pub gateway: Option<String>,
    /// When the bank booked it, `YYYY-MM-DD HH:MM:SS` in Asia/Ho_Chi_Minh.
    pub transaction_date: String,
    /// The account it was booked on.
    pub account_number: String,
    /// The virtual account, empty or absent where there is none.
    #[serde(default)]
    pub sub_account: Option<String>,
    /// `in` or `out`.
    pub transfer_type: String,
    /// The amount as given.
    pub transfer_amount: RawAmount,
    /// The payment code SePay found in the text, if it was set up to look for one.
    #[serde(default)]
    pub code: Option<String>,
    /// The free text of the transfer.
    #[serde(default)]
    pub content: Option<String>,
    /// The bank's reference.
    #[serde(default)]
    pub reference_code: Option<String>,
    /// The whole message of the bank.
    #[serde(default)]
    pub description: Option<String>,
}

impl SepayEvent {
    /// Checks the fields and makes the event a transfer.
    pub fn into_transfer(self) -> Result<Transfer, FeedError> {
        let amount = self.transfer_amount.positive()?;
        let direction = match self.transfer_type.as_str() {
            "in" => Direction::In,
            "out" => Direction::Out,
            _ => return Err(FeedError::Direction),
        };
        Ok(Transfer {
            account: account(&self.account_number)?,
            sub_account: given(self.sub_account).as_deref().map(account).transpose()?,
            direction,
            amount,
            at: local_moment(&self.transaction_date)?,
            bank_reference: given(self.reference_code),
            text: given(self.content).or_else(|| given(self.description)).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::money::Money;

    const EVENT: &str = r#"{"id":92704,"gateway":"Vietcombank","transactionDate":"2026-11-24 14:02:37",
        "accountNumber":"0123499999","code":null,"content":"chuyen tien mua CLAB2C3D4E","transferType":"in",
        "transferAmount":2277000,"accumulated":19077000,"subAccount":null,"referenceCode":"MBVCB.3278907687",
        "description":""}"#;

    fn event(replace: &str, by: &str) -> Result<Transfer, FeedError> {
        assert!(EVENT.contains(replace));
        serde_json::from_str::<SepayEvent>(&EVENT.replace(replace, by)).unwrap().into_transfer()
    }

    #[test]
    fn a_published_event_becomes_a_transfer() {
        let transfer = event("", "").unwrap();
        assert_eq!(transfer.at, datetime!(2026-11-24 07:02:37 UTC));
        assert_eq!((transfer.amount, transfer.direction), (Money::dong(2_277_000), Direction::In));
        assert_eq!((transfer.account.as_str(), transfer.sub_account), ("0123499999", None));
        assert_eq!(transfer.bank_reference.as_deref(), Some("MBVCB.3278907687"));
        assert_eq!(transfer.text, "chuyen tien mua CLAB2C3D4E");
    }

    #[test]
    fn wrong_values_are_refused_with_their_reason() {
        use FeedError::*;
        for amount in ["2277000.5", "2277000.0", "1e6"] {
            assert_eq!(event("2277000", amount), Err(FractionalAmount), "{amount}");
        }
        assert_eq!(event("2277000", "-1"), Err(NotPositive));
        assert_eq!(event("2277000", "0"), Err(NotPositive));
        assert_eq!(event("2277000", "9223372036854775808"), Err(AmountTooLarge));
        assert_eq!(event("\"in\"", "\"both\""), Err(Direction));
        assert_eq!(event("2026-11-24 14", "2026-02-30 14"), Err(Time));
        assert_eq!(event("0123499999", ""), Err(Account));
    }
}
