//! Orders.

use std::{convert::Infallible, net::IpAddr, num::NonZeroU32};

use async_trait::async_trait;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
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
use crate::{fault::failed, random::token, state::Parts};

/// Questions about one code before a pause is asked for; one more is allowed each minute. Guessing the phone number of
/// a known code would take a thousand years.
const OF_A_CODE: u32 = 8;
/// Questions from one address; ten more are allowed each minute. Many phones share one address of their network.
const FROM_AN_ADDRESS: u32 = 30;
const FROM_AN_ADDRESS_PER_MINUTE: u32 = 10;
/// How many codes or addresses are remembered before the idle ones are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts questions, so that nobody can try codes and numbers one after another.
struct Limits {
    codes: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limits {
    fn new() -> Self {
        let some = |count| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let of_a_code = Quota::per_minute(NonZeroU32::MIN).allow_burst(some(OF_A_CODE));
        let from_an_address =
            Quota::per_minute(some(FROM_AN_ADDRESS_PER_MINUTE)).allow_burst(some(FROM_AN_ADDRESS));
        Self { codes: RateLimiter::keyed(of_a_code), addresses: RateLimiter::keyed(from_an_address) }
    }

    fn allow(&self, asked: &Lookup) -> bool {
        if self.codes.len() > REMEMBERED || self.addresses.len() > REMEMBERED {
            self.codes.retain_recent();
            self.addresses.retain_recent();
        }
        asked.from.is_none_or(|address| self.addresses.check_key(&address).is_ok())
            && self.codes.check_key(&asked.code).is_ok()
    }
}

pub struct OrdersService {
    parts: Parts,
    limits: Option<Limits>,
}

impl OrdersService {
    pub fn new(parts: Parts) -> Self {
        let limits = parts.settings.rate_limits.then(Limits::new);
        Self { parts, limits }
    }
}

#[async_trait]
impl Orders for OrdersService {
    async fn opened(&self, who: &KeyHolder, code: &str) -> Result<OpenedOrder, Failure<Missing>> {
        let opened = store::opened(&self.parts.database, who, code).await.map_err(failed)?;
        opened.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn find(&self, who: &Anyone, asked: Lookup) -> Result<Found, Failure<LookupRefusal>> {
        if self.limits.as_ref().is_some_and(|limits| !limits.allow(&asked)) {
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
