//! What a file is, from its first bytes and never from its name: cheap questions, asked before anything is decoded.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader, metadata::Orientation};
use shop::media::photo::{PhotoRefusal, fits};

/// A photo as its header tells of it.
pub struct Header {
    pub format: ImageFormat,
    /// How the camera was held: what must be done to the pixels to see them upright.
    pub orientation: Orientation,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// The colour profile, if one came with the picture.
    pub profile: Option<Vec<u8>>,
}

/// Reads the header and decides whether the rest may be read. The pixels are not touched: a small file can claim very
/// many of them.
pub fn header(bytes: &[u8]) -> Result<Header, PhotoRefusal> {
    let Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) = image::guess_format(bytes) else {
        return Err(PhotoRefusal::NotAPhoto);
    };
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder = reader.into_decoder().map_err(|_| PhotoRefusal::Broken)?;
    let (width, height) = decoder.dimensions();
    fits(width, height)?;
    if format == ImageFormat::Jpeg && !jpeg_ends(bytes) {
        return Err(PhotoRefusal::Broken);
    }
    // Damaged metadata are no reason to refuse a photo: it is taken as it lies, in the usual colours.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let (width, height) = if lies_on_its_side(orientation) { (height, width) } else { (width, height) };
    Ok(Header { format, orientation, width, height, profile })
}

/// Whether width and height change places when the picture is put upright.
pub fn lies_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

/// Whether a JPEG has its end. Decoders fill what is missing with grey, but half a photo is a failed upload. Segments
/// are stepped over by their lengths, since the small picture in a photo's metadata has an end of its own; what phones
/// append after the end (depth maps, short films) does not matter.
fn jpeg_ends(bytes: &[u8]) -> bool {
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut at = 2;
    while let Some(marker) = marker_at(bytes, &mut at) {
        match marker {
            END => return true,
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(at..at + 2).and_then(<[u8]>::first_chunk) else { return false };
                at += usize::from(u16::from_be_bytes([high, low]));
                if marker == SCAN {
                    skip_scan(bytes, &mut at);
                }
            }
        }
    }
    false
}

/// The marker that begins at `at`, which then stands behind it.
fn marker_at(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let from = *at + bytes.get(*at..)?.iter().position(|byte| *byte == 0xFF)?;
    let code = from + bytes.get(from..)?.iter().position(|byte| *byte != 0xFF)?;
    *at = code + 1;
    bytes.get(code).copied()
}

/// Moves behind compressed data: to the next marker that is neither a stuffed zero nor a restart.
fn skip_scan(bytes: &[u8], at: &mut usize) {
    let rest = bytes.get(*at..).unwrap_or_default();
    let marker = |pair: &[u8]| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF));
    *at += rest.windows(2).position(marker).unwrap_or(rest.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_without_its_end_is_told_apart() {
        let scan: &[u8] = &[0xFF, 0xDA, 0, 2, 1, 0xFF, 0, 2, 0xFF, 0xD3, 7];
        let whole = [&[0xFF, 0xD8, 0xFF, 0xE1, 0, 4, 0xFF, 0xD9], scan, &[0xFF, 0xD9, 1, 2, 3]].concat();
        assert!(jpeg_ends(&whole));
        for cut in 0..whole.len() - 3 {
            assert!(!jpeg_ends(&whole[..cut]), "cut at {cut}");
        }
    }

    #[test]
    fn what_is_no_photo_is_refused_whatever_it_says() {
        for text in [&b"anh.jpg"[..], b"", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", b"GIF89a\x01\0\x01\0\0\0\0;"]
        {
            assert_eq!(header(text).err(), Some(PhotoRefusal::NotAPhoto));
        }
        assert_eq!(header(b"\x89PNG\r\n\x1a\n").err(), Some(PhotoRefusal::Broken));
        assert_eq!(header(b"\xFF\xD8\xFF\xE0").err(), Some(PhotoRefusal::Broken));
    }
}
