//! The files of pictures: `/anh/{hash}/{width}.{avif,jpg}`, the same for ever, since the hash is that of the photo.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use shop::media::picture::is_hash;

use super::blobs;
use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new().route("/anh/{hash}/{file}", get(file))
}

async fn file(State(market): State<Market>, Path((hash, file)): Path<(String, String)>) -> Response {
    let Some((name, kind)) = named(&hash, &file) else { return nothing() };
    match market.blobs.get(&name).await {
        Ok(Some(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
                (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => nothing(),
        Err(fault) => {
            fault.report();
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The blob of an address and its kind; `None` for everything that we would not have written ourselves.
fn named(hash: &str, file: &str) -> Option<(String, &'static str)> {
    let (digits, ending) = file.split_once('.')?;
    let width: u32 = digits.parse().ok()?;
    let kind = match ending {
        "avif" => "image/avif",
        "jpg" => "image/jpeg",
        _ => return None,
    };
    (is_hash(hash) && width.to_string() == digits).then(|| (blobs::shown(hash, width, ending), kind))
}

/// It may come yet: nobody is to remember that it was not there.
fn nothing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn only_addresses_of_ours_name_a_file() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(named(&hash, "640.avif"), Some((format!("anh/{hash}/640.avif"), "image/avif")));
        assert_eq!(named(&hash, "320.jpg").map(|(_, kind)| kind), Some("image/jpeg"));
        for file in
            ["640.png", "640", ".jpg", "0640.jpg", "+640.jpg", "-1.jpg", "640.jpg.jpg", "../640.jpg", "640.avif/"]
        {
            assert_eq!(named(&hash, file), None, "{file}");
        }
        for hash in ["", "..", "../../goc", &hash[1..], &hash.to_uppercase(), &format!("{hash}0")] {
            assert_eq!(named(hash, "640.jpg"), None, "{hash}");
        }
    }
}
