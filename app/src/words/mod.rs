//! Every text that people read, in both languages. Complete by construction: a language is a value of the same struct.

pub mod calendar;
pub mod catalogue;
pub mod checkout;
pub mod common;
pub mod cooperative;
pub mod identity;
pub mod live;
pub mod media;
pub mod operation;
pub mod orders;
pub mod payments;

use shop::language::Language;

/// All texts of one language, by domain.
pub struct Words {
    pub common: common::Common,
    pub calendar: calendar::Calendar,
    pub catalogue: catalogue::Catalogue,
    pub checkout: checkout::Checkout,
    pub cooperative: cooperative::Cooperative,
    pub identity: identity::Identity,
    pub live: live::Live,
    pub media: media::Media,
    pub operation: operation::Operation,
    pub orders: orders::Orders,
    pub payments: payments::Payments,
}

static VIETNAMESE: Words = Words {
    common: common::VIETNAMESE,
    calendar: calendar::VIETNAMESE,
    catalogue: catalogue::VIETNAMESE,
    checkout: checkout::VIETNAMESE,
    cooperative: cooperative::VIETNAMESE,
    identity: identity::VIETNAMESE,
    live: live::VIETNAMESE,
    media: media::VIETNAMESE,
    operation: operation::VIETNAMESE,
    orders: orders::VIETNAMESE,
    payments: payments::VIETNAMESE,
};

static ENGLISH: Words = Words {
    common: common::ENGLISH,
    calendar: calendar::ENGLISH,
    catalogue: catalogue::ENGLISH,
    checkout: checkout::ENGLISH,
    cooperative: cooperative::ENGLISH,
    identity: identity::ENGLISH,
    live: live::ENGLISH,
    media: media::ENGLISH,
    operation: operation::ENGLISH,
    orders: orders::ENGLISH,
    payments: payments::ENGLISH,
};

impl Words {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }
}
