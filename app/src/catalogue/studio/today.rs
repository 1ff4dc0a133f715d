//! The producer's first room: money that came in, and what waits for a hand.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{
        workshop_form::Pause,
        workshop_service::{ShelfToday, Workshops},
    },
    clock::{day_in_vietnam, show_day, show_time},
    failure::Failure,
    identity::party::{Anyone, ProducerStaff},
    live::{card::LiveCard, service::Live},
    money::Money,
    orders::{
        request_service::OrderRequests,
        service::Orders,
        tray::{Counts, Tray},
    },
    page::Window,
    payments::{
        desk::{Arrival, Desk, Sorted},
        service::Payments,
    },
};

use time::Date;

use crate::{
    amount::Amount,
    live::views::LiveCardView,
    office::{Office, Room},
    problem::{NotFoundPage, broken},
    site::{link, site, words},
};

/// How many arrivals of today are told one by one.
const ARRIVALS_MAX: usize = 3;

/// What the page is made of.
struct Day {
    shelf: ShelfToday,
    pause: Option<Pause>,
    orders: Counts,
    /// How many shoppers wait for an answer, and whether one of them has waited too long.
    requests: (u64, bool),
    money: Desk,
    live: Option<LiveCard>,
}

/// The ports that know what is to be done.
struct Ports {
    workshops: Arc<dyn Workshops>,
    orders: Arc<dyn Orders>,
    requests: Arc<dyn OrderRequests>,
    payments: Arc<dyn Payments>,
    live: Arc<dyn Live>,
}

impl Ports {
    async fn day(&self, who: &ProducerStaff, today: Date) -> Result<Day, Failure<std::convert::Infallible>> {
        let waiting = self.requests.waiting(who).await?;
        let late = waiting.iter().any(|one| one.answer_by < today);
        let first = Window { number: 1, size: 1 };
        Ok(Day {
            shelf: self.workshops.shelf(who).await?,
            pause: self.workshops.profile(who).await?.pause,
            orders: self.orders.list(who, Tray::ToConfirm, first).await?.counts,
            requests: (u64::try_from(waiting.len()).unwrap_or(u64::MAX), late),
            money: self.payments.desk(who).await?,
            live: self.live.upcoming(&Anyone, Some(who.producer), 1).await?.into_iter().next(),
        })
    }
}

#[component]
pub fn TodayPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let ports = Ports {
        workshops: expect_context(),
        orders: expect_context(),
        requests: expect_context(),
        payments: expect_context(),
        live: expect_context(),
    };
    let today = day_in_vietnam(site().now);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match ports.day(&who, today).await {
            Ok(day) => view! { <Rooms day/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Rooms(day: Day) -> impl IntoView {
    let words = words();
    let texts = &words.catalogue.workshop;
    let looks = day.money.arrivals.iter().filter(|arrival| arrival.matter().is_some()).count();
    let lines = lines(day.shelf, day.orders, day.requests, u64::try_from(looks).unwrap_or(u64::MAX));
    view! {
        <Room office=Office::Workshop title=words.common.offices.today>
            <div class="today">
                {day.pause.map(|pause| view! { <Resting pause/> })}
                {if day.shelf.products == 0 {
                    view! { <FirstSteps/> }.into_any()
                } else {
                    view! { <MoneyToday arrivals=day.money.arrivals/><Waiting lines/> }.into_any()
                }}
                <section class="section" aria-labelledby="next-live">
                    <div class="section-head"><h2 id="next-live">{texts.next_live}</h2></div>
                    {match day.live {
                        Some(card) => view! { <LiveCardView card/> }.into_any(),
                        None => view! {
                            <div class="empty">
                                <p>{texts.no_live}". "{texts.no_live_text}</p>
                                <a class="button" href=link("/xuong/live/moi")>{texts.plan_live}</a>
                            </div>
                        }.into_any(),
                    }}
                </section>
            </div>
        </Room>
    }
}

#[component]
fn Resting(pause: Pause) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    view! {
        <div class="flash" data-kind="care">
            <p>{(texts.resting)(&show_day(pause.last_day()))}</p>
            <a class="button is-small" href=link("/xuong/ho-so")>{texts.look}</a>
        </div>
    }
}

/// What came in today for orders, each transfer once: the bank's word for what was confirmed by hand adds nothing.
#[component]
fn MoneyToday(arrivals: Vec<Arrival>) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let today = day_in_vietnam(site().now);
    let counts = |arrival: &Arrival| arrival.order.is_some() && arrival.sorted != Sorted::Proof;
    let came: Vec<Arrival> =
        arrivals.into_iter().filter(|arrival| counts(arrival) && day_in_vietnam(arrival.at) == today).collect();
    let sum = Money::sum(came.iter().map(|arrival| arrival.amount)).unwrap_or(Money::ZERO);
    let none = came.is_empty();
    view! {
        <section class="today-money" aria-labelledby="money-today">
            <h2 id="money-today">{texts.money_today}</h2>
            <Amount money=sum class="today-money-sum"/>
            {none.then(|| view! { <p>{texts.no_money_today}</p> })}
            <ul class="money-list">
                {came.into_iter().take(ARRIVALS_MAX).map(|arrival| view! {
                    <li>
                        <span>{show_time(arrival.at)}</span>
                        <span>{arrival.order.map(|order| order.code)}</span>
                        <Amount money=arrival.amount/>
                    </li>
                }).collect_view()}
            </ul>
            <a class="today-money-link" href=link("/xuong/tien")>{texts.all_money}</a>
        </section>
    }
}

