//! What a product page weighs on a phone: every byte over the wire, as Chromium counts them.

use std::process::Command;

use anyhow::Result;

use super::Scratch;
use crate::{
    build,
    market::{self, Market},
    process::run,
    tools,
    workspace::{Profile, root},
};

pub fn measure() -> Result<()> {
    let path = tools::browser_packages()?;
    let chromium = tools::chromium()?;
    build::build(Profile::Release)?;
    let scratch = Scratch::make("bytes")?;
    let market = Market::open(Profile::Release, market::address(0)?, Some(scratch.path()))?;
    run(Command::new("node")
        .args(["bench/bytes.mjs", &format!("http://{}", market.address)])
        .env("PATH", path)
        .env("CHROMIUM", chromium)
        .current_dir(root().join("end2end")))
}
