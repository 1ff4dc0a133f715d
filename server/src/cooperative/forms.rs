//! The cooperative's sales as a file.

use app::words::Words;
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use shop::{
    clock::{day_in_vietnam, iso_day},
    cooperative::{period::Period, sales::Sales, sheet::neutral},
    failure::Failure,
};

use crate::{
    fault::Fault,
    http::{form::Sent, guard::to_sign_in, render, visit::Visit},
    state::Market,
};

/// What tells spreadsheets that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn routes() -> Router<Market> {
    Router::new().route("/htx/doanh-so.csv", get(sales_file))
}

async fn sales_file(State(market): State<Market>, visit: Visit, uri: Uri) -> Response {
    let Some(who) = &visit.who else { return to_sign_in(&visit, &uri) };
    let Some(staff) = who.cooperative_staff() else { return render::not_found(&market, &visit).await };
    let query = uri.query().unwrap_or_default();
    let asked = Sent(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect());
    let today = day_in_vietnam(market.clock.now());
    let Ok(period) = Period::read(asked.raw("tu"), asked.raw("den"), today) else {
        // The page of the same dates says what is wrong with them.
        let page = format!("/htx?{query}").parse().unwrap_or(Uri::from_static("/htx"));
        return render::show_again(&market, &visit, &page, asked.back(Vec::new())).await;
    };
    let sales = match market.cooperatives.sales(&staff, period).await {
        Ok(sales) => sales,
        Err(Failure::Incident(id)) => return render::incident(&market, &visit, id).await,
    };
    match written(&sales, Words::of(visit.language)) {
        Ok(bytes) => file(period, bytes),
        Err(error) => render::incident(&market, &visit, Fault::outside("sales file", error).report()).await,
    }
}

/// One line an order, amounts as whole numbers without dots.
fn written(sales: &Sales, words: &Words) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(words.cooperative.sales.file_columns)?;
    for (sale, member) in &sales.rows {
        writer.write_record([
            iso_day(sale.day).as_str(),
            &neutral(&sale.code),
            &neutral(member),
            &sale.goods.get().to_string(),
            &sale.delivery.get().to_string(),
            &sale.total.get().to_string(),
        ])?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn file(period: Period, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"doanh-so-{}-{}.csv\"", iso_day(period.from()), iso_day(period.to()));
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}
