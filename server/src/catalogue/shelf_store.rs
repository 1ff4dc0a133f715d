//! Which published products stand on a list, in which order.

use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use shop::{
    catalogue::{
        card::ProductCard,
        listing::ListingState,
        order_by::{ListAsked, OrderBy},
    },
    identity::party::Anyone,
    language::Language,
    page::Page,
    text::compare,
};
use time::OffsetDateTime;

use super::card_store::cards;
use crate::{
    entity::{producer, product, variant},
    fault::Fault,
};

/// Whose products.
#[derive(Clone, Copy, Debug)]
pub enum Shelf {
    Category(i64),
    Village(i64),
    Maker(i64),
}

/// The published products.
pub fn published() -> Select<product::Entity> {
    product::Entity::find().filter(product::Column::State.eq(ListingState::PUBLISHED))
}

/// The makers of a village, for a condition.
fn of_village(village: i64) -> SelectStatement {
    let mut makers = Query::select();
    makers.column(producer::Column::Id).from(producer::Entity).and_where(producer::Column::VillageId.eq(village));
    makers
}

impl Shelf {
    fn condition(self) -> Condition {
        Condition::all().add(match self {
            Self::Category(id) => product::Column::CategoryId.eq(id),
            Self::Maker(id) => product::Column::ProducerId.eq(id),
            Self::Village(id) => product::Column::ProducerId.in_subquery(of_village(id)),
        })
    }
}

/// One page of a shelf; `None` when there is no such page.
pub async fn page(
    read: &DatabaseConnection,
    who: &Anyone,
    shelf: Shelf,
    asked: ListAsked,
    now: OffsetDateTime,
) -> Result<Option<Page<ProductCard>>, Fault> {
    let products = published().filter(shelf.condition());
    let (ids, total) = match asked.order {
        OrderBy::Name => by_name(read, products, asked).await?,
        OrderBy::Newest => {
            let newest = products.clone().order_by_desc(product::Column::CreatedAt).order_by_desc(product::Column::Id);
            (ids(read, newest, asked).await?, products.count(read).await?)
        }
        OrderBy::PriceUp | OrderBy::PriceDown => {
            let order = if asked.order == OrderBy::PriceUp { Order::Asc } else { Order::Desc };
            let priced = products.clone().order_by(lowest_price(), order).order_by_desc(product::Column::Id);
            (ids(read, priced, asked).await?, products.count(read).await?)
        }
    };
    let page = Page::new(cards(read, who, &ids, now).await?, asked.window, total);
    Ok(Some(page).filter(|page| page.number <= page.pages))
}

/// The newest published products with their makers, for choosing among them.
pub async fn newest(read: &DatabaseConnection, _: &Anyone, limit: u64) -> Result<Vec<(i64, i64)>, Fault> {
    let newest = published()
        .select_only()
        .column(product::Column::Id)
        .column(product::Column::ProducerId)
        .order_by_desc(product::Column::CreatedAt)
        .order_by_desc(product::Column::Id)
        .limit(limit);
    Ok(newest.into_tuple().all(read).await?)
}

async fn ids(
    read: &DatabaseConnection,
    products: Select<product::Entity>,
    asked: ListAsked,
) -> Result<Vec<i64>, Fault> {
    let window = products
        .select_only()
        .column(product::Column::Id)
        .limit(u64::from(asked.window.size))
        .offset(asked.window.offset());
    Ok(window.into_tuple().all(read).await?)
}

/// Neither database knows the Vietnamese alphabet, so that names are put in order here: one query for the names of the
/// whole shelf, whatever the page.
async fn by_name(
    read: &DatabaseConnection,
    products: Select<product::Entity>,
    asked: ListAsked,
) -> Result<(Vec<i64>, u64), Fault> {
    let names = products
        .select_only()
        .column(product::Column::Id)
        .column(product::Column::Name)
        .column(product::Column::NameEn)
        .into_tuple::<(i64, String, String)>();
    let mut names: Vec<(String, i64)> = names
        .all(read)
        .await?
        .into_iter()
        .map(|(id, name, name_en)| {
            let english = asked.language == Language::English && !name_en.is_empty();
            (if english { name_en } else { name }, id)
        })
        .collect();
    names.sort_by(|left, right| compare(&left.0, &right.0).then(left.1.cmp(&right.1)));
    let total = u64::try_from(names.len()).unwrap_or(u64::MAX);
    let first = usize::try_from(asked.window.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.window.size).unwrap_or(usize::MAX);
    Ok((names.into_iter().skip(first).take(size).map(|(_, id)| id).collect(), total))
}

/// The price that a card shows.
fn lowest_price() -> Expr {
    let mut prices = Query::select();
    prices.expr(Expr::col((variant::Entity, variant::Column::Price)).min()).from(variant::Entity).and_where(
        Expr::col((variant::Entity, variant::Column::ProductId)).equals((product::Entity, product::Column::Id)),
    );
    Expr::SubQuery(None, Box::new(prices.into()))
}
