//! What is written to people about their passwords.

use app::words::Words;
use serde::Deserialize;
use shop::{identity::email::Email, language::Language};
use time::Duration;

use super::{
    link_store,
    mail::{Letter, send_letter},
    outbox_store::Message,
};
use crate::{fault::Fault, random::token, settings::Settings, state::Market};

/// How long a link that was asked for lasts.
pub const LINK: Duration = Duration::hours(1);
/// How long the link of a new account lasts.
pub const FIRST_LINK: Duration = Duration::hours(24);

#[derive(Deserialize)]
struct About {
    email: Email,
    language: String,
}

impl About {
    fn read(message: &Message) -> Result<(Self, Language), Fault> {
        let about: Self = serde_json::from_str(&message.payload).map_err(|error| Fault::outside("outbox", error))?;
        let language = Language::from_code(&about.language).unwrap_or_default();
        Ok((about, language))
    }
}

/// The address at which a password is chosen.
pub fn address(settings: &Settings, language: Language, token: &str) -> String {
    format!("{}{}", settings.public_url, language.path(&format!("/dat-mat-khau?khoa={token}")))
}

/// Writes the link to someone who forgot a password, if there is such an account. The link is made now, so that no
/// copy of it stands in the outbox and a second attempt at sending makes another.
pub async fn forgotten(market: &Market, message: &Message) -> Result<(), Fault> {
    let (about, language) = About::read(message)?;
    let token = token(&*market.random);
    let made = link_store::make(&market.database, &about.email.key(), &token, LINK, market.clock.now()).await?;
    let Some(to) = made else { return Ok(()) };
    let words = &Words::of(language).identity.mail;
    let text = (words.forgotten_text)(&address(&market.settings, language, &token));
    send_letter(market, message, &Letter { to, subject: words.forgotten.into(), text }).await
}

/// Tells someone that the password was changed.
pub async fn changed(market: &Market, message: &Message) -> Result<(), Fault> {
    let (about, language) = About::read(message)?;
    let words = &Words::of(language).identity.mail;
    let page = format!("{}{}", market.settings.public_url, language.path("/quen-mat-khau"));
    let text = (words.changed_text)(&page);
    send_letter(market, message, &Letter { to: about.email, subject: words.changed.into(), text }).await
}
