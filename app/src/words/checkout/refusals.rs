//! Why the cart or the checkout says no, in both languages.

pub mod vietnamese {
    use shop::{
        checkout::{
            buyer::{BuyerFault, NAME_CHARS_MAX, NOTE_CHARS_MAX, STREET_CHARS_MAX},
            cart::{CART_LINES_MAX, CartRefusal},
            draft::PlacingRefusal,
            find_place::PlaceRefusal,
            quantity::{LINE_UNITS_MAX, QuantityError, UNPAID_UNITS_MAX},
        },
        identity::phone::PhoneError,
        language::Language,
    };

    use super::super::named;

    pub fn quantity(error: QuantityError) -> String {
        match error {
            QuantityError::NotANumber => "Số lượng phải là số, ví dụ 2.".into(),
            QuantityError::TooSmall => "Số lượng ít nhất là 1.".into(),
            QuantityError::TooLarge => {
                format!("Mỗi món tối đa {LINE_UNITS_MAX}. Cần nhiều hơn, xin gọi cho cơ sở.")
            }
        }
    }

    pub fn cart(refusal: CartRefusal) -> String {
        match refusal {
            CartRefusal::NotFound => "Không có món hàng này.".into(),
            CartRefusal::NotForSale => "Món này không còn bán.".into(),
            CartRefusal::MakerPaused => "Cơ sở đang nghỉ, chưa nhận đơn.".into(),
            CartRefusal::LineFull => quantity(QuantityError::TooLarge),
            CartRefusal::CartFull => format!("Giỏ đã đủ {CART_LINES_MAX} món. Xin đặt trước rồi mua tiếp."),
            CartRefusal::TooFew { left: 0, .. } => "Món này đã hết hàng.".into(),
            CartRefusal::TooFew { left, in_cart: 0 } => format!("Chỉ còn {left}. Xin nhập số nhỏ hơn."),
            CartRefusal::TooFew { left, in_cart } => format!("Chỉ còn {left}, trong giỏ đã có {in_cart}."),
        }
    }

    pub fn buyer(fault: &BuyerFault) -> String {
        match fault {
            BuyerFault::NameMissing => "Xin ghi họ tên người nhận.".into(),
            BuyerFault::NameTooLong => format!("Họ tên dài quá {NAME_CHARS_MAX} chữ."),
            BuyerFault::Phone(PhoneError::Empty) => "Xin ghi số điện thoại.".into(),
            BuyerFault::Phone(_) => "Số điện thoại chưa đúng, ví dụ 0912 345 678.".into(),
            BuyerFault::Email(_) => "Thư điện tử chưa đúng, ví dụ lan@example.com. Có thể để trống.".into(),
            BuyerFault::StreetMissing => "Xin ghi số nhà, đường hoặc thôn xóm.".into(),
            BuyerFault::StreetTooLong => format!("Địa chỉ dài quá {STREET_CHARS_MAX} chữ."),
            BuyerFault::NoteTooLong => format!("Lời nhắn dài quá {NOTE_CHARS_MAX} chữ."),
            BuyerFault::Place(refusal) => place(refusal).into(),
        }
    }

    fn place(refusal: &PlaceRefusal) -> &'static str {
        match refusal {
            PlaceRefusal::ProvinceMissing => "Xin ghi tỉnh hoặc thành phố.",
            PlaceRefusal::ProvinceUnknown => "Không tìm thấy tỉnh hoặc thành phố này.",
            PlaceRefusal::CommuneMissing => "Xin ghi xã, phường hoặc đặc khu.",
            PlaceRefusal::CommuneUnknown => "Không tìm thấy xã, phường này trong tỉnh. Xin xem lại chính tả.",
            PlaceRefusal::Ambiguous(_) => "Có nhiều nơi có thể đúng. Xin chọn một nơi bên dưới.",
            PlaceRefusal::Elsewhere(_) => {
                "Không có trong tỉnh này, nhưng có ở nơi khác. Xin chọn bên dưới hoặc sửa tỉnh."
            }
        }
    }

    pub fn placing(refusal: &PlacingRefusal) -> String {
        let product = |name| named(name, Language::Vietnamese);
        match refusal {
            PlacingRefusal::EmptyCart => "Giỏ đang trống, hoặc đã được đặt rồi.".into(),
            PlacingRefusal::Changed => {
                "Giá, số lượng hoặc phí giao đã đổi so với lúc bạn xem. Xin xem lại tổng rồi bấm đặt lần nữa.".into()
            }
            PlacingRefusal::NotForSale { name, .. } => format!("{} không còn bán. Xin bỏ ra khỏi giỏ.", product(name)),
            PlacingRefusal::TooFew { name, held_by_you: true, .. } => {
                format!(
                    "{}: phần còn lại đang giữ cho lần mua trước của bạn. Xin thanh toán lần mua đó.",
                    product(name)
                )
            }
            PlacingRefusal::TooFew { name, left: 0, .. } => {
                format!("{} đã hết hàng. Xin bỏ ra khỏi giỏ.", product(name))
            }
            PlacingRefusal::TooFew { name, left, .. } => {
                format!("{} chỉ còn {left}. Xin giảm số lượng.", product(name))
            }
            PlacingRefusal::MakerPaused { name, .. } => format!("{name} đang nghỉ, chưa nhận đơn."),
            PlacingRefusal::NoAccount { name, .. } => format!("{name} chưa có tài khoản nhận tiền."),
            PlacingRefusal::NoSuchDelivery { name, .. } => format!("{name} không có cách giao này. Xin chọn lại."),
            PlacingRefusal::TooMuch { .. } => {
                "Số tiền lớn quá cho một lần chuyển khoản. Xin chia thành nhiều lần.".into()
            }
            PlacingRefusal::TooOften => "Đã gửi quá nhiều đơn cùng lúc. Xin đợi một phút rồi đặt lại.".into(),
            PlacingRefusal::TooManyUnpaid => {
                format!(
                    "Bạn đang giữ hàng chưa trả tiền (tối đa {UNPAID_UNITS_MAX} món). Xin thanh toán các đơn trước."
                )
            }
        }
    }
}

