//! What a kept message says.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use shop::payments::{
    casso::CassoMessage,
    identity::Teller,
    matching::Transfer,
    payos::PayosMessage,
    sepay::SepayEvent,
    service::FeedKind,
    statement::{line::Line, row::numbered},
};

use crate::{entity::bank_message, fault::Fault};

/// Under which source rows of statements are kept.
pub const STATEMENT: &str = "statement";

/// A message of a feed as it was read.
pub enum Reading {
    /// It tells of a transfer, under the feed's own number of it.
    Transfer(String, Transfer),
    /// It is to be kept and nothing more.
    Nothing(String),
    /// It cannot be read. It is known by its hash: a wrong message must not take the number of a right one.
    Unreadable { hash: String, why: String },
}

/// Reads a message of a feed.
pub fn read(kind: FeedKind, body: &[u8]) -> Reading {
    let read = match kind {
        FeedKind::Sepay => sepay(body),
        FeedKind::Casso => casso(body),
        FeedKind::Payos => payos(body),
    };
    read.unwrap_or_else(|why| Reading::Unreadable {
        hash: format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(body))),
        why,
    })
}

fn sepay(body: &[u8]) -> Result<Reading, String> {
    let event: SepayEvent = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let number = event.id.to_string();
    event.into_transfer().map(|transfer| Reading::Transfer(number, transfer)).map_err(|error| error.to_string())
}

fn casso(body: &[u8]) -> Result<Reading, String> {
    let message: CassoMessage = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let (number, trial) = (message.data.id.to_string(), message.data.is_trial());
    let transfer = message.data.into_transfer().map_err(|error| error.to_string())?;
    Ok(if trial { Reading::Nothing(number) } else { Reading::Transfer(number, transfer) })
}

fn payos(body: &[u8]) -> Result<Reading, String> {
    let message: PayosMessage = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    Ok(Reading::Nothing(message.data.number()))
}

/// A transfer that someone tells of.
pub struct Told {
    pub transfer: Transfer,
    pub teller: Teller,
    pub identity: String,
    /// Known transfers that the same teller tells of elsewhere.
    pub others: Vec<i64>,
}

impl Told {
    /// What a message that waits to be worked on tells. Only messages that can be read are kept so.
    pub fn of(message: &bank_message::Model) -> Result<Self, Fault> {
        let told = if message.source == STATEMENT { told_by_row(message) } else { told_by_feed(message) };
        told.ok_or_else(|| Fault::inconsistency("bank_message", "body", message.id))
    }
}

fn told_by_feed(message: &bank_message::Model) -> Option<Told> {
    let kinds = [FeedKind::Sepay, FeedKind::Casso];
    let kind = kinds.into_iter().find(|kind| kind.as_str() == message.source)?;
    let Reading::Transfer(_, transfer) = read(kind, &message.body) else { return None };
    let teller = Teller::feed(kind.as_str(), message.payee_id);
    Some(Told { identity: transfer.identity(), transfer, teller, others: Vec::new() })
}

fn told_by_row(message: &bank_message::Model) -> Option<Told> {
    let line: Line = serde_json::from_slice(&message.body).ok()?;
    let transfer = line.transfer()?;
    Some(Told {
        identity: numbered(transfer.identity(), line.ordinal),
        transfer,
        teller: line.teller(),
        others: line.others,
    })
}
