//! The port of orders, for shoppers and producers.

use std::convert::Infallible;

use async_trait::async_trait;

use super::{
    course::{Step, StepRefusal},
    lookup::{Found, Lookup, LookupRefusal},
    order::{OpenedOrder, Order, OrderList},
    tray::Tray,
};
use crate::{
    failure::{Failure, Missing},
    identity::party::{Anyone, KeyHolder, ProducerStaff},
    page::Window,
};

/// Seeing and moving orders.
#[async_trait]
pub trait Orders: Send + Sync {
    /// The order of a code, if the key opens it.
    async fn opened(&self, who: &KeyHolder, code: &str) -> Result<OpenedOrder, Failure<Missing>>;
    /// Finds an order again and makes a new key for it.
    async fn find(&self, who: &Anyone, asked: Lookup) -> Result<Found, Failure<LookupRefusal>>;
    /// One page of a tray of the producer's orders.
    async fn list(&self, who: &ProducerStaff, tray: Tray, window: Window) -> Result<OrderList, Failure<Infallible>>;
    /// One of the producer's orders.
    async fn own(&self, who: &ProducerStaff, code: &str) -> Result<Order, Failure<Missing>>;
    /// Moves one of the producer's orders on; done once however often it is sent.
    async fn step(&self, who: &ProducerStaff, code: &str, step: Step) -> Result<(), Failure<StepRefusal>>;
}
