//! `cho-lang.toml`: a flat list of the same names as in the environment.

use std::collections::BTreeMap;

use super::{NAMES, SettingsError};

pub fn parse(text: &str) -> Result<BTreeMap<String, String>, SettingsError> {
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
