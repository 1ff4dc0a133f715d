//! `cho-lang` itself, on a database and a folder of its own.

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command},
    time::Duration,
};

use tokio::net::TcpStream;

use crate::Done;

/// Ends with this value.
pub struct Program {
    pub address: SocketAddr,
    path: PathBuf,
    folder: PathBuf,
    database: String,
    running: Option<Child>,
}

impl Program {
    pub fn new(path: PathBuf, folder: PathBuf, database: String) -> Done<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self { address, path, folder, database, running: None })
    }

    fn command(&self, word: &str) -> Command {
        let mut command = Command::new(&self.path);
        command
            .arg(word)
            .env("DATABASE_URL", &self.database)
            .env("DATA_DIR", &self.folder)
            .env("LISTEN_ADDR", self.address.to_string())
            .env("PUBLIC_URL", format!("http://{}", self.address))
            .env("RATE_LIMITS", "off")
            .env("LOG", "warn")
            .current_dir(&self.folder);
        command
    }

    pub fn run(&self, word: &str) -> Done<()> {
        let status = self.command(word).status()?;
        if status.success() { Ok(()) } else { Err(format!("cho-lang {word}: {status}").into()) }
    }

    pub async fn serve(&mut self) -> Done<()> {
        let mut child = self.command("serve").spawn()?;
        while TcpStream::connect(self.address).await.is_err() {
            if let Some(status) = child.try_wait()? {
                return Err(format!("cho-lang serve: {status}").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.running = Some(child);
        // What it does when it starts is not measured.
        tokio::time::sleep(Duration::from_secs(2)).await;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.running.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
