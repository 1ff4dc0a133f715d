//! The database: SQLite with one writer and four readers, or PostgreSQL with a pool of eight. Stores see no difference.

use std::{str::FromStr, time::Duration};

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database as SeaOrm, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
pub use sea_orm::{DatabaseTransaction as Transaction, DbErr};

use migrations::{Migrations, Migrator};

/// Connections for reading and for writing.
#[derive(Clone)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Database {
    /// Opens the database at a `sqlite://` or `postgres://` address.
    pub async fn open(address: &str) -> Result<Self, DbErr> {
        if address.starts_with("sqlite:") {
            Ok(Self { write: sqlite(address, 1).await?, read: sqlite(address, 4).await? })
        } else {
            let mut options = ConnectOptions::new(address);
            // In a rush buyers of one product wait for each other with a connection each, and all others for those.
            options.max_connections(8).sqlx_logging(false).connect_timeout(Duration::from_secs(20));
            let pool = SeaOrm::connect(options).await?;
            Ok(Self { read: pool.clone(), write: pool })
        }
    }

    /// For queries that change nothing.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a deferred one could fail when it
    /// turns from reading to writing. Never hold it across a call to the outside.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Begins a transaction that only reads, all of it as of one moment. To be rolled back.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        match self.read.get_database_backend() {
            DatabaseBackend::Postgres => {
                let (level, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                self.read.begin_with_config(Some(level), Some(access)).await
            }
            _ => self.read.begin().await,
        }
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.write, None).await
    }

    /// The connection for migrations and tests.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Whether the database answers and has the tables that this program knows.
    pub async fn is_migrated(&self) -> Result<bool, DbErr> {
        // Asked first: a database without any table is not migrated, and no fault.
        self.read.execute_unprepared("SELECT 1").await?;
        match Migrator::get_pending_migrations_read_only(&self.read).await {
            Ok(pending) => Ok(pending.is_empty()),
            Err(_) => Ok(false),
        }
    }
}

async fn sqlite(address: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .connect_timeout(Duration::from_secs(30))
        .map_sqlx_sqlite_opts(|options| {
            options
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("busy_timeout", "5000")
                .pragma("foreign_keys", "ON")
        });
    SeaOrm::connect(options).await
}

/// Reads a column that holds the name of a state.
pub fn named<T: FromStr>(
    table: &'static str,
    column: &'static str,
    row: impl std::fmt::Display,
    text: &str,
) -> Result<T, crate::fault::Fault> {
    text.parse().map_err(|_| crate::fault::Fault::inconsistency(table, column, row))
}
