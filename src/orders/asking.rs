//! What a shopper may ask about an order and when, and what the shopper may do without asking.
//!
//! Source of the rules: `domain.md`, *States*; the text of `/doi-tra`. Until the producer has confirmed, one press
//! cancels; after that the producer is asked; what was handed over can only be returned.

use thiserror::Error;
use time::{Date, OffsetDateTime};

use super::{
    course::Course,
    given_back::GivenBack,
    request::{Kind, Message, Request, ReturnReason},
    state::OrderState,
    terms::Calendar,
};
use crate::{
    checkout::quantity::{Quantity, QuantityError},
    clock::day_in_vietnam,
    id::{OrderLineId, PictureId},
};

/// How many questions about one order may wait for their answers at once.
pub const OPEN_QUESTIONS_MAX: usize = 3;

/// How many photos one return has at most.
pub const RETURN_PHOTOS_MAX: usize = 5;

/// How many units of which lines.
pub type Units = Vec<(OrderLineId, i64)>;

/// What a shopper asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A question.
    Question(Message),
    /// To cancel, and why.
    Cancel(Message),
    /// To return goods.
    Return {
        /// Why.
        reason: ReturnReason,
        /// In the shopper's words.
        text: Message,
        /// How many units of which lines; each line once, each number positive.
        lines: Units,
        /// Photos that were taken in for this order.
        photos: Vec<PictureId>,
    },
}

/// Why nothing was asked. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AskRefusal {
    /// The key opens no such order.
    #[error("no such order")]
    NotFound,
    /// Too many forms in a short time; wait.
    #[error("too often")]
    TooOften,
    /// [`OPEN_QUESTIONS_MAX`] questions wait for their answers.
    #[error("questions wait for their answers")]
    QuestionsWait,
    /// The same was asked and waits for its answer.
    #[error("asked already")]
    AskedAlready,
    /// The producer has not confirmed: the shopper can cancel without asking.
    #[error("not confirmed yet")]
    NotConfirmed,
    /// The order was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// It left the producer's hands: it can be returned.
    #[error("handed over")]
    HandedOver,
    /// It has not left the producer's hands: there is nothing to return.
    #[error("not handed over")]
    NotHandedOver,
    /// The time for returns ended with this day.
    #[error("returns ended on {until}")]
    TooLate {
        /// The last day.
        until: Date,
    },
    /// Everything goes back or was paid back already.
    #[error("nothing is left to return")]
    NothingLeft,
    /// A line of another order, no unit at all, or more than is left of what was bought.
    #[error("not what was bought")]
    NotBought,
}

/// Why an order was not cancelled by its shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WithdrawRefusal {
    /// The key opens no such order.
    #[error("no such order")]
    NotFound,
    /// The producer confirmed it: the producer has to be asked.
    #[error("confirmed")]
    Confirmed,
    /// It left the producer's hands.
    #[error("handed over")]
    HandedOver,
    /// It was cancelled before.
    #[error("cancelled")]
    Cancelled,
}

/// A line of the order, and how much of it may still go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returnable {
    /// The line.
    pub line: OrderLineId,
    /// The product's name.
    pub product: String,
    /// The size or packing.
    pub variant: String,
    /// Units bought, without those whose return was accepted and those that were paid back.
    pub left: i64,
}

/// What the shopper may do now, for the order's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    /// A question; it would be answered by this day.
    pub question: Option<Date>,
    /// Cancelling by one press.
    pub withdraw: bool,
    /// Asking to cancel; it would be answered by this day.
    pub cancel: Option<Date>,
    /// Asking to return goods.
    pub goods_back: Option<GoodsBack>,
    /// What may still go back, whether it may be asked for now or not.
    pub left: Vec<Returnable>,
}

/// How goods may be returned now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsBack {
    /// The request would be answered by this day.
    pub answer_by: Date,
    /// The last day for asking.
    pub until: Date,
    /// Hours within which fresh or fragile goods are to be reported.
    pub fresh_within_hours: u8,
}

/// An order at one moment, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// How far it has come.
    pub course: &'a Course,
    /// What was asked before.
    pub requests: &'a [Request],
    /// What was bought: the lines with all their units.
    pub bought: &'a [Returnable],
    /// What was paid back before.
    pub given_back: &'a GivenBack,
    /// Deadlines.
    pub calendar: &'a Calendar,
    /// The moment.
    pub now: OffsetDateTime,
}

impl Ask {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Ask::Question(_) => Kind::Question,
            Ask::Cancel(_) => Kind::Cancel,
            Ask::Return { .. } => Kind::Return,
        }
    }

    /// What the shopper wrote.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Ask::Question(text) | Ask::Cancel(text) | Ask::Return { text, .. } => text.as_str(),
        }
    }
}

/// Whether the shopper may cancel the order without asking.
///
/// # Errors
/// Why not.
pub fn may_withdraw(course: &Course) -> Result<(), WithdrawRefusal> {
    match course.state() {
        OrderState::Placed => Ok(()),
        OrderState::Confirmed { .. } => Err(WithdrawRefusal::Confirmed),
        OrderState::Completed { .. } => Err(WithdrawRefusal::HandedOver),
        OrderState::Cancelled { .. } => Err(WithdrawRefusal::Cancelled),
    }
}

