//! The document around every page, and which page answers which address.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Router, Routes};

use crate::{
    catalogue::{routes::CatalogueRoutes, studio::routes::StudioRoutes},
    checkout::routes::CheckoutRoutes,
    cooperative::{operation::routes::OperationRoutes, routes::CooperativeRoutes},
    identity::routes::IdentityRoutes,
    layout::{Footer, Header},
    live::routes::LiveRoutes,
    loader,
    orders::routes::OrdersRoutes,
    payments::routes::PaymentsRoutes,
    problem::FallbackPage,
    site::site,
};

/// The whole HTML document.
pub fn document() -> impl IntoView {
    provide_meta_context();
    let site = site();
    let assets = site.assets.clone();
    view! {
        <!DOCTYPE html>
        <html lang=site.language.code() data-js=assets.js.clone() data-wasm=assets.wasm.clone()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#a8321f"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                {assets.fonts.iter().map(|font| view! {
                    <link rel="preload" href=font.clone() r#as="font" type="font/woff2" crossorigin="anonymous"/>
                }).collect_view()}
                <link rel="icon" href=assets.icon.clone() type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <MetaTags/>
            </head>
            <body>
                <App/>
                <script type="module" inner_html=loader::SCRIPT></script>
            </body>
        </html>
    }
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <Header/>
            <main class="wrap" id="noi-dung">
                <Routes fallback=FallbackPage>
                    <CatalogueRoutes/>
                    <StudioRoutes/>
                    <CheckoutRoutes/>
                    <PaymentsRoutes/>
                    <OrdersRoutes/>
                    <LiveRoutes/>
                    <IdentityRoutes/>
                    <CooperativeRoutes/>
                    <OperationRoutes/>
                </Routes>
            </main>
            <Footer/>
        </Router>
    }
}
