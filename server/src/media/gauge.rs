//! A form is read part by part, and the head of a part is searched from its beginning each time more of it arrives: a
//! head without an end would keep a thread busy for minutes. So a body is handed on in small pieces, and reading ends
//! when too many of them came without a part, or some of one, being found in them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Poll, ready},
};

use axum::body::{Body, Bytes};
use futures::{StreamExt, stream};

/// The largest piece that is handed on at once, in bytes.
const PIECE: usize = 64 * 1024;
/// How much may come without anything being found in it, in bytes. The head of a part has a few hundred.
const IDLE_MAX: usize = 4 * PIECE;

/// Measures how much came since something was found.
#[derive(Clone, Default)]
pub struct Gauge(Arc<AtomicUsize>);

impl Gauge {
    /// The body in pieces; it ends with an error when the gauge is full.
    pub fn watch(&self, body: Body) -> Body {
        let idle = self.clone();
        let mut frames = body.into_data_stream();
        let mut rest = Bytes::new();
        let mut pause = false;
        Body::from_stream(stream::poll_fn(move |context| {
            // Whoever reads takes everything that is there before looking at it: after each piece nothing is.
            if std::mem::take(&mut pause) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            if rest.is_empty() {
                rest = match ready!(frames.poll_next_unpin(context)) {
                    Some(Ok(frame)) => frame,
                    end => return Poll::Ready(end),
                };
            }
            pause = true;
            let piece = rest.split_to(rest.len().min(PIECE));
            idle.0.fetch_add(piece.len(), Ordering::Relaxed);
            if idle.is_full() {
                return Poll::Ready(Some(Err(axum::Error::new("too much of a form without a part in it"))));
            }
            Poll::Ready(Some(Ok(piece)))
        }))
    }

    /// Something was found.
    pub fn found(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether too much came without anything being found.
    pub fn is_full(&self) -> bool {
        self.0.load(Ordering::Relaxed) > IDLE_MAX
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn body(bytes: usize) -> Body {
        Body::from(vec![b'a'; bytes])
    }

    #[tokio::test]
    async fn a_body_passes_whole_as_long_as_something_is_found_in_it() {
        let gauge = Gauge::default();
        let mut pieces = gauge.watch(body(10 * IDLE_MAX + 1)).into_data_stream();
        let mut bytes = 0;
        while let Some(piece) = pieces.next().await {
            let piece = piece.unwrap();
            assert!(piece.len() <= PIECE);
            bytes += piece.len();
            gauge.found();
        }
        assert_eq!(bytes, 10 * IDLE_MAX + 1);
    }

    #[tokio::test]
    async fn a_body_in_which_nothing_is_found_ends() {
        let gauge = Gauge::default();
        let read = axum::body::to_bytes(gauge.watch(body(IDLE_MAX)), usize::MAX).await;
        assert_eq!(read.unwrap().len(), IDLE_MAX);
        assert!(!gauge.is_full());
        let gauge = Gauge::default();
        assert!(axum::body::to_bytes(gauge.watch(body(IDLE_MAX + 1)), usize::MAX).await.is_err());
        assert!(gauge.is_full());
    }
}
