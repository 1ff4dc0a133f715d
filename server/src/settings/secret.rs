//! The market's own secret: on loopback it is made once and kept, so that nobody has to think of it.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

use super::{Settings, SettingsError, value::malformed};
use crate::random::{Randomness, token};

/// The shortest secret that is accepted.
pub const LENGTH_MIN: usize = 32;

const FILE: &str = "secret-key";

impl Settings {
    /// The settings with a secret key: the one that was set, the one kept in `DATA_DIR`, or a new one that is kept there.
    pub fn with_secret_key(mut self, random: &dyn Randomness) -> Result<Self, SettingsError> {
        if self.secret_key.is_none() {
            let path = self.data_dir.join(FILE);
            let kept = read(&path).or_else(|error| match error.kind() {
                ErrorKind::NotFound => make(&path, random),
                _ => Err(error),
            });
            let key = kept.map_err(|error| malformed("SECRET_KEY", &format!("{}: {error}", path.display())))?;
            if key.len() < LENGTH_MIN {
                return Err(malformed("SECRET_KEY", &format!("{} holds no key; remove the file", path.display())));
            }
            self.secret_key = Some(key);
        }
        Ok(self)
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    Ok(fs::read_to_string(path)?.trim().to_owned())
}

/// Makes the file so that nobody else may read it, even for a moment. If another process was first, its key is taken.
fn make(path: &Path, random: &dyn Randomness) -> std::io::Result<String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let key = format!("{}{}", token(random), token(random));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(key.as_bytes())?;
            file.sync_all()?;
            Ok(key)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(error),
    }
}
