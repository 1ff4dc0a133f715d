//! A form with photos, as it arrives. Every photo that can be read is kept at once, so that neither a fault in another
//! field nor one in another photo loses it: the form that comes back names it by its hash in a hidden field.

use std::convert::Infallible;

use app::{form::Fault, words::Words};
use axum::{
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request, multipart::Field},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use shop::{
    failure::Failure,
    id::PictureId,
    identity::party::{KeyHolder, ProducerStaff},
    media::{
        photo::{BYTES_MAX, BYTES_TOGETHER_MAX, PHOTOS_MAX, PhotoFault, PhotoRefusal},
        service::Taken,
    },
    orders::asking::RETURN_PHOTOS_MAX,
};

use crate::{
    http::{
        form::{Sent, whole},
        render,
        visit::Visit,
    },
    state::Market,
};

/// The field that photos come in, and beside which their faults stand.
const PHOTO: &str = "photo";
/// The hidden field of each photo that is here already: its hash.
const PICTURE: &str = "picture";
/// Ticked for a photo that is to go: its hash.
const REMOVE: &str = "picture-remove";

/// The most that is listened to. What is too large for the market is read to its end and thrown away up to here: a
/// browser shows an answer only after it has sent everything.
const BODY_MAX: usize = 3 * BYTES_TOGETHER_MAX;
/// The largest size of everything typed into the form.
const TYPED_MAX: usize = 256 * 1024;

/// What came with a form.
pub struct Received {
    /// What was typed. The pictures stand in it as `picture` fields, without those that were to go.
    pub sent: Sent,
    /// The pictures that the form has now: those it had and those that came, in their order.
    pub pictures: Vec<PictureId>,
    /// The photos that were not taken.
    pub faults: Vec<PhotoFault>,
}

impl Received {
    /// What to say beside the field of photos.
    pub fn told(&self, words: &Words) -> Vec<Fault> {
        self.faults.iter().map(|fault| Fault::new(PHOTO, (words.media.refused)(fault))).collect()
    }
}

/// Who sends photos, and for what.
#[derive(Clone, Copy)]
pub enum Sender<'a> {
    /// A producer, for its own pages.
    Producer(&'a ProducerStaff),
    /// A shopper, with the wish to return goods of the order of this code.
    Shopper(&'a KeyHolder, &'a str),
}

impl Sender<'_> {
    /// How many photos one form has.
    const fn photos_max(self) -> usize {
        match self {
            Sender::Producer(_) => PHOTOS_MAX,
            Sender::Shopper(..) => RETURN_PHOTOS_MAX,
        }
    }

    async fn take(self, market: &Market, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>> {
        match self {
            Sender::Producer(who) => market.media.take(who, file).await,
            Sender::Shopper(who, code) => market.media.take_for_order(who, code, file).await,
        }
    }

    async fn own(self, market: &Market, hashes: &[String]) -> Result<Vec<Taken>, Failure<Infallible>> {
        match self {
            Sender::Producer(who) => market.media.own(who, hashes).await,
            Sender::Shopper(who, code) => market.media.of_order(who, code, hashes).await,
        }
    }
}

impl<'a> From<&'a ProducerStaff> for Sender<'a> {
    fn from(who: &'a ProducerStaff) -> Self {
        Sender::Producer(who)
    }
}

/// Reads a form with or without photos. The error is an answer to give: the form could not be read to its end, or
/// something broke.
pub async fn receive<'a>(
    market: &'a Market,
    who: impl Into<Sender<'a>>,
    request: Request,
) -> Result<Received, Response> {
    let (mut parts, body) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &()).await;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let with_files = kind.to_ascii_lowercase().starts_with("multipart/form-data");
    let mut desk = Desk::new(market, who.into(), visit, parts.uri.clone());
    let request = Request::from_parts(parts, body);
    if with_files {
        desk.read(request).await?;
    } else {
        desk.typed = Sent::from_request(request, &()).await?.0;
    }
    desk.settle().await
}

/// What has come so far.
struct Desk<'a> {
    market: &'a Market,
    who: Sender<'a>,
    visit: Visit,
    uri: Uri,
    typed: Vec<(String, String)>,
    typed_bytes: usize,
    taken: Vec<Taken>,
    photo_bytes: usize,
    faults: Vec<PhotoFault>,
}

