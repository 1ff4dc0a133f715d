//! Mail: through a server (`SMTP_URL`) or, without one, into files `DATA_DIR/mail/*.eml`.

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor,
    message::{
        Body, Mailbox,
        header::{ContentTransferEncoding, ContentType},
    },
};
use serde::{Deserialize, Serialize};
use shop::{identity::email::Email, text::tidy_line};
use tokio::io::AsyncWriteExt;

use super::outbox_store::Message;
use crate::{fault::Fault, settings::Settings, state::Market};

/// The outbox's name for a [`Letter`].
pub const KIND: &str = "mail";

/// How long a mail server may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail as a person wrote it: to whom, about what, in plain words. Put it into the outbox as `{to, subject, text}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    pub to: Email,
    pub subject: String,
    pub text: String,
}

/// Takes a mail to where it is going. `name` is the same for every attempt at the same mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    async fn send(&self, mail: MailOut<'_>) -> Result<(), Fault>;
}

/// A mail on its way.
pub struct MailOut<'a> {
    pub letter: &'a Letter,
    /// Unique, and the same again when the mail is sent again.
    pub name: String,
    pub from: &'a Mailbox,
    pub date: time::OffsetDateTime,
    /// The part of `Message-ID` after the `@`.
    pub host: String,
}

/// The market's way of sending mail.
pub fn mailer(settings: &Settings) -> Arc<dyn Mailer> {
    match &settings.smtp_url {
        Some(url) => Arc::new(ServerMailer { url: url.clone() }),
        None => Arc::new(FolderMailer { folder: settings.data_dir.join("mail") }),
    }
}

/// Sends a letter that stands in the outbox.
pub async fn send(market: &Market, message: &Message) -> Result<(), Fault> {
    let letter = serde_json::from_str(&message.payload).map_err(|error| Fault::outside("letter", error))?;
    send_letter(market, message, &letter).await
}

/// Sends a letter made from what stands in the outbox.
pub async fn send_letter(market: &Market, message: &Message, letter: &Letter) -> Result<(), Fault> {
    let date = market.clock.now();
    let host = url::Url::parse(&market.settings.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mail = MailOut {
        letter,
        name: format!("{:08}", message.id),
        from: &market.settings.mail_from,
        date,
        host: host.unwrap_or_else(|| "localhost".into()),
    };
    market.mailer.send(mail).await
}

impl MailOut<'_> {
    /// The mail with its headers; what could break a header out of its line is gone from the subject, and an address
    /// cannot hold it ([`Email`]).
    fn compose(&self, body: Body) -> Result<Mail, Fault> {
        let to = self.letter.to.as_str().parse().map_err(|error| Fault::outside("mail address", error))?;
        Mail::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(tidy_line(&self.letter.subject))
            .date(self.date.into())
            .message_id(Some(format!("<{}.{}@{}>", self.name, self.date.unix_timestamp(), self.host)))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| Fault::outside("composing a mail", error))
    }
}

struct ServerMailer {
    url: String,
}

#[async_trait]
impl Mailer for ServerMailer {
    async fn send(&self, mail: MailOut<'_>) -> Result<(), Fault> {
        let composed = mail.compose(Body::new(mail.letter.text.clone()))?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url)
            .map_err(|error| Fault::outside("SMTP_URL", error))?
            .timeout(Some(PATIENCE))
            .build();
        server.send(composed).await.map_err(|error| Fault::outside("mail server", error))?;
        Ok(())
    }
}

struct FolderMailer {
    folder: PathBuf,
}

#[async_trait]
impl Mailer for FolderMailer {
    /// Written whole or not at all, for its owner alone: it may hold a link to choose a password. The text stands in it
    /// as it is, so that people can read the file.
    async fn send(&self, mail: MailOut<'_>) -> Result<(), Fault> {
        let bytes = mail.compose(readable(&mail.letter.text))?.formatted();
        let write = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            let path = self.folder.join(format!("{}.eml", mail.name));
            let part = path.with_extension("part");
            let mut options = tokio::fs::OpenOptions::new();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            options.mode(0o600);
            let mut file = options.open(&part).await?;
            file.write_all(&bytes).await?;
            file.sync_all().await?;
            tokio::fs::rename(&part, &path).await
        };
        write.await.map_err(|error| Fault::outside("writing a mail", error))
    }
}

/// The text as it is, if its lines are short enough for that (RFC 5322: 998 bytes), else encoded.
fn readable(text: &str) -> Body {
    if text.lines().any(|line| line.len() > 998) {
        return Body::new(text.to_owned());
    }
    let lines: String = text.lines().flat_map(|line| [line, "\r\n"]).collect();
    Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::EightBit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn composed(subject: &str, text: &str) -> String {
        let letter =
            Letter { to: Email::parse("lan@example.vn").expect("address"), subject: subject.into(), text: text.into() };
        let from = "Chợ Làng <cho@example.vn>".parse().expect("from");
        let date = datetime!(2026-11-25 03:00 UTC);
        let mail = MailOut { letter: &letter, name: "00000007".into(), from: &from, date, host: "cho.example".into() };
        let body = Body::new(letter.text.clone());
        String::from_utf8(mail.compose(body).expect("composed").formatted()).expect("ASCII")
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        for subject in
            ["Hi\r\nBcc: evil@example.vn", "Hi\nBcc: evil@example.vn", "Mật khẩu\r\n\r\nBcc: evil@example.vn"]
        {
            let mail = composed(subject, "text");
            let (headers, _) = mail.split_once("\r\n\r\n").expect("headers and body");
            assert!(!headers.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{headers}");
        }
    }

    #[test]
    fn the_headers_say_who_when_and_which_so_that_a_second_attempt_is_the_same_mail() {
        let mail = composed("Đặt lại mật khẩu", "chữ Việt");
        assert!(mail.contains("Message-ID: <00000007.1795575600@cho.example>"), "{mail}");
        assert!(mail.contains("Date: Wed, 25 Nov 2026 03:00:00 +0000"), "{mail}");
        assert!(mail.contains("To: lan@example.vn"), "{mail}");
    }

    #[test]
    fn a_letter_to_no_address_is_not_read_from_the_outbox() {
        assert!(serde_json::from_str::<Letter>(r#"{"to":"a@b.vn\r\nBcc: c@d.vn","subject":"s","text":"t"}"#).is_err());
    }
}
