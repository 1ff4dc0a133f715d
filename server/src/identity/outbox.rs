//! The job that sends what stands in the outbox. At least once: a message that went out just before the machine
//! stopped goes out again.

use time::Duration;

use super::{
    link_store, mail,
    outbox_store::{self, ATTEMPTS_MAX, Message},
    reset_mail,
};
use crate::{fault::Fault, state::Market};

/// Sends everything that is due; returns how many went out.
pub async fn send_due(market: &Market) -> Result<usize, Fault> {
    let mut sent = 0;
    loop {
        let messages = outbox_store::take_due(&market.database, market.clock.now()).await?;
        if messages.is_empty() {
            return Ok(sent);
        }
        for message in messages {
            match send(market, &message).await {
                Ok(()) => {
                    outbox_store::sent(&market.database, &message, market.clock.now()).await?;
                    sent += 1;
                }
                Err(fault) => put_off(market, &message, &fault).await?,
            }
        }
    }
}

async fn send(market: &Market, message: &Message) -> Result<(), Fault> {
    match message.kind.as_str() {
        mail::KIND => mail::send(market, message).await,
        link_store::FORGOTTEN => reset_mail::forgotten(market, message).await,
        link_store::CHANGED => reset_mail::changed(market, message).await,
        other => Err(Fault::outside("outbox", format!("no way of sending `{other}`"))),
    }
}

async fn put_off(market: &Market, message: &Message, fault: &Fault) -> Result<(), Fault> {
    let number = message.id;
    if message.attempts >= ATTEMPTS_MAX {
        tracing::error!(message = number, %fault, "a message is given up");
    } else {
        tracing::warn!(message = number, attempt = message.attempts, %fault, "a message was not sent");
    }
    let again = market.clock.now() + pause_after(message.attempts);
    outbox_store::not_sent(&market.database, message, fault, again).await
}

/// 30 s, 1 min, 2 min …: eight attempts in little more than an hour. A link begins to live when its mail is written.
fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 8) - 1).unwrap_or(0);
    Duration::seconds(30 * i64::from(2_u32.pow(doublings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pause_is_twice_as_long_and_the_last_attempt_comes_within_an_hour_and_a_quarter() {
        let pauses: Vec<i64> = (1..ATTEMPTS_MAX).map(|attempts| pause_after(attempts).whole_seconds()).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920]);
        assert!(pauses.iter().sum::<i64>() < 75 * 60);
    }
}
