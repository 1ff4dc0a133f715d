//! The state of a live session: scheduled → live → ended → replay, or cancelled before it began.
//!
//! Source of the rules: `domain.md`, *States* (live session) and *Live commerce*.

use thiserror::Error;
use time::OffsetDateTime;

/// Why a session cannot make a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LiveStateError {
    /// A step that the machine does not have.
    #[error("a session that is {from} cannot become {to}")]
    InvalidTransition {
        /// The state's name.
        from: &'static str,
        /// The name of the state asked for.
        to: &'static str,
    },
    /// The new start is not in the future.
    #[error("the start is in the past")]
    StartInPast,
}

/// The state of a live session with its facts; times are instants, shown in Asia/Ho_Chi_Minh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveState {
    /// Announced; reminders may be asked for.
    Scheduled {
        /// When it is to start.
        starts_at: OffsetDateTime,
    },
    /// On air.
    Live {
        /// Since when.
        started_at: OffsetDateTime,
    },
    /// Over, and no recording published.
    Ended {
        /// When it began.
        started_at: OffsetDateTime,
        /// When it ended.
        ended_at: OffsetDateTime,
    },
    /// Over, with its recording to watch; sells at the normal price.
    Replay {
        /// When it began.
        started_at: OffsetDateTime,
        /// When it ended.
        ended_at: OffsetDateTime,
        /// Since when the recording is public.
        published_at: OffsetDateTime,
    },
    /// Called off before it began.
    Cancelled {
        /// When.
        at: OffsetDateTime,
        /// What those who waited are told.
        reason: Option<String>,
    },
}

impl LiveState {
    /// A new session that is to start after `now`.
    pub fn schedule(starts_at: OffsetDateTime, now: OffsetDateTime) -> Result<LiveState, LiveStateError> {
        if starts_at <= now { Err(LiveStateError::StartInPast) } else { Ok(LiveState::Scheduled { starts_at }) }
    }

    /// The name of what was called off, as stored.
    pub const CANCELLED: &str = "cancelled";

    /// The name as stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            LiveState::Scheduled { .. } => "scheduled",
            LiveState::Live { .. } => "live",
            LiveState::Ended { .. } => "ended",
            LiveState::Replay { .. } => "replay",
            LiveState::Cancelled { .. } => Self::CANCELLED,
        }
    }

    /// Moves a scheduled session to another time after `now`.
    ///
    /// When the state differs from before, everyone who asked for a reminder is notified.
    pub fn reschedule(self, starts_at: OffsetDateTime, now: OffsetDateTime) -> Result<LiveState, LiveStateError> {
        match self {
            LiveState::Scheduled { .. } => LiveState::schedule(starts_at, now),
            other => Err(other.cannot_become("scheduled")),
        }
    }

    /// A scheduled session goes on air, early or late as its host likes.
    pub fn start(self, at: OffsetDateTime) -> Result<LiveState, LiveStateError> {
        match self {
            LiveState::Scheduled { .. } => Ok(LiveState::Live { started_at: at }),
            other => Err(other.cannot_become("live")),
        }
    }

    /// A live session is over, by its host or stopped by the operator. A clock that ran back ends it at its start.
    pub fn end(self, at: OffsetDateTime) -> Result<LiveState, LiveStateError> {
        match self {
            LiveState::Live { started_at } => Ok(LiveState::Ended { started_at, ended_at: at.max(started_at) }),
            other => Err(other.cannot_become("ended")),
        }
    }

    /// The recording of an ended session becomes public.
    pub fn publish_replay(self, at: OffsetDateTime) -> Result<LiveState, LiveStateError> {
        match self {
            LiveState::Ended { started_at, ended_at } => {
                Ok(LiveState::Replay { started_at, ended_at, published_at: at })
            }
            other => Err(other.cannot_become("replay")),
        }
    }

    /// A scheduled session is called off; one on air is ended instead.
    pub fn cancel(self, at: OffsetDateTime, reason: Option<String>) -> Result<LiveState, LiveStateError> {
        match self {
            LiveState::Scheduled { .. } => Ok(LiveState::Cancelled { at, reason }),
            other => Err(other.cannot_become("cancelled")),
        }
    }

    fn cannot_become(&self, to: &'static str) -> LiveStateError {
        LiveStateError::InvalidTransition { from: self.as_str(), to }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn every_session() -> [LiveState; 5] {
        [
            LiveState::Scheduled { starts_at: NOW },
            LiveState::Live { started_at: NOW },
            LiveState::Ended { started_at: NOW, ended_at: NOW },
            LiveState::Replay { started_at: NOW, ended_at: NOW, published_at: NOW },
            LiveState::Cancelled { at: NOW, reason: None },
        ]
    }

    #[test]
    fn a_session_is_announced_held_and_can_be_watched_again() {
        let later = NOW + Duration::HOUR;
        let session = LiveState::schedule(later, NOW).and_then(|session| session.start(later));
        let session = session.and_then(|session| session.end(later + Duration::HOUR));
        let session = session.and_then(|session| session.publish_replay(later + Duration::DAY));
        let replay = LiveState::Replay {
            started_at: later,
            ended_at: later + Duration::HOUR,
            published_at: later + Duration::DAY,
        };
        assert_eq!(session, Ok(replay));
    }

    #[test]
    fn a_session_makes_no_other_step() {
        let can = |step: fn(LiveState) -> Result<LiveState, LiveStateError>| {
            every_session().map(|session| step(session).is_ok())
        };
        let only = |place: usize| std::array::from_fn::<bool, 5, _>(|index| index == place);
        assert_eq!(can(|session| session.start(NOW)), only(0));
        assert_eq!(can(|session| session.cancel(NOW, None)), only(0));
        assert_eq!(can(|session| session.reschedule(NOW + Duration::HOUR, NOW)), only(0));
        assert_eq!(can(|session| session.end(NOW)), only(1));
        assert_eq!(can(|session| session.publish_replay(NOW)), only(2));
        let refused = LiveStateError::InvalidTransition { from: "live", to: "cancelled" };
        assert_eq!(LiveState::Live { started_at: NOW }.cancel(NOW, None), Err(refused));
    }

    #[test]
    fn a_session_starts_in_the_future() {
        assert_eq!(LiveState::schedule(NOW, NOW), Err(LiveStateError::StartInPast));
        let session = LiveState::Scheduled { starts_at: NOW + Duration::DAY };
        assert_eq!(session.reschedule(NOW - Duration::HOUR, NOW), Err(LiveStateError::StartInPast));
    }

    #[test]
    fn no_session_ends_before_it_began() {
        let ended = LiveState::Live { started_at: NOW }.end(NOW - Duration::HOUR);
        assert_eq!(ended, Ok(LiveState::Ended { started_at: NOW, ended_at: NOW }));
    }
}
