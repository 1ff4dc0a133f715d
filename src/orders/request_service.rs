//! The port of what shoppers ask about orders and producers answer.

use std::convert::Infallible;

use async_trait::async_trait;
use time::Date;

use super::{
    asking::{Ask, AskRefusal, Offers, WithdrawRefusal},
    request::{Answer, AnswerRefusal, Kind, Request},
};
use crate::{
    failure::{Failure, Missing},
    id::RequestId,
    identity::{
        party::{KeyHolder, Operator, ProducerStaff},
        phone::Phone,
    },
};

/// What was asked about an order, and what may be asked now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRequests {
    /// All requests, oldest first.
    pub requests: Vec<Request>,
    /// What the shopper may do now.
    pub offers: Offers,
}

/// A request that waits for its producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub id: RequestId,
    /// The order's code.
    pub order: String,
    /// Who asks.
    pub buyer: String,
    /// What it is about.
    pub kind: Kind,
    /// What the shopper wrote.
    pub text: String,
    /// The last day on which the answer is in time.
    pub answer_by: Date,
}

/// A request whose answer is late, as the operator sees it: not what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// The order's code.
    pub order: String,
    /// What it is about.
    pub kind: Kind,
    /// The last day on which the answer would have been in time.
    pub answer_by: Date,
    /// The producer's name.
    pub producer: String,
    /// The producer's phone number.
    pub phone: Phone,
}

/// Late requests: the latest ones, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllLate {
    /// Those that have been late the longest.
    pub first: Vec<Late>,
    /// How many there are in all.
    pub count: u64,
}

/// Asking and answering.
#[async_trait]
pub trait OrderRequests: Send + Sync {
    /// What was asked about the order of a code and what may be asked, if the key opens it.
    async fn opened(&self, who: &KeyHolder, code: &str) -> Result<OpenedRequests, Failure<Missing>>;
    /// Asks something. The same form sent twice (`once` is its token) asks once.
    async fn ask(&self, who: &KeyHolder, code: &str, ask: Ask, once: &str) -> Result<(), Failure<AskRefusal>>;
    /// Cancels an order that its producer has not confirmed; what was paid is to be refunded.
    async fn withdraw(&self, who: &KeyHolder, code: &str) -> Result<(), Failure<WithdrawRefusal>>;
    /// What was asked about one of the producer's orders, oldest first.
    async fn own(&self, who: &ProducerStaff, code: &str) -> Result<Vec<Request>, Failure<Missing>>;
    /// Answers a request, once; an accepted request to cancel cancels the order.
    async fn answer(
        &self,
        who: &ProducerStaff,
        code: &str,
        request: RequestId,
        answer: Answer,
    ) -> Result<(), Failure<AnswerRefusal>>;
    /// What waits for the producer's answer, the most pressing first.
    async fn waiting(&self, who: &ProducerStaff) -> Result<Vec<Waiting>, Failure<Infallible>>;
    /// What waits for an answer longer than it may, of all producers.
    async fn late(&self, who: &Operator) -> Result<AllLate, Failure<Infallible>>;
}
