//! The forms of bank statements: a file, which column is what, and taking it in.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State, multipart::Field},
    http::{StatusCode, Uri, header},
    response::Response,
    routing::post,
};
use shop::{
    failure::Failure,
    identity::party::ProducerStaff,
    payments::statement::{
        layout::{Layout, LayoutFault, Role},
        service::{ArrangeRefusal, StatementFile, TakeRefusal, UploadRefusal},
        sheet::{FILE_BYTES_MAX, FileFault},
    },
};

use crate::{
    http::{
        done,
        form::{Sent, whole},
        guard::see_other,
        render,
        visit::Visit,
    },
    state::Market,
};

const UPLOADS: &str = "/xuong/tien/sao-ke";
/// The field that the file comes in.
const FILE: &str = "file";
/// The most that is listened to. A browser shows an answer only after it has sent everything.
const BODY_MAX: usize = 4 * FILE_BYTES_MAX;
/// The largest size of everything typed into the form.
const TYPED_MAX: usize = 16 * 1024;

pub fn routes() -> Router<Market> {
    Router::new().route(UPLOADS, post(upload)).route("/xuong/tien/sao-ke/{id}", post(decide))
}

/// A form with a file as it came.
#[derive(Default)]
struct Received {
    typed: Vec<(String, String)>,
    name: String,
    bytes: Vec<u8>,
    too_large: bool,
}

async fn upload(State(market): State<Market>, visit: Visit, uri: Uri, request: Request) -> Response {
    let Some(who) = visit.who.as_ref().and_then(|who| who.producer_staff()) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let received = match receive(request).await {
        Ok(received) => received,
        Err(status) => return render::problem(&market, &visit, status).await,
    };
    let sent = Sent(received.typed);
    if received.too_large {
        let mut answer = refused(&market, &visit, &uri, sent, UploadRefusal::File(FileFault::TooLarge)).await;
        *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return answer;
    }
    let file = StatementFile { account: sent.line("account"), name: received.name, bytes: received.bytes };
    match market.statements.upload(&who, file).await {
        Ok(id) => see_other(&visit.language.path(&format!("{UPLOADS}/{id}"))),
        Err(Failure::Refused(refusal)) => refused(&market, &visit, &uri, sent, refusal).await,
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

async fn refused(market: &Market, visit: &Visit, uri: &Uri, sent: Sent, refusal: UploadRefusal) -> Response {
    let words = &Words::of(visit.language).payments.statement;
    let fault = match refusal {
        UploadRefusal::Account => Fault::new("account", words.account_fault),
        UploadRefusal::File(fault) => Fault::new(FILE, (words.file_fault)(fault)),
    };
    render::show_again(market, visit, uri, sent.back(vec![fault])).await
}

/// Reads a form with a file, or one without: then the file is missing.
async fn receive(mut request: Request) -> Result<Received, StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut received = Received::default();
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        received.typed = Sent::from_request(request, &()).await.map_err(|answer| answer.status())?.0;
        return Ok(received);
    }
    DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(received),
            Err(error) => return cut_off(received, error.status()),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let read = match field.file_name().map(str::to_owned) {
            Some(file) if name == FILE => received.file(field, file).await,
            Some(_) => Ok(()),
            None => received.text(field, name).await,
        };
        if let Err(status) = read {
            return cut_off(received, status);
        }
    }
}

/// A body that is too large even to be listened to is a file that is too large; another one is broken.
fn cut_off(mut received: Received, status: StatusCode) -> Result<Received, StatusCode> {
    if status != StatusCode::PAYLOAD_TOO_LARGE {
        return Err(status);
    }
    received.too_large = true;
    Ok(received)
}

impl Received {
    /// Reads the file to its end, keeping it only while it may be taken.
    async fn file(&mut self, mut field: Field<'_>, name: String) -> Result<(), StatusCode> {
        self.name = whole(&name);
        while let Some(chunk) = field.chunk().await.map_err(|error| error.status())? {
            if self.bytes.len() + chunk.len() > FILE_BYTES_MAX {
                self.too_large = true;
            }
            if self.too_large {
                self.bytes = Vec::new();
            } else {
                self.bytes.extend_from_slice(&chunk);
            }
        }
        Ok(())
    }

    async fn text(&mut self, mut field: Field<'_>, name: String) -> Result<(), StatusCode> {
        let mut text = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| error.status())? {
            text.extend_from_slice(&chunk);
            if text.len() > TYPED_MAX {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
        }
        self.typed.push((whole(&name), whole(&String::from_utf8_lossy(&text))));
        Ok(())
    }
}

/// Says which column is what, or takes the statement in.
async fn decide(State(market): State<Market>, visit: Visit, uri: Uri, Path(id): Path<String>, sent: Sent) -> Response {
    let Some(who) = visit.who.as_ref().and_then(|who| who.producer_staff()) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let Ok(id) = id.parse::<i64>() else { return render::not_found(&market, &visit).await };
    match sent.raw("do") {
        Some("take") => take(&market, &visit, &uri, &who, id, sent).await,
        _ => arrange(&market, &visit, &uri, &who, id, sent).await,
    }
}

async fn arrange(market: &Market, visit: &Visit, uri: &Uri, who: &ProducerStaff, id: i64, sent: Sent) -> Response {
    let faults = match layout(&sent) {
        Ok(layout) => match market.statements.arrange(who, id, layout).await {
            Ok(()) => return done::to(visit, &here(id), "cot"),
            Err(Failure::Refused(ArrangeRefusal::Faulty(faults))) => faults,
            Err(Failure::Refused(ArrangeRefusal::NotFound)) => return render::not_found(market, visit).await,
            Err(Failure::Refused(ArrangeRefusal::Taken)) => return see_other(&visit.language.path(&here(id))),
            Err(Failure::Incident(incident)) => return render::incident(market, visit, incident).await,
        },
        Err(faults) => faults,
    };
    let words = &Words::of(visit.language).payments.statement;
    let faults = faults.into_iter().map(|fault| Fault::new(fault.field(), (words.layout_fault)(fault))).collect();
    render::show_again(market, visit, uri, sent.back(faults)).await
}

async fn take(market: &Market, visit: &Visit, uri: &Uri, who: &ProducerStaff, id: i64, sent: Sent) -> Response {
    match market.statements.take(who, id).await {
        Ok(()) => done::to(visit, &here(id), "ghi"),
        Err(Failure::Refused(TakeRefusal::NotFound)) => render::not_found(market, visit).await,
        Err(Failure::Refused(TakeRefusal::Columns)) => {
            let words = &Words::of(visit.language).payments.statement;
            let fault = Fault::new(Role::Date.field(), words.columns_first);
            render::show_again(market, visit, uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(incident)) => render::incident(market, visit, incident).await,
    }
}

fn here(id: i64) -> String {
    format!("{UPLOADS}/{id}")
}

/// The choice as it was sent; what is not chosen is empty.
fn layout(sent: &Sent) -> Result<Layout, Vec<LayoutFault>> {
    let mut faults = Vec::new();
    let mut layout = Layout::default();
    match sent.line("header").parse() {
        Ok(header) => layout.header = header,
        Err(_) => faults.push(LayoutFault::NoSuchRow),
    }
    for role in Role::ALL {
        let typed = sent.line(role.field());
        match (typed.is_empty(), typed.parse()) {
            (true, _) => {}
            (false, Ok(column)) => layout.choose(role, Some(column)),
            (false, Err(_)) => faults.push(LayoutFault::NoSuchColumn(role)),
        }
    }
    if faults.is_empty() { Ok(layout) } else { Err(faults) }
}
