//! The market on this machine.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    process::{Running, bound_to_us, interrupted, run, say},
    workspace::{Profile, root, server},
};

pub fn serve(profile: Profile, port: u16) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    // Better now than after the build.
    drop(TcpListener::bind(address).with_context(|| format!("{address} is taken; choose another with --port"))?);
    build::build(profile)?;
    let cho_lang = |word: &str| {
        let mut command = bound_to_us(server(profile), None);
        command.arg(word).env("LISTEN_ADDR", address.to_string()).current_dir(root());
        command
    };
    run(&mut cho_lang("migrate"))?;
    run(&mut cho_lang("demo"))?;
    let mut running = Running::start(&mut cho_lang("serve"))?;
    while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
        running.still_runs()?;
        sleep(Duration::from_millis(50));
    }
    introduce(address);
    let status = running.wait()?;
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
