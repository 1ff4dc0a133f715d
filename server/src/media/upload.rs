//! A form with photos, as it arrives. Every photo that can be read is kept at once, so that neither a fault in another
//! field nor one in another photo loses it: the form that comes back names it by its hash in a hidden field.

use std::{collections::HashSet, convert::Infallible};

use app::{form::Fault, words::Words};
use axum::{
    extract::{
        DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use shop::{
    failure::Failure,
    id::PictureId,
    identity::party::{KeyHolder, ProducerStaff},
    media::{
        photo::{BYTES_MAX, BYTES_TOGETHER_MAX, PHOTOS_MAX, PhotoFault, PhotoRefusal},
        picture::is_hash,
        service::Taken,
    },
    orders::asking::RETURN_PHOTOS_MAX,
};

use super::gauge::Gauge;
use crate::{
    http::{
        form::{FIELDS_MAX, Sent, whole},
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
/// The largest size of everything typed into the form, with the names of its fields and files.
const TYPED_MAX: usize = 256 * 1024;
/// The most files that are looked at: of those that are refused, each costs as much as one that is taken.
const FILES_MAX: usize = 4 * PHOTOS_MAX;

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
    parts: usize,
    files: usize,
    gauge: Gauge,
    taken: Vec<Taken>,
    photo_bytes: usize,
    faults: Vec<PhotoFault>,
}

impl<'a> Desk<'a> {
    fn new(market: &'a Market, who: Sender<'a>, visit: Visit, uri: Uri) -> Self {
        Self {
            market,
            who,
            visit,
            uri,
            typed: Vec::new(),
            typed_bytes: 0,
            parts: 0,
            files: 0,
            gauge: Gauge::default(),
            taken: Vec::new(),
            photo_bytes: 0,
            faults: Vec::new(),
        }
    }

    async fn read(&mut self, request: Request) -> Result<(), Response> {
        let mut request = request.map(|body| self.gauge.watch(body));
        DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
        let mut form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        loop {
            match form.next_field().await {
                Ok(Some(field)) => self.field(field).await?,
                Ok(None) => return Ok(()),
                Err(error) => return Err(self.broken_off(&error).await),
            }
        }
    }

    async fn field(&mut self, field: Field<'_>) -> Result<(), Response> {
        self.gauge.found();
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        self.parts += 1;
        self.typed_bytes += name.len() + file.as_ref().map_or(0, String::len);
        if self.parts > FIELDS_MAX || self.typed_bytes > TYPED_MAX {
            return Err(self.cut_off(StatusCode::PAYLOAD_TOO_LARGE, PhotoRefusal::FormTooLarge).await);
        }
        match (name.as_str(), file) {
            (PHOTO, Some(file)) => self.photo(field, file).await,
            (PHOTO, None) | (_, Some(_)) => self.skip(field).await,
            (_, None) => self.text(field, name).await,
        }
    }

    async fn skip(&mut self, mut field: Field<'_>) -> Result<(), Response> {
        while self.chunk(&mut field).await?.is_some() {}
        Ok(())
    }

    async fn text(&mut self, mut field: Field<'_>, name: String) -> Result<(), Response> {
        let mut text = Vec::new();
        while let Some(chunk) = self.chunk(&mut field).await? {
            self.typed_bytes += chunk.len();
            if self.typed_bytes > TYPED_MAX {
                return Err(self.cut_off(StatusCode::PAYLOAD_TOO_LARGE, PhotoRefusal::FormTooLarge).await);
            }
            text.extend_from_slice(&chunk);
        }
        self.typed.push((whole(&name), whole(&String::from_utf8_lossy(&text))));
        Ok(())
    }

    /// Reads one photo to its end, keeping it only while it may be taken.
    async fn photo(&mut self, mut field: Field<'_>, name: String) -> Result<(), Response> {
        let mut file = Vec::new();
        let mut size = 0;
        self.files += 1;
        let most = self.who.photos_max();
        let full = self.kept().len() + self.taken.len() >= most || self.files > FILES_MAX;
        let mut why = full.then_some(PhotoRefusal::TooMany { most });
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
        self.gauge.found();
        match field.chunk().await {
            Ok(chunk) => Ok(chunk),
            Err(error) => Err(self.broken_off(&error).await),
        }
    }

    /// The pictures that the form had, each once, without those that are to go.
    fn kept(&self) -> Vec<String> {
        let named = |field: &'static str| {
            self.typed.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
        };
        let mut gone: HashSet<&str> = named(REMOVE).collect();
        named(PICTURE).filter(|hash| is_hash(hash) && gone.insert(hash)).map(str::to_owned).collect()
    }

    async fn broken_off(&mut self, error: &MultipartError) -> Response {
        match error.status() {
            _ if self.gauge.is_full() => self.cut_off(StatusCode::PAYLOAD_TOO_LARGE, PhotoRefusal::FormTooLarge).await,
            status @ StatusCode::PAYLOAD_TOO_LARGE => self.cut_off(status, PhotoRefusal::TooLargeTogether).await,
            // Nothing of ours broke: the rest of the form did not arrive.
            StatusCode::INTERNAL_SERVER_ERROR => self.cut_off(StatusCode::REQUEST_TIMEOUT, PhotoRefusal::Broken).await,
            status => self.cut_off(status, PhotoRefusal::Broken).await,
        }
    }

    /// Answers a form that cannot be read to its end: with the page, so that what came is not lost.
    async fn cut_off(&mut self, status: StatusCode, why: PhotoRefusal) -> Response {
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
