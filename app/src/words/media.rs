//! Texts for photos.

use shop::media::photo::{BYTES_MAX, BYTES_TOGETHER_MAX, PHOTOS_MAX, PhotoFault, PhotoRefusal};

pub struct Media {
    pub photos: &'static str,
    pub photos_hint: fn() -> String,
    pub received: &'static str,
    pub photo: fn(usize) -> String,
    pub remove: fn(usize) -> String,
    pub place: fn(usize) -> String,
    pub nth: fn(usize) -> String,
    pub refused: fn(&PhotoFault) -> String,
}

const MEGABYTE: usize = 1024 * 1024;

/// "name: reason", or the reason alone for a photo without a name.
fn about(fault: &PhotoFault, reason: &str) -> String {
    if fault.name.is_empty() { reason.to_owned() } else { format!("{}: {reason}", fault.name) }
}

pub const VIETNAMESE: Media = Media {
    photos: "Ảnh",
    photos_hint: || {
        let size = BYTES_MAX / MEGABYTE;
        format!("JPEG, PNG hoặc WebP, mỗi ảnh đến {size} MB, tất cả đến {PHOTOS_MAX} ảnh. Nơi chụp trong ảnh được xóa.")
    },
    received: "Ảnh đã nhận",
    photo: |number| format!("Ảnh {number}"),
    remove: |number| format!("Bỏ ảnh {number}"),
    place: |number| format!("Chỗ của ảnh {number}"),
    nth: |place| if place == 1 { "1: bìa".into() } else { place.to_string() },
    refused: |fault| {
        let reason = match fault.why {
            PhotoRefusal::TooLarge => format!("ảnh lớn hơn {} MB. Xin chọn ảnh nhỏ hơn.", BYTES_MAX / MEGABYTE),
            PhotoRefusal::TooManyPixels { megapixels } => {
                format!("ảnh có {megapixels} triệu điểm ảnh, chợ nhận đến 50 triệu. Xin chụp ở cỡ nhỏ hơn.")
            }
            PhotoRefusal::Strip => "ảnh quá dài và hẹp, không hiện được trên trang.".into(),
            PhotoRefusal::Broken => "tệp ảnh bị hỏng hoặc chưa gửi hết. Xin gửi lại ảnh này.".into(),
            PhotoRefusal::NotAPhoto => "không phải ảnh JPEG, PNG hay WebP.".into(),
            PhotoRefusal::TooMany { most } => format!("đã đủ {most} ảnh. Xin bỏ bớt ảnh trước khi thêm."),
            PhotoRefusal::Closed => "đơn này không nhận thêm ảnh.".into(),
            PhotoRefusal::FormTooLarge => "biểu mẫu gửi lên quá dài. Xin bớt chữ rồi gửi lại.".into(),
            PhotoRefusal::TooLargeTogether => {
                format!("các ảnh gửi cùng lúc lớn hơn {} MB. Xin gửi làm nhiều lần.", BYTES_TOGETHER_MAX / MEGABYTE)
            }
        };
        about(fault, &reason)
    },
};

pub const ENGLISH: Media = Media {
    photos: "Photos",
    photos_hint: || {
        let size = BYTES_MAX / MEGABYTE;
        format!("JPEG, PNG or WebP, up to {size} MB each, {PHOTOS_MAX} in all. Where they were taken is removed.")
    },
    received: "Photos already received",
    photo: |number| format!("Photo {number}"),
    remove: |number| format!("Remove photo {number}"),
    place: |number| format!("Place of photo {number}"),
    nth: |place| if place == 1 { "1: cover".into() } else { place.to_string() },
    refused: |fault| {
        let reason = match fault.why {
            PhotoRefusal::TooLarge => {
                format!("the photo is larger than {} MB. Please choose a smaller one.", BYTES_MAX / MEGABYTE)
            }
            PhotoRefusal::TooManyPixels { megapixels } => {
                format!("the photo has {megapixels} megapixels; up to 50 are taken. Please take it at a smaller size.")
            }
            PhotoRefusal::Strip => "the picture is too long and narrow to be shown on a page.".into(),
            PhotoRefusal::Broken => "the file is damaged or did not arrive whole. Please send it again.".into(),
            PhotoRefusal::NotAPhoto => "this is no JPEG, PNG or WebP picture.".into(),
            PhotoRefusal::TooMany { most } => {
                format!("there are {most} photos already. Please remove some before adding.")
            }
            PhotoRefusal::Closed => "this order takes no more photos.".into(),
            PhotoRefusal::FormTooLarge => "the form is too long. Please shorten its texts and send it again.".into(),
            PhotoRefusal::TooLargeTogether => {
                format!(
                    "the photos sent at once are larger than {} MB. Please send them in turns.",
                    BYTES_TOGETHER_MAX / MEGABYTE
                )
            }
        };
        about(fault, &reason)
    },
};