pub mod english {
    use shop::{
        checkout::{
            buyer::{BuyerFault, NAME_CHARS_MAX, NOTE_CHARS_MAX, STREET_CHARS_MAX},
            cart::{CART_LINES_MAX, CartRefusal},
            draft::PlacingRefusal,
            find_place::PlaceRefusal,
            quantity::{LINE_UNITS_MAX, QuantityError, UNPAID_UNITS_MAX},
        },
        identity::phone::PhoneError,
        language::Language,
    };

    use super::super::named;

    pub fn quantity(error: QuantityError) -> String {
        match error {
            QuantityError::NotANumber => "The quantity must be a number, such as 2.".into(),
            QuantityError::TooSmall => "The quantity is at least 1.".into(),
            QuantityError::TooLarge => {
                format!("At most {LINE_UNITS_MAX} of one thing. For more, please call the maker.")
            }
        }
    }

    pub fn cart(refusal: CartRefusal) -> String {
        match refusal {
            CartRefusal::NotFound => "There is no such product.".into(),
            CartRefusal::NotForSale => "This is no longer for sale.".into(),
            CartRefusal::MakerPaused => "The maker is away and takes no orders for now.".into(),
            CartRefusal::LineFull => quantity(QuantityError::TooLarge),
            CartRefusal::CartFull => format!("A cart holds {CART_LINES_MAX} things. Please order these first."),
            CartRefusal::TooFew { left: 0, .. } => "This is sold out.".into(),
            CartRefusal::TooFew { left, in_cart: 0 } => format!("Only {left} left. Please take fewer."),
            CartRefusal::TooFew { left, in_cart } => format!("Only {left} left, and {in_cart} are in your cart."),
        }
    }

    pub fn buyer(fault: &BuyerFault) -> String {
        match fault {
            BuyerFault::NameMissing => "Please give the recipient's name.".into(),
            BuyerFault::NameTooLong => format!("The name is longer than {NAME_CHARS_MAX} characters."),
            BuyerFault::Phone(PhoneError::Empty) => "Please give a phone number.".into(),
            BuyerFault::Phone(_) => "This is no Vietnamese phone number, such as 0912 345 678.".into(),
            BuyerFault::Email(_) => "This is no e-mail address, such as lan@example.com. It may stay empty.".into(),
            BuyerFault::StreetMissing => "Please give house number, street or hamlet.".into(),
            BuyerFault::StreetTooLong => format!("The address is longer than {STREET_CHARS_MAX} characters."),
            BuyerFault::NoteTooLong => format!("The message is longer than {NOTE_CHARS_MAX} characters."),
            BuyerFault::Place(refusal) => place(refusal).into(),
        }
    }

    fn place(refusal: &PlaceRefusal) -> &'static str {
        match refusal {
            PlaceRefusal::ProvinceMissing => "Please give the province or city.",
            PlaceRefusal::ProvinceUnknown => "There is no such province or city.",
            PlaceRefusal::CommuneMissing => "Please give the commune, ward or special zone.",
            PlaceRefusal::CommuneUnknown => {
                "There is no such commune or ward in the province. Please check the spelling."
            }
            PlaceRefusal::Ambiguous(_) => "Several places could be meant. Please choose one below.",
            PlaceRefusal::Elsewhere(_) => {
                "Not in this province, but elsewhere. Please choose below or mend the province."
            }
        }
    }

    pub fn placing(refusal: &PlacingRefusal) -> String {
        let product = |name| named(name, Language::English);
        match refusal {
            PlacingRefusal::EmptyCart => "The cart is empty, or was ordered already.".into(),
            PlacingRefusal::Changed => {
                "Prices, quantities or delivery changed since you looked. Please check the total and order again."
                    .into()
            }
            PlacingRefusal::NotForSale { name, .. } => {
                format!("{} is no longer for sale. Please remove it.", product(name))
            }
            PlacingRefusal::TooFew { name, held_by_you: true, .. } => {
                format!("{}: the rest is held for your earlier purchase. Please pay for that one.", product(name))
            }
            PlacingRefusal::TooFew { name, left: 0, .. } => format!("{} is sold out. Please remove it.", product(name)),
            PlacingRefusal::TooFew { name, left, .. } => {
                format!("Only {left} of {} are left. Please take fewer.", product(name))
            }
            PlacingRefusal::MakerPaused { name, .. } => format!("{name} is away and takes no orders for now."),
            PlacingRefusal::NoAccount { name, .. } => format!("{name} has no account to be paid to yet."),
            PlacingRefusal::NoSuchDelivery { name, .. } => format!("{name} has no such delivery. Please choose again."),
            PlacingRefusal::TooMuch { .. } => {
                "This is too much for one transfer. Please order in several parts.".into()
            }
            PlacingRefusal::TooOften => "Too many orders at once. Please wait a minute and place yours again.".into(),
            PlacingRefusal::TooManyUnpaid => {
                format!(
                    "You hold unpaid goods (at most {UNPAID_UNITS_MAX} units). Please pay your earlier orders first."
                )
            }
        }
    }
}
