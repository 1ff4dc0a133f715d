use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{cart_page::CartPage, checkout_page::CheckoutPage};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] =
    &[page("/gio-hang", Audience::Visitor, "/gio-hang"), page("/thanh-toan", Audience::Visitor, "/thanh-toan")];

#[component(transparent)]
pub fn CheckoutRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/gio-hang") view=CartPage ssr=SsrMode::Async/>
        <Route path=path!("/thanh-toan") view=CheckoutPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
