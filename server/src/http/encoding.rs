//! Pages on the wire are compressed if the browser can read it.

use std::io::Write;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use flate2::{Compression, write::GzEncoder};

use super::render::PAGE_BYTES_MAX;

/// What is smaller gains nothing.
const BYTES_MIN: usize = 1024;

/// How a body may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    /// The best coding that a browser says it reads.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let reads = |name: &str| {
            headers
                .get_all(header::ACCEPT_ENCODING)
                .iter()
                .filter_map(|line| line.to_str().ok())
                .flat_map(|line| line.split(','))
                .filter_map(|coding| {
                    let mut parts = coding.split(';').map(str::trim);
                    (parts.next()? == name).then(|| !parts.any(is_refusal))
                })
                .any(|reads| reads)
        };
        if reads("br") {
            Self::Brotli
        } else if reads("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// As it stands in `Content-Encoding`.
    pub fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Plain => None,
        }
    }

    /// The body in this coding; `None` where it stays plain.
    pub fn encode(self, body: &[u8]) -> Option<Vec<u8>> {
        // Writing into memory does not fail; if it did, the plain body would be sent.
        match self {
            Self::Plain => None,
            Self::Brotli => {
                let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
                encoder.write_all(body).ok()?;
                Some(encoder.into_inner())
            }
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::new(5));
                encoder.write_all(body).ok()?;
                encoder.finish().ok()
            }
        }
    }
}

/// `q=0`, however many zeros it has.
fn is_refusal(parameter: &str) -> bool {
    parameter.strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0_f32))
}

/// Compresses pages and other texts that are not compressed yet. Events and files pass as they are.
pub async fn compress(request: Request, next: Next) -> Response {
    let coding = Coding::accepted(request.headers());
    let response = next.run(request).await;
    if coding == Coding::Plain || !is_text(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = axum::body::to_bytes(body, PAGE_BYTES_MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let encoded = if plain.len() < BYTES_MIN { None } else { encoded(coding, plain.clone()).await };
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(encoded) = encoded else { return Response::from_parts(parts, Body::from(plain)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(coding.name().map(|name| (header::CONTENT_ENCODING, name)));
    Response::from_parts(parts, Body::from(encoded))
}

/// The body in a coding, made off the threads that answer.
pub async fn encoded(coding: Coding, plain: Bytes) -> Option<Vec<u8>> {
    tokio::task::spawn_blocking(move || coding.encode(&plain)).await.ok().flatten()
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let text = ["text/html", "text/calendar", "application/xml", "application/manifest+json"];
    !headers.contains_key(header::CONTENT_ENCODING) && text.iter().any(|begin| kind.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(line: &str) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(line).unwrap());
        Coding::accepted(&headers)
    }

    #[test]
    fn the_browser_says_what_it_reads() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(accepted("gzip;q=1.0, br;q=0"), Coding::Gzip);
        assert_eq!(accepted("gzip;q=0.000, brx, identity"), Coding::Plain);
        assert_eq!(Coding::accepted(&HeaderMap::new()), Coding::Plain);
    }

    #[test]
    fn what_was_encoded_can_be_read() {
        let text = "nước mắm ".repeat(500);
        let mut read = Vec::new();
        let encoded = Coding::Brotli.encode(text.as_bytes()).unwrap();
        brotli::BrotliDecompress(&mut encoded.as_slice(), &mut read).unwrap();
        assert_eq!(read, text.as_bytes());
        let encoded = Coding::Gzip.encode(text.as_bytes()).unwrap();
        let mut read = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(encoded.as_slice()), &mut read).unwrap();
        assert_eq!(read, text);
    }
}
