//! Cart and checkout in Vietnamese.

use shop::checkout::delivery::Method;

use super::{Cart, Checkout, Form, refusals::vietnamese as refusals};

pub const VIETNAMESE: Checkout = Checkout {
    cart: CART,
    form: FORM,
    method: |method| match method {
        Method::Standard => "Giao thường",
        Method::Express => "Giao nhanh",
        Method::Pickup => "Nhận tại cơ sở",
    },
    method_note: |method| match method {
        Method::Standard => "Khoảng 3–5 ngày sau khi tiền về",
        Method::Express => "Khoảng 1–2 ngày sau khi tiền về",
        Method::Pickup => "Không cần ghi địa chỉ giao",
    },
    quantity_fault: refusals::quantity,
    cart_refusal: refusals::cart,
    buyer_fault: refusals::buyer,
    placing_refusal: refusals::placing,
};

const CART: Cart = Cart {
    title: "Giỏ hàng",
    added: "Đã thêm vào giỏ.",
    empty_title: "Giỏ đang trống",
    empty_text: "Chọn món rồi bấm «Thêm vào giỏ». Hàng của nhiều cơ sở để chung một giỏ được: bạn đặt một lần, mỗi cơ sở \
        một đơn và một mã QR.",
    to_goods: "Xem hàng các làng",
    to_live: "Lịch livestream",
    how_many: "Bạn muốn mua bao nhiêu?",
    quantity: "Số lượng",
    of: "của",
    add: "Thêm vào giỏ",
    change: "Cập nhật",
    remove: "Bỏ ra",
    each: "mỗi",
    price_changed: |before, now| format!("Giá đã đổi từ khi bạn thêm vào giỏ: {before} → {now}."),
    not_for_sale: "Món này không còn bán. Xin bỏ ra khỏi giỏ.",
    sold_out: "Hết hàng. Xin bỏ ra khỏi giỏ.",
    too_few: |left| format!("Chỉ còn {left}. Xin giảm số lượng."),
    paused_until: |day| format!("Cơ sở đang nghỉ, nhận đơn lại từ {day}."),
    no_account: "Cơ sở chưa có tài khoản nhận tiền, nên chưa đặt được.",
    group_goods: "Tiền hàng",
    summary: "Tổng cộng",
    goods: "Tiền hàng",
    delivery_first: "Phí giao (cách giao đầu tiên)",
    delivery: "Phí giao",
    total: "Tổng",
    to_checkout: "Tiếp tục đặt hàng",
    holds_nothing: |minutes| {
        format!("Giỏ chưa giữ hàng. Khi đặt xong, hàng được giữ {minutes} phút để bạn chuyển khoản.")
    },
    unpaid: |code, time| format!("Lần mua {code} đang chờ tiền đến {time}."),
    to_unpaid: "Đến trang thanh toán",
};

const FORM: Form = Form {
    title: "Đặt hàng",
    back_to_cart: "Sửa giỏ hàng",
    delivery: "Cách giao",
    free: "Miễn phí",
    no_delivery: "Cơ sở chưa mở cách giao nào, nên chưa đặt được.",
    buyer: "Người nhận",
    buyer_text: "Không cần tài khoản.",
    name: "Họ và tên",
    phone: "Số điện thoại",
    phone_hint: "Để cơ sở gọi khi giao, và để tra đơn",
    email: "Thư điện tử",
    email_hint: "Để cơ sở viết cho bạn khi gọi không được",
    address: "Giao đến",
    address_text: "Nếu nhận hết tại cơ sở thì để trống phần này.",
    province: "Tỉnh, thành phố",
    province_hint: "Tên mới hoặc tên cũ đều được",
    commune: "Xã, phường, đặc khu",
    commune_hint: "Tên mới, hoặc tên cũ trước 1/7/2025 (có thể kèm huyện)",
    choose_place: "Chọn nơi đúng",
    now_called: "Nay là",
    street: "Số nhà, đường, thôn xóm",
    street_hint: "Ví dụ: số 5, xóm 3",
    note: "Lời nhắn cho cơ sở",
    note_hint: "Ví dụ: gọi trước khi giao",
    next: "Bấm xong thì sao?",
    steps: |minutes, makers| {
        let code = if makers > 1 {
            format!("Trang sau có {makers} mã QR, mỗi cơ sở một mã. Bạn quét bằng ứng dụng ngân hàng, trả từng mã.")
        } else {
            "Trang sau có mã QR. Bạn quét bằng ứng dụng ngân hàng để trả đúng số tiền.".to_owned()
        };
        [
            format!("Hàng được giữ cho bạn {minutes} phút."),
            code,
            "Tiền vào thẳng tài khoản của cơ sở; trang tự báo «đã nhận tiền», rồi cơ sở đóng gói và giao.".to_owned(),
        ]
    },
    next_note: "Chưa chuyển tiền thì chưa mất gì: quá giờ, đơn tự hủy.",
    place: "Đặt hàng",
    recalculate: "Tính lại tổng",
    recalculate_note: "Đổi cách giao thì bấm để xem tổng mới.",
    to_pay: "Phải trả",
};
