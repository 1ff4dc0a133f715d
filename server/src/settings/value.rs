//! Single values, each checked as it is read, so that a mistake stops the start and not the first order.

use std::{
    fmt::Display,
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
};

use lettre::{AsyncSmtpTransport, Tokio1Executor};
use tracing_subscriber::EnvFilter;
use url::Url;

use super::SettingsError;

/// Where values come from, by name.
pub struct Values<F>(pub F);

impl<F: Fn(&'static str) -> Option<String>> Values<F> {
    pub fn text(&self, name: &'static str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    pub fn parsed<T: FromStr<Err: Display>>(&self, name: &'static str, default: &str) -> Result<T, SettingsError> {
        self.text(name).as_deref().unwrap_or(default).parse().map_err(|error| malformed(name, &error))
    }

    /// One of a few words; the first is the default.
    pub fn one_of<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Result<T, SettingsError> {
        let typed = self.text(name);
        let found = match &typed {
            None => words.first(),
            Some(typed) => words.iter().find(|(word, _)| word == typed),
        };
        let all = || words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        found.map(|(_, value)| *value).ok_or_else(|| malformed(name, &format!("must be one of {}", all())))
    }

    pub fn list<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<Vec<T>, SettingsError> {
        let text = self.text(name).unwrap_or_default();
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().map_err(|error| malformed(name, &format!("`{part}`: {error}"))))
            .collect()
    }

    /// A secret is one word: a space or line break in it is a slip of the hand that no signature would forgive.
    pub fn secret(&self, name: &'static str) -> Result<Option<String>, SettingsError> {
        match self.text(name) {
            Some(value) if value.chars().any(|c| c.is_whitespace() || c.is_control()) => {
                Err(malformed(name, &"must not contain spaces or line breaks"))
            }
            value => Ok(value),
        }
    }

    /// An `http://` or `https://` address without a slash at its end.
    pub fn address(&self, name: &'static str) -> Result<Option<String>, SettingsError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let url = Url::parse(&text).map_err(|error| malformed(name, &error))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(malformed(name, &"must begin with http:// or https:// and name a host"));
        }
        Ok(Some(text.trim_end_matches('/').to_owned()))
    }

    /// Pages build their links on it and browsers' `Origin` is compared with it: it can have no path.
    pub fn public_url(&self, listen_addr: SocketAddr) -> Result<String, SettingsError> {
        const NAME: &str = "PUBLIC_URL";
        let Some(text) = self.address(NAME)? else { return Ok(format!("http://{listen_addr}")) };
        let url = Url::parse(&text).map_err(|error| malformed(NAME, &error))?;
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(malformed(NAME, &"must be a scheme and a host, such as https://cho.example"));
        }
        // As browsers write it in `Origin`: host in lower case, no default port.
        Ok(url.origin().ascii_serialization())
    }

    pub fn database_url(&self, data_dir: &Path) -> Result<String, SettingsError> {
        let url = self
            .text("DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", data_dir.join("cho-lang.db").display()));
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
        if known { Ok(url) } else { Err(malformed("DATABASE_URL", &"must begin with sqlite:// or postgres://")) }
    }

    pub fn media_dir(&self, data_dir: &Path) -> Result<PathBuf, SettingsError> {
        const NAME: &str = "MEDIA_STORE";
        let Some(text) = self.text(NAME) else { return Ok(data_dir.join("media")) };
        match text.split_once("://") {
            Some(("file", folder)) if !folder.is_empty() => Ok(folder.into()),
            Some(("s3", _)) => Err(malformed(NAME, &"s3:// is not supported yet; use file:// and a folder")),
            _ => Err(malformed(NAME, &"must be file:// and a folder, such as file:///var/lib/cho-lang/media")),
        }
    }

    pub fn smtp_url(&self) -> Result<Option<String>, SettingsError> {
        const NAME: &str = "SMTP_URL";
        let Some(url) = self.text(NAME) else { return Ok(None) };
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|error| malformed(NAME, &error))?;
        Ok(Some(url))
    }

    pub fn log(&self) -> Result<String, SettingsError> {
        const NAME: &str = "LOG";
        let filter = self.text(NAME).unwrap_or_else(|| "info".into());
        EnvFilter::try_new(&filter).map_err(|error| malformed(NAME, &error))?;
        Ok(filter)
    }
}

pub fn malformed(name: &'static str, reason: &dyn Display) -> SettingsError {
    SettingsError::Malformed { name, reason: reason.to_string() }
}
