//! What a row of `live_session` says.

use shop::live::state::LiveState;

use crate::{clock::from_ms, entity::live_session, fault::Fault};

impl TryFrom<&live_session::Model> for LiveState {
    type Error = Fault;

    fn try_from(row: &live_session::Model) -> Result<Self, Fault> {
        let at = |column: &'static str, ms: Option<i64>| {
            ms.map(from_ms).ok_or_else(|| Fault::inconsistency("live_session", column, row.id))
        };
        Ok(match row.state.as_str() {
            "scheduled" => Self::Scheduled { starts_at: from_ms(row.starts_at) },
            "live" => Self::Live { started_at: at("started_at", row.started_at)? },
            "ended" => {
                Self::Ended { started_at: at("started_at", row.started_at)?, ended_at: at("ended_at", row.ended_at)? }
            }
            Self::CANCELLED => Self::Cancelled {
                at: at("cancelled_at", row.cancelled_at)?,
                reason: Some(row.cancel_reason.clone()).filter(|reason| !reason.is_empty()),
            },
            _ => return Err(Fault::inconsistency("live_session", "state", row.id)),
        })
    }
}

#[cfg(test)]
mod tests {
    use shop::live::state::LiveState;
    use time::OffsetDateTime;

    use super::*;

    fn row(state: &str) -> live_session::Model {
        live_session::Model {
            id: 7,
            slug: "mo-chum".into(),
            producer_id: 1,
            title: "x".into(),
            title_en: String::new(),
            description: String::new(),
            picture_id: None,
            starts_at: 0,
            state: state.into(),
            stream_url: String::new(),
            started_at: None,
            ended_at: None,
            cancelled_at: None,
            cancel_reason: String::new(),
            version: 0,
            created_at: 0,
        }
    }

    #[test]
    fn a_row_that_no_code_of_ours_wrote_is_an_incident() {
        let scheduled = LiveState::try_from(&row("scheduled"));
        assert_eq!(scheduled.ok(), Some(LiveState::Scheduled { starts_at: OffsetDateTime::UNIX_EPOCH }));
        for state in ["live", "ended", "cancelled", "asleep", ""] {
            let fault = LiveState::try_from(&row(state)).err();
            assert!(matches!(fault, Some(Fault::Inconsistency { table: "live_session", .. })), "{state}");
        }
    }
}
