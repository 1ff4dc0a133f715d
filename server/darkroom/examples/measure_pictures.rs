//! Measures what a photo costs, on one core: `cargo run --release -p darkroom --example measure_pictures [PHOTO]`. Without a file it
//! makes a photo of 12 megapixels with soft shapes and grain, as a phone's camera gives. Medians of five.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use darkroom::{Quality, avif, develop, jpeg};
use image::{Rgb, RgbImage};

const RUNS: usize = 5;

#[allow(clippy::print_stdout, reason = "what it is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let photo = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => jpeg(&made(4032, 3024), Quality::PHOTO)?,
    };
    let canvas = develop(&photo)?;
    println!("photo: {} × {}, {} kB", canvas.width, canvas.height, photo.len() / 1000);
    let rungs = canvas.rungs()?;
    let decoded = median(|| develop(&photo).map(drop).map_err(|fault| fault.to_string()))?;
    let laddered = median(|| {
        let files = canvas.rungs().and_then(|rungs| rungs.iter().map(file_of).collect::<Result<Vec<_>, _>>());
        files.map(drop).map_err(|fault| fault.to_string())
    })?;
    println!("decode, turn, scale: {decoded:.0?}; JPEG ladder: {laddered:.0?}; together {:.0?}", decoded + laddered);
    let mut encoded = Duration::ZERO;
    for rung in &rungs {
        let began = Instant::now();
        let small = avif(rung, Quality::PHOTO)?;
        encoded += began.elapsed();
        let plain = jpeg(rung, Quality::PHOTO)?;
        println!("  {:>4}: JPEG {:>4} kB, AVIF {:>4} kB", rung.width(), plain.len() / 1000, small.len() / 1000);
    }
    println!("AVIF ladder: {encoded:.1?}");
    Ok(())
}

fn file_of(rung: &RgbImage) -> Result<Vec<u8>, darkroom::DarkroomFault> {
    jpeg(rung, Quality::PHOTO)
}

fn median(mut act: impl FnMut() -> Result<(), String>) -> Result<Duration, String> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let began = Instant::now();
        act()?;
        times.push(began.elapsed());
    }
    times.sort();
    Ok(times[RUNS / 2])
}

/// Soft shapes in warm colours, with grain.
fn made(width: u32, height: u32) -> RgbImage {
    let mut grain = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = f64::from(grain >> 29);
        let (x, y) = (f64::from(x) / 97.0, f64::from(y) / 61.0);
        let tone =
            |shift: f64| (128.0 + 90.0 * (x + shift + (y * 0.7).sin()).sin() * (y * 0.3 + shift).cos() + noise) as u8;
        Rgb([tone(0.0), tone(0.4), tone(0.9)])
    })
}
