//! New accounts, made by whoever runs the machine: the first operator, cooperative and producer of a market. Nobody is
//! told a password; a link that works once lets the newcomer choose one.

use shop::{
    identity::{email::Email, phone::Phone},
    language::Language,
};

use super::{
    newcomer_store,
    reset_mail::{self, FIRST_LINK},
};
use crate::{fault::Halt, random::token, state::Market};

/// Someone who is to have an account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub email: Email,
    /// The name to greet with; without one, that of the producer or cooperative, else the e-mail address.
    pub name: Option<String>,
    pub role: Role,
}

/// What the newcomer may act as.
#[derive(Clone, Debug)]
pub enum Role {
    Shopper,
    Operator,
    Producer(ProducerChoice),
    Cooperative(CooperativeChoice),
}

/// For which producer.
#[derive(Clone, Debug)]
pub enum ProducerChoice {
    /// One of the market, by slug.
    Known(String),
    New(Box<NewProducer>),
}

/// A producer that is to join the market.
#[derive(Clone, Debug)]
pub struct NewProducer {
    pub name: String,
    /// Who answers for it; without one, the producer's own name.
    pub owner: Option<String>,
    /// `household`, `company` or `cooperative`.
    pub legal_form: String,
    pub phone: Phone,
    pub village: VillageChoice,
    /// The cooperative that approves its goods, by slug; without one, the market's only cooperative.
    pub cooperative: Option<String>,
}

/// Where a new producer works.
#[derive(Clone, Debug)]
pub enum VillageChoice {
    /// One of the market, by slug.
    Known(String),
    New(NewVillage),
}

/// A craft village that is to join the market.
#[derive(Clone, Debug)]
pub struct NewVillage {
    pub name: String,
    pub craft: String,
    pub craft_en: String,
    /// Commune and province, as people write them.
    pub place: String,
    pub province_code: String,
    pub commune_code: String,
}

/// For which cooperative.
#[derive(Clone, Debug)]
pub enum CooperativeChoice {
    /// One of the market, by slug.
    Known(String),
    /// By name.
    New(String),
}

/// Why there is no new account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NewcomerRefusal {
    #[error("{0} has an account already; a new password can be chosen at /quen-mat-khau")]
    EmailTaken(String),
    #[error("there is no {what} `{slug}`{}", known(.choices))]
    Unknown { what: &'static str, slug: String, choices: Vec<String> },
    #[error("there is a {what} `{slug}` already: choose it by its slug, or give the new one another name")]
    Taken { what: &'static str, slug: String },
    #[error("`{0}` has no letters to make an address of")]
    Nameless(String),
    #[error(
        "there is no cooperative yet, so nobody could approve the producer's goods: \
         first add one with --role cooperative --new-cooperative NAME"
    )]
    NoCooperative,
    #[error("the market has several cooperatives: say with --cooperative which one approves the goods{}", known(.0))]
    WhichCooperative(Vec<String>),
}

fn known(choices: &[String]) -> String {
    if choices.is_empty() { String::new() } else { format!(" (there are: {})", choices.join(", ")) }
}

/// Makes the account, and what it needs that is new; returns the link to choose the password.
pub async fn add(market: &Market, newcomer: &Newcomer) -> Result<String, Halt<NewcomerRefusal>> {
    let token = token(&*market.random);
    newcomer_store::add(&market.database, newcomer, &token, FIRST_LINK, market.clock.now()).await?;
    Ok(reset_mail::address(&market.settings, Language::Vietnamese, &token))
}
