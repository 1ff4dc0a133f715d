//! Where files of pictures lie.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

use async_trait::async_trait;
use tokio::io::AsyncWriteExt;

use crate::fault::Fault;

/// The file of what was uploaded. It is never served: it still tells where the photo was taken.
pub fn original(hash: &str) -> String {
    format!("goc/{hash}")
}

/// A file that pages show; `ending` is `avif` or `jpg`.
pub fn shown(hash: &str, width: u32, ending: &str) -> String {
    format!("anh/{hash}/{width}.{ending}")
}

/// Keeps files under names such as `anh/{hash}/640.avif`.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Puts a file there whole or not at all.
    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Fault>;
    /// The file, if it is there.
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Fault>;
    /// Takes a file away; one that is not there is no fault.
    async fn remove(&self, name: &str) -> Result<(), Fault>;
}

/// Counts the files written by this process.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Files in a folder.
pub struct FolderBlobs(PathBuf);

impl FolderBlobs {
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Names are ours; one that climbs out of the folder is a fault of ours.
    fn path(&self, name: &str) -> Result<PathBuf, Fault> {
        let plain = name.split('/').all(|part| {
            !part.is_empty() && part != ".." && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        });
        if plain { Ok(self.0.join(name)) } else { Err(Fault::outside("file name", name.to_owned())) }
    }
}

#[async_trait]
impl Blobs for FolderBlobs {
    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.path(name)?;
        let write = async {
            if let Some(folder) = path.parent() {
                tokio::fs::create_dir_all(folder).await?;
            }
            // A name of its own: the same file may come twice at once.
            let part =
                path.with_extension(format!("{}.{}.part", std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed)));
            let mut file = tokio::fs::File::create(&part).await?;
            file.write_all(bytes).await?;
            // Its row says that it is there, even after a power cut.
            file.sync_all().await?;
            tokio::fs::rename(&part, &path).await?;
            match path.parent() {
                Some(folder) => tokio::fs::File::open(folder).await?.sync_all().await,
                None => Ok(()),
            }
        };
        write.await.map_err(|error| Fault::outside("writing a file", error))
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        match tokio::fs::read(self.path(name)?).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::outside("reading a file", error)),
        }
    }

    async fn remove(&self, name: &str) -> Result<(), Fault> {
        match tokio::fs::remove_file(self.path(name)?).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::outside("removing a file", error)),
            _ => Ok(()),
        }
    }
}
