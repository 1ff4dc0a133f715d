//! The forms of a producer's own place: profile, delivery prices, holiday pause, all on one page.

use app::{form::Fault, words::Words};
use axum::{Router, extract::State, http::Uri, response::Response, routing::post};
use shop::{
    catalogue::workshop_form::{WorkshopField, WorkshopFlaws, read_about, read_delivery, read_pause},
    checkout::find_place::{FoundPlace, PlaceRefusal, TypedPlace},
    failure::Failure,
    identity::party::{ProducerStaff, SignedIn},
};

use crate::{
    checkout::places::places,
    http::{form::Sent, guard::see_other, render, visit::Visit},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/xuong/ho-so", post(send))
}

async fn send(State(market): State<Market>, visit: Visit, uri: Uri, mut sent: Sent) -> Response {
    let Some(who) = visit.who.as_ref().and_then(SignedIn::producer_staff) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let words = Words::of(visit.language);
    let outcome = match sent.raw("action") {
        Some("delivery") => deliver(&market, &who, &sent, words).await.map(|()| "giao-hang"),
        Some("pause") => rest(&market, &who, &sent, words).await.map(|()| "nghi"),
        Some("open") => market.workshops.rest(&who, None).await.map_err(kept).map(|()| "mo"),
        _ => introduce(&market, &who, &mut sent, words).await.map(|()| "ho-so"),
    };
    match outcome {
        Ok(done) => see_other(&visit.language.path(&format!("/xuong/ho-so?xong={done}"))),
        Err(Failure::Refused(faults)) => render::show_again(&market, &visit, &uri, sent.back(faults)).await,
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

type Outcome = Result<(), Failure<Vec<Fault>>>;

/// Nothing was refused; an incident stays one.
fn kept(failure: Failure<std::convert::Infallible>) -> Failure<Vec<Fault>> {
    failure.map(|never| match never {})
}

fn told(flaws: &WorkshopFlaws, words: &Words) -> Vec<Fault> {
    let (flaw_text, label) = (words.catalogue.listing.flaw, words.catalogue.workshop.label);
    flaws.iter().map(|(field, flaw)| Fault::new(field.name(), flaw_text(flaw)).of(label(*field))).collect()
}

async fn introduce(market: &Market, who: &ProducerStaff, sent: &mut Sent, words: &Words) -> Outcome {
    let typed = |field: WorkshopField| match field {
        WorkshopField::About | WorkshopField::PickupNote => sent.text(field.name()),
        _ => sent.line(field.name()),
    };
    let about = read_about(typed);
    let (province, commune) = (sent.line(WorkshopField::Province.name()), sent.line(WorkshopField::Commune.name()));
    let place = places().find(TypedPlace { province: &province, commune: &commune, chosen: sent.raw("place") });
    match (about, place) {
        (Ok(about), Ok(FoundPlace { place, .. })) => market.workshops.introduce(who, about, &place).await.map_err(kept),
        (about, place) => {
            let mut faults = about.err().map(|flaws| told(&flaws, words)).unwrap_or_default();
            if let Err(refusal) = place {
                faults.push(misplaced(&refusal, words));
                offer(sent, &refusal);
            }
            Err(Failure::Refused(faults))
        }
    }
}

fn misplaced(refusal: &PlaceRefusal, words: &Words) -> Fault {
    let field = match refusal {
        PlaceRefusal::ProvinceMissing | PlaceRefusal::ProvinceUnknown => WorkshopField::Province,
        _ => WorkshopField::Commune,
    };
    Fault::new(field.name(), (words.catalogue.workshop.place_fault)(refusal))
}

/// Puts the places to choose from into the form that comes back.
fn offer(sent: &mut Sent, refusal: &PlaceRefusal) {
    sent.0.retain(|(name, _)| name != "candidate");
    let places = refusal.candidates().iter();
    sent.0.extend(places.map(|place| ("candidate".to_owned(), format!("{}|{place}", place.commune.code))));
}

async fn deliver(market: &Market, who: &ProducerStaff, sent: &Sent, words: &Words) -> Outcome {
    let (standard, express) = (sent.line(WorkshopField::Standard.name()), sent.line(WorkshopField::Express.name()));
    let standard = (standard.as_str(), sent.ticked("offer_standard"));
    let express = (express.as_str(), sent.ticked("offer_express"));
    let delivery = read_delivery(standard, express, sent.ticked("offer_pickup"));
    let delivery = delivery.map_err(|flaws| Failure::Refused(told(&flaws, words)))?;
    market.workshops.deliver(who, delivery).await.map_err(kept)
}

async fn rest(market: &Market, who: &ProducerStaff, sent: &Sent, words: &Words) -> Outcome {
    let note = sent.text(WorkshopField::PauseNote.name());
    let pause = read_pause(&sent.line(WorkshopField::Until.name()), &note, market.clock.now());
    let pause = pause.map_err(|flaws| Failure::Refused(told(&flaws, words)))?;
    market.workshops.rest(who, Some(pause)).await.map_err(kept)
}
