//! Who may sign in.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, show_day},
    cooperative::{operation::User, operation_service::Operations},
    identity::party::Operator,
    page::{Page, Window},
};

use crate::{
    flash::Done,
    form::{FaultSummary, FieldFault},
    office::{Office, Room},
    pagination::Pagination,
    problem::{NotFoundPage, broken},
    site::{link, site, words},
};

/// Users on one page.
const PAGE: u32 = 50;

#[component]
pub fn UsersPage() -> impl IntoView {
    let operations = expect_context::<Arc<dyn Operations>>();
    let who = use_context::<Operator>();
    let typed = shop::text::tidy_line(&site().query_value("q").unwrap_or_default());
    let window = Window::parse(site().query_value("trang").as_deref(), PAGE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match operations.users(&who, &typed, window).await {
            Ok(users) => view! { <Users users typed/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Users(users: Page<User>, typed: String) -> impl IntoView {
    let words = &words().operation.users;
    let none = users.total == 0;
    let (number, pages) = (users.number, users.pages);
    let caption = (words.found)(users.total);
    view! {
        <Room office=Office::Operator title=words.title>
            <div class="stack">
                <Done told=words.done/>
                <FaultSummary/>
                <form class="cluster is-end" method="get" action=link("/van-hanh/nguoi-dung")>
                    <div class="field is-search">
                        <label class="field-label" for="tim-nguoi">{words.search}</label>
                        <input class="field-input" id="tim-nguoi" name="q" type="search" value=typed/>
                    </div>
                    <button class="button">{words.search_button}</button>
                </form>
                {none.then(|| view! { <div class="empty"><p>{words.none}</p></div> })}
                {(!none).then(|| view! {
                    <div class="table-scroll">
                        <table class="table is-cards">
                            <caption>{caption}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{words.name}</th>
                                    <th scope="col">{words.email}</th>
                                    <th scope="col">{words.role_title}</th>
                                    <th scope="col">{words.state}</th>
                                    <th scope="col">{words.action}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {users.items.into_iter().map(|user| view! { <UserRow user/> }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                })}
                <Pagination number pages/>
                <section class="section">
                    <div class="section-head"><h2>{words.create_title}</h2></div>
                    <div class="prose">
                        <p>{words.create_text}</p>
                        <p class="panel"><code>"cho-lang user add EMAIL --role producer --producer SLUG"</code></p>
                    </div>
                </section>
            </div>
        </Room>
    }
}

#[component]
fn UserRow(user: User) -> impl IntoView {
    let words = &words().operation.users;
    let enabled = user.disabled_at.is_none();
    let field = format!("account-{}", user.account);
    let row = field.clone();
    let (deed, button, class) = if enabled {
        ("disable", words.disable, "button is-small is-danger")
    } else {
        ("enable", words.enable, "button is-small")
    };
    let label = format!("{button}: {}", user.email);
    let state = match user.disabled_at {
        None => view! { <span class="badge is-good">{words.enabled}</span> }.into_any(),
        Some(at) => {
            let since = (words.disabled_since)(&show_day(day_in_vietnam(at)));
            view! { <span class="badge is-fault">{since}</span> }.into_any()
        }
    };
    view! {
        <tr id=row>
            <th scope="row" lang="vi">{user.name}</th>
            <td data-label=words.email>{user.email}</td>
            <td data-label=words.role_title>
                <span>{(words.role)(user.role)}
                {(!user.acts_for.is_empty()).then(|| view! { ": "<span lang="vi">{user.acts_for}</span> })}</span>
            </td>
            <td data-label=words.state>{state}</td>
            <td>
                {if user.oneself {
                    view! { <span>{words.it_is_you}</span> }.into_any()
                } else {
                    view! {
                        <form method="post">
                            <input type="hidden" name="account" value=user.account.to_string()/>
                            <input type="hidden" name="do" value=deed/>
                            <button class=class aria-label=label>{button}</button>
                        </form>
                    }
                    .into_any()
                }}
                <FieldFault field=field/>
            </td>
        </tr>
    }
}
