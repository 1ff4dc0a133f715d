//! `GET /lan-mua/{code}/qr/{order}.png?khoa=`: the code of one payment as a picture, for who pays with the phone that
//! shows it and cannot hold it before its own camera.

use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use shop::{
    failure::{Failure, Missing},
    payments::service::PurchaseAddress,
};

use super::qr;
use crate::{
    fault::failed,
    http::{guard::key_holder, render, visit::Visit},
    state::Market,
};

pub async fn download(
    State(market): State<Market>,
    Path((code, file)): Path<(String, String)>,
    visit: Visit,
    uri: Uri,
) -> Response {
    match picture(&market, code, &file, &uri).await {
        Ok(picture) => picture,
        Err(Failure::Refused(_)) => render::not_found(&market, &visit).await,
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// Only what the page shows: nothing once nothing is to be paid.
async fn picture(market: &Market, code: String, file: &str, uri: &Uri) -> Result<Response, Failure<Missing>> {
    const NOTHING: Failure<Missing> = Failure::Refused(Missing::NotFound);
    let order = file.strip_suffix(".png").ok_or(NOTHING)?;
    let who = key_holder(uri).ok_or(NOTHING)?;
    // The key is for the orders' addresses, which a picture does not show.
    let purchase = market.payments.purchase(&who, &PurchaseAddress { code, key: String::new() }).await?;
    let payment = purchase.payments.into_iter().find(|payment| payment.order == order && payment.to_pay().is_some());
    let payment = payment.ok_or(NOTHING)?;
    let picture = qr::png(&payment.qr.payload).map_err(failed)?;
    // An order's code is letters, digits and hyphens.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"VietQR-{}.png\"", payment.order));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    Ok((headers, picture).into_response())
}
