//! What the rows of a listing say, and how its state is written into them.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use shop::{
    catalogue::{
        content::Content,
        listing::{Approval, ListingState, Objection},
        listing_details::{Counted, Details, Listing, OwnPicture},
    },
    id::AccountId,
    money::Money,
};

use crate::{
    clock::{from_ms, to_ms},
    database::named,
    entity::{category, picture, product, product_picture, stock, variant},
    fault::Fault,
    media::store::shown,
};

impl TryFrom<&product::Model> for ListingState {
    type Error = Fault;

    fn try_from(row: &product::Model) -> Result<Self, Fault> {
        let at = |column: &'static str, ms: Option<i64>| {
            ms.map(from_ms).ok_or_else(|| Fault::inconsistency("product", column, row.id))
        };
        let reviewed = || at("reviewed_at", row.reviewed_at);
        let by = row.reviewed_by.map(AccountId::new);
        let objection = || Ok::<_, Fault>(Objection { at: reviewed()?, by, reason: row.state_note.clone() });
        let approval = || Ok::<_, Fault>(Approval { at: reviewed()?, by });
        Ok(match row.state.as_str() {
            "draft" if row.state_note.is_empty() => Self::Draft { sent_back: None },
            "draft" => Self::Draft { sent_back: Some(objection()?) },
            "in_review" => Self::InReview { submitted_at: at("submitted_at", row.submitted_at)? },
            Self::PUBLISHED => Self::Published { approval: approval()? },
            Self::PAUSED => Self::Paused { approval: approval()?, paused_at: at("paused_at", row.paused_at)? },
            Self::TAKEN_DOWN => Self::TakenDown { objection: objection()? },
            _ => return Err(Fault::inconsistency("product", "state", row.id)),
        })
    }
}

/// Writes a state into the columns that [`ListingState::try_from`] reads it from. What the state does not speak of
/// stays as it was: when a listing was last handed in is still known after it was published.
pub fn write_state(row: &mut product::ActiveModel, state: &ListingState) {
    row.state = Set(state.as_str().to_owned());
    row.state_note = Set(String::new());
    let mut reviewed = |at, by: Option<AccountId>| {
        row.reviewed_at = Set(Some(to_ms(at)));
        row.reviewed_by = Set(by.map(AccountId::get));
    };
    match state {
        ListingState::Draft { sent_back: None } => {}
        ListingState::Draft { sent_back: Some(objection) } | ListingState::TakenDown { objection } => {
            reviewed(objection.at, objection.by);
            row.state_note = Set(objection.reason.clone());
        }
        ListingState::InReview { submitted_at } => row.submitted_at = Set(Some(to_ms(*submitted_at))),
        ListingState::Published { approval } => reviewed(approval.at, approval.by),
        ListingState::Paused { approval, paused_at } => {
            reviewed(approval.at, approval.by);
            row.paused_at = Set(Some(to_ms(*paused_at)));
        }
    }
}

