use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{overview::OverviewPage, payees::PayeesPage, transfers::TransfersPage, users::UsersPage};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/van-hanh", Audience::Operator, "/van-hanh"),
    page("/van-hanh/nguoi-dung", Audience::Operator, "/van-hanh/nguoi-dung"),
    page("/van-hanh/tai-khoan", Audience::Operator, "/van-hanh/tai-khoan"),
    page("/van-hanh/giao-dich", Audience::Operator, "/van-hanh/giao-dich"),
];

#[component(transparent)]
pub fn OperationRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/van-hanh") view=OverviewPage ssr=SsrMode::Async/>
        <Route path=path!("/van-hanh/nguoi-dung") view=UsersPage ssr=SsrMode::Async/>
        <Route path=path!("/van-hanh/tai-khoan") view=PayeesPage ssr=SsrMode::Async/>
        <Route path=path!("/van-hanh/giao-dich") view=TransfersPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
