//! Photos made in code: good ones, and ones that go wrong in one way each.

use std::io::Cursor;

use image::{ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

pub const RED: [u8; 3] = [220, 20, 20];
pub const GREEN: [u8; 3] = [20, 200, 20];
pub const BLUE: [u8; 3] = [20, 20, 220];
pub const WHITE: [u8; 3] = [250, 250, 250];

/// What the metadata below say of the camera.
pub const CAMERA: &str = "SecretPhone";

/// Four coloured quarters: red and green above, blue and white below.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb(RED),
        (false, true) => Rgb(GREEN),
        (true, false) => Rgb(BLUE),
        (false, false) => Rgb(WHITE),
    })
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    quarters(width, height).write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

/// A photo as phones make them: how it was held, which phone, and where.
pub fn from_a_phone(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend([0x0F, 1, 2, 0, 12, 0, 0, 0, 50, 0, 0, 0]);
    tiff.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 62, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(CAMERA.as_bytes());
    tiff.extend(b"\0\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let plain = jpeg(width, height);
    let mut file = plain[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
    file.extend(segment);
    file.extend(&plain[2..]);
    file
}

/// A small JPEG whose header claims other sides.
pub fn claiming(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(64, 64);
    let frame = file.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

fn png<P>(pixels: &ImageBuffer<P, Vec<P::Subpixel>>) -> Vec<u8>
where
    P: image::PixelWithColorType,
    [P::Subpixel]: image::EncodableLayout,
{
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A strip of a picture, small as a file.
pub fn strip() -> Vec<u8> {
    png(&RgbImage::new(1, 60_000))
}

/// Grain, which no file makes small.
pub fn grainy(format: ImageFormat) -> Vec<u8> {
    let mut grain = 1_u32;
    let pixels = RgbImage::from_fn(120, 90, |_, _| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = grain.to_be_bytes();
        Rgb([red, green, blue])
    });
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// Sixteen bits a colour, all red.
pub fn deep_png() -> Vec<u8> {
    png(&ImageBuffer::from_pixel(400, 300, Rgb([60_000_u16, 2_000, 2_000])))
}

/// Nothing but see-through pixels.
pub fn clear_png() -> Vec<u8> {
    png(&RgbaImage::from_pixel(400, 300, Rgba([0, 0, 0, 0])))
}

/// Two pictures one after the other, red and then blue.
pub fn moving_webp() -> Vec<u8> {
    let still = |colour| {
        let mut file = Cursor::new(Vec::new());
        RgbImage::from_pixel(64, 48, Rgb(colour)).write_to(&mut file, ImageFormat::WebP).unwrap();
        file.into_inner()[12..].to_vec()
    };
    let sides = [63, 0, 0, 47, 0, 0];
    let frame = |colour| [&[0; 6][..], &sides, &[100, 0, 0, 0], &still(colour)].concat();
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [&name[..], &length, body, &[0_u8; 1][..body.len() % 2]].concat()
    };
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[&[2, 0, 0, 0][..], &sides].concat()),
        chunk(b"ANIM", &[0; 6]),
        chunk(b"ANMF", &frame(RED)),
        chunk(b"ANMF", &frame(BLUE)),
    ];
    chunk(b"RIFF", &body.concat())
}

/// A JPEG in the four inks of a print shop, 16 × 16, of the smallest tables that there can be.
pub fn inks_jpeg() -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    let mut segment = |code: u8, body: &[u8]| {
        file.extend([0xFF, code]);
        file.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        file.extend(body);
    };
    segment(0xEE, b"Adobe\0\x64\0\0\0\0\0");
    segment(0xDB, &[&[0][..], &[1; 64]].concat());
    segment(0xC0, &[8, 0, 16, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    let one_code = |table: u8| [&[table, 1][..], &[0; 15], &[0]].concat();
    segment(0xC4, &one_code(0x00));
    segment(0xC4, &one_code(0x10));
    segment(0xDA, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    file.extend([0; 4]);
    file.extend([0xFF, 0xD9]);
    file
}
