//! The settings: the only place that reads the environment. Environment first, then `cho-lang.toml`.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use url::Url;

/// What the operator may set.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database_url: String,
    pub listen_addr: SocketAddr,
    /// Where people reach the market, without a slash at the end.
    pub public_url: String,
    pub data_dir: PathBuf,
    /// `None`: made and kept in `data_dir` (on loopback only).
    pub secret_key: Option<String>,
    pub smtp_url: Option<String>,
    pub mail_from: String,
    pub sepay_secret: Option<String>,
    pub hold_minutes: i64,
    pub rate_limits: bool,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    pub log: String,
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

/// Every name that is read; of these, the ones that later parts of the market will use are accepted already.
const NAMES: &[&str] = &[
    "DATABASE_URL",
    "LISTEN_ADDR",
    "PUBLIC_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "SMTP_URL",
    "MAIL_FROM",
    "SEPAY_SECRET",
    "HOLD_MINUTES",
    "RATE_LIMITS",
    "TRUSTED_PROXIES",
    "LOG",
];

impl Settings {
    /// Reads the environment and `cho-lang.toml` of the working folder.
    #[allow(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn load() -> Result<Self, SettingsError> {
        let file = match std::fs::read_to_string("cho-lang.toml") {
            Ok(text) => parse_file(&text)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(SettingsError::File(error.to_string())),
        };
        Self::read(|name| {
            std::env::var(name).ok().filter(|value| !value.is_empty()).or_else(|| file.get(name).cloned())
        })
    }

    /// Reads settings from any source of names and values.
    pub fn read(value: impl Fn(&'static str) -> Option<String>) -> Result<Self, SettingsError> {
        let listen_addr: SocketAddr = parsed("LISTEN_ADDR", value("LISTEN_ADDR"), "127.0.0.1:3000")?;
        let public_url = value("PUBLIC_URL").unwrap_or_else(|| format!("http://{listen_addr}"));
        let address = Url::parse(&public_url).map_err(|error| malformed("PUBLIC_URL", &error))?;
        if !matches!(address.scheme(), "http" | "https") || address.host_str().is_none() {
            return Err(malformed("PUBLIC_URL", &"must begin with http:// or https:// and name a host"));
        }
        let database_url = value("DATABASE_URL").unwrap_or_else(|| "sqlite://data/cho-lang.db?mode=rwc".into());
        if !database_url.starts_with("sqlite:") && !database_url.starts_with("postgres") {
            return Err(malformed("DATABASE_URL", &"must begin with sqlite:// or postgres://"));
        }
        let settings = Self {
            database_url,
            listen_addr,
            public_url: public_url.trim_end_matches('/').to_owned(),
            data_dir: value("DATA_DIR").unwrap_or_else(|| "data".into()).into(),
            secret_key: value("SECRET_KEY"),
            smtp_url: value("SMTP_URL"),
            mail_from: value("MAIL_FROM").unwrap_or_else(|| "Chợ Làng <cho-lang@localhost>".into()),
            sepay_secret: value("SEPAY_SECRET"),
            hold_minutes: parsed("HOLD_MINUTES", value("HOLD_MINUTES"), "30")?,
            rate_limits: switch("RATE_LIMITS", value("RATE_LIMITS"))?,
            trusted_proxies: list("TRUSTED_PROXIES", value("TRUSTED_PROXIES"))?,
            log: value("LOG").unwrap_or_else(|| "info".into()),
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
            Some(key) if key.len() < 32 => Err(malformed("SECRET_KEY", &"must have at least 32 characters")),
            _ => Ok(self),
        }
    }

    /// Whether the market is reachable from this machine alone.
    pub fn on_loopback(&self) -> bool {
        let host = Url::parse(&self.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host_is_local = host.is_some_and(|host| {
            host == "localhost"
                || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        });
        self.listen_addr.ip().is_loopback() && host_is_local
    }
}

fn parse_file(text: &str) -> Result<BTreeMap<String, String>, SettingsError> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| SettingsError::File(error.to_string()))?;
    table
        .into_iter()
        .map(|(name, value)| match value {
            _ if !NAMES.contains(&name.as_str()) => Err(SettingsError::Unknown(name)),
            toml::Value::String(text) => Ok((name, text)),
            toml::Value::Integer(number) => Ok((name, number.to_string())),
            _ => Err(SettingsError::File(format!("`{name}` must be a text or a whole number"))),
        })
        .collect()
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &'static str,
    value: Option<String>,
    default: &str,
) -> Result<T, SettingsError> {
    value.as_deref().unwrap_or(default).parse().map_err(|error| malformed(name, &error))
}

fn switch(name: &'static str, value: Option<String>) -> Result<bool, SettingsError> {
    match value.as_deref() {
        None | Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(_) => Err(malformed(name, &"must be `on` or `off`")),
    }
}

fn list<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &'static str,
    value: Option<String>,
) -> Result<Vec<T>, SettingsError> {
    let text = value.unwrap_or_default();
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_err(|error| malformed(name, &error)))
        .collect()
}

fn malformed(name: &'static str, reason: &dyn std::fmt::Display) -> SettingsError {
    SettingsError::Malformed { name, reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn without_any_setting_the_market_runs_on_loopback() {
        let settings = read(&[]).expect("defaults are good");
        assert!(settings.on_loopback());
        assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    }

    #[test]
    fn a_malformed_setting_is_named() {
        for (name, value) in [
            ("LISTEN_ADDR", "3000"),
            ("PUBLIC_URL", "cho-lang.vn"),
            ("HOLD_MINUTES", "soon"),
            ("HOLD_MINUTES", "0"),
            ("RATE_LIMITS", "maybe"),
            ("TRUSTED_PROXIES", "10.0.0"),
            ("DATABASE_URL", "mysql://x"),
            ("SECRET_KEY", "short"),
        ] {
            let error = read(&[(name, value)]).expect_err(name).to_string();
            assert!(error.starts_with(name), "{error}");
        }
    }

    #[test]
    fn outside_loopback_a_secret_key_and_rate_limits_are_required() {
        let public = ("PUBLIC_URL", "https://cho.example");
        assert!(read(&[public]).is_err());
        let key = ("SECRET_KEY", "0123456789abcdef0123456789abcdef");
        assert!(read(&[public, key]).is_ok());
        assert!(read(&[public, key, ("RATE_LIMITS", "off")]).is_err());
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_named() {
        assert!(matches!(parse_file("COLOUR = \"red\""), Err(SettingsError::Unknown(name)) if name == "COLOUR"));
    }
}