/// How many of something wait, in words, where they are dealt with, and how pressing it is.
type Line = (u64, fn(u64) -> String, String, Option<&'static str>);

/// What to do, the most pressing first.
fn lines(shelf: ShelfToday, orders: Counts, (asked, late): (u64, bool), looks: u64) -> Vec<Line> {
    let texts = &words().catalogue.workshop;
    let tray = |tray: Tray, text, tone| {
        let address = format!("/xuong/don-hang?muc={}", tray.slug());
        (orders.of(tray), text, address, tone)
    };
    let products = || "/xuong/san-pham".to_owned();
    vec![
        tray(Tray::ToConfirm, texts.to_confirm, None),
        tray(Tray::ToPack, texts.to_pack, None),
        tray(Tray::ToHandOver, texts.to_hand_over, None),
        (asked, texts.requests, "/xuong/don-hang#waiting".to_owned(), late.then_some("fault")),
        tray(Tray::ToRefund, texts.to_refund, Some("fault")),
        (looks, texts.money, "/xuong/tien".to_owned(), Some("fault")),
        (shelf.sent_back, texts.sent_back, products(), Some("fault")),
        (shelf.sold_out, texts.sold_out, products(), None),
        (shelf.in_review, texts.in_review, products(), Some("good")),
    ]
}

/// Each line leads to where it is done.
#[component]
fn Waiting(lines: Vec<Line>) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let waiting: Vec<Line> = lines.into_iter().filter(|(count, ..)| *count > 0).collect();
    if waiting.is_empty() {
        return view! {
            <div class="empty">
                <h2 class="empty-title">{texts.all_done}</h2>
                <p>{texts.all_done_text}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <ul class="queue">
            {waiting.into_iter().map(|(count, text, path, tone)| view! {
                <li class="queue-item" data-tone=tone data-count=count>
                    <div class="queue-item-head is-line">
                        <p>{text(count)}</p>
                        <a class="button is-small" href=link(&path)>
                            {texts.look}<span class="visually-hidden">": "{text(count)}</span>
                        </a>
                    </div>
                </li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn FirstSteps() -> impl IntoView {
    let texts = &words().catalogue.workshop;
    view! {
        <div class="empty">
            <h2 class="empty-title">{texts.first_steps}</h2>
            <p>{texts.first_steps_text}</p>
            <ol class="stack-s">
                {(1..).zip(texts.steps).map(|(number, (text, path))| view! {
                    <li><a class="button is-small" href=link(path)>{number}". "{text}</a></li>
                }).collect_view()}
            </ol>
        </div>
    }
}
