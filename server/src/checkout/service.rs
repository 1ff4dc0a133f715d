//! Carts and checkout.

use std::{convert::Infallible, time::Duration};

use async_trait::async_trait;
use shop::{
    checkout::{
        cart::{Cart, CartLine, CartRefusal, may_add},
        draft::PlacingRefusal,
        find_place::TypedPlace,
        quantity::Quantity,
        service::{Checkout, PlaceHelp, Placing},
    },
    failure::{Failure, Missing},
    id::VariantId,
    identity::party::{Anyone, Visitor},
};

use super::{
    cart_store,
    goods_store::{self, Wanted},
    places::places,
    placing, placing_store,
};
use crate::{
    fault::{Fault, Halt, failed},
    http::limits::Limiter,
    state::Parts,
};

/// Orders of one household at once, and the pause before each further one. Many phones share one address of their
/// network, and a livestream sends them here in the same minute.
const OF_A_HOUSEHOLD: (u32, Duration) = (600, Duration::from_millis(100));

pub struct CheckoutService {
    parts: Parts,
    households: Limiter,
}

impl CheckoutService {
    pub fn new(parts: Parts) -> Self {
        let (at_once, pause) = OF_A_HOUSEHOLD;
        Self { households: Limiter::new(parts.settings.rate_limits, at_once, pause), parts }
    }

    async fn read(&self, who: &Visitor) -> Result<Cart, Fault> {
        let database = self.parts.database.read();
        let now = self.parts.clock.now();
        let id = cart_store::open(database, who).await?;
        let lines = match id {
            Some(id) => cart_store::lines(database, who, id).await?,
            None => Vec::new(),
        };
        let groups = goods_store::groups(database, &lines, now).await?;
        let unpaid = placing_store::unpaid(database, who, now).await?;
        Ok(Cart { id, groups, unpaid, hold_minutes: self.parts.settings.hold_minutes })
    }

    async fn grow(&self, who: &Visitor, variant: VariantId, more: Quantity) -> Result<(), Halt<CartRefusal>> {
        let now = self.parts.clock.now();
        let transaction = self.parts.database.begin().await.map_err(Fault::from)?;
        if !goods_store::was_listed(&transaction, variant).await? {
            return Err(Halt::Refused(CartRefusal::NotFound));
        }
        let cart = cart_store::lock_or_open(&transaction, who, now).await?;
        let lines = cart_store::lines(&transaction, who, cart).await?;
        let known = lines.iter().find(|line| line.variant == variant.get()).copied();
        let line = known.unwrap_or(Wanted { variant: variant.get(), quantity: 0, price_seen: None });
        let (paused, line) = one(goods_store::groups(&transaction, &[line], now).await?)?;
        let quantity = may_add(&line, paused, more.get(), lines.len()).map_err(Halt::Refused)?;
        cart_store::write(&transaction, cart, (variant, quantity, line.price), now).await?;
        transaction.commit().await.map_err(Fault::from)?;
        Ok(())
    }

    async fn set(&self, who: &Visitor, variant: VariantId, to: Option<Quantity>) -> Result<(), Halt<CartRefusal>> {
        let now = self.parts.clock.now();
        let transaction = self.parts.database.begin().await.map_err(Fault::from)?;
        let Some(cart) = cart_store::lock(&transaction, who, now).await? else { return Ok(()) };
        let lines = cart_store::lines(&transaction, who, cart).await?;
        let Some(known) = lines.iter().find(|line| line.variant == variant.get()) else { return Ok(()) };
        match to {
            None => cart_store::remove(&transaction, cart, variant).await?,
            Some(to) => {
                // As if it were new: a paused maker's line may still become smaller, but never more than is left.
                let fresh = Wanted { quantity: 0, ..*known };
                let (_, line) = one(goods_store::groups(&transaction, &[fresh], now).await?)?;
                let smaller = to.get() <= known.quantity && line.for_sale && to.get() <= line.left;
                let allowed = if smaller { Ok(to.get()) } else { may_add(&line, false, to.get(), 0) };
                let quantity = allowed.map_err(Halt::Refused)?;
                cart_store::write(&transaction, cart, (variant, quantity, line.price), now).await?;
            }
        }
        transaction.commit().await.map_err(Fault::from)?;
        Ok(())
    }
}

/// The one line that was asked for, and whether its maker pauses.
fn one(groups: Vec<shop::checkout::cart::CartGroup>) -> Result<(bool, CartLine), Fault> {
    let group = groups.into_iter().next();
    let found = group.and_then(|mut group| group.lines.pop().map(|line| (group.maker.paused_until.is_some(), line)));
    found.ok_or_else(|| Fault::inconsistency("variant", "product_id", "one line"))
}

#[async_trait]
impl Checkout for CheckoutService {
    async fn cart(&self, who: &Visitor) -> Result<Cart, Failure<Infallible>> {
        self.read(who).await.map_err(failed)
    }

    async fn units(&self, who: &Visitor) -> Result<i64, Failure<Infallible>> {
        let database = self.parts.database.read();
        let Some(cart) = cart_store::open(database, who).await.map_err(failed)? else { return Ok(0) };
        let lines = cart_store::lines(database, who, cart).await.map_err(failed)?;
        Ok(lines.iter().map(|line| line.quantity).sum())
    }

    async fn wanted(&self, _: &Anyone, variant: VariantId) -> Result<CartLine, Failure<Missing>> {
        let database = self.parts.database.read();
        if !goods_store::was_listed(database, variant).await.map_err(failed)? {
            return Err(Failure::Refused(Missing::NotFound));
        }
        let line = Wanted { variant: variant.get(), quantity: 1, price_seen: None };
        let groups = goods_store::groups(database, &[line], self.parts.clock.now()).await.map_err(failed)?;
        one(groups).map(|(_, line)| line).map_err(failed)
    }

    async fn add(&self, who: &Visitor, variant: VariantId, more: Quantity) -> Result<(), Failure<CartRefusal>> {
        Ok(self.grow(who, variant, more).await?)
    }

    async fn change(
        &self,
        who: &Visitor,
        variant: VariantId,
        to: Option<Quantity>,
    ) -> Result<(), Failure<CartRefusal>> {
        Ok(self.set(who, variant, to).await?)
    }

    async fn place(&self, who: &Visitor, placing: Placing) -> Result<String, Failure<Vec<PlacingRefusal>>> {
        if !placing.household.is_empty() && !self.households.admits(&placing.household) {
            return Err(Failure::Refused(vec![PlacingRefusal::TooOften]));
        }
        Ok(placing::place(&self.parts, who, &placing).await?)
    }

    async fn last(&self, who: &Visitor) -> Result<String, Failure<Missing>> {
        let code = placing_store::last(self.parts.database.read(), who).await.map_err(failed)?;
        code.ok_or(Failure::Refused(Missing::NotFound))
    }

    fn place_help(&self, _: &Anyone, typed: TypedPlace<'_>) -> PlaceHelp {
        let places = places();
        let province = places.province_typed(typed.province).unwrap_or_default();
        PlaceHelp {
            provinces: places.provinces().cloned().collect(),
            communes: places.communes(province).cloned().collect(),
            found: places.find(typed),
        }
    }
}
