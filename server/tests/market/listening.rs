//! Connections as they come over the wire.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use axum::{Router, body::Body, http::header, response::IntoResponse, routing::get};
use server::http::{
    house,
    listening::{Bounds, listen},
    router::router,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};

use crate::{on_both, support::TestShop};

/// Longer than anything here should take.
const LONG: Duration = Duration::from_secs(20);
const ASKED: &[u8] = b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

struct Open {
    address: SocketAddr,
    served: JoinHandle<()>,
}

impl Open {
    async fn with(shop: &TestShop, router: Router, bounds: Bounds) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(listen(listener, router, bounds, shop.market.stopping.clone()));
        Self { address, served }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// Everything that comes until the other side ends.
async fn to_the_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the connection ends").unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What comes next.
async fn next(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let count = timeout(LONG, stream.read(&mut bytes)).await.expect("an answer comes").unwrap();
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

on_both! {
    async fn a_head_that_does_not_arrive_ends_the_connection(shop: TestShop) {
        let bounds = Bounds { head: Duration::from_millis(300), ..Bounds::default() };
        let open = Open::with(&shop, router(&shop.market), bounds).await;
        for begun in [&b""[..], b"GET / HTTP/1.1\r\nHost: a\r\nX-", &[ASKED, b"GET /health"].concat()] {
            let mut stream = open.connect().await;
            stream.write_all(begun).await.unwrap();
            to_the_end(&mut stream).await;
        }
    }

    async fn whoever_goes_on_asking_stays(shop: TestShop) {
        let bounds = Bounds { head: Duration::from_secs(2), ..Bounds::default() };
        let open = Open::with(&shop, router(&shop.market), bounds).await;
        let mut stream = open.connect().await;
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_millis(700)).await;
            stream.write_all(ASKED).await.unwrap();
            assert!(next(&mut stream).await.starts_with("HTTP/1.1 200"));
        }
    }

    async fn no_more_connections_than_there_are_places(shop: TestShop) {
        let bounds = Bounds { connections: 1, ..Bounds::default() };
        let open = Open::with(&shop, router(&shop.market), bounds).await;
        let mut first = open.connect().await;
        first.write_all(ASKED).await.unwrap();
        assert!(next(&mut first).await.starts_with("HTTP/1.1 200"));
        let mut second = open.connect().await;
        second.write_all(ASKED).await.unwrap();
        assert!(timeout(Duration::from_millis(300), second.read(&mut [0; 1])).await.is_err(), "it waits");
        drop(first);
        assert!(next(&mut second).await.starts_with("HTTP/1.1 200"));
    }

    async fn the_language_and_the_clients_address_are_known(shop: TestShop) {
        let open = Open::with(&shop, router(&shop.market), Bounds::default()).await;
        let mut stream = open.connect().await;
        stream.write_all(b"GET /en/dang-nhap HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
        assert!(to_the_end(&mut stream).await.contains("<html lang=\"en\""));
    }

    async fn closing_ends_streams_and_answers_what_was_asked(shop: TestShop) {
        let endless = || async {
            let waiting = futures::stream::pending::<Result<&'static str, std::convert::Infallible>>();
            ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(waiting)).into_response()
        };
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "it is done"
        };
        let addresses = Router::new().route("/dong", get(endless)).route("/cham", get(slow));
        let open = Open::with(&shop, house::around(&shop.market, addresses), Bounds::default()).await;
        let (mut streaming, mut waiting, idle) = (open.connect().await, open.connect().await, open.connect().await);
        streaming.write_all(b"GET /dong HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        assert!(next(&mut streaming).await.contains("text/event-stream"));
        waiting.write_all(b"GET /cham HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        shop.market.stopping.cancel();
        assert!(to_the_end(&mut waiting).await.contains("it is done"));
        to_the_end(&mut streaming).await;
        drop(idle);
        timeout(LONG, open.served).await.expect("listening ends").unwrap();
        assert!(TcpStream::connect(open.address).await.is_err());
    }
}
