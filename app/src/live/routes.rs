use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::LivePage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/live", Audience::Public, "/live")];

#[component(transparent)]
pub fn LiveRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/live") view=LivePage ssr=SsrMode::Async/> }.into_inner()
}
