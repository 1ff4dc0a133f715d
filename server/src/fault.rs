//! Which error where: a store or job returns a [`Halt`] (refused, or a fault with its cause); a service turns it into a
//! `shop::Failure`, and at that moment the fault goes to the log under a number, and only the number goes on.

use std::fmt;

use crate::database::DbErr;
use shop::failure::{Failure, IncidentId};

use crate::random::{SystemRandomness, token};

/// Something that broke on our side, with its cause.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("database: {0}")]
    Database(#[from] DbErr),
    #[error("row {row} of {table}: {column} is not what it may be")]
    Inconsistency { table: &'static str, column: &'static str, row: String },
    #[error("{what}: {cause}")]
    Outside { what: &'static str, cause: Box<dyn std::error::Error + Send + Sync> },
}

impl Fault {
    /// A fault of something outside the database.
    pub fn outside(what: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Outside { what, cause: cause.into() }
    }

    /// A row that no code of ours could have written.
    pub fn inconsistency(table: &'static str, column: &'static str, row: impl fmt::Display) -> Self {
        Self::Inconsistency { table, column, row: row.to_string() }
    }

    /// Writes the fault to the log under a new number.
    pub fn report(&self) -> IncidentId {
        let number = token(&SystemRandomness).chars().take(10).collect::<String>();
        tracing::error!(incident = %number, fault = %self, "incident");
        IncidentId::new(number)
    }
}

/// Why a store or job stopped.
#[derive(Debug)]
pub enum Halt<E> {
    Refused(E),
    Fault(Fault),
}

impl<E> From<DbErr> for Halt<E> {
    fn from(error: DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl<E> From<Fault> for Halt<E> {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<E> From<Halt<E>> for Failure<E> {
    fn from(halt: Halt<E>) -> Self {
        match halt {
            Halt::Refused(refusal) => Self::Refused(refusal),
            Halt::Fault(fault) => Self::Incident(fault.report()),
        }
    }
}

/// Turns a bare fault into the failure of a port, writing it to the log.
pub fn failed<E>(fault: impl Into<Fault>) -> Failure<E> {
    Failure::Incident(fault.into().report())
}
