use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    pages::LivePage,
    session::SessionPage,
    studio::{NewSessionPage, OwnSessionPage, OwnSessionsPage},
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/live", Audience::Public, "/live"),
    page("/live/{slug}", Audience::Public, "/live/mo-chum-mam-thinh-long"),
    page("/xuong/live", Audience::Producer, "/xuong/live"),
    page("/xuong/live/moi", Audience::Producer, "/xuong/live/moi"),
    page("/xuong/live/{slug}", Audience::Producer, "/xuong/live/mo-chum-mam-thinh-long"),
];

#[component(transparent)]
pub fn LiveRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/live") view=LivePage ssr=SsrMode::Async/>
        <Route path=path!("/live/:slug") view=SessionPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/live") view=OwnSessionsPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/live/moi") view=NewSessionPage ssr=SsrMode::Async/>
        <Route path=path!("/xuong/live/:slug") view=OwnSessionPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
