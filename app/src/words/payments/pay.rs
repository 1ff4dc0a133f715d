//! Texts of the page on which a shopper pays.

use shop::payments::matching::PaymentState;

pub struct Pay {
    pub title: &'static str,
    pub title_paid: &'static str,
    pub title_over: &'static str,
    pub purchase: &'static str,
    pub total: &'static str,
    /// Why one page has several payments.
    pub several: &'static str,
    pub progress: fn(usize, usize) -> String,
    /// What a state means, and what to do; the second value is the reason of a cancelled order.
    pub meaning: fn(PaymentState, Option<&str>) -> &'static str,
    pub before: fn(&str) -> String,
    pub minutes_left: fn(i64) -> String,
    /// The same while it is counted down; `{}` stands for `29:59`.
    pub time_left: &'static str,
    pub scan: &'static str,
    /// How the phone that shows the code can scan it.
    pub same_phone: &'static str,
    pub save_qr: &'static str,
    pub qr_label: fn(&str, &str) -> String,
    pub by_hand: &'static str,
    pub bank: &'static str,
    pub account: &'static str,
    pub holder: &'static str,
    pub amount: &'static str,
    pub missing: &'static str,
    pub received: &'static str,
    pub excess: &'static str,
    pub reference: &'static str,
    pub reference_hint: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub paid_at: &'static str,
    pub goods: &'static str,
    pub delivery: fn(&str) -> &'static str,
    pub order_page: fn(&str) -> String,
    pub check_title: &'static str,
    pub check_alone: &'static str,
    pub check_again: &'static str,
    pub wrong_title: &'static str,
    pub wrong: &'static [(&'static str, &'static str)],
    pub maker_phone: &'static str,
    pub to_whom: &'static str,
    pub picked_up: &'static str,
    pub keep_link: &'static str,
}

pub const VIETNAMESE: Pay = Pay {
    title: "Chuyển khoản để giữ hàng",
    title_paid: "Đã nhận đủ tiền. Cảm ơn bạn!",
    title_over: "Lần mua của bạn",
    purchase: "Lần mua",
    total: "Tổng cộng",
    several: "Mỗi cơ sở nhận tiền vào tài khoản của mình, nên mỗi cơ sở có một mã QR. Chuyển lần lượt từng mã.",
    progress: |paid, all| format!("Đã nhận tiền {paid} trên {all} cơ sở"),
    meaning: |state, cancelled| match (state, cancelled) {
        (PaymentState::Paid | PaymentState::Overpaid, Some("sold_out")) => {
            "Tiền đã tới nhưng hàng vừa hết. Đơn đã hủy; cơ sở sẽ hoàn lại toàn bộ số tiền."
        }
        (PaymentState::Underpaid, Some("unpaid")) => {
            "Tiền tới sau giờ hẹn và còn thiếu. Xin gọi cơ sở: chuyển nốt nếu còn hàng, hoặc nhận lại tiền."
        }
        (PaymentState::Paid | PaymentState::Overpaid | PaymentState::Underpaid, Some(_)) => {
            "Đơn đã hủy; cơ sở sẽ hoàn lại số tiền đã nhận."
        }
        (PaymentState::Expired, _) => {
            "Đơn đã hủy vì chưa thấy tiền. Đừng chuyển thêm. Nếu bạn vừa chuyển, tiền vẫn được ghi nhận: còn hàng thì đơn tự mở lại, hết hàng thì cơ sở hoàn tiền."
        }
        (PaymentState::Awaiting, Some(_)) => "Đơn đã hủy. Đừng chuyển tiền.",
        (PaymentState::Awaiting, None) => "Hàng đang được giữ cho bạn. Trang này tự đổi ngay khi tiền tới.",
        (PaymentState::Underpaid, None) => {
            "Chưa đủ để giao hàng. Hãy chuyển nốt phần còn thiếu với cùng nội dung; mã QR dưới đây đã ghi đúng phần thiếu."
        }
        (PaymentState::Paid, None) => "Cơ sở đã được báo và sẽ chuẩn bị hàng.",
        (PaymentState::Overpaid, None) => "Hàng vẫn giao bình thường; cơ sở sẽ hoàn lại phần thừa.",
        (PaymentState::PartlyRefunded, _) => "Một phần tiền đã được hoàn lại.",
        (PaymentState::Refunded, _) => "Toàn bộ tiền đã được hoàn lại.",
        (PaymentState::Disputed, _) => "Ngân hàng của người chuyển đang xem xét khoản này.",
    },
    before: |moment| format!("Xin chuyển trước {moment}."),
    minutes_left: |minutes| {
        if minutes < 1 { "còn chưa đến 1 phút".into() } else { format!("còn {minutes} phút") }
    },
    time_left: "còn {}",
    scan: "Mở ứng dụng ngân hàng, chọn quét QR. Số tiền và nội dung đã có sẵn trong mã.",
    same_phone: "Đang xem bằng chính điện thoại để chuyển tiền? Lưu ảnh mã này. Mở ứng dụng ngân hàng, chọn quét QR từ ảnh.",
    save_qr: "Lưu ảnh mã QR",
    qr_label: |amount, account| format!("Mã VietQR: chuyển {amount} vào tài khoản {account}"),
    by_hand: "Hoặc tự điền",
    bank: "Ngân hàng",
    account: "Số tài khoản",
    holder: "Chủ tài khoản",
    amount: "Số tiền",
    missing: "Còn thiếu",
    received: "Đã nhận",
    excess: "Phần thừa",
    reference: "Nội dung chuyển khoản",
    reference_hint: "Giữ nguyên mã này; nhờ nó mà tiền tìm được đơn.",
    copy: "Chép",
    copied: "Đã chép",
    paid_at: "Nhận tiền lúc",
    goods: "Hàng trong đơn",
    delivery: |method| match method {
        "express" => "Giao nhanh",
        "pickup" => "Đến lấy tại xưởng",
        _ => "Giao thường",
    },
    order_page: |code| format!("Xem đơn {code}"),
    check_title: "Đã chuyển rồi?",
    check_alone: "Ngân hàng thường báo trong vài giây, có khi vài phút. Tiền tới là trang này đổi; bạn đóng trang cũng không sao.",
    check_again: "Kiểm tra lại",
    wrong_title: "Chuyển nhầm thì sao?",
    wrong: &[
        ("Chuyển thiếu", "Chuyển nốt phần thiếu với cùng nội dung."),
        ("Chuyển thừa hoặc hai lần", "Đơn vẫn giao. Cơ sở thấy phần thừa và hoàn lại cho bạn."),
        ("Quên nội dung hoặc ghi sai", "Gọi cơ sở, đọc giờ chuyển và số tiền; cơ sở xác nhận bằng tay."),
        ("Chuyển sau giờ hẹn", "Tiền vẫn được ghi nhận: còn hàng thì giao, hết hàng thì hoàn tiền."),
    ],
    maker_phone: "Điện thoại cơ sở",
    to_whom: "Người nhận",
    picked_up: "Bạn đến lấy tại xưởng.",
    keep_link: "Giữ địa chỉ trang này để xem lại, không cần tài khoản. Ai có địa chỉ này đều xem được, nên đừng đăng lên mạng.",
};