impl Situation<'_> {
    /// Whether something of this kind may be asked, and by when it would be answered.
    ///
    /// # Errors
    /// Why not.
    pub fn may_ask(&self, kind: Kind) -> Result<Date, AskRefusal> {
        let open = self.requests.iter().filter(|request| request.is_open() && request.kind() == kind).count();
        match kind {
            Kind::Question if open >= OPEN_QUESTIONS_MAX => return Err(AskRefusal::QuestionsWait),
            Kind::Question => {}
            Kind::Cancel => self.may_ask_to_cancel()?,
            Kind::Return => self.may_ask_to_return()?,
        }
        if kind != Kind::Question && open > 0 {
            return Err(AskRefusal::AskedAlready);
        }
        Ok(self.calendar.answer_by(kind, self.now))
    }

    fn may_ask_to_cancel(&self) -> Result<(), AskRefusal> {
        match self.course.state() {
            OrderState::Confirmed { .. } => Ok(()),
            OrderState::Placed => Err(AskRefusal::NotConfirmed),
            OrderState::Completed { .. } => Err(AskRefusal::HandedOver),
            OrderState::Cancelled { .. } => Err(AskRefusal::Cancelled),
        }
    }

    fn may_ask_to_return(&self) -> Result<(), AskRefusal> {
        let until = match self.course.state() {
            OrderState::Completed { at } => self.calendar.returnable_until(at),
            OrderState::Cancelled { .. } => return Err(AskRefusal::Cancelled),
            OrderState::Placed | OrderState::Confirmed { .. } => return Err(AskRefusal::NotHandedOver),
        };
        if day_in_vietnam(self.now) > until {
            return Err(AskRefusal::TooLate { until });
        }
        if self.left().is_empty() { Err(AskRefusal::NothingLeft) } else { Ok(()) }
    }

    /// What may still go back: what was bought, without what goes back already.
    #[must_use]
    pub fn left(&self) -> Vec<Returnable> {
        let left = |line: &Returnable| line.left.saturating_sub(self.given_back.gone(line.line, self.requests));
        let lines = self.bought.iter().map(|line| Returnable { left: left(line), ..line.clone() });
        lines.filter(|line| line.left > 0).collect()
    }

    /// Whether this may be asked, and by when it will be answered.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, ask: &Ask) -> Result<Date, AskRefusal> {
        let answer_by = self.may_ask(ask.kind())?;
        if let Ask::Return { lines, .. } = ask {
            let left = self.left();
            let fits = |(id, units): &(OrderLineId, i64)| {
                let once = lines.iter().filter(|(other, _)| other == id).count() == 1;
                once && left.iter().any(|line| line.line == *id && (1..=line.left).contains(units))
            };
            if lines.is_empty() || !lines.iter().all(fits) {
                return Err(AskRefusal::NotBought);
            }
        }
        Ok(answer_by)
    }

    /// Everything that the shopper may do now.
    #[must_use]
    pub fn offers(&self) -> Offers {
        let goods_back = self.may_ask(Kind::Return).ok().zip(self.course.handed_over_at);
        Offers {
            question: self.may_ask(Kind::Question).ok(),
            withdraw: may_withdraw(self.course).is_ok(),
            cancel: self.may_ask(Kind::Cancel).ok(),
            goods_back: goods_back.map(|(answer_by, handed_over)| GoodsBack {
                answer_by,
                until: self.calendar.returnable_until(handed_over),
                fresh_within_hours: self.calendar.terms(day_in_vietnam(handed_over)).fresh_within_hours,
            }),
            left: self.left(),
        }
    }
}

/// What is wrong with a number of units to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnitsFault {
    /// No whole number, or less than nothing.
    #[error("no number of units")]
    NotANumber,
    /// More than may go back.
    #[error("only {left} may go back")]
    TooMany {
        /// How many may.
        left: i64,
    },
    /// No unit of any line was named; told at the first line.
    #[error("nothing was chosen")]
    NothingChosen,
}

/// Reads how many units of which lines shall go back; a line whose field is empty or 0 stays.
///
/// # Errors
/// What is wrong with which line.
pub fn read_units(
    lines: &[Returnable],
    typed: impl Fn(OrderLineId) -> String,
) -> Result<Units, Vec<(OrderLineId, UnitsFault)>> {
    let (mut chosen, mut faults) = (Vec::new(), Vec::new());
    for line in lines {
        let typed = typed(line.line);
        if typed.trim().chars().all(|digit| digit == '0') {
            continue;
        }
        match Quantity::parse(&typed).map(Quantity::get) {
            Ok(units) if units <= line.left => chosen.push((line.line, units)),
            Ok(_) | Err(QuantityError::TooLarge) => faults.push((line.line, UnitsFault::TooMany { left: line.left })),
            Err(QuantityError::NotANumber | QuantityError::TooSmall) => {
                faults.push((line.line, UnitsFault::NotANumber));
            }
        }
    }
    match lines.first() {
        Some(first) if chosen.is_empty() && faults.is_empty() => Err(vec![(first.line, UnitsFault::NothingChosen)]),
        _ if faults.is_empty() => Ok(chosen),
        _ => Err(faults),
    }
}

#[cfg(test)]
#[path = "asking_tests.rs"]
mod tests;