impl<'a> Desk<'a> {
    fn new(market: &'a Market, who: Sender<'a>, visit: Visit, uri: Uri) -> Self {
        let (typed, taken, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { market, who, visit, uri, typed, typed_bytes: 0, taken, photo_bytes: 0, faults }
    }

    async fn read(&mut self, mut request: Request) -> Result<(), Response> {
        DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
        let mut form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        loop {
            match form.next_field().await {
                Ok(Some(field)) => self.field(field).await?,
                Ok(None) => return Ok(()),
                Err(error) => return Err(self.cut_off(error.status()).await),
            }
        }
    }

    async fn field(&mut self, field: Field<'_>) -> Result<(), Response> {
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), field.file_name().map(str::to_owned)) {
            (PHOTO, Some(file)) => self.photo(field, file).await,
            (PHOTO, None) | (_, Some(_)) => Ok(()),
            (_, None) => self.text(field, name).await,
        }
    }

    async fn text(&mut self, mut field: Field<'_>, name: String) -> Result<(), Response> {
        let mut text = Vec::new();
        while let Some(chunk) = self.chunk(&mut field).await? {
            self.typed_bytes += chunk.len();
            if self.typed_bytes > TYPED_MAX {
                return Err(self.cut_off(StatusCode::PAYLOAD_TOO_LARGE).await);
            }
            text.extend_from_slice(&chunk);
        }
        self.typed.push((name, whole(&String::from_utf8_lossy(&text))));
        Ok(())
    }

    /// Reads one photo to its end, keeping it only while it may be taken.
    async fn photo(&mut self, mut field: Field<'_>, name: String) -> Result<(), Response> {
        let mut file = Vec::new();
        let mut size = 0;
        let most = self.who.photos_max();
        let mut why = (self.kept().len() + self.taken.len() >= most).then_some(PhotoRefusal::TooMany { most });
        while let Some(chunk) = self.chunk(&mut field).await? {
            size += chunk.len();
            if size > BYTES_MAX {
                why = why.or(Some(PhotoRefusal::TooLarge));
            } else if self.photo_bytes + size > BYTES_TOGETHER_MAX {
                why = why.or(Some(PhotoRefusal::TooLargeTogether));
            }
            match why {
                None => file.extend_from_slice(&chunk),
                Some(_) => file = Vec::new(),
            }
        }
        match why {
            // Nothing was chosen.
            _ if size == 0 && name.is_empty() => Ok(()),
            Some(why) => {
                self.refuse(name, why);
                Ok(())
            }
            None => self.take(name, file).await,
        }
    }

    async fn take(&mut self, name: String, file: Vec<u8>) -> Result<(), Response> {
        self.photo_bytes += file.len();
        match self.who.take(self.market, file).await {
            Ok(taken) => {
                self.taken.push(taken);
                Ok(())
            }
            Err(Failure::Refused(why)) => {
                self.refuse(name, why);
                Ok(())
            }
            Err(Failure::Incident(id)) => Err(render::incident(self.market, &self.visit, id).await),
        }
    }

    fn refuse(&mut self, name: String, why: PhotoRefusal) {
        self.faults.push(PhotoFault { name, why });
    }

    async fn chunk(&mut self, field: &mut Field<'_>) -> Result<Option<bytes::Bytes>, Response> {
        match field.chunk().await {
            Ok(chunk) => Ok(chunk),
            Err(error) => Err(self.cut_off(error.status()).await),
        }
    }

    /// The pictures that the form had, without those that are to go.
    fn kept(&self) -> Vec<String> {
        let gone = |hash: &str| self.typed.iter().any(|(name, value)| name == REMOVE && value == hash);
        let pictures = self.typed.iter().filter(|(name, value)| name == PICTURE && !gone(value));
        pictures.map(|(_, hash)| hash.clone()).collect()
    }

    /// Answers a form that cannot be read to its end: with the page, so that what came is not lost.
    async fn cut_off(&mut self, status: StatusCode) -> Response {
        let too_large = status == StatusCode::PAYLOAD_TOO_LARGE;
        let why = if too_large { PhotoRefusal::TooLargeTogether } else { PhotoRefusal::Broken };
        self.faults.push(PhotoFault { name: String::new(), why });
        let (visit, uri) = (self.visit.clone(), self.uri.clone());
        let received = match self.settle().await {
            Ok(received) => received,
            Err(answer) => return answer,
        };
        let faults = received.told(Words::of(visit.language));
        let mut response = render::show_again(self.market, &visit, &uri, received.sent.back(faults)).await;
        if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
            *response.status_mut() = status;
        }
        response
    }

    /// Puts together what came.
    async fn settle(&mut self) -> Result<Received, Response> {
        let mut pictures = match self.who.own(self.market, &self.kept()).await {
            Ok(pictures) => pictures,
            Err(Failure::Incident(id)) => return Err(render::incident(self.market, &self.visit, id).await),
        };
        for taken in std::mem::take(&mut self.taken) {
            if pictures.iter().all(|picture| picture.id != taken.id) {
                pictures.push(taken);
            }
        }
        let most = self.who.photos_max();
        if pictures.len() > most {
            pictures.truncate(most);
            self.faults.push(PhotoFault { name: String::new(), why: PhotoRefusal::TooMany { most } });
        }
        let mut typed = std::mem::take(&mut self.typed);
        typed.retain(|(name, _)| name != PICTURE && name != REMOVE);
        typed.extend(pictures.iter().map(|picture| (PICTURE.to_owned(), picture.hash.clone())));
        Ok(Received {
            sent: Sent(typed),
            pictures: pictures.into_iter().map(|picture| picture.id).collect(),
            faults: std::mem::take(&mut self.faults),
        })
    }
}
