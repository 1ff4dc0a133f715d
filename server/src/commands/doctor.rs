use clap::Args;

use super::{CommandError, migrated, tell};
use crate::{
    doctor::{self, Examined},
    payments::ledger_store::rebuild_balances,
    settings::Settings,
};

/// So many rows of one check are shown to people; programs get all of them.
const ROWS_SHOWN: usize = 20;

#[derive(Args)]
pub struct Doctor {
    /// Print `[{"check":…,"rule":…,"findings":[{"row":…,"told":…,"found":…}]}]`, every check in it.
    #[arg(long)]
    json: bool,
    /// First make the ledger's balances anew from its lines.
    #[arg(long)]
    rebuild_balances: bool,
}

pub async fn doctor(settings: &Settings, asked: Doctor) -> Result<(), CommandError> {
    let database = migrated(settings).await?;
    if asked.rebuild_balances {
        let made = rebuild_balances(&database).await?;
        if !asked.json {
            tell(&format!("{made} balances made anew"));
        }
    }
    let examined = doctor::examine(&database).await?;
    if asked.json {
        tell(&serde_json::to_string(&examined)?);
    } else {
        examined.iter().for_each(show);
    }
    match examined.iter().map(|check| check.findings.len()).sum() {
        0_usize => Ok(()),
        1 => Err("1 row does not agree".into()),
        found => Err(format!("{found} rows do not agree").into()),
    }
}

fn show(check: &Examined) {
    let verdict = match check.findings.len() {
        0 => "ok".to_owned(),
        found => format!("{found} found"),
    };
    tell(&format!("{:<18} {verdict:<8} {}", check.check, check.rule));
    for finding in check.findings.iter().take(ROWS_SHOWN) {
        tell(&format!("    {}: {} against {}", finding.row, finding.told, finding.found));
    }
    if check.findings.len() > ROWS_SHOWN {
        tell(&format!("    and {} more", check.findings.len() - ROWS_SHOWN));
    }
}
