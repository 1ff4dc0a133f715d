//! Every change to how the data is laid out, oldest first. A migration is history: it imports nothing of ours
//! and is never edited after a release.

mod table;

mod m20261124_000001_identity;
mod m20261124_000002_catalogue;
mod m20261124_000003_orders;
mod m20261124_000004_payments;
mod m20261124_000005_live;
mod m20261124_000006_operations;
mod m20261125_000007_ledger;
mod m20261125_000008_feeds;
mod m20261125_000009_requests;
mod m20261125_000010_withdrawals;

use sea_orm_migration::prelude::*;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_identity::Migration),
            Box::new(m20261124_000002_catalogue::Migration),
            Box::new(m20261124_000003_orders::Migration),
            Box::new(m20261124_000004_payments::Migration),
            Box::new(m20261124_000005_live::Migration),
            Box::new(m20261124_000006_operations::Migration),
            Box::new(m20261125_000007_ledger::Migration),
            Box::new(m20261125_000008_feeds::Migration),
            Box::new(m20261125_000009_requests::Migration),
            Box::new(m20261125_000010_withdrawals::Migration),
        ]
    }
}

pub use sea_orm_migration::MigratorTrait as Migrations;
