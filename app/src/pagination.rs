//! Links to the other pages of a long list (`?trang=N`).

use leptos::prelude::*;

use crate::site::{site, words};

/// The pages around this one, the first and the last. Nothing when there is one page.
#[component]
pub fn Pagination(number: u32, pages: u32) -> impl IntoView {
    let words = &words().common;
    (pages > 1).then(|| {
        let numbers = neighbours(number, pages).into_iter().map(|page| match page {
            None => view! { <li class="is-far"><span aria-hidden="true">"…"</span></li> }.into_any(),
            Some(page) => {
                let here = (page == number).then_some("page");
                view! { <li><a href=address(page) aria-current=here>{page}</a></li> }.into_any()
            }
        });
        let step = |show: bool, rel: &'static str, page: u32, text: &'static str| {
            show.then(|| view! { <li><a rel=rel href=address(page)>{text}</a></li> })
        };
        view! {
            <nav class="pagination" aria-label=words.pages>
                <ul class="pagination-list">
                    {step(number > 1, "prev", number.saturating_sub(1), words.previous)}
                    {numbers.collect_view()}
                    {step(number < pages, "next", number.saturating_add(1), words.next)}
                </ul>
            </nav>
        }
    })
}

/// This address with another page number; the first page has none.
fn address(page: u32) -> String {
    let site = site();
    let kept = site.query.split('&').filter(|pair| !pair.is_empty() && *pair != "trang" && !pair.starts_with("trang="));
    let number = (page > 1).then(|| format!("trang={page}"));
    let query = kept.map(str::to_owned).chain(number).collect::<Vec<_>>().join("&");
    let path = site.link(&site.path);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// Page numbers to link to; `None` is a gap.
fn neighbours(number: u32, pages: u32) -> Vec<Option<u32>> {
    let near = |page: u32| page == 1 || page == pages || page.abs_diff(number) <= 1;
    let mut shown: Vec<Option<u32>> = Vec::new();
    let middle = number.saturating_sub(1).max(1)..=number.saturating_add(1).min(pages);
    for page in [1].into_iter().chain(middle).chain([pages]).filter(|page| near(*page)) {
        match shown.last().copied().flatten() {
            Some(last) if page <= last => {}
            Some(last) if page > last + 1 => shown.extend([None, Some(page)]),
            _ => shown.push(Some(page)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_last_and_the_pages_around_this_one_are_linked() {
        assert_eq!(neighbours(1, 2), [Some(1), Some(2)]);
        assert_eq!(neighbours(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
        assert_eq!(neighbours(1, 9), [Some(1), Some(2), None, Some(9)]);
        assert_eq!(neighbours(9, 9), [Some(1), None, Some(8), Some(9)]);
        assert_eq!(neighbours(50, 9).last(), Some(&Some(9)), "a page beyond the last leads back");
    }
}
