use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::SalesPage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/htx", Audience::Cooperative, "/htx")];

#[component(transparent)]
pub fn CooperativeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/htx") view=SalesPage ssr=SsrMode::Async/> }.into_inner()
}
