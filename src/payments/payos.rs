//! payOS' webhook: the text that its signature is made of, and what names an event. Its events follow links made by
//! payOS, so they say nothing about transfers by our own QR: they are verified and kept, never matched to orders.
//!
//! Source of the rules: `domain.md`, *Cashless payment*.

use serde::Deserialize;

use super::json::Json;

/// The body of a payOS webhook. Unknown fields are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PayosMessage {
    /// What happened.
    pub data: PayosEvent,
}

/// One payment by a link of payOS.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayosEvent {
    /// The order number given when the link was made.
    pub order_code: i64,
    /// The bank's reference.
    pub reference: String,
    /// payOS' name of the link.
    pub payment_link_id: String,
}

impl PayosEvent {
    /// What tells one event from another; the same event comes again with the same name.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}/{}/{}", self.order_code, self.payment_link_id, self.reference)
    }
}

/// What payOS signs: `name=value` of all fields of `data`, sorted by name, joined with `&`, values as they are; and the
/// signature that the body carries. `None` when the body is nothing that payOS signed.
#[must_use]
pub fn signed_text(body: &str) -> Option<(String, String)> {
    let json = Json::parse(body)?;
    let (Json::Object(data), Json::Text(signature)) = (json.get("data")?, json.get("signature")?) else { return None };
    let pairs: Vec<String> = data.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect();
    Some((pairs.join("&"), signature.clone()))
}

/// A value as payOS joins it: nothing for what is not set, also where it was written as a word.
fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Text(text) if text == "null" || text == "undefined" => String::new(),
        Json::Text(text) | Json::Number(text) => text.clone(),
        Json::Bool(_) | Json::List(_) | Json::Object(_) => value.sorted(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn published() -> (serde_json::Value, String) {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/payment-vectors.json")).unwrap();
        let vector = &vectors["payos_webhook"];
        let body = serde_json::json!({
            "code": "00", "desc": "success", "success": true, "data": vector["data"], "signature": "abc"
        });
        (vector.clone(), body.to_string())
    }

    #[test]
    fn the_signed_text_is_the_published_one() {
        let (vector, body) = published();
        let text = vector["message"].as_str().unwrap().to_owned();
        assert_eq!(signed_text(&body), Some((text, "abc".to_owned())));
    }

    #[test]
    fn the_message_that_tries_the_address_is_an_event_like_any() {
        let (_, body) = published();
        let event = serde_json::from_str::<PayosMessage>(&body).unwrap().data;
        assert_eq!(event.number(), "123/124c33293c43417ab7879e14c8d9eb18/TF230204212323");
    }

    #[test]
    fn what_is_not_set_is_nothing_and_lists_are_written_sorted() {
        let body = r#"{"data":{"b":null,"a":"null","c":[{"z":1.0,"y":"x"}],"d":true},"signature":"s"}"#;
        let text = r#"a=&b=&c=[{"y":"x","z":1.0}]&d=true"#;
        assert_eq!(signed_text(body), Some((text.to_owned(), "s".to_owned())));
        for wrong in
            ["", "[]", "{}", r#"{"data":{}}"#, r#"{"data":[],"signature":"s"}"#, r#"{"data":{},"signature":1}"#]
        {
            assert_eq!(signed_text(wrong), None, "{wrong}");
        }
    }
}
