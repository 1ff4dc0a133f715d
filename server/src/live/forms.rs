//! Addresses of this domain that are no pages: the forms of the workshop, and calendar files.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use shop::{
    failure::{Failure, Missing},
    identity::party::{Anyone, ProducerStaff},
    live::{
        plan::{Draft, PlanFault},
        service::LiveRefusal,
    },
    once::OnceKey,
};

use super::calendar_file;
use crate::{
    http::{done, guard::to_sign_in, render, visit::Visit},
    media::upload::{self, Received},
    random::hashed,
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/xuong/live/moi", post(schedule)).route("/xuong/live/{slug}", post(change))
}

/// The calendar file, when that is what was asked for: its address is the page's with `.ics`, which a route cannot
/// tell apart from it.
pub async fn calendar(market: &Market, visit: &Visit, uri: &Uri) -> Option<Response> {
    let slug = uri.path().strip_prefix("/live/")?.strip_suffix(".ics")?;
    Some(match market.live.view(&Anyone, slug).await {
        Ok(session) => {
            let page = visit.language.path(&format!("/live/{slug}"));
            let address = format!("{}{page}", market.settings.public_url);
            let file = calendar_file::write(&session, visit.language, &address, market.clock.now());
            let headers = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
            (headers, file).into_response()
        }
        Err(Failure::Refused(Missing::NotFound | Missing::Gone)) => render::not_found(market, visit).await,
        Err(Failure::Incident(id)) => render::incident(market, visit, id).await,
    })
}

async fn schedule(State(market): State<Market>, visit: Visit, uri: Uri, request: Request) -> Response {
    let (who, form) = match received(&market, &visit, &uri, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    let once = OnceKey {
        owner: visit.session.as_deref().map(hashed).unwrap_or_default(),
        token: form.sent.raw("once").unwrap_or_default().to_owned(),
    };
    match market.live.schedule(&who, once, draft(&form)).await {
        Ok(address) => done::to(&visit, &address, "lich"),
        Err(failure) => refused(&market, &visit, &uri, form, failure).await,
    }
}

async fn change(
    State(market): State<Market>,
    Path(slug): Path<String>,
    visit: Visit,
    uri: Uri,
    request: Request,
) -> Response {
    let (who, form) = match received(&market, &visit, &uri, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    let cancels = form.sent.raw("do") == Some("cancel");
    let outcome = if cancels {
        market.live.cancel(&who, &slug, &form.sent.line("reason")).await
    } else {
        market.live.change(&who, &slug, draft(&form)).await
    };
    match outcome {
        Ok(()) => done::to(&visit, &format!("/xuong/live/{slug}"), if cancels { "huy" } else { "sua" }),
        Err(failure) => refused(&market, &visit, &uri, form, failure).await,
    }
}

/// The producer's staff who sent the form, and the form; or where the others go.
async fn received(
    market: &Market,
    visit: &Visit,
    uri: &Uri,
    request: Request,
) -> Result<(ProducerStaff, Received), Response> {
    let Some(who) = &visit.who else { return Err(to_sign_in(visit, uri)) };
    let Some(who) = who.producer_staff() else { return Err(render::not_found(market, visit).await) };
    Ok((who, upload::receive(market, &who, request).await?))
}

fn draft(form: &Received) -> Draft {
    let sent = &form.sent;
    // A photo that came now is meant to be the cover; of several, the last.
    let photo = form.pictures.last().map(ToString::to_string);
    // A product's place is typed beside it; one without a readable place comes after those with one.
    let place = |number: &str| {
        let typed = sent.raw(&format!("order-{number}"));
        typed.and_then(|typed| typed.trim().parse::<u32>().ok()).unwrap_or(u32::MAX)
    };
    let mut products: Vec<String> = sent.all("product").map(str::to_owned).collect();
    products.sort_by_cached_key(|number| place(number));
    Draft {
        title: sent.line("title"),
        title_en: sent.line("title_en"),
        description: sent.text("description"),
        day: sent.line("day"),
        hour: sent.line("hour"),
        stream_link: sent.line("stream_url"),
        products,
        cover: photo.unwrap_or_else(|| sent.line("cover")),
        photo_refused: !form.faults.is_empty(),
    }
}

async fn refused(market: &Market, visit: &Visit, uri: &Uri, form: Received, failure: Failure<LiveRefusal>) -> Response {
    let refusal = match failure {
        Failure::Refused(LiveRefusal::NotFound) => return render::not_found(market, visit).await,
        Failure::Incident(id) => return render::incident(market, visit, id).await,
        Failure::Refused(refusal) => refusal,
    };
    let words = Words::of(visit.language);
    let fault = |fault: &PlanFault| Some(Fault::new(field(*fault)?, (words.live.fault)(*fault)));
    let faults = match &refusal {
        LiveRefusal::Faulty(faults) => faults.iter().filter_map(fault).chain(form.told(words)).collect(),
        LiveRefusal::ReasonMissing | LiveRefusal::ReasonTooLong => {
            vec![Fault::new("reason", (words.live.refusal)(&refusal))]
        }
        LiveRefusal::NotFound | LiveRefusal::Closed => vec![Fault::new("phien", (words.live.refusal)(&refusal))],
    };
    render::show_again(market, visit, uri, form.sent.back(faults)).await
}

/// The field a fault stands beside; `None` for what is told with each photo.
const fn field(fault: PlanFault) -> Option<&'static str> {
    Some(match fault {
        PlanFault::TitleMissing | PlanFault::TitleTooLong => "title",
        PlanFault::TitleEnTooLong => "title_en",
        PlanFault::DescriptionTooLong => "description",
        PlanFault::DayUnreadable | PlanFault::StartInPast | PlanFault::StartTooFar => "day",
        PlanFault::HourUnreadable | PlanFault::HourTaken => "hour",
        PlanFault::LinkUnusable => "stream_url",
        PlanFault::NoProduct | PlanFault::TooManyProducts | PlanFault::ProductUnknown => "product",
        PlanFault::CoverUnknown => "cover",
        PlanFault::PhotoRefused => return None,
    })
}
