//! The settings: the only place that reads the environment. Environment first, then `cho-lang.toml`.

mod file;
mod secret;
mod value;

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use lettre::message::Mailbox;
use url::Url;

use value::{Values, malformed};

/// What the operator may set.
#[derive(Clone)]
pub struct Settings {
    pub database_url: String,
    pub listen_addr: SocketAddr,
    /// Where people reach the market, without a slash at the end.
    pub public_url: String,
    pub data_dir: PathBuf,
    /// The folder that pictures lie in.
    pub media_dir: PathBuf,
    /// `None`: made and kept in `data_dir` when the market is served (on loopback only).
    pub secret_key: Option<String>,
    /// `None`: mails are written to `data_dir/mail`.
    pub smtp_url: Option<String>,
    pub mail_from: Mailbox,
    pub sepay_secret: Option<String>,
    pub casso_secret: Option<String>,
    pub payos_checksum_key: Option<String>,
    pub stripe: Stripe,
    pub live_media: LiveMedia,
    pub tax_withholding: TaxWithholding,
    pub hold_minutes: i64,
    pub rate_limits: bool,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    pub log: String,
}

/// What taking cards will need.
#[derive(Clone, Default)]
pub struct Stripe {
    pub secret_key: Option<String>,
    pub webhook_secret: Option<String>,
    pub api_base: Option<String>,
}

/// Who carries the pictures of livestreams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveMedia {
    Embedded,
    External,
}

/// What is done about the tax of households (Decree 252/2026).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxWithholding {
    Off,
    RecordOnly,
    Withhold,
}

/// Why the settings are no good.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("cho-lang.toml: {0}")]
    File(String),
    #[error("cho-lang.toml: unknown setting `{0}`")]
    Unknown(String),
    #[error("{name}: {reason}")]
    Malformed { name: &'static str, reason: String },
}

/// Every name that is read, from the environment and from the file.
const NAMES: &[&str] = &[
    "DATABASE_URL",
    "LISTEN_ADDR",
    "PUBLIC_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "MEDIA_STORE",
    "SMTP_URL",
    "MAIL_FROM",
    "SEPAY_SECRET",
    "CASSO_SECRET",
    "PAYOS_CHECKSUM_KEY",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "LIVE_MEDIA",
    "TAX_WITHHOLDING",
    "HOLD_MINUTES",
    "RATE_LIMITS",
    "TRUSTED_PROXIES",
    "LOG",
];

/// Secrets that are printed in our documents and known to everyone.
const DEMO_SECRETS: &[&str] = &["demo-sepay-secret", "demo-casso-secret", "demo-payos-key"];

impl Settings {
    /// Reads the environment and `cho-lang.toml` of the working folder.
    #[allow(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn load() -> Result<Self, SettingsError> {
        let file = match std::fs::read_to_string("cho-lang.toml") {
            Ok(text) => file::parse(&text)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(SettingsError::File(error.to_string())),
        };
        let mut unreadable = None;
        for name in NAMES {
            if matches!(std::env::var(name), Err(std::env::VarError::NotUnicode(_))) {
                unreadable = Some(malformed(name, &"is not UTF-8"));
            }
        }
        match unreadable {
            Some(error) => Err(error),
            None => Self::read(|name| std::env::var(name).ok().or_else(|| file.get(name).cloned())),
        }
    }

    /// Reads settings from any source of names and values. An empty value counts as none.
    pub fn read(value: impl Fn(&'static str) -> Option<String>) -> Result<Self, SettingsError> {
        let values = Values(value);
        let listen_addr: SocketAddr = values.parsed("LISTEN_ADDR", "127.0.0.1:3000")?;
        let data_dir = PathBuf::from(values.text("DATA_DIR").unwrap_or_else(|| "data".into()));
        let settings = Self {
            database_url: values.database_url(&data_dir)?,
            listen_addr,
            public_url: values.public_url(listen_addr)?,
            media_dir: values.media_dir(&data_dir)?,
            secret_key: values.secret("SECRET_KEY")?,
            smtp_url: values.smtp_url()?,
            mail_from: values.parsed("MAIL_FROM", "Chợ Làng <cho-lang@localhost>")?,
            sepay_secret: values.secret("SEPAY_SECRET")?,
            casso_secret: values.secret("CASSO_SECRET")?,
            payos_checksum_key: values.secret("PAYOS_CHECKSUM_KEY")?,
            stripe: Stripe {
                secret_key: values.secret("STRIPE_SECRET_KEY")?,
                webhook_secret: values.secret("STRIPE_WEBHOOK_SECRET")?,
                api_base: values.address("STRIPE_API_BASE")?,
            },
            live_media: values
                .one_of("LIVE_MEDIA", &[("embedded", LiveMedia::Embedded), ("external", LiveMedia::External)])?,
            tax_withholding: values.one_of(
                "TAX_WITHHOLDING",
                &[
                    ("record_only", TaxWithholding::RecordOnly),
                    ("off", TaxWithholding::Off),
                    ("withhold", TaxWithholding::Withhold),
                ],
            )?,
            hold_minutes: values.parsed("HOLD_MINUTES", "30")?,
            rate_limits: values.one_of("RATE_LIMITS", &[("on", true), ("off", false)])?,
            trusted_proxies: values.list("TRUSTED_PROXIES")?,
            log: values.log()?,
            data_dir,
        };
        settings.checked()
    }

    fn checked(self) -> Result<Self, SettingsError> {
        if !(1..=1440).contains(&self.hold_minutes) {
            return Err(malformed("HOLD_MINUTES", &"must lie between 1 and 1440"));
        }
        if !self.on_loopback() && !self.rate_limits {
            return Err(malformed("RATE_LIMITS", &"may be off only on loopback"));
        }
        match &self.secret_key {
            None if !self.on_loopback() => Err(malformed("SECRET_KEY", &"is required outside loopback")),
            Some(key) if key.len() < secret::LENGTH_MIN => {
                Err(malformed("SECRET_KEY", &format!("must have at least {} characters", secret::LENGTH_MIN)))
            }
            _ => Ok(self),
        }
    }

    /// Whether the market is reachable from this machine alone.
    pub fn on_loopback(&self) -> bool {
        let host = Url::parse(&self.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host_is_local = host.is_some_and(|host| {
            host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        });
        self.listen_addr.ip().is_loopback() && host_is_local
    }

    /// Whether browsers come over TLS.
    pub fn over_https(&self) -> bool {
        self.public_url.starts_with("https:")
    }

    /// The first setting that holds one of the demo's well-known secrets.
    pub fn demo_secret(&self) -> Option<&'static str> {
        let secrets = [
            ("SECRET_KEY", &self.secret_key),
            ("SEPAY_SECRET", &self.sepay_secret),
            ("CASSO_SECRET", &self.casso_secret),
            ("PAYOS_CHECKSUM_KEY", &self.payos_checksum_key),
            ("STRIPE_WEBHOOK_SECRET", &self.stripe.webhook_secret),
        ];
        let known = |value: &Option<String>| value.as_deref().is_some_and(|value| DEMO_SECRETS.contains(&value));
        secrets.into_iter().find(|(_, value)| known(value)).map(|(name, _)| name)
    }
}

/// Secrets never reach a log by way of `{:?}`.
impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Settings").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}
