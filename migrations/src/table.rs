//! A few words for describing tables alike on SQLite and PostgreSQL: big integers, texts, booleans and blobs.

use sea_orm_migration::prelude::*;

#[derive(Clone)]
enum Kind {
    Key,
    Integer,
    Text,
    Boolean,
    Blob,
}

#[derive(Clone)]
pub struct Column {
    name: &'static str,
    kind: Kind,
    nullable: bool,
    unique: bool,
    part_of_key: bool,
    refers: Option<&'static str>,
}

impl Column {
    fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, nullable: false, unique: false, part_of_key: false, refers: None }
    }

    pub fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    pub fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    pub fn part_of_key(mut self) -> Self {
        self.part_of_key = true;
        self
    }

    /// The column holds the key of a row of `table`, whose key column is `id` or `variant_id`.
    pub fn refers(mut self, table: &'static str) -> Self {
        self.refers = Some(table);
        self
    }

    fn definition(&self) -> ColumnDef {
        let mut column = ColumnDef::new(Alias::new(self.name));
        match self.kind {
            Kind::Key => column.big_integer().auto_increment().primary_key(),
            Kind::Integer => column.big_integer(),
            Kind::Text => column.text(),
            Kind::Boolean => column.boolean(),
            Kind::Blob => column.blob(),
        };
        if self.nullable {
            column.null();
        } else {
            column.not_null();
        }
        if self.unique {
            column.unique_key();
        }
        column
    }
}

/// The row's own number, given by the database.
pub fn key(name: &'static str) -> Column {
    Column::new(name, Kind::Key)
}

pub fn integer(name: &'static str) -> Column {
    Column::new(name, Kind::Integer)
}

pub fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text)
}

pub fn boolean(name: &'static str) -> Column {
    Column::new(name, Kind::Boolean)
}

pub fn blob(name: &'static str) -> Column {
    Column::new(name, Kind::Blob)
}

pub async fn table(manager: &SchemaManager<'_>, name: &'static str, columns: &[Column]) -> Result<(), DbErr> {
    let mut statement = Table::create();
    statement.table(Alias::new(name));
    for column in columns {
        statement.col(column.definition());
        if let Some(target) = column.refers {
            statement.foreign_key(
                ForeignKey::create()
                    .name(format!("fk_{name}_{}", column.name))
                    .from(Alias::new(name), Alias::new(column.name))
                    .to(Alias::new(target), Alias::new("id")),
            );
        }
    }
    if columns.iter().any(|column| column.part_of_key) {
        let mut key = Index::create();
        for column in columns.iter().filter(|column| column.part_of_key) {
            key.col(Alias::new(column.name));
        }
        statement.primary_key(&mut key);
    }
    manager.create_table(statement).await
}

pub async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut statement = Index::create();
    statement.name(format!("ix_{table}_{}", columns.join("_"))).table(Alias::new(table));
    for column in columns {
        statement.col(Alias::new(*column));
    }
    manager.create_index(statement).await
}

/// No two rows hold the same in all of these columns; a NULL is like no other.
pub async fn unique(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut statement = Index::create();
    statement.unique().name(format!("ux_{table}_{}", columns.join("_"))).table(Alias::new(table));
    for column in columns {
        statement.col(Alias::new(*column));
    }
    manager.create_index(statement).await
}

/// Adds a column that may be empty; it cannot refer to another table, because SQLite adds no such column.
pub async fn add_column(manager: &SchemaManager<'_>, table: &'static str, column: &Column) -> Result<(), DbErr> {
    let mut definition = column.definition();
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(&mut definition).to_owned()).await
}

pub async fn drop_column(manager: &SchemaManager<'_>, table: &'static str, column: &Column) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(table)).drop_column(Alias::new(column.name)).to_owned()).await
}

/// Drops what [`index`] made.
pub async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let name = format!("ix_{table}_{}", columns.join("_"));
    manager.drop_index(Index::drop().name(name).table(Alias::new(table)).to_owned()).await
}

pub async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for name in tables {
        manager.drop_table(Table::drop().table(Alias::new(*name)).to_owned()).await?;
    }
    Ok(())
}
