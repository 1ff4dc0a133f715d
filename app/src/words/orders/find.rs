//! Texts: finding an order again.

use shop::orders::lookup::LookupRefusal;

/// Finding an order again.
pub struct Find {
    pub title: &'static str,
    pub lead: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub phone: &'static str,
    pub phone_hint: &'static str,
    pub button: &'static str,
    pub code_fault: &'static str,
    pub phone_fault: &'static str,
    pub refusal: fn(LookupRefusal) -> &'static str,
    pub lost_title: &'static str,
    pub lost: &'static [&'static str],
}

pub const VIETNAMESE: Find = Find {
    title: "Tra đơn hàng",
    lead: "Không cần tài khoản: chỉ cần mã và số điện thoại đã dùng khi mua.",
    code: "Mã đơn hàng hoặc mã lần mua",
    code_hint: "Có trên trang thanh toán, ví dụ CL-7K2M9QPX.",
    phone: "Số điện thoại khi mua",
    phone_hint: "Ví dụ 0912 345 678",
    button: "Tìm đơn",
    code_fault: "Xin điền mã: chỉ có chữ không dấu, số và dấu gạch.",
    phone_fault: "Xin điền số điện thoại Việt Nam, ví dụ 0912 345 678.",
    refusal: |refusal| match refusal {
        LookupRefusal::NotFound => "Không có đơn nào với mã và số điện thoại này. Xin xem lại cả hai.",
        LookupRefusal::TooMany => "Đã tra quá nhiều lần. Xin đợi vài phút rồi thử lại.",
    },
    lost_title: "Không nhớ mã?",
    lost: &[
        "Mở lại đường dẫn trang thanh toán trong trình duyệt đã mua.",
        "Xem lại lệnh chuyển khoản trong ứng dụng ngân hàng: mười ký tự bắt đầu bằng CL trong nội dung là mã đơn.",
        "Gọi cơ sở đã bán: số điện thoại có trên trang của họ.",
    ],
};

pub const ENGLISH: Find = Find {
    title: "Find an order",
    lead: "No account needed: the code and the phone number you bought with will do.",
    code: "Code of the order or of the purchase",
    code_hint: "It stands on the payment page, for example CL-7K2M9QPX.",
    phone: "Phone number you bought with",
    phone_hint: "For example 0912 345 678",
    button: "Find the order",
    code_fault: "Please fill in the code: plain letters, digits and dashes only.",
    phone_fault: "Please fill in a Vietnamese phone number, for example 0912 345 678.",
    refusal: |refusal| match refusal {
        LookupRefusal::NotFound => "There is no order with this code and phone number. Please check both.",
        LookupRefusal::TooMany => "Too many attempts. Please wait a few minutes and try again.",
    },
    lost_title: "Lost the code?",
    lost: &[
        "Open the payment page again in the browser you bought with.",
        "Look at your transfer in the bank's app: the ten characters in its text that begin with CL are the code.",
        "Call the maker: the phone number stands on the maker's page.",
    ],
};
