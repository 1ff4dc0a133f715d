use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::FindOrderPage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/tra-cuu", Audience::Visitor, "/tra-cuu")];

#[component(transparent)]
pub fn OrdersRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/tra-cuu") view=FindOrderPage ssr=SsrMode::Async/> }.into_inner()
}
