//! Takes away what has had its time.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr};
use time::{Duration, OffsetDateTime};

use crate::{
    checkout::cart_store::OPEN,
    clock::to_ms,
    database::{Database, Transaction},
    entity::{cart, cart_line, hold, once, order_key, outbox, password_link, session, statement_upload},
    fault::Fault,
};

/// A spent link is known as such for so long; later it never was.
const LINKS: Duration = Duration::days(7);
/// What was sent is kept for so long, to answer those who ask.
const SENT: Duration = Duration::days(30);
/// A form sent again after so long is a new one.
const ANSWERS: Duration = Duration::days(30);
/// A cart that nobody touched for so long is not come back to.
const CARTS: Duration = Duration::days(90);
/// A way to an order that was found by its code and phone is found again after so long.
const ORDER_KEYS: Duration = Duration::days(90);
/// Where an order came from is needed only while its goods are held.
const ORIGINS: Duration = Duration::days(1);

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
    forget_lookups_and_carts(&transaction, now).await?;
    forget_origins(&transaction, now).await?;
    transaction.commit().await?;
    Ok(())
}

async fn forget_lookups_and_carts(transaction: &Transaction, now: OffsetDateTime) -> Result<(), Fault> {
    order_key::Entity::delete_many()
        .filter(order_key::Column::CreatedAt.lte(to_ms(now - ORDER_KEYS)))
        .exec(transaction)
        .await?;
    let left = Condition::all().add(cart::Column::State.eq(OPEN)).add(cart::Column::UpdatedAt.lte(to_ms(now - CARTS)));
    let carts = cart::Entity::find().select_only().column(cart::Column::Id).filter(left.clone()).into_query();
    cart_line::Entity::delete_many().filter(cart_line::Column::CartId.in_subquery(carts)).exec(transaction).await?;
    cart::Entity::delete_many().filter(left).exec(transaction).await?;
    Ok(())
}

async fn forget_origins(transaction: &Transaction, now: OffsetDateTime) -> Result<(), Fault> {
    hold::Entity::update_many()
        .col_expr(hold::Column::HouseholdHash, Expr::value(Option::<String>::None))
        .col_expr(hold::Column::AddressHash, Expr::value(Option::<String>::None))
        .filter(hold::Column::ExpiresAt.lte(to_ms(now - ORIGINS)))
        .filter(
            Condition::any()
                .add(hold::Column::HouseholdHash.is_not_null())
                .add(hold::Column::AddressHash.is_not_null()),
        )
        .exec(transaction)
        .await?;
    Ok(())
}
