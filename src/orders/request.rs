//! What a shopper asks a producer about an order, and the producer's answer: a question, a request to cancel, a request
//! to return goods. A request is asked once and settled once; neither is ever changed.
//!
//! Source of the rules: `domain.md`, *States* and *Law*; the text of `/doi-tra`.

use std::{ops::RangeInclusive, str::FromStr};

use thiserror::Error;
use time::{Date, OffsetDateTime};

use crate::{
    clock::day_in_vietnam,
    id::{OrderLineId, RequestId},
    media::picture::Picture,
};

/// How long a message of either side may be, in characters.
pub const MESSAGE_CHARS: RangeInclusive<usize> = 3..=1_000;

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A question.
    Question,
    /// The order is confirmed and shall be cancelled.
    Cancel,
    /// Goods that were handed over shall go back.
    Return,
}

/// How a request was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A question got its answer.
    Answered,
    /// The producer agreed.
    Accepted,
    /// The producer did not agree.
    Declined,
    /// The order was cancelled in another way: there is nothing to cancel any more.
    Overtaken,
}

/// Why goods shall go back: the cases of `/doi-tra`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnReason {
    /// They arrived damaged, broken or leaking.
    Damaged,
    /// They are of the wrong kind or size, or fewer than ordered.
    Wrong,
    /// They are not what their page says.
    NotAsDescribed,
    /// Food past its date or gone off.
    Spoiled,
    /// Unused goods other than food that are not wanted any more.
    ChangedMind,
}

/// The name of no such thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown name")]
pub struct UnknownName;

macro_rules! names {
    ($($kind:ident { $($variant:ident = $name:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// All of them, in their order.
            pub const ALL: &[$kind] = &[$($kind::$variant),+];

            /// The name as stored and in forms.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($kind::$variant => $name),+
                }
            }
        }

        impl FromStr for $kind {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name).ok_or(UnknownName)
            }
        }
    )+};
}

names! {
    Kind { Question = "question", Cancel = "cancel", Return = "return" }
    Verdict { Answered = "answered", Accepted = "accepted", Declined = "declined", Overtaken = "overtaken" }
    ReturnReason {
        Damaged = "damaged", Wrong = "wrong", NotAsDescribed = "not_as_described", Spoiled = "spoiled",
        ChangedMind = "changed_mind",
    }
}

/// What one side writes to the other: [`MESSAGE_CHARS`] characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(String);

/// Why a text is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MessageFault {
    /// It says nothing.
    #[error("too short")]
    TooShort,
    /// It has more characters than may be.
    #[error("{chars} characters are too many")]
    TooLong {
        /// How many it has.
        chars: usize,
    },
}

impl Message {
    /// Takes a tidied text.
    ///
    /// # Errors
    /// It is shorter or longer than [`MESSAGE_CHARS`].
    pub fn read(text: String) -> Result<Message, MessageFault> {
        match text.chars().count() {
            chars if chars < *MESSAGE_CHARS.start() => Err(MessageFault::TooShort),
            chars if chars > *MESSAGE_CHARS.end() => Err(MessageFault::TooLong { chars }),
            _ => Ok(Message(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is asked, with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A question.
    Question,
    /// The order shall be cancelled.
    Cancel,
    /// Goods shall go back.
    Return {
        /// Why.
        reason: ReturnReason,
        /// Which, in the order of the order's lines.
        lines: Vec<ReturnedLine>,
        /// What they look like.
        photos: Vec<ReturnPhoto>,
    },
}

/// Goods of one line that shall go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// The line.
    pub line: OrderLineId,
    /// The product's name.
    pub product: String,
    /// The size or packing.
    pub variant: String,
    /// How many units.
    pub quantity: i64,
}

/// A photo of a return; only the two sides of the order see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPhoto {
    /// How addresses name it; its smallest file is there from the beginning.
    pub hash: String,
    /// The picture, once its other files are made.
    pub picture: Option<Picture>,
}

/// Whether and how a request was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for its answer.
    Open,
    /// It has been settled.
    Settled(Settlement),
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// How.
    pub verdict: Verdict,
    /// When.
    pub at: OffsetDateTime,
    /// What the producer wrote; may be empty.
    pub text: String,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub id: RequestId,
    /// What is asked.
    pub matter: Matter,
    /// What the shopper wrote.
    pub text: String,
    /// When.
    pub asked_at: OffsetDateTime,
    /// The last day on which the answer is in time; fixed when it was asked.
    pub answer_by: Date,
    /// Whether it was answered.
    pub state: State,
}

/// What a producer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The answer to a question.
    Reply(Message),
    /// Agrees; a return is accepted with words on what happens next.
    Accept(Option<Message>),
    /// Does not agree, and why.
    Decline(Message),
}

/// Why an answer was not taken. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AnswerRefusal {
    /// This producer has no such order or request.
    #[error("no such request")]
    NotFound,
    /// It was settled before: sent twice, or from another tab.
    #[error("already settled as {}", .0.as_str())]
    Settled(Verdict),
    /// A question is answered, the others are accepted or declined.
    #[error("no answer to this")]
    Misfit,
    /// A return is accepted with words on what happens next.
    #[error("words are missing")]
    WordsMissing,
    /// The order cannot be cancelled any more.
    #[error("the order went on")]
    OrderWentOn,
}

impl Matter {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Matter::Question => Kind::Question,
            Matter::Cancel => Kind::Cancel,
            Matter::Return { .. } => Kind::Return,
        }
    }
}

impl Request {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.matter.kind()
    }

    /// Whether it waits for an answer.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// Whether its answer is late.
    #[must_use]
    pub fn is_overdue(&self, now: OffsetDateTime) -> bool {
        self.is_open() && self.answer_by < day_in_vietnam(now)
    }

    /// How it ended, if it has.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        match &self.state {
            State::Open => None,
            State::Settled(settlement) => Some(settlement.verdict),
        }
    }

    /// How an answer settles it.
    ///
    /// # Errors
    /// It was settled before, or this is no answer to what was asked.
    pub fn settle(&self, answer: Answer, at: OffsetDateTime) -> Result<Settlement, AnswerRefusal> {
        if let Some(verdict) = self.verdict() {
            return Err(AnswerRefusal::Settled(verdict));
        }
        let (verdict, text) = match (self.kind(), answer) {
            (Kind::Question, Answer::Reply(text)) => (Verdict::Answered, Some(text)),
            (Kind::Return, Answer::Accept(None)) => return Err(AnswerRefusal::WordsMissing),
            (Kind::Cancel | Kind::Return, Answer::Accept(text)) => (Verdict::Accepted, text),
            (Kind::Cancel | Kind::Return, Answer::Decline(text)) => (Verdict::Declined, Some(text)),
            (Kind::Question, Answer::Accept(_) | Answer::Decline(_))
            | (Kind::Cancel | Kind::Return, Answer::Reply(_)) => return Err(AnswerRefusal::Misfit),
        };
        Ok(Settlement { verdict, at, text: text.map(|Message(text)| text).unwrap_or_default() })
    }
}

#[cfg(test)]
#[path = "request_tests.rs"]
pub(super) mod tests;
