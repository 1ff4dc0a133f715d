//! Whom unpaid goods are counted by, as far as the database may know them.

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac, digest::KeyInit};
use sha2::Sha256;
use shop::{
    checkout::{buyer::Buyer, service::Placing},
    text::fold,
};

use crate::settings::Settings;

/// Where an order comes from and goes to.
pub struct Origin<'a> {
    pub phone: &'a str,
    /// `None` when nothing is sent to an address.
    pub address: Option<String>,
    /// `None` when it is not known, or when nobody is limited.
    pub household: Option<String>,
}

impl<'a> Origin<'a> {
    /// Of an order that is being placed.
    pub fn of(settings: &Settings, placing: &'a Placing) -> Self {
        // There are few enough addresses of networks to try them all against a plain hash.
        let secret = settings.secret_key.as_deref().unwrap_or_default();
        let marked = |text: &str| mark(secret, text);
        Self {
            phone: placing.buyer.phone.as_str(),
            address: address(&placing.buyer).as_deref().map(marked),
            household: (settings.rate_limits && !placing.household.is_empty()).then(|| marked(&placing.household)),
        }
    }
}

/// The delivery address as one text, however it was typed.
fn address(buyer: &Buyer) -> Option<String> {
    let place = buyer.place.as_ref()?;
    let folded = fold(&buyer.street);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let street = words.collect::<Vec<_>>().join(" ");
    (!street.is_empty()).then(|| format!("{street}|{}", place.place.commune.code))
}

fn mark(secret: &str, text: &str) -> String {
    // HMAC takes keys of any length; the empty string stands for the error that cannot be.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    HEXLOWER.encode(&mac.finalize().into_bytes())
}