/// The rows of these products as listings, in their order; four more queries, however many there are.
pub async fn listings<C: ConnectionTrait>(connection: &C, rows: &[product::Model]) -> Result<Vec<Listing>, Fault> {
    let categories: HashMap<i64, category::Model> = category::Entity::find()
        .filter(category::Column::Id.is_in(rows.iter().map(|row| row.category_id)))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let variants = first_variants(connection, rows).await?;
    let mut pictures = pictures(connection, rows).await?;
    let mut listings = Vec::with_capacity(rows.len());
    for row in rows {
        let kind = categories.get(&row.category_id).cloned();
        let kind = kind.ok_or_else(|| Fault::inconsistency("product", "category_id", row.id))?;
        let (variant, stock) =
            variants.get(&row.id).ok_or_else(|| Fault::inconsistency("variant", "product_id", row.id))?;
        listings.push(Listing {
            slug: row.slug.clone(),
            state: ListingState::try_from(row)?,
            details: details(row, variant, &kind)?,
            category: (kind.name, kind.name_en),
            stock: *stock,
            pictures: pictures.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(listings)
}

fn details(row: &product::Model, variant: &variant::Model, kind: &category::Model) -> Result<Details, Fault> {
    let content = match (variant.content_amount, variant.content_unit.as_deref()) {
        (Some(amount), Some(unit)) => {
            Some(Content { amount, unit: named("variant", "content_unit", variant.id, unit)? })
        }
        (None, None) => None,
        _ => return Err(Fault::inconsistency("variant", "content_unit", variant.id)),
    };
    Ok(Details {
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        category: kind.slug.clone(),
        description: row.description.clone(),
        ingredients: row.ingredients.clone(),
        storage: row.storage.clone(),
        nitrogen: row.nitrogen_g_per_l,
        unit: variant.name.clone(),
        unit_en: variant.name_en.clone(),
        price: Money::dong(variant.price),
        weight_g: variant.weight_g,
        content,
    })
}

/// The first variant of each product with its stock, by product.
async fn first_variants<C: ConnectionTrait>(
    connection: &C,
    rows: &[product::Model],
) -> Result<HashMap<i64, (variant::Model, Counted)>, Fault> {
    let found = variant::Entity::find()
        .filter(variant::Column::ProductId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(variant::Column::Position)
        .order_by_asc(variant::Column::Id)
        .all(connection)
        .await?;
    let stocks: HashMap<i64, Counted> = stock::Entity::find()
        .filter(stock::Column::VariantId.is_in(found.iter().map(|variant| variant.id)))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.variant_id, Counted { on_hand: row.on_hand, allocated: row.allocated, held: row.held }))
        .collect();
    let mut variants = HashMap::new();
    for variant in found {
        let stock = stocks.get(&variant.id).copied().unwrap_or_default();
        variants.entry(variant.product_id).or_insert((variant, stock));
    }
    Ok(variants)
}

/// The pictures of each product in their order, by product.
async fn pictures<C: ConnectionTrait>(
    connection: &C,
    rows: &[product::Model],
) -> Result<HashMap<i64, Vec<OwnPicture>>, Fault> {
    let placed = product_picture::Entity::find()
        .filter(product_picture::Column::ProductId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(product_picture::Column::Position)
        .order_by_asc(product_picture::Column::PictureId)
        .all(connection)
        .await?;
    let known: HashMap<i64, picture::Model> = picture::Entity::find()
        .filter(picture::Column::Id.is_in(placed.iter().map(|place| place.picture_id)))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut pictures: HashMap<i64, Vec<OwnPicture>> = HashMap::new();
    for place in placed {
        if let Some(row) = known.get(&place.picture_id) {
            pictures
                .entry(place.product_id)
                .or_default()
                .push(OwnPicture { hash: row.hash.clone(), shown: shown(row) });
        }
    }
    Ok(pictures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(state: &str) -> product::Model {
        product::Model {
            id: 7,
            slug: "mam".into(),
            producer_id: 1,
            category_id: 1,
            name: String::new(),
            name_en: String::new(),
            description: String::new(),
            ingredients: String::new(),
            storage: String::new(),
            nitrogen_g_per_l: None,
            state: state.into(),
            submitted_at: None,
            reviewed_at: None,
            reviewed_by: None,
            state_note: String::new(),
            paused_at: None,
            search_exact: String::new(),
            search_folded: String::new(),
            version: 0,
            created_at: 0,
            updated_at: 0,
        }
    }

    #[test]
    fn a_row_that_no_code_of_ours_wrote_is_an_incident() {
        assert_eq!(ListingState::try_from(&row("draft")).ok(), Some(ListingState::Draft { sent_back: None }));
        for state in ["in_review", "published", "paused", "taken_down", "asleep", ""] {
            let fault = ListingState::try_from(&row(state)).err();
            assert!(matches!(fault, Some(Fault::Inconsistency { table: "product", .. })), "{state}");
        }
    }

    #[test]
    fn every_state_is_read_back_as_it_was_written() {
        let (at, by) = (from_ms(86_400_000), Some(AccountId::new(3)));
        let objection = Objection { at, by, reason: "Ảnh mờ".into() };
        let approval = Approval { at, by };
        for state in [
            ListingState::Draft { sent_back: None },
            ListingState::Draft { sent_back: Some(objection.clone()) },
            ListingState::InReview { submitted_at: at },
            ListingState::Published { approval },
            ListingState::Paused { approval, paused_at: from_ms(90_000_000) },
            ListingState::TakenDown { objection },
        ] {
            let mut written: product::ActiveModel = row("draft").into();
            write_state(&mut written, &state);
            let read = product::Model::try_from(written).unwrap();
            assert_eq!(ListingState::try_from(&read).unwrap(), state);
        }
    }
}
