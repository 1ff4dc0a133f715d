//! Makes the files of pictures: reads what a phone sent, puts it upright, scales it, writes JPEG and AVIF. Pixels in,
//! bytes out; nothing else of the market is known here.
//!
//! It is a package of its own because codecs are generic code, built where it is called: inside `server` they would be
//! compiled unoptimised, and anew after every edit.

mod encode;
mod recognise;

pub use encode::{Canvas, Quality, avif, develop, jpeg};
pub use image::RgbImage;
use shop::media::photo::PhotoRefusal;

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DarkroomFault {
    #[error("scaling: {0}")]
    Scaling(#[from] fast_image_resize::ResizeError),
    #[error("scaling: {0} pixels are not those of the size")]
    Shape(usize),
    #[error("encoding: {0}")]
    Encoding(#[from] image::ImageError),
}

/// Why a photo could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Undeveloped {
    /// The photo is to blame.
    #[error("{0}")]
    Refused(#[from] PhotoRefusal),
    /// The darkroom is.
    #[error("{0}")]
    Broke(#[from] DarkroomFault),
}
