use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::PurchasePage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/lan-mua/{code}", Audience::KeyHolder, "/lan-mua/X")];

#[component(transparent)]
pub fn PaymentsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/lan-mua/:code") view=PurchasePage ssr=SsrMode::Async/> }.into_inner()
}
