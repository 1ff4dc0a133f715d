use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    desk_page::DeskPage,
    loose_page::LoosePage,
    pages::PurchasePage,
    refund_form::OpenRefundPage,
    refund_pages::{RefundPage, RefundsPage},
    shared_page::SharedMoneyPage,
    statement_page::{StatementPage, StatementsPage},
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/lan-mua/{code}", Audience::KeyHolder, "/lan-mua/X"),
    page("/xuong/tien", Audience::Producer, "/xuong/tien"),
    page("/xuong/tien/giao-dich/{number}", Audience::Producer, "/xuong/tien/giao-dich/1"),
    page("/xuong/tien/hoan", Audience::Producer, "/xuong/tien/hoan"),
    page("/xuong/tien/hoan/{reference}", Audience::Producer, "/xuong/tien/hoan/CLAAAAAAAA"),
    page("/xuong/don-hang/{code}/hoan-tien", Audience::Producer, "/xuong/don-hang/CL-AAAAAAAA/hoan-tien"),
    page("/van-hanh/giao-dich/{number}", Audience::Operator, "/van-hanh/giao-dich/1"),
    page("/xuong/tien/sao-ke", Audience::Producer, "/xuong/tien/sao-ke"),
    page("/xuong/tien/sao-ke/{id}", Audience::Producer, "/xuong/tien/sao-ke/1"),
];

#[component(transparent)]
pub fn PaymentsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/lan-mua/:code") view=PurchasePage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien") view=DeskPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/giao-dich/:number") view=LoosePage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/hoan") view=RefundsPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/hoan/:reference") view=RefundPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/don-hang/:code/hoan-tien") view=OpenRefundPage ssr=SsrMode::Async/>
        <Route path=path!("/van-hanh/giao-dich/:number") view=SharedMoneyPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/sao-ke") view=StatementsPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/tien/sao-ke/:id") view=StatementPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
