//! What a photo may be, and why one was not taken.

use std::fmt;

/// The largest file of one photo, in bytes (20 MB).
pub const BYTES_MAX: usize = 20 * 1024 * 1024;

/// The most pixels of one photo. Phones that are sold with "50 megapixels" make up to 8192 × 6144, which is a little more.
pub const PIXELS_MAX: u64 = 50_500_000;

/// How many photos one thing has at most, and how many one form takes.
pub const PHOTOS_MAX: usize = 8;

/// How many photos are taken in for the returns of one order, those included that were left out of the form again.
pub const ORDER_PHOTOS_MAX: u64 = 30;

/// The largest size of all photos of one form together, in bytes (100 MB).
pub const BYTES_TOGETHER_MAX: usize = 100 * 1024 * 1024;

/// How many times as long as the other side one side may be; a phone's panorama has six.
pub const STRETCH_MAX: u32 = 10;

/// Why a photo was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefusal {
    /// Its file is larger than [`BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// It has more pixels than [`PIXELS_MAX`].
    #[error("{megapixels} megapixels are too many")]
    TooManyPixels {
        /// How many millions of pixels it has, rounded up.
        megapixels: u64,
    },
    /// One side is more than [`STRETCH_MAX`] times the other: a strip, no picture of goods.
    #[error("the picture is a strip")]
    Strip,
    /// It begins like a photo but cannot be read to its end: the file was cut off or damaged.
    #[error("the file is damaged")]
    Broken,
    /// It is no JPEG, PNG or WebP, whatever its name says.
    #[error("not a JPEG, PNG or WebP")]
    NotAPhoto,
    /// There are as many already as may be.
    #[error("more than {most} photos")]
    TooMany {
        /// How many may be.
        most: usize,
    },
    /// There is nothing that it could belong to: the order has not been handed over, or it has had
    /// [`ORDER_PHOTOS_MAX`] photos.
    #[error("no photos are taken")]
    Closed,
    /// All photos of the form together are larger than [`BYTES_TOGETHER_MAX`].
    #[error("the photos are too large together")]
    TooLargeTogether,
    /// What came beside the photos is more than any form has: too many fields, or too long ones.
    #[error("the form is too large")]
    FormTooLarge,
}

/// A photo that was not taken, and why. The others of the form were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoFault {
    /// The file's name as its owner knows it; may be empty.
    pub name: String,
    /// Why.
    pub why: PhotoRefusal,
}

/// Decides by its size alone whether a photo may be read. Sides in pixels, as stored.
///
/// # Errors
/// `TooManyPixels` or `Strip`; a side of 0 is `Broken`.
pub fn fits(width: u32, height: u32) -> Result<(), PhotoRefusal> {
    let pixels = u64::from(width) * u64::from(height);
    let (short, long) = (width.min(height), width.max(height));
    if short == 0 {
        Err(PhotoRefusal::Broken)
    } else if pixels > PIXELS_MAX {
        Err(PhotoRefusal::TooManyPixels { megapixels: pixels.div_ceil(1_000_000) })
    } else if long / short > STRETCH_MAX {
        Err(PhotoRefusal::Strip)
    } else {
        Ok(())
    }
}

/// How far the files of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureState {
    /// Taken in and found readable; a small JPEG is there, for the form that it came with.
    Received,
    /// All JPEG files are there: it can be shown.
    Jpeg,
    /// The AVIF files are there as well.
    Ready,
    /// It could not be made into files; its row says why.
    Failed,
}

impl PictureState {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Jpeg => "jpeg",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for PictureState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// The name of no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no state of a picture")]
pub struct UnknownState;

impl std::str::FromStr for PictureState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Received, Self::Jpeg, Self::Ready, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(UnknownState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_of_fifty_megapixels_fits_and_one_more_does_not() {
        assert_eq!(fits(8192, 6144), Ok(()));
        assert_eq!(fits(8500, 6000), Err(PhotoRefusal::TooManyPixels { megapixels: 51 }));
        assert!(fits(u32::MAX, u32::MAX).is_err());
    }

    #[test]
    fn a_strip_is_no_photo_and_a_panorama_is_one() {
        assert_eq!(fits(1, 60_000), Err(PhotoRefusal::Strip));
        assert_eq!(fits(12_000, 2_000), Ok(()));
        assert_eq!(fits(0, 5), Err(PhotoRefusal::Broken));
    }

    #[test]
    fn a_state_reads_as_it_is_written() {
        for state in [PictureState::Received, PictureState::Jpeg, PictureState::Ready, PictureState::Failed] {
            assert_eq!(state.to_string().parse(), Ok(state));
        }
        assert_eq!("".parse::<PictureState>(), Err(UnknownState));
    }
}
