//! From a photo to the files of its ladder: upright, in sRGB, on paper where it was see-through, without a word of
//! metadata (what is encoded is pixels alone).

use fast_image_resize::{IntoImageView, PixelType, Resizer, images::Image};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, RgbImage,
    codecs::{avif::AvifEncoder, jpeg::JpegEncoder},
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use shop::media::{photo::PhotoRefusal, picture};

use crate::{
    DarkroomFault, Undeveloped,
    recognise::{Header, header, lies_on_its_side},
};

/// `--paper` of `style/tokens.css`: what shows through.
const PAPER: [u8; 3] = [0xF6, 0xEF, 0xE0];

/// How good the files are, and how long it may take to make them.
#[derive(Clone, Copy, Debug)]
pub struct Quality {
    /// Of JPEG: 1 to 100.
    pub jpeg: u8,
    /// Of AVIF: 1 to 100.
    pub avif: u8,
    /// Of making AVIF: 1 (slow, small files) to 10.
    pub speed: u8,
}

impl Quality {
    /// For a photo that someone waits for.
    pub const PHOTO: Self = Self { jpeg: 80, avif: 60, speed: 9 };
    /// For drawings that are encoded once and shipped: flat colours stand more, and the binary stays small.
    pub const SHIPPED: Self = Self { jpeg: 50, avif: 60, speed: 4 };
}

/// A photo, decoded and scaled to the top of its ladder.
pub struct Canvas {
    /// Width of the whole photo in pixels, upright.
    pub width: u32,
    /// Height of the whole photo in pixels, upright.
    pub height: u32,
    top: RgbImage,
}

/// Reads a photo. Heavy: 50 megapixels take about a second and 300 MB, so call it where it may block and one at a time.
pub fn develop(bytes: &[u8]) -> Result<Canvas, Undeveloped> {
    let header = header(bytes)?;
    let whole = image::load_from_memory_with_format(bytes, header.format).map_err(|_| PhotoRefusal::Broken)?;
    let whole = if whole.color().has_alpha() {
        DynamicImage::ImageRgba8(whole.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(whole.into_rgb8())
    };
    let top = upright(whole, &header)?;
    Ok(Canvas { width: header.width, height: header.height, top })
}

/// Scales to the top of the ladder first, so that turning and mixing colours touch few pixels.
fn upright(whole: DynamicImage, header: &Header) -> Result<RgbImage, DarkroomFault> {
    let (width, height) = rung_size(header, picture::ladder(header.width).last().copied().unwrap_or(header.width));
    let turned = lies_on_its_side(header.orientation);
    let (across, down) = if turned { (height, width) } else { (width, height) };
    let mut top = scaled(whole, across, down)?;
    top.apply_orientation(header.orientation);
    let mut top = match top {
        DynamicImage::ImageRgba8(pixels) => on_paper(&pixels),
        other => other.into_rgb8(),
    };
    if let Some(profile) = &header.profile {
        to_srgb(&mut top, profile);
    }
    Ok(top)
}

fn rung_size(header: &Header, width: u32) -> (u32, u32) {
    (width, height_of(width, (header.width, header.height)))
}

/// The height of a rung of the given width: the nearest to the photo's shape, at least 1.
fn height_of(width: u32, (whole_width, whole_height): (u32, u32)) -> u32 {
    let (width, whole_width) = (u64::from(width), u64::from(whole_width.max(1)));
    let height = (width * u64::from(whole_height) + whole_width / 2) / whole_width;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn scaled(whole: DynamicImage, width: u32, height: u32) -> Result<DynamicImage, DarkroomFault> {
    if (whole.width(), whole.height()) == (width, height) {
        return Ok(whole);
    }
    let alpha = whole.pixel_type() == Some(PixelType::U8x4);
    let mut small = Image::new(width, height, if alpha { PixelType::U8x4 } else { PixelType::U8x3 });
    Resizer::new().resize(&whole, &mut small, None)?;
    let pixels = small.into_vec();
    let count = pixels.len();
    let small = if alpha {
        image::RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    };
    small.ok_or(DarkroomFault::Shape(count))
}

fn on_paper(pixels: &image::RgbaImage) -> RgbImage {
    let mix = |over: u8, under: u8, alpha: u8| {
        let alpha = u32::from(alpha);
        let mixed = (u32::from(over) * alpha + u32::from(under) * (255 - alpha) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        image::Rgb([mix(red, PAPER[0], alpha), mix(green, PAPER[1], alpha), mix(blue, PAPER[2], alpha)])
    })
}

/// Turns the colours of a wide-gamut phone into those that every screen shows. A profile that cannot be used (of paper
/// inks, of greys, damaged) leaves the colours as the decoder gave them.
fn to_srgb(pixels: &mut RgbImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options) else { return };
    let from = pixels.as_raw().clone();
    // Both have the same length: nothing can be left undone.
    let _ = transform.transform(&from, pixels);
}

impl Canvas {
    /// The pixels of each file, small to large.
    pub fn rungs(&self) -> Result<Vec<RgbImage>, DarkroomFault> {
        picture::ladder(self.width).into_iter().map(|width| self.rung(width)).collect()
    }

    /// The pixels of the smallest file.
    pub fn smallest(&self) -> Result<RgbImage, DarkroomFault> {
        self.rung(picture::ladder(self.width).first().copied().unwrap_or(self.width))
    }

    fn rung(&self, width: u32) -> Result<RgbImage, DarkroomFault> {
        let height = height_of(width, (self.width, self.height));
        if (width, height) == self.top.dimensions() {
            return Ok(self.top.clone());
        }
        scaled(DynamicImage::ImageRgb8(self.top.clone()), width, height).map(DynamicImage::into_rgb8)
    }
}

/// A JPEG file of these pixels.
pub fn jpeg(pixels: &RgbImage, quality: Quality) -> Result<Vec<u8>, DarkroomFault> {
    let mut file = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut file, quality.jpeg);
    write(encoder, pixels)?;
    Ok(file)
}

/// An AVIF file of these pixels. One thread: the other cores are for people who wait for pages.
pub fn avif(pixels: &RgbImage, quality: Quality) -> Result<Vec<u8>, DarkroomFault> {
    let mut file = Vec::new();
    let encoder = AvifEncoder::new_with_speed_quality(&mut file, quality.speed, quality.avif);
    write(encoder.with_num_threads(Some(1)), pixels)?;
    Ok(file)
}

fn write(encoder: impl ImageEncoder, pixels: &RgbImage) -> Result<(), DarkroomFault> {
    Ok(encoder.write_image(pixels, pixels.width(), pixels.height(), ExtendedColorType::Rgb8)?)
}
