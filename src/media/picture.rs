//! A picture as pages need it: which files there are, and how large it is, so that its place is kept.

/// The widths of the ladder, in pixels, small to large. A picture has those not wider than itself, and its own width
/// when it is narrower than the smallest.
pub const WIDTHS: [u32; 5] = [320, 480, 640, 960, 1280];

/// The widths of the files of a picture that is `width` pixels wide, small to large.
#[must_use]
pub fn ladder(width: u32) -> Vec<u32> {
    let rungs: Vec<u32> = WIDTHS.into_iter().filter(|rung| *rung <= width).collect();
    if rungs.is_empty() { vec![width] } else { rungs }
}

/// Whether a text can be a picture's hash: 64 digits of lower-case hex, as in [`Picture::hash`].
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of what was uploaded, lower-case hex; part of the address, so that a file never changes.
    pub hash: String,
    /// Width of the original in pixels, after its orientation was applied.
    pub width: u32,
    /// Height of the original in pixels, after its orientation was applied.
    pub height: u32,
    /// Whether AVIF files are there beside the JPEG ones.
    pub avif: bool,
    /// Whether it is a drawing of ours and no photo of the goods; pages say so.
    pub illustration: bool,
}

impl Picture {
    /// The widths there are files of.
    #[must_use]
    pub fn widths(&self) -> Vec<u32> {
        ladder(self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_shown_wider_than_it_is() {
        let picture = |width| Picture { hash: String::new(), width, height: 10, avif: true, illustration: false };
        assert_eq!(picture(4000).widths(), WIDTHS);
        assert_eq!(picture(700).widths(), [320, 480, 640]);
        assert_eq!(picture(200).widths(), [200]);
    }
}
