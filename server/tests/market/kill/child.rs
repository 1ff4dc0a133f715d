//! The program itself, to be killed.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Output},
    time::{Duration, Instant},
};

use crate::support::wire::Ask;

/// `cho-lang` on a database and folder of its own; ends with this value.
pub struct Program {
    pub address: SocketAddr,
    folder: PathBuf,
    database: String,
    running: Option<Child>,
}

impl Program {
    pub fn new(folder: PathBuf, database: String) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { address, folder, database, running: None }
    }

    fn command(&self, words: &[&str]) -> Command {
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cho-lang"));
        command
            .args(words)
            .env("DATABASE_URL", &self.database)
            .env("DATA_DIR", &self.folder)
            .env("LISTEN_ADDR", self.address.to_string())
            .env("PUBLIC_URL", format!("http://{}", self.address))
            .env("RATE_LIMITS", "off")
            .env("LOG", "warn")
            .current_dir(&self.folder)
            .stderr(log);
        command
    }

    pub fn start(&mut self) {
        assert!(self.running.is_none());
        self.running = Some(self.command(&["serve"]).spawn().unwrap());
    }

    /// Waits until it answers; gives how long that took.
    pub async fn opened(&mut self) -> Duration {
        let begun = Instant::now();
        while !self.answers().await {
            let ended = self.running.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "it ended: {ended:?}\n{}", self.log());
            assert!(begun.elapsed() < Duration::from_secs(60), "it does not open\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
        begun.elapsed()
    }

    async fn answers(&self) -> bool {
        match Ask::get("/health/live").send(self.address).await {
            Ok(waiting) => waiting.answer().await.is_ok(),
            Err(_) => false,
        }
    }

    /// SIGKILL: it has no time to tidy anything.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub fn doctor(&self) -> Output {
        self.command(&["doctor", "--json"]).output().unwrap()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
