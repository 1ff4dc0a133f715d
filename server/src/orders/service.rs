//! Orders.

use std::convert::Infallible;
use std::time::Duration;

use async_trait::async_trait;
use shop::{
    failure::{Failure, Missing},
    identity::party::{Anyone, KeyHolder, ProducerStaff},
    orders::{
        course::{Step, StepRefusal},
        lookup::{Found, Lookup, LookupRefusal},
        order::{OpenedOrder, Order, OrderList},
        service::Orders,
        tray::Tray,
    },
    page::Window,
};

use super::{lookup_store, step_store, store};
use crate::{
    fault::failed,
    http::{client::household, limits::Limiter},
    random::token,
    state::Parts,
};

/// Questions about one code at once, and the pause before each further one. Guessing the phone number of a
/// known code would take a thousand years.
const OF_A_CODE: (u32, Duration) = (8, Duration::from_secs(60));
/// Questions of one household at once, and the pause before each further one. Many phones share one address of their network.
const OF_A_HOUSEHOLD: (u32, Duration) = (30, Duration::from_secs(6));

pub struct OrdersService {
    parts: Parts,
    codes: Limiter,
    households: Limiter,
}

impl OrdersService {
    pub fn new(parts: Parts) -> Self {
        let limiter = |(at_once, pause)| Limiter::new(parts.settings.rate_limits, at_once, pause);
        let (codes, households) = (limiter(OF_A_CODE), limiter(OF_A_HOUSEHOLD));
        Self { parts, codes, households }
    }
}

#[async_trait]
impl Orders for OrdersService {
    async fn opened(&self, who: &KeyHolder, code: &str) -> Result<OpenedOrder, Failure<Missing>> {
        let opened = store::opened(&self.parts.database, who, code).await.map_err(failed)?;
        opened.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn find(&self, who: &Anyone, asked: Lookup) -> Result<Found, Failure<LookupRefusal>> {
        if !self.households.admits(&household(asked.from)) || !self.codes.admits(&asked.code) {
            return Err(Failure::Refused(LookupRefusal::TooMany));
        }
        let orders = lookup_store::found(&self.parts.database, who, &asked).await.map_err(failed)?;
        let first = orders.first().ok_or(Failure::Refused(LookupRefusal::NotFound))?;
        let key = token(&*self.parts.random);
        let now = self.parts.clock.now();
        lookup_store::keep_key(&self.parts.database, who, &orders, &key, now).await.map_err(failed)?;
        Ok(Found { code: first.code.clone(), key })
    }

    async fn list(&self, who: &ProducerStaff, tray: Tray, window: Window) -> Result<OrderList, Failure<Infallible>> {
        store::list(&self.parts.database, who, tray, window).await.map_err(failed)
    }

    async fn own(&self, who: &ProducerStaff, code: &str) -> Result<Order, Failure<Missing>> {
        let own = store::own(&self.parts.database, who, code).await.map_err(failed)?;
        own.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn step(&self, who: &ProducerStaff, code: &str, step: Step) -> Result<(), Failure<StepRefusal>> {
        let purchase = step_store::take(&self.parts.database, who, code, step, self.parts.clock.now()).await?;
        self.parts.changes.tell(purchase);
        Ok(())
    }
}