pub const ENGLISH: Pay = Pay {
    title: "Transfer to keep your goods",
    title_paid: "All paid. Thank you!",
    title_over: "Your purchase",
    purchase: "Purchase",
    total: "Total",
    several: "Each maker is paid into their own account, so each has a QR code of their own. Pay them one after the other.",
    progress: |paid, all| format!("{paid} of {all} makers paid"),
    meaning: |state, cancelled| match (state, cancelled) {
        (PaymentState::Paid | PaymentState::Overpaid, Some("sold_out")) => {
            "The money arrived, but the goods had just sold out. The order is cancelled; the maker will refund all of it."
        }
        (PaymentState::Underpaid, Some("unpaid")) => {
            "The money came after the time, and some is missing. Please call the maker: pay the rest if there are goods left, or get it back."
        }
        (PaymentState::Paid | PaymentState::Overpaid | PaymentState::Underpaid, Some(_)) => {
            "The order is cancelled; the maker will refund what arrived."
        }
        (PaymentState::Expired, _) => {
            "The order was cancelled because no money was seen. Do not pay any more. If you have just paid, it still counts: with goods left the order stands again, otherwise the maker refunds you."
        }
        (PaymentState::Awaiting, Some(_)) => "The order is cancelled. Do not pay.",
        (PaymentState::Awaiting, None) => {
            "The goods are kept for you. This page changes by itself when the money arrives."
        }
        (PaymentState::Underpaid, None) => {
            "Not enough yet to send the goods. Please transfer the rest with the same message; the QR code below asks for exactly the rest."
        }
        (PaymentState::Paid, None) => "The maker has been told and will prepare your goods.",
        (PaymentState::Overpaid, None) => "Your goods are sent as usual; the maker will refund what was too much.",
        (PaymentState::PartlyRefunded, _) => "Part of the money was refunded.",
        (PaymentState::Refunded, _) => "All of the money was refunded.",
        (PaymentState::Disputed, _) => "The payer's bank is looking into this payment.",
    },
    before: |moment| format!("Please transfer before {moment} (Vietnam time)."),
    minutes_left: |minutes| match minutes {
        ..1 => "less than a minute left".into(),
        1 => "1 minute left".into(),
        _ => format!("{minutes} minutes left"),
    },
    time_left: "{} left",
    scan: "Open your banking app and scan the QR code. Amount and message are in it already.",
    same_phone: "Paying with the phone that shows this? Save the picture. Open your banking app and choose to scan a QR code from a picture.",
    save_qr: "Save the QR picture",
    qr_label: |amount, account| format!("VietQR code: transfer {amount} to account {account}"),
    by_hand: "Or type it in",
    bank: "Bank",
    account: "Account number",
    holder: "Account holder",
    amount: "Amount",
    missing: "Still missing",
    received: "Received",
    excess: "Too much",
    reference: "Transfer message",
    reference_hint: "Keep this code as it is; by it the money finds your order.",
    copy: "Copy",
    copied: "Copied",
    paid_at: "Received on",
    goods: "Goods in this order",
    delivery: |method| match method {
        "express" => "Express delivery",
        "pickup" => "Picked up at the workshop",
        _ => "Standard delivery",
    },
    order_page: |code| format!("See order {code}"),
    check_title: "Paid already?",
    check_alone: "Banks usually tell us within seconds, sometimes minutes. The page changes when the money arrives; you may close it.",
    check_again: "Check again",
    wrong_title: "What if I paid wrong?",
    wrong: &[
        ("Too little", "Transfer the rest with the same message."),
        ("Too much, or twice", "The order is sent. The maker sees what was too much and refunds you."),
        ("No message, or a wrong one", "Call the maker and name time and amount; they confirm it by hand."),
        ("After the time", "It still counts: with goods left they are sent, otherwise you are refunded."),
    ],
    maker_phone: "Maker's phone",
    to_whom: "Deliver to",
    picked_up: "You pick it up at the workshop.",
    keep_link: "Keep the address of this page to come back without an account. Anyone who has it can see the page, so do not post it.",
};
