use leptos::prelude::*;
use leptos_router::{SsrMode, components::Route, path};

use super::pages::SignInPage;
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[page("/dang-nhap", Audience::Visitor, "/dang-nhap")];

#[component(transparent)]
pub fn IdentityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/dang-nhap") view=SignInPage ssr=SsrMode::Async/> }.into_inner()
}
