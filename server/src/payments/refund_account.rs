//! Where a refund goes, as the database keeps it: sealed, since it is the buyer's own account.

use shop::{
    cooperative::payee::PayeeAccount,
    payments::vietqr::{AccountNumber, BankBin},
};

use super::sealing::Seal;
use crate::{entity::refund, fault::Fault, random::Randomness};

/// What it takes to keep an account.
pub type Sealing<'a> = (&'a Seal, &'a dyn Randomness);

/// The account as it is kept with the refund of this reference.
pub fn close((seal, random): Sealing<'_>, reference: &str, account: &PayeeAccount) -> Result<Vec<u8>, Fault> {
    let PayeeAccount { bank, account, holder } = account;
    seal.close(random, &bound(reference), format!("{bank}\n{account}\n{holder}").as_bytes())
}

/// The account that is kept with a refund.
pub fn open(seal: &Seal, row: &refund::Model) -> Result<Option<PayeeAccount>, Fault> {
    let Some(sealed) = &row.account_sealed else { return Ok(None) };
    let wrong = || Fault::inconsistency("refund", "account_sealed", row.id);
    let text = seal.open_text(&bound(&row.reference), sealed)?;
    let mut parts = text.splitn(3, '\n');
    let mut next = || parts.next().ok_or_else(wrong);
    Ok(Some(PayeeAccount {
        bank: BankBin::parse(next()?).map_err(|_| wrong())?,
        account: AccountNumber::parse(next()?).map_err(|_| wrong())?,
        holder: next()?.to_owned(),
    }))
}

/// Nobody else's refund can carry it.
fn bound(reference: &str) -> String {
    format!("refund:{reference}")
}
