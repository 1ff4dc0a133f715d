//! A QR code as our own SVG and PNG: an image service would learn of every order.

use std::fmt::Write;

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use qrcode::{Color, EcLevel, QrCode};
use shop::payments::purchase::Qr;

use crate::fault::Fault;

/// The quiet zone around the code of a picture, in squares: four, as its standard asks.
const QUIET: usize = 4;
/// The shortest side of a picture, in pixels: banking apps shrink what they read from a gallery.
const SIDE_MIN: usize = 640;

/// Level M restores 15 % of a payload: enough for a cracked screen, coarse enough for a cheap camera.
fn code_of(payload: &str) -> Result<QrCode, Fault> {
    QrCode::with_error_correction_level(payload, EcLevel::M).map_err(|error| Fault::outside("qr", error))
}

/// A payload as a picture in black on white, to be kept in a phone's gallery. The same payload gives the same file.
pub fn png(payload: &str) -> Result<Vec<u8>, Fault> {
    let code = code_of(payload)?;
    let (squares, colors) = (code.width() + 2 * QUIET, code.to_colors());
    let scale = SIDE_MIN.div_ceil(squares);
    let side = squares * scale;
    let mut pixels = vec![u8::MAX; side * side];
    for (row, line) in colors.chunks(code.width()).enumerate() {
        for (start, length) in runs(line) {
            for y in (row + QUIET) * scale..(row + QUIET + 1) * scale {
                let from = y * side + (start + QUIET) * scale;
                pixels[from..from + length * scale].fill(0);
            }
        }
    }
    let mut file = Vec::new();
    let length = u32::try_from(side).map_err(|error| Fault::outside("qr", error))?;
    PngEncoder::new(&mut file)
        .write_image(&pixels, length, length, ExtendedColorType::L8)
        .map_err(|error| Fault::outside("qr", error))?;
    Ok(file)
}

/// Draws a payload.
pub fn draw(payload: String) -> Result<Qr, Fault> {
    let code = code_of(&payload)?;
    let side = code.width();
    let mut path = String::new();
    for (row, squares) in code.to_colors().chunks(side).enumerate() {
        for (start, length) in runs(squares) {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{start} {row}h{length}v1h-{length}z");
        }
    }
    Ok(Qr { payload, side, path })
}

/// Where dark runs of a row begin, and how long they are.
fn runs(row: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in row.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_path_has_exactly_the_dark_squares() {
        let payload = "00020101021238570010A0000007270127".repeat(4);
        let qr = draw(payload.clone()).unwrap();
        let code = QrCode::with_error_correction_level(&payload, EcLevel::M).unwrap();
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        let drawn: usize = qr
            .path
            .split('M')
            .skip(1)
            .map(|run| run.split_once('h').unwrap().1.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!((qr.side, drawn), (code.width(), dark));
        // The finder pattern: seven dark squares from the corner.
        assert!(qr.path.starts_with("M0 0h7v1h-7z"));
    }

    #[test]
    fn what_no_code_can_hold_is_a_fault_and_no_panic() {
        assert!(draw("x".repeat(5_000)).is_err());
        assert!(png(&"x".repeat(5_000)).is_err());
    }
}
