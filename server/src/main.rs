//! `cho-lang`: the market in one program.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::commands::run()
}
