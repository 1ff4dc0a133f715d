//! The forms of listing a product and of changing a listing.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::Uri,
    response::Response,
    routing::post,
};
use shop::{
    catalogue::{
        listing::ListingState,
        listing_flaw::Flaw,
        listing_form::{Field, Filled, arranged, read},
        listing_service::{ListingRefusal, Offer, Step, StockTake},
    },
    failure::Failure,
    identity::party::{ProducerStaff, SignedIn},
    once::OnceKey,
};

use super::listing_service::BENCH;
use crate::{
    http::{form::Sent, guard::see_other, render, visit::Visit},
    media::upload,
    random::hashed,
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/xuong/san-pham/moi", post(create)).route("/xuong/san-pham/{slug}", post(change))
}

async fn create(State(market): State<Market>, visit: Visit, uri: Uri, request: Request) -> Response {
    let Some(who) = visit.who.as_ref().and_then(SignedIn::producer_staff) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let form = match Form::receive(&market, &visit, &who, request).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let once = OnceKey {
        owner: visit.session.as_deref().map(hashed).unwrap_or_default(),
        token: form.sent.raw("once").unwrap_or_default().to_owned(),
    };
    let offer = match form.offer() {
        Ok(offer) => offer,
        Err(faults) => return render::show_again(&market, &visit, &uri, form.sent.back(faults)).await,
    };
    let done = if offer.submit { "gui" } else { "nhap" };
    match market.listings.create(&who, offer, &once).await {
        Ok(slug) => to_bench(&visit, &slug, done),
        Err(failure) => refused(&market, &visit, &uri, form.sent, failure).await,
    }
}

async fn change(
    State(market): State<Market>,
    Path(slug): Path<String>,
    visit: Visit,
    uri: Uri,
    request: Request,
) -> Response {
    let Some(who) = visit.who.as_ref().and_then(SignedIn::producer_staff) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let form = match Form::receive(&market, &visit, &who, request).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let step = match form.sent.raw("action") {
        Some("pause") => Some((Step::Pause, "ngung")),
        Some("resume") => Some((Step::Resume, "ban")),
        // Without any field it is the bare step; with fields they are kept first.
        Some("submit") if form.sent.raw(Field::Name.name()).is_none() => Some((Step::Submit, "gui")),
        _ => None,
    };
    let outcome = match step {
        Some((step, done)) => market.listings.step(&who, &slug, step).await.map(|()| done),
        None => {
            let offer = match form.offer() {
                Ok(offer) => offer,
                Err(faults) => return render::show_again(&market, &visit, &uri, form.sent.back(faults)).await,
            };
            let take = form.stock_take(&offer.filled);
            market.listings.change(&who, &slug, offer, take).await.map(|after| match after.state {
                ListingState::Draft { .. } => "nhap",
                ListingState::InReview { .. } => "gui",
                _ => "luu",
            })
        }
    };
    match outcome {
        Ok(done) => to_bench(&visit, &slug, done),
        Err(failure) => refused(&market, &visit, &uri, form.sent, failure).await,
    }
}

/// A form that was received, with what is wrong with its photos.
struct Form {
    sent: Sent,
    photo_faults: Vec<Fault>,
    words: &'static Words,
}

impl Form {
    async fn receive(market: &Market, visit: &Visit, who: &ProducerStaff, request: Request) -> Result<Self, Response> {
        let words = Words::of(visit.language);
        let received = upload::receive(market, who, request).await?;
        let photo_faults = received.told(words);
        Ok(Self { sent: received.sent, photo_faults, words })
    }

    /// What the form asks for; every fault of a field or a photo is told.
    fn offer(&self) -> Result<Offer, Vec<Fault>> {
        let typed = |field: Field| match field {
            Field::Description | Field::Ingredients | Field::Storage => self.sent.text(field.name()),
            _ => self.sent.line(field.name()),
        };
        let filled = read(typed).map_err(|flaws| {
            let mut faults = self.photo_faults.clone();
            faults.extend(told(&flaws, self.words));
            faults
        })?;
        if !self.photo_faults.is_empty() {
            return Err(self.photo_faults.clone());
        }
        let submit = self.sent.raw("action") == Some("submit");
        Ok(Offer { filled, pictures: self.pictures(), submit })
    }

    /// The pictures in the order that their places ask for; those that are to go were left out when it was received.
    fn pictures(&self) -> Vec<String> {
        let placed = (1..).zip(self.sent.all("picture")).map(|(was, hash)| {
            let wished = self.sent.raw(&format!("position-{hash}")).and_then(|wished| wished.trim().parse().ok());
            (hash.to_owned(), wished.unwrap_or(was))
        });
        arranged(placed.collect())
    }

    /// A stock take only if the number is another than the one that the form showed: what was sold meanwhile must not
    /// come back because somebody changed a price.
    fn stock_take(&self, filled: &Filled) -> StockTake {
        let shown = self.sent.raw("stock_was").and_then(|shown| shown.trim().parse().ok());
        if shown == Some(filled.stock) { StockTake::Untouched } else { StockTake::Counted(filled.stock) }
    }
}

fn told(flaws: &[(Field, Flaw)], words: &Words) -> Vec<Fault> {
    let texts = &words.catalogue.listing;
    flaws.iter().map(|(field, flaw)| Fault::new(field.name(), (texts.flaw)(flaw)).of((texts.label)(*field))).collect()
}

fn to_bench(visit: &Visit, slug: &str, done: &str) -> Response {
    see_other(&visit.language.path(&format!("{BENCH}{slug}?xong={done}")))
}

async fn refused(market: &Market, visit: &Visit, uri: &Uri, sent: Sent, failure: Failure<ListingRefusal>) -> Response {
    let words = Words::of(visit.language);
    let faults = match failure {
        Failure::Refused(ListingRefusal::NotFound) => return render::not_found(market, visit).await,
        Failure::Incident(id) => return render::incident(market, visit, id).await,
        Failure::Refused(ListingRefusal::Fields(flaws)) => told(&flaws, words),
        Failure::Refused(ListingRefusal::Step(_)) => {
            // The page shows the listing as it stands now: what was typed for another state is of no use.
            let fault = Fault::new("state", words.catalogue.listing.impossible);
            return render::show_again(market, visit, uri, Sent::default().back(vec![fault])).await;
        }
    };
    render::show_again(market, visit, uri, sent.back(faults)).await
}
