use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    desk_page::DeskPage,
    pages::PurchasePage,
    statement_page::{StatementPage, StatementsPage},
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/lan-mua/{code}", Audience::KeyHolder, "/lan-mua/X"),
    page("/xuong/tien", Audience::Producer, "/xuong/tien"),
    page("/xuong/tien/sao-ke", Audience::Producer, "/xuong/tien/sao-ke"),
    page("/xuong/tien/sao-ke/{id}", Audience::Producer, "/xuong/tien/sao-ke/1"),
];

#[component(transparent)]
pub fn PaymentsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/lan-mua/:code") view=PurchasePage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien") view=DeskPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/sao-ke") view=StatementsPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/sao-ke/:id") view=StatementPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
