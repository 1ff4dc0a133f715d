//! Real connections: a client that can hang up, and one that sees the market die.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use server::http::{
    listening::{Bounds, listen},
    router::router,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{Answer, TestShop};

/// A request to be sent over a connection of its own.
#[derive(Clone)]
pub struct Ask {
    pub line: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn get(path: &str) -> Self {
        Self { line: format!("GET {path}"), headers: Vec::new(), body: Vec::new() }
    }

    /// A form as a browser sends it.
    pub fn form<'a>(path: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = ("content-type", "application/x-www-form-urlencoded".to_owned());
        Self { line: format!("POST {path}"), headers: vec![kind], body: body.into_bytes() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends all of it; the answer is waited for, or not.
    pub async fn send(&self, to: SocketAddr) -> io::Result<Waiting> {
        let mut head = format!("{} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\n", self.line);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        let mut stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        stream.write_all(&[head.as_bytes(), &self.body].concat()).await?;
        Ok(Waiting(stream))
    }
}

/// A connection over which a request was sent. Dropped, it is hung up.
pub struct Waiting(TcpStream);

impl Waiting {
    /// The whole answer; one that breaks off is an error.
    pub async fn answer(mut self) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes).await?;
        read(&bytes).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    /// Hangs up; `true` when nothing had been answered by then.
    pub fn hang_up(self) -> bool {
        let mut byte = [0];
        matches!(self.0.try_read(&mut byte), Err(error) if error.kind() == ErrorKind::WouldBlock)
    }
}

fn read(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status: StatusCode = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        headers.append(name.parse::<HeaderName>().ok()?, value.parse::<HeaderValue>().ok()?);
    }
    let rest = &bytes[end + 4..];
    let body = match headers.get("content-length") {
        Some(length) => {
            let length: usize = length.to_str().ok()?.parse().ok()?;
            rest.get(..length)?.to_vec()
        }
        None if headers.contains_key("transfer-encoding") => joined(rest)?,
        None => rest.to_vec(),
    };
    Some(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

/// A body that came in chunks; `None` unless the last one came too.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        rest = &rest[end + 2..];
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length + 2..)?;
    }
}

impl TestShop {
    /// Opens the market on a port of its own until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(listen(listener, router(&self.market), Bounds::default(), self.market.stopping.clone()));
        address
    }
}
