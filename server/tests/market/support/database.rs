//! A fresh database for each test: a file of its own on SQLite, a clone of a migrated template on PostgreSQL.

use std::{
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database as SeaOrm};
use server::database::Database;
use tokio::sync::OnceCell;

#[derive(Clone, Copy, Debug)]
pub enum Backend {
    Sqlite,
    Postgres,
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A migrated, empty database, and its address.
pub async fn fresh(backend: Backend, folder: &Path) -> (Database, String) {
    let address = match backend {
        Backend::Sqlite => format!("sqlite://{}/test.db?mode=rwc", folder.display()),
        Backend::Postgres => {
            let template = TEMPLATE.get_or_init(template).await;
            let name = format!("t_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            administer(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
            address(&name)
        }
    };
    let database = Database::open(&address).await.unwrap();
    if matches!(backend, Backend::Sqlite) {
        database.migrate().await.unwrap();
    }
    (database, address)
}

async fn template() -> String {
    let name = format!("template_{}", std::process::id());
    administer(&format!("CREATE DATABASE {name}")).await;
    let database = Database::open(&address(&name)).await.unwrap();
    database.migrate().await.unwrap();
    database.writer().clone().close().await.unwrap();
    name
}

async fn administer(statement: &str) {
    let mut options = ConnectOptions::new(address("postgres"));
    options.max_connections(1).sqlx_logging(false);
    let server = SeaOrm::connect(options).await.unwrap();
    server.execute_unprepared(statement).await.unwrap();
    server.close().await.unwrap();
}

#[allow(clippy::disallowed_methods, reason = "tests are told by xtask where PostgreSQL is")]
fn address(database: &str) -> String {
    let base = std::env::var("TEST_POSTGRES_URL")
        .expect("TEST_POSTGRES_URL is not set: run the tests with `cargo xtask test`, which starts a PostgreSQL");
    let (server, _) = base.rsplit_once('/').expect("TEST_POSTGRES_URL ends in /database");
    format!("{server}/{database}")
}
