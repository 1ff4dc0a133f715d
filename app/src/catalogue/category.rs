//! A kind of goods.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{pages::CategoryPage as Shown, service::Catalogue},
    identity::party::Anyone,
    language::Language,
};

use super::{
    asked::{list_asked, slug},
    crumbs::Breadcrumb,
    list::ProductList,
};
use crate::{
    layout::Head,
    own_text::OwnText,
    problem::missing,
    site::{site, words},
};

#[component]
pub fn CategoryPage() -> impl IntoView {
    let site = site();
    let (slug, asked) = (slug(), list_asked(&site));
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    Suspend::new(async move {
        let Shown { category, products } = match catalogue.category(&Anyone, &slug, asked).await {
            Ok(shown) => shown,
            Err(failure) => return missing(failure),
        };
        let words = &words().catalogue.browse;
        let english = site.language == Language::English && !category.name_en.is_empty();
        let title = if english { category.name_en.clone() } else { category.name.clone() };
        let description = (words.category_description)(&title);
        let (vi, en) = (category.name, category.name_en);
        let name = {
            let (vi, en) = (vi.clone(), en.clone());
            move || view! { <OwnText vi=vi.clone() en=en.clone()/> }
        };
        view! {
            <Head title description/>
            <Breadcrumb here=name/>
            <div class="page-head"><h1><OwnText vi en/></h1></div>
            <ProductList products asked path=site.path.clone() empty=words.category_empty/>
        }
        .into_any()
    })
}
