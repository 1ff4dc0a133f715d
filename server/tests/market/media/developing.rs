//! Photos in the darkroom: what the pixels are when they come out.

use darkroom::{Canvas, Quality, RgbImage, Undeveloped, avif, develop, jpeg};
use image::ImageFormat;
use shop::media::photo::PhotoRefusal;

use super::made::{self, BLUE, CAMERA, GREEN, RED, WHITE};

fn developed(file: &[u8]) -> Canvas {
    develop(file).expect("a photo that can be read")
}

fn taken_or(file: &[u8]) -> Result<(), PhotoRefusal> {
    match develop(file) {
        Err(Undeveloped::Refused(refusal)) => Err(refusal),
        Err(Undeveloped::Broke(fault)) => panic!("{fault}"),
        Ok(_) => Ok(()),
    }
}

fn is_near(pixels: &RgbImage, x: u32, y: u32, colour: [u8; 3]) -> bool {
    pixels.get_pixel(x, y).0.iter().zip(colour).all(|(is, wanted)| is.abs_diff(wanted) < 24)
}

#[test]
fn a_photo_stands_upright_however_the_phone_was_held() {
    let corners = [
        (1, RED, GREEN),
        (2, GREEN, RED),
        (3, WHITE, BLUE),
        (4, BLUE, WHITE),
        (5, RED, BLUE),
        (6, BLUE, RED),
        (7, WHITE, GREEN),
        (8, GREEN, WHITE),
    ];
    for (orientation, left, right) in corners {
        let canvas = developed(&made::from_a_phone(800, 600, orientation));
        let sides = if orientation < 5 { (800, 600) } else { (600, 800) };
        assert_eq!((canvas.width, canvas.height), sides, "{orientation}");
        for rung in canvas.rungs().unwrap() {
            let stretch = (rung.width() * sides.1).abs_diff(rung.height() * sides.0);
            assert!(stretch <= sides.0, "{orientation}: the shape is kept to the pixel");
            assert!(is_near(&rung, 5, 5, left), "{orientation}");
            assert!(is_near(&rung, rung.width() - 6, 5, right), "{orientation}");
        }
    }
}

#[test]
fn no_file_tells_which_camera_it_was_or_where() {
    let photo = made::from_a_phone(700, 500, 6);
    let tells = |file: &[u8]| {
        let has = |words: &[u8]| file.windows(words.len()).any(|part| part == words);
        has(CAMERA.as_bytes()) || has(b"Exif")
    };
    assert!(tells(&photo));
    for rung in developed(&photo).rungs().unwrap() {
        assert!(!tells(&jpeg(&rung, Quality::PHOTO).unwrap()));
        assert!(!tells(&avif(&rung, Quality::PHOTO).unwrap()));
    }
}

#[test]
fn the_ladder_goes_as_far_as_the_photo() {
    let widths = |file: &[u8]| developed(file).rungs().unwrap().iter().map(RgbImage::width).collect::<Vec<_>>();
    assert_eq!(widths(&made::jpeg(1000, 300)), [320, 480, 640, 960]);
    assert_eq!(widths(&made::jpeg(64, 64)), [64]);
    assert_eq!(widths(&made::jpeg(1, 1)), [1]);
}

#[test]
fn what_is_see_through_lies_on_paper() {
    let rungs = developed(&made::clear_png()).rungs().unwrap();
    assert_eq!(rungs[0].get_pixel(10, 10).0, [0xF6, 0xEF, 0xE0]);
}

#[test]
fn rare_kinds_of_photos_are_taken_as_well() {
    let rung = |file: &[u8]| developed(file).rungs().unwrap().swap_remove(0);
    assert_eq!(rung(&made::deep_png()).get_pixel(8, 8).0, [233, 8, 8], "sixteen bits become eight");
    assert!(is_near(&rung(&made::moving_webp()), 8, 8, RED), "the first picture of a moving one");
    let [red, green, blue] = rung(&made::inks_jpeg()).get_pixel(8, 8).0;
    assert!(red == green && green == blue && (32..200).contains(&red), "half of each ink is some grey: {red}");
}

#[test]
fn a_tiny_photo_has_both_kinds_of_files() {
    for sides in [(1, 1), (3, 2), (17, 5)] {
        let rungs = developed(&made::jpeg(sides.0, sides.1)).rungs().unwrap();
        assert!(avif(&rungs[0], Quality::PHOTO).unwrap().len() > 100);
        assert!(jpeg(&rungs[0], Quality::PHOTO).unwrap().len() > 100);
    }
}

#[test]
fn what_is_too_much_is_refused_before_it_is_read() {
    assert_eq!(taken_or(&made::claiming(8500, 6000)), Err(PhotoRefusal::TooManyPixels { megapixels: 51 }));
    assert_eq!(taken_or(&made::claiming(65_000, 65_000)), Err(PhotoRefusal::TooManyPixels { megapixels: 4225 }));
    assert_eq!(taken_or(&made::strip()), Err(PhotoRefusal::Strip));
}

#[test]
fn half_a_photo_is_no_photo() {
    let photos = [
        made::jpeg(300, 200),
        made::from_a_phone(300, 200, 1),
        made::grainy(ImageFormat::Png),
        made::grainy(ImageFormat::WebP),
    ];
    for whole in photos {
        for cut in [whole.len() - 40, whole.len() / 2, 40] {
            assert_eq!(taken_or(&whole[..cut]), Err(PhotoRefusal::Broken), "{cut} of {}", whole.len());
        }
    }
}

#[test]
fn no_rubbish_makes_the_darkroom_panic() {
    let photos = [made::jpeg(64, 48), made::from_a_phone(64, 48, 6), made::deep_png(), made::moving_webp()];
    let mut grain = 7_usize;
    for photo in photos {
        for _ in 0..200 {
            let mut spoilt = photo.clone();
            for _ in 0..8 {
                grain = grain.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (grain >> 20) % spoilt.len();
                spoilt[at] = (grain >> 9).to_le_bytes()[0];
            }
            // Taken or refused: both will do.
            let _ = develop(&spoilt);
        }
    }
}
