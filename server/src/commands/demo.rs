use std::sync::Arc;

use super::{CommandError, open_database};
use crate::{
    clock::SystemClock,
    demo::{self, Loaded},
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};

pub async fn demo(settings: Settings) -> Result<(), CommandError> {
    if !settings.on_loopback() {
        return Err("the demo market loads only while PUBLIC_URL and LISTEN_ADDR are loopback".into());
    }
    let database = open_database(&settings).await?;
    let market = Market::new(settings, database, Arc::new(SystemClock), Arc::new(SystemRandomness));
    match demo::load(&market).await? {
        Loaded::Filled => tracing::info!("the demo market is loaded"),
        Loaded::Unchanged => tracing::info!("the market is not empty: nothing was changed"),
    }
    Ok(())
}
