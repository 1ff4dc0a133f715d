//! Takes away what has had its time.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::{Duration, OffsetDateTime};

use crate::{
    clock::to_ms,
    database::Database,
    entity::{once, outbox, password_link, session, statement_upload},
    fault::Fault,
};

/// A spent link is known as such for so long; later it never was.
const LINKS: Duration = Duration::days(7);
/// What was sent is kept for so long, to answer those who ask.
const SENT: Duration = Duration::days(30);
/// A form sent again after so long is a new one.
const ANSWERS: Duration = Duration::days(30);

/// A statement that was uploaded and not taken in is forgotten after so long; what was taken in is kept row by row.
const UPLOADS: Duration = Duration::days(1);

pub async fn tidy(database: &Database, now: OffsetDateTime) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(to_ms(now))).exec(&transaction).await?;
    password_link::Entity::delete_many()
        .filter(password_link::Column::ExpiresAt.lte(to_ms(now - LINKS)))
        .exec(&transaction)
        .await?;
    outbox::Entity::delete_many().filter(outbox::Column::DoneAt.lte(to_ms(now - SENT))).exec(&transaction).await?;
    once::Entity::delete_many().filter(once::Column::CreatedAt.lte(to_ms(now - ANSWERS))).exec(&transaction).await?;
    statement_upload::Entity::delete_many()
        .filter(statement_upload::Column::CreatedAt.lte(to_ms(now - UPLOADS)))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}
