//! Where a session stands at a moment. Until video is built in, sessions are streamed elsewhere and nobody tells the
//! market when they begin or end: it goes by the announced start.

use time::{Duration, OffsetDateTime};

use super::state::LiveState;

/// How long a session is taken to last when nothing says when it ended.
pub const LENGTH: Duration = Duration::hours(2);

/// Where a session stands, as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is to come.
    Upcoming,
    /// It is on air.
    OnAir,
    /// It is over.
    Over,
    /// It was called off.
    Cancelled,
}

impl Phase {
    /// Where a session in this state stands at `now`.
    #[must_use]
    pub fn at(state: &LiveState, now: OffsetDateTime) -> Self {
        match state {
            LiveState::Scheduled { starts_at } if now < *starts_at => Self::Upcoming,
            LiveState::Scheduled { starts_at } if now < *starts_at + LENGTH => Self::OnAir,
            LiveState::Live { .. } => Self::OnAir,
            LiveState::Scheduled { .. } | LiveState::Ended { .. } | LiveState::Replay { .. } => Self::Over,
            LiveState::Cancelled { .. } => Self::Cancelled,
        }
    }

    /// Whether its maker may still change it: the link is often known only when the stream has begun.
    #[must_use]
    pub const fn can_change(self) -> bool {
        matches!(self, Self::Upcoming | Self::OnAir)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    #[test]
    fn a_scheduled_session_is_on_air_from_its_start_for_its_length() {
        let at = |now| Phase::at(&LiveState::Scheduled { starts_at: START }, now);
        assert_eq!(at(START - Duration::MILLISECOND), Phase::Upcoming);
        assert_eq!(at(START), Phase::OnAir);
        assert_eq!(at(START + LENGTH - Duration::MILLISECOND), Phase::OnAir);
        assert_eq!(at(START + LENGTH), Phase::Over);
    }

    #[test]
    fn what_was_told_goes_before_the_timetable() {
        let late = START + LENGTH * 3;
        assert_eq!(Phase::at(&LiveState::Live { started_at: START }, late), Phase::OnAir);
        assert_eq!(Phase::at(&LiveState::Ended { started_at: START, ended_at: START }, START), Phase::Over);
        assert_eq!(Phase::at(&LiveState::Cancelled { at: START, reason: None }, late), Phase::Cancelled);
    }
}
