use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::CartPage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/gio-hang", Audience::Visitor, "/gio-hang")];

#[component(transparent)]
pub fn CheckoutRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/gio-hang") view=CartPage ssr=SsrMode::Async/> }.into_inner()
}
