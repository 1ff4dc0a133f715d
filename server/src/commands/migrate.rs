use super::{CommandError, open_database};
use crate::settings::Settings;

pub async fn migrate(settings: Settings) -> Result<(), CommandError> {
    Ok(open_database(&settings).await?.migrate().await?)
}
