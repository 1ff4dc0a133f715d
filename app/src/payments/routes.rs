use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{desk_page::DeskPage, pages::PurchasePage};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/lan-mua/{code}", Audience::KeyHolder, "/lan-mua/X"),
    page("/xuong/tien", Audience::Producer, "/xuong/tien"),
];

#[component(transparent)]
pub fn PaymentsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/lan-mua/:code") view=PurchasePage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien") view=DeskPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
