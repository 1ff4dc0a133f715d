use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::pages::{ChoosePage, ForgotPage, SignInPage};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/dang-nhap", Audience::Visitor, "/dang-nhap"),
    page("/quen-mat-khau", Audience::Visitor, "/quen-mat-khau"),
    page("/dat-mat-khau", Audience::KeyHolder, "/dat-mat-khau"),
];

#[component(transparent)]
pub fn IdentityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dang-nhap") view=SignInPage ssr=SsrMode::Async/>
        <Route path=path!("/quen-mat-khau") view=ForgotPage ssr=SsrMode::Async/>
        <Route path=path!("/dat-mat-khau") view=ChoosePage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
