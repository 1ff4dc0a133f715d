use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

use super::{
    category::CategoryPage,
    documents::{ContactPage, PrivacyPage, ReturnsPage, RulesPage},
    home::HomePage,
    maker::MakerPage,
    product::ProductPage,
    search::SearchPage,
    village::VillagePage,
};
use crate::routes::{Audience, PageRoute, page};

pub const ROUTES: &[PageRoute] = &[
    page("/", Audience::Public, "/"),
    page("/tim", Audience::Public, "/tim?q=nuoc+mam"),
    page("/danh-muc/{slug}", Audience::Public, "/danh-muc/nuoc-mam"),
    page("/lang/{slug}", Audience::Public, "/lang/thinh-long"),
    page("/co-so/{slug}", Audience::Public, "/co-so/nuoc-mam-cuong-la"),
    page("/san-pham/{slug}", Audience::Public, "/san-pham/nuoc-mam-nguyen-chat-30n"),
    page("/quy-che", Audience::Public, "/quy-che"),
    page("/rieng-tu", Audience::Public, "/rieng-tu"),
    page("/doi-tra", Audience::Public, "/doi-tra"),
    page("/lien-he", Audience::Public, "/lien-he"),
];

#[component(transparent)]
pub fn CatalogueRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
        <Route path=path!("/tim") view=SearchPage ssr=SsrMode::Async/>
        <Route path=path!("/danh-muc/:slug") view=CategoryPage ssr=SsrMode::Async/>
        <Route path=path!("/lang/:slug") view=VillagePage ssr=SsrMode::Async/>
        <Route path=path!("/co-so/:slug") view=MakerPage ssr=SsrMode::Async/>
        <Route path=path!("/san-pham/:slug") view=ProductPage ssr=SsrMode::Async/>
        <Route path=path!("/quy-che") view=RulesPage ssr=SsrMode::Async/>
        <Route path=path!("/rieng-tu") view=PrivacyPage ssr=SsrMode::Async/>
        <Route path=path!("/doi-tra") view=ReturnsPage ssr=SsrMode::Async/>
        <Route path=path!("/lien-he") view=ContactPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
