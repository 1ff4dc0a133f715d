use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    edit::{EditPage, NewPage},
    profile::ProfilePage,
    review::ReviewPage,
    shelf::{OwnShelfPage, WholeShelfPage},
    today::TodayPage,
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/xuong", Audience::Producer, "/xuong"),
    page("/xuong/san-pham", Audience::Producer, "/xuong/san-pham"),
    page("/xuong/san-pham/moi", Audience::Producer, "/xuong/san-pham/moi"),
    page("/xuong/san-pham/{slug}", Audience::Producer, "/xuong/san-pham/nuoc-mam-nguyen-chat-30n"),
    page("/xuong/ho-so", Audience::Producer, "/xuong/ho-so"),
    page("/htx/duyet", Audience::Cooperative, "/htx/duyet"),
    page("/van-hanh/san-pham", Audience::Operator, "/van-hanh/san-pham"),
];

#[component(transparent)]
pub fn StudioRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/xuong") view=TodayPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/san-pham") view=OwnShelfPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/san-pham/moi") view=NewPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/san-pham/:slug") view=EditPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/ho-so") view=ProfilePage ssr=SsrMode::Async/>
        <Route path=path!("/htx/duyet") view=ReviewPage ssr=SsrMode::Async/>
        <Route path=path!("/van-hanh/san-pham") view=WholeShelfPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
