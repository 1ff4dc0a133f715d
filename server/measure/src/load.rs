//! Requests over kept connections, as many at once as there are connections.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use futures::future::try_join_all;
use tokio::net::TcpStream;

use crate::Done;

/// The longest answer that is read.
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// How long all of them took, and each.
pub struct Took {
    pub all: Duration,
    pub each: Vec<Duration>,
}

/// A request as it goes over the wire, without the host.
pub fn request(path: &str, headers: &[(&str, &str)], body: &str) -> String {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("POST {path} HTTP/1.1\r\nhost: market\r\n{headers}content-length: {}\r\n\r\n{body}", body.len())
}

/// Sends every request once; each must be answered with this status.
pub async fn send(to: SocketAddr, requests: Vec<String>, at_once: usize, status: u16) -> Done<Took> {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let connections = (0..at_once).map(|_| {
        let (requests, next) = (requests.clone(), next.clone());
        let sending = tokio::spawn(async move {
            let mut connection = TcpStream::connect(to).await?;
            connection.set_nodelay(true)?;
            let mut each = Vec::new();
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let begun = Instant::now();
                one(&mut connection, request, status).await?;
                each.push(begun.elapsed());
            }
            Done::Ok(each)
        });
        async move { sending.await? }
    });
    let each = try_join_all(connections).await?.concat();
    Ok(Took { all: begun.elapsed(), each })
}

async fn one(connection: &mut TcpStream, request: &str, status: u16) -> Done<()> {
    let mut rest = request.as_bytes();
    while !rest.is_empty() {
        connection.writable().await?;
        match connection.try_write(rest) {
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut answer = Vec::new();
    while !is_whole(&answer) {
        connection.readable().await?;
        match connection.try_read_buf(&mut answer) {
            Ok(0) => return Err("the connection was closed".into()),
            Ok(_) if answer.len() > ANSWER_BYTES_MAX => return Err("the answer has no end".into()),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
    }
    let text = String::from_utf8_lossy(&answer);
    if text.starts_with(&format!("HTTP/1.1 {status} ")) { Ok(()) } else { Err(text.into_owned().into()) }
}

/// Whether head and body are there; a body without a length ends the measurement anyway: it is a page of faults.
fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    length.is_none_or(|length: usize| body.len() >= length)
}
