//! Texts: orders, for shoppers and producers.

mod find;
mod order;
mod requests;
mod studio;

pub use find::Find;
pub use order::Order;
pub use requests::Requests;
pub use studio::Studio;

pub struct Orders {
    pub find: Find,
    /// One order, for its shopper; the studio shows parts of it too.
    pub order: Order,
    pub requests: Requests,
    pub studio: Studio,
}

pub const VIETNAMESE: Orders = Orders {
    find: find::VIETNAMESE,
    order: order::VIETNAMESE,
    requests: requests::VIETNAMESE,
    studio: studio::VIETNAMESE,
};

pub const ENGLISH: Orders =
    Orders { find: find::ENGLISH, order: order::ENGLISH, requests: requests::ENGLISH, studio: studio::ENGLISH };
