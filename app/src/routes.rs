//! Every page of the market with those who may see it: one table, from which the server builds its router and the
//! access test is made.

use crate::{catalogue, checkout, cooperative, identity, live, orders, payments};

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone, and the page is the same for all: it may be cached.
    Public,
    /// Everyone, but the page is made for this visitor.
    Visitor,
    /// Who holds the key in the address (`khoa`).
    KeyHolder,
    Producer,
    Cooperative,
    Operator,
}

/// One page. Paths are written as axum reads them (`/san-pham/{slug}`).
#[derive(Clone, Copy, Debug)]
pub struct PageRoute {
    pub path: &'static str,
    pub audience: Audience,
    /// A path of the demo market that shows the page, for tests.
    pub example: &'static str,
}

/// One line of the table.
pub const fn page(path: &'static str, audience: Audience, example: &'static str) -> PageRoute {
    PageRoute { path, audience, example }
}

/// The whole table.
pub fn table() -> Vec<PageRoute> {
    [
        catalogue::ROUTES,
        catalogue::studio::ROUTES,
        checkout::ROUTES,
        payments::ROUTES,
        orders::ROUTES,
        live::ROUTES,
        identity::ROUTES,
        cooperative::ROUTES,
        cooperative::operation::ROUTES,
    ]
    .concat()
}
