//! The market on this machine.

use std::net::SocketAddr;

use anyhow::{Result, bail};

use crate::{
    build,
    market::{self, Market},
    process::{interrupted, say},
    workspace::Profile,
};

pub fn serve(profile: Profile, port: u16) -> Result<()> {
    // Better now than after the build.
    let address = market::address(port)?;
    build::build(profile)?;
    let market = Market::open(profile, address, None)?;
    introduce(market.address);
    let status = market.wait()?;
    if !status.success() && !interrupted() {
        bail!("the market ended: {status}");
    }
    Ok(())
}

fn introduce(address: SocketAddr) {
    say(&format!(
        "\n  Chợ Làng is open: http://{address}  (English: http://{address}/en)\n\n  \
         Demo sign-ins, all with the password demo-cho-lang:\n    \
         p01@demo.test … p14@demo.test   producers\n    \
         htx@demo.test                   manager of the cooperative union\n    \
         vanhanh@demo.test               operator\n    \
         khach@demo.test                 shopper\n\n  Ctrl-C closes it.\n"
    ));
}
