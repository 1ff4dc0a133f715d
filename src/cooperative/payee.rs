//! The bank account on which a producer is paid. Only the operator sets it; the market never holds money.
//!
//! Source of the rules: `domain.md`, *Cashless payment*.

use thiserror::Error;

use crate::{
    payments::vietqr::{AccountNumber, BankBin},
    text::fold,
};

/// The longest holder's name, in characters.
pub const HOLDER_CHARS_MAX: usize = 70;

/// An account as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayeeDraft {
    /// The BIN of a bank that was chosen from the list; empty for another bank.
    pub bank: String,
    /// The BIN of another bank.
    pub other_bank: String,
    /// The account number.
    pub account: String,
    /// Whose account it is.
    pub holder: String,
}

/// An account that money can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayeeAccount {
    /// Its bank.
    pub bank: BankBin,
    /// Its number.
    pub account: AccountNumber,
    /// Whose it is, as banks write it: capital letters without marks.
    pub holder: String,
}

/// What is wrong with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PayeeFault {
    /// No bank was chosen, or its BIN is not six digits.
    #[error("the bank is missing or wrong")]
    BankWrong,
    /// Two different banks were named.
    #[error("two banks were named")]
    BankTwice,
    /// The number is empty, longer than 19, or has other characters than letters and digits.
    #[error("the account number is wrong")]
    AccountWrong,
    /// The holder is empty, too long, or not written in Latin letters.
    #[error("the holder is wrong")]
    HolderWrong,
    /// It is the account that is set already.
    #[error("nothing would change")]
    Unchanged,
}

impl PayeeDraft {
    /// Judges the draft; all faults at once. `current` is the account that would be replaced.
    pub fn check(&self, current: Option<&PayeeAccount>) -> Result<PayeeAccount, Vec<PayeeFault>> {
        let bank = self.bank();
        let account = AccountNumber::parse(&self.account).map_err(|_| PayeeFault::AccountWrong);
        let holder = holder(&self.holder).ok_or(PayeeFault::HolderWrong);
        match (bank, account, holder) {
            (Ok(bank), Ok(account), Ok(holder)) => {
                let checked = PayeeAccount { bank, account, holder };
                if current == Some(&checked) { Err(vec![PayeeFault::Unchanged]) } else { Ok(checked) }
            }
            (bank, account, holder) => Err([bank.err(), account.err(), holder.err()].into_iter().flatten().collect()),
        }
    }

    fn bank(&self) -> Result<BankBin, PayeeFault> {
        match (self.bank.as_str(), self.other_bank.as_str()) {
            (chosen, typed) if !chosen.is_empty() && !typed.is_empty() && chosen != typed => Err(PayeeFault::BankTwice),
            ("", bin) | (bin, _) => BankBin::parse(bin).map_err(|_| PayeeFault::BankWrong),
        }
    }
}

/// The holder as banks write it: `Nguyễn Văn A` becomes `NGUYEN VAN A`.
fn holder(typed: &str) -> Option<String> {
    let name = fold(typed).to_uppercase();
    let fits = name.is_ascii() && name.chars().count() <= HOLDER_CHARS_MAX;
    (fits && name.chars().any(|c| c.is_ascii_alphabetic())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> PayeeDraft {
        PayeeDraft {
            bank: "970436".into(),
            other_bank: String::new(),
            account: "0011 2233.44".into(),
            holder: "Nguyễn Thị Đào".into(),
        }
    }

    fn faults(change: impl FnOnce(&mut PayeeDraft)) -> Vec<PayeeFault> {
        let mut draft = draft();
        change(&mut draft);
        draft.check(None).err().unwrap_or_default()
    }

    #[test]
    fn an_account_is_kept_as_banks_write_it() {
        let checked = draft().check(None).expect("nothing is wrong");
        assert_eq!(checked.bank.as_str(), "970436");
        assert_eq!(checked.account.as_str(), "0011223344");
        assert_eq!(checked.holder, "NGUYEN THI DAO");
        assert_eq!(draft().check(Some(&checked)), Err(vec![PayeeFault::Unchanged]));
    }

    #[test]
    fn a_bank_that_is_not_on_the_list_is_typed() {
        let other = PayeeDraft { bank: String::new(), other_bank: "970400".into(), ..draft() };
        assert_eq!(other.check(None).map(|checked| checked.bank.as_str().to_owned()), Ok("970400".into()));
        let same = PayeeDraft { other_bank: "970436".into(), ..draft() };
        assert!(same.check(None).is_ok());
    }

    #[test]
    fn each_wrong_thing_has_its_fault() {
        assert_eq!(faults(|draft| draft.bank = String::new()), [PayeeFault::BankWrong]);
        assert_eq!(faults(|draft| draft.bank = "97043".into()), [PayeeFault::BankWrong]);
        assert_eq!(faults(|draft| draft.other_bank = "970400".into()), [PayeeFault::BankTwice]);
        for account in ["", "12345678901234567890", "0011_22", "số 1"] {
            assert_eq!(faults(|draft| draft.account = account.into()), [PayeeFault::AccountWrong], "{account}");
        }
        for holder in ["", "123", "...", "Иван", &"A".repeat(71)] {
            assert_eq!(faults(|draft| draft.holder = holder.into()), [PayeeFault::HolderWrong], "{holder}");
        }
        let all = PayeeDraft::default().check(None);
        assert_eq!(all, Err(vec![PayeeFault::BankWrong, PayeeFault::AccountWrong, PayeeFault::HolderWrong]));
    }
}
