use clap::Args;

use super::{CommandError, migrated, tell};
use crate::{
    checkout::stock_take_store,
    clock::{Clock, SystemClock},
    fault::Halt,
    settings::Settings,
};

const WHAT_IT_COUNTS: &str = "\
on_hand    what stands in the workshop, whoever it is meant for
held       of it, what waits for shoppers who have not paid yet and still may
allocated  of it, what is paid and not yet handed over
sold       what was handed over: no longer on hand";

#[derive(Args)]
#[command(after_help = WHAT_IT_COUNTS)]
pub struct Stock {
    /// The product, by the last part of its address.
    slug: String,
    /// Book a stock take: so many were counted on hand. May be less than what is held.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    set: Option<i64>,
    /// Print `{"on_hand":…,"held":…,"allocated":…,"sold":…}`.
    #[arg(long)]
    json: bool,
}

pub async fn stock(settings: &Settings, asked: Stock) -> Result<(), CommandError> {
    let database = migrated(settings).await?;
    let counted = stock_take_store::count(&database, &asked.slug, asked.set, SystemClock.now()).await;
    let stock = counted.map_err(|halt| match halt {
        Halt::Refused(refusal) => CommandError::from(refusal),
        Halt::Fault(fault) => fault.into(),
    })?;
    if asked.json {
        tell(&serde_json::to_string(&stock)?);
    } else {
        tell(&format!(
            "on hand {} · held {} · allocated {} · sold {}",
            stock.on_hand, stock.held, stock.allocated, stock.sold
        ));
    }
    Ok(())
}
