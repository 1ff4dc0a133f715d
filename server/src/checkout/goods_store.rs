//! What a cart shows of goods and their makers, read in a constant number of queries.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    catalogue::listing::ListingState,
    checkout::{
        cart::{CartGroup, CartLine, Maker, Named},
        delivery::{DeliveryOffer, Method},
    },
    id::{ProducerId, ProductId, VariantId},
    identity::party::Anyone,
    money::Money,
};
use time::OffsetDateTime;

use super::{places::places, stock_store::state};
use crate::{
    catalogue::card_store,
    clock::{from_ms, to_ms},
    entity::{delivery_price, hold, payee_account, producer, product, stock, variant, village},
    fault::Fault,
};

/// A line of a cart as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub variant: i64,
    pub quantity: i64,
    /// `None` means the price of now.
    pub price_seen: Option<i64>,
}

/// Puts lines together with what is known of their goods now, by maker, in the order of coming.
pub async fn groups(
    database: &impl ConnectionTrait,
    wanted: &[Wanted],
    now: OffsetDateTime,
) -> Result<Vec<CartGroup>, Fault> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = wanted.iter().map(|line| line.variant).collect();
    let left = left(database, &ids, now).await?;
    let goods = Goods::read(database, ids).await?;
    let products: Vec<i64> = goods.products.keys().copied().collect();
    let pictures = card_store::pictures(database, &Anyone, &products).await?;
    let rows = goods.producers(database).await?;
    let villages = villages(database, &rows).await?;
    let payees = payees(database, rows.iter().map(|row| row.id)).await?;
    let mut groups = goods.together(wanted, &left, makers(database, rows, &payees, now).await?)?;
    for group in &mut groups {
        group.maker.village = villages.get(&group.maker.id.get()).cloned().unwrap_or_default();
        for line in &mut group.lines {
            line.picture = pictures.get(&line.product.get()).and_then(|pictures| pictures.first().cloned());
        }
    }
    Ok(groups)
}

/// Who is paid for what: the producers' accounts.
pub type Payees = BTreeMap<i64, payee_account::Model>;

/// The same for placing an order, without what only a page shows (pictures, villages), and whom to pay. What is `left`
/// is known to whoever locked the stock.
pub async fn to_order(
    database: &impl ConnectionTrait,
    wanted: &[Wanted],
    left: &BTreeMap<i64, i64>,
    now: OffsetDateTime,
) -> Result<(Vec<CartGroup>, Payees), Fault> {
    let goods = Goods::read(database, wanted.iter().map(|line| line.variant).collect()).await?;
    let rows = goods.producers(database).await?;
    let payees = payees(database, rows.iter().map(|row| row.id)).await?;
    let makers = makers(database, rows, &payees, now).await?;
    Ok((goods.together(wanted, left, makers)?, payees))
}

/// Sizes and their products.
struct Goods {
    variants: BTreeMap<i64, variant::Model>,
    products: BTreeMap<i64, product::Model>,
}

