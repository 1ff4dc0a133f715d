//! Every change to the tables can be taken back and made again.

use migrations::{Migrations, Migrator};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{on_both, support::TestShop};

/// The whole layout as the database itself tells it, one line for each thing.
async fn layout(shop: &TestShop) -> Vec<String> {
    let database = shop.market.database.writer();
    let backend = database.get_database_backend();
    let asked = match backend {
        DbBackend::Sqlite => {
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master
             WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'seaql_%' ORDER BY 1"
        }
        _ => {
            "SELECT concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default) AS line
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'seaql_%'
             UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes
             WHERE schemaname = 'public' AND tablename NOT LIKE 'seaql_%'
             UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid))
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'seaql_%'
             UNION ALL SELECT concat_ws(' ', 'trigger', event_object_table, trigger_name, action_statement)
             FROM information_schema.triggers WHERE trigger_schema = 'public'
             ORDER BY 1"
        }
    };
    let rows = database.query_all_raw(Statement::from_string(backend, asked)).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "line").unwrap()).collect()
}

on_both! {
    async fn up_down_up_gives_the_same_tables_as_up(shop: TestShop) {
        let database = shop.market.database.writer();
        let first = layout(&shop).await;
        assert!(first.len() > 30, "{first:?}");
        Migrator::down(database, None).await.unwrap();
        assert_eq!(layout(&shop).await, Vec::<String>::new(), "nothing is left behind");
        assert!(!shop.market.database.is_migrated().await.unwrap());
        shop.market.database.migrate().await.unwrap();
        assert_eq!(layout(&shop).await, first);
        assert!(shop.market.database.is_migrated().await.unwrap());
    }

    async fn each_change_can_be_taken_back_alone(shop: TestShop) {
        let database = shop.market.database.writer();
        let first = layout(&shop).await;
        for steps in 1..=u32::try_from(Migrator::migrations().len()).unwrap() {
            Migrator::down(database, Some(steps)).await.unwrap();
            Migrator::up(database, None).await.unwrap();
            assert_eq!(layout(&shop).await, first, "{steps} steps back and forth");
        }
    }
}
