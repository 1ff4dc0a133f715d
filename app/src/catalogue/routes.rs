use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::HomePage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/", Audience::Public, "/")];

#[component(transparent)]
pub fn CatalogueRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/") view=HomePage ssr=SsrMode::Async/> }.into_inner()
}
