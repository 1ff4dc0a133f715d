use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    order_page::OrderPage, pages::FindOrderPage, studio_order::StudioOrderPage, studio_pages::StudioOrdersPage,
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/tra-cuu", Audience::Visitor, "/tra-cuu"),
    page("/don-hang/{code}", Audience::KeyHolder, "/don-hang/CL-AAAAAAAA"),
    page("/xuong/don-hang", Audience::Producer, "/xuong/don-hang"),
    page("/xuong/don-hang/{code}", Audience::Producer, "/xuong/don-hang/CL-AAAAAAAA"),
];

#[component(transparent)]
pub fn OrdersRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/tra-cuu") view=FindOrderPage ssr=SsrMode::Async/>
        <Route path=path!("/don-hang/:code") view=OrderPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/don-hang") view=StudioOrdersPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/don-hang/:code") view=StudioOrderPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
