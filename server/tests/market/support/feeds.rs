//! Banks as they speak: by Casso, by payOS, by the feed of one payee, and by a statement's file.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
};
use data_encoding::HEXLOWER;
use hmac::{
    Hmac, Mac,
    digest::{FixedOutput, KeyInit},
};
use shop::payments::json::Json;

use super::{
    Answer, TestShop,
    placed::{ACCOUNT, signature},
};

/// HMAC-SHA512 of a text in hex.
pub fn hmac512(secret: &str, text: &str) -> String {
    let mut mac = <Hmac<sha2::Sha512> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    HEXLOWER.encode(&mac.finalize_fixed())
}

/// HMAC-SHA256 of a text in hex.
pub fn hmac256(secret: &str, text: &str) -> String {
    let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    HEXLOWER.encode(&mac.finalize_fixed())
}

/// The body of a Casso message.
pub fn casso_body(id: i64, amount: i64, at: &str, reference: &str, text: &str) -> String {
    format!(
        r#"{{"error":0,"data":{{"id":{id},"reference":"{reference}","description":"{text}","amount":{amount},
        "runningBalance":1,"transactionDateTime":"{at}","accountNumber":"{ACCOUNT}","bankName":"Sacombank",
        "bankAbbreviation":"STB","virtualAccountNumber":"","virtualAccountName":""}}}}"#
    )
}

impl TestShop {
    /// Posts to a webhook with any headers.
    pub async fn hook(&self, path: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.as_ref().to_vec())).unwrap()).await
    }

    /// Posts a body as Casso does, signed with a secret.
    pub async fn casso(&self, path: &str, secret: &str, body: &str) -> Answer {
        let ms = self.market.clock.now().unix_timestamp() * 1_000;
        let sorted = Json::parse(body).map(|json| json.sorted()).unwrap_or_default();
        let header = format!("t={ms},v1={}", hmac512(secret, &format!("{ms}.{sorted}")));
        self.hook(path, &[("x-casso-signature", &header)], body).await
    }

    /// Posts a body as SePay does to the address of one payee.
    pub async fn sepay_to(&self, path: &str, secret: &str, body: &str) -> Answer {
        let timestamp = self.market.clock.now().unix_timestamp().to_string();
        let header = format!("sha256={}", signature(secret, &timestamp, body.as_bytes()));
        self.hook(path, &[("x-sepay-signature", &header), ("x-sepay-timestamp", &timestamp)], body).await
    }

    /// Sends a statement's file as a browser does; gives the address of its page.
    pub async fn upload(&self, account: &str, name: &str, file: &[u8]) -> Answer {
        const BOUNDARY: &str = "----statement";
        let mut body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"account\"\r\n\r\n{account}\r\n--{BOUNDARY}\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri("/xuong/tien/sao-ke")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::ORIGIN, &self.market.settings.public_url)
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Uploads a statement whose columns can be guessed and takes it in.
    pub async fn take_statement(&self, file: &str) -> String {
        let uploaded = self.upload(ACCOUNT, "sao-ke.csv", file.as_bytes()).await;
        assert_eq!(uploaded.status, StatusCode::SEE_OTHER, "{}", uploaded.body);
        let page = uploaded.location().to_owned();
        let taken = self.post(&page, &[("do", "take")]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        page
    }
}

/// What the rows of a statement's page would do, in their order.
pub fn effects(page: &str) -> Vec<&str> {
    let rows = page.split("<tr data-effect=\"").skip(1);
    rows.filter_map(|rest| rest.split('"').next()).collect()
}