impl Goods {
    async fn read(database: &impl ConnectionTrait, variants: Vec<i64>) -> Result<Self, Fault> {
        let variants = variant::Entity::find().filter(variant::Column::Id.is_in(variants)).all(database).await?;
        let of_products = variants.iter().map(|variant| variant.product_id);
        let products = product::Entity::find().filter(product::Column::Id.is_in(of_products)).all(database).await?;
        Ok(Self {
            variants: variants.into_iter().map(|row| (row.id, row)).collect(),
            products: products.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// Those who make them.
    async fn producers(&self, database: &impl ConnectionTrait) -> Result<Vec<producer::Model>, Fault> {
        let ids: BTreeSet<i64> = self.products.values().map(|product| product.producer_id).collect();
        Ok(producer::Entity::find().filter(producer::Column::Id.is_in(ids)).all(database).await?)
    }

    fn together(
        &self,
        wanted: &[Wanted],
        left: &BTreeMap<i64, i64>,
        mut makers: BTreeMap<i64, CartGroup>,
    ) -> Result<Vec<CartGroup>, Fault> {
        let mut order: Vec<i64> = Vec::new();
        for line in wanted {
            let unknown = || Fault::inconsistency("cart_line", "variant_id", line.variant);
            let variant = self.variants.get(&line.variant).ok_or_else(unknown)?;
            let product = self.products.get(&variant.product_id).ok_or_else(unknown)?;
            let group = makers.get_mut(&product.producer_id).ok_or_else(unknown)?;
            group.lines.push(CartLine {
                variant: VariantId::new(variant.id),
                product: ProductId::new(product.id),
                slug: product.slug.clone(),
                name: Named { vi: product.name.clone(), en: product.name_en.clone() },
                unit: Named { vi: variant.name.clone(), en: variant.name_en.clone() },
                picture: None,
                quantity: line.quantity,
                price: Money::dong(variant.price),
                price_seen: Money::dong(line.price_seen.unwrap_or(variant.price)),
                left: left.get(&variant.id).copied().unwrap_or(0),
                for_sale: product.state == ListingState::PUBLISHED,
            });
            if !order.contains(&product.producer_id) {
                order.push(product.producer_id);
            }
        }
        Ok(order.into_iter().filter_map(|maker| makers.remove(&maker)).collect())
    }
}

/// Whether a listing was ever seen by shoppers; a draft looks as if it were not there.
pub async fn was_listed(database: &impl ConnectionTrait, variant: VariantId) -> Result<bool, Fault> {
    let Some(variant) = variant::Entity::find_by_id(variant.get()).one(database).await? else { return Ok(false) };
    let product = product::Entity::find_by_id(variant.product_id).one(database).await?;
    Ok(product.is_some_and(|product| {
        matches!(product.state.as_str(), ListingState::PUBLISHED | ListingState::PAUSED | ListingState::TAKEN_DOWN)
    }))
}

/// How many units can be had: what expired holds still count is free.
async fn left(
    database: &impl ConnectionTrait,
    variants: &[i64],
    now: OffsetDateTime,
) -> Result<BTreeMap<i64, i64>, Fault> {
    let rows =
        stock::Entity::find().filter(stock::Column::VariantId.is_in(variants.iter().copied())).all(database).await?;
    let mut left: BTreeMap<i64, i64> =
        rows.iter().map(|row| (row.variant_id, row.on_hand - row.allocated - row.held)).collect();
    let expired: Vec<(i64, i64)> = hold::Entity::find()
        .select_only()
        .column(hold::Column::VariantId)
        .column(hold::Column::Quantity)
        .filter(hold::Column::VariantId.is_in(variants.iter().copied()))
        .filter(hold::Column::State.eq(state::HELD))
        .filter(hold::Column::ExpiresAt.lte(to_ms(now)))
        .into_tuple()
        .all(database)
        .await?;
    for (variant, quantity) in expired {
        *left.entry(variant).or_default() += quantity;
    }
    Ok(left)
}

/// The name of each producer's village.
async fn villages(
    database: &impl ConnectionTrait,
    producers: &[producer::Model],
) -> Result<BTreeMap<i64, String>, Fault> {
    let rows = village::Entity::find()
        .filter(village::Column::Id.is_in(producers.iter().map(|row| row.village_id)))
        .all(database)
        .await?;
    let names: BTreeMap<i64, String> = rows.into_iter().map(|row| (row.id, row.name)).collect();
    Ok(producers.iter().filter_map(|row| Some((row.id, names.get(&row.village_id)?.clone()))).collect())
}

/// The makers, each as a group without lines.
async fn makers(
    database: &impl ConnectionTrait,
    rows: Vec<producer::Model>,
    payees: &Payees,
    now: OffsetDateTime,
) -> Result<BTreeMap<i64, CartGroup>, Fault> {
    let offers = delivery_price::Entity::find()
        .filter(delivery_price::Column::ProducerId.is_in(rows.iter().map(|row| row.id)))
        .filter(delivery_price::Column::Enabled.eq(true))
        .all(database)
        .await?;
    let mut makers = BTreeMap::new();
    for row in rows {
        let group = CartGroup {
            methods: methods(offers.iter().filter(|offer| offer.producer_id == row.id))?,
            lines: Vec::new(),
            maker: Maker {
                id: ProducerId::new(row.id),
                pickup: pickup(&row),
                village: String::new(),
                paused_until: row.paused_until.map(from_ms).filter(|until| *until > now),
                can_be_paid: payees.contains_key(&row.id),
                name: row.name,
                slug: row.slug,
                pickup_note: row.pickup_note,
            },
        };
        makers.insert(row.id, group);
    }
    Ok(makers)
}

/// The account to which each producer is paid now; the newest, should there be two.
async fn payees(database: &impl ConnectionTrait, producers: impl Iterator<Item = i64>) -> Result<Payees, Fault> {
    let rows = payee_account::Entity::find()
        .filter(payee_account::Column::ProducerId.is_in(producers))
        .filter(payee_account::Column::RetiredAt.is_null())
        .order_by_asc(payee_account::Column::SetAt)
        .order_by_asc(payee_account::Column::Id)
        .all(database)
        .await?;
    Ok(rows.into_iter().map(|row| (row.producer_id, row)).collect())
}

fn methods<'a>(rows: impl Iterator<Item = &'a delivery_price::Model>) -> Result<Vec<DeliveryOffer>, Fault> {
    let read = |row: &delivery_price::Model| {
        let unknown = |_| Fault::inconsistency("delivery_price", "method", row.producer_id);
        let method: Method = row.method.parse().map_err(unknown)?;
        Ok(DeliveryOffer { method, price: Money::dong(row.price) })
    };
    let mut offers = rows.map(read).collect::<Result<Vec<_>, Fault>>()?;
    offers.sort_by_key(|offer| offer.method);
    Ok(offers)
}

/// Where a producer's goods are fetched, as people write an address.
fn pickup(row: &producer::Model) -> String {
    let place = places().place(&row.commune_code).map(|place| place.to_string());
    let parts = [Some(row.street.clone()), place];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
