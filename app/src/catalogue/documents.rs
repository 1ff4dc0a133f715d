//! The market's own texts: rules, privacy, returns, contact.

use leptos::prelude::*;

use super::crumbs::Breadcrumb;
use crate::{
    layout::Head,
    own_text::NamesMarked,
    site::{site, words},
    words::catalogue::documents::{Document, Section},
};

#[component]
pub fn RulesPage() -> impl IntoView {
    view! { <DocumentView document=&words().catalogue.documents.rules/> }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <DocumentView document=&words().catalogue.documents.privacy/> }
}

#[component]
pub fn ReturnsPage() -> impl IntoView {
    view! { <DocumentView document=&words().catalogue.documents.returns/> }
}

#[component]
pub fn ContactPage() -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.documents.contact;
    let email = plain_address(&site.contact).to_owned();
    view! {
        <DocumentView document=&words.document/>
        <section class="section">
            <h2>{words.operator}</h2>
            {site.demo.then(|| view! { <p>{words.demo_operator}</p> })}
            <dl class="facts">
                <div><dt>{words.write}</dt><dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd></div>
            </dl>
        </section>
    }
}

/// The address of `Name <address>`, or the text itself.
fn plain_address(text: &str) -> &str {
    text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(address, _)| address)
}

#[component]
fn DocumentView(document: &'static Document) -> impl IntoView {
    let contents = words().catalogue.documents.contents;
    view! {
        <Head title=document.title description=document.lead/>
        <Breadcrumb here=move || document.title/>
        <div class="page-head">
            <h1>{document.title}</h1>
            <p class="lead"><NamesMarked text=document.lead/></p>
        </div>
        <div class="prose">
            <nav class="prose-contents" aria-label=contents>
                <ul>
                    {(1..).zip(document.sections).map(|(number, section): (u32, &Section)| view! {
                        <li><a href=format!("#muc-{number}")>{section.title}</a></li>
                    }).collect_view()}
                </ul>
            </nav>
            {(1..).zip(document.sections).map(|(number, section): (u32, &Section)| view! {
                <h2 id=format!("muc-{number}")>{section.title}</h2>
                {section.paragraphs.iter().map(|text| view! { <p><NamesMarked text=*text/></p> }).collect_view()}
                {(!section.points.is_empty()).then(|| view! {
                    <ul>
                        {section.points.iter().map(|text| view! {
                            <li><NamesMarked text=*text/></li>
                        }).collect_view()}
                    </ul>
                })}
            }).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::plain_address;

    #[test]
    fn a_name_before_an_address_is_left_out() {
        assert_eq!(plain_address("The market <a@b.vn>"), "a@b.vn");
        assert_eq!(plain_address("a@b.vn"), "a@b.vn");
    }
}
