//! Texts: paying by transfer and seeing the money.

mod desk;
mod feeds;
mod pay;
mod refund;
mod shared;
mod statement;
mod withdraw;

pub use desk::Desk;
pub use feeds::Feeds;
pub use pay::Pay;
pub use refund::Refunds;
pub use shared::Shared;
pub use statement::Statement;

use shop::{money::MoneyError, payments::matching::PaymentState};

pub struct Payments {
    /// The names of the states.
    pub state: fn(PaymentState) -> &'static str,
    pub amount_fault: fn(MoneyError) -> &'static str,
    pub note_fault: &'static str,
    pub already_paid: &'static str,
    /// The shopper's page.
    pub pay: Pay,
    /// The producer's page.
    pub desk: Desk,
    /// Money that goes back.
    pub refund: Refunds,
    /// Money on an account of several producers.
    pub shared: Shared,
    /// Bank statements.
    pub statement: Statement,
    /// The operator's page of a payee.
    pub feeds: Feeds,
}

pub const VIETNAMESE: Payments = Payments {
    state: |state| match state {
        PaymentState::Awaiting => "Chờ chuyển khoản",
        PaymentState::Underpaid => "Mới nhận một phần",
        PaymentState::Paid => "Đã nhận tiền",
        PaymentState::Overpaid => "Đã nhận tiền, có phần thừa",
        PaymentState::Expired => "Hết hạn chuyển khoản",
        PaymentState::PartlyRefunded => "Đã hoàn một phần tiền",
        PaymentState::Refunded => "Đã hoàn tiền",
        PaymentState::Disputed => "Đang khiếu nại",
    },
    amount_fault: |error| match error {
        MoneyError::Empty => "Xin ghi số tiền đã nhận, lớn hơn 0.",
        MoneyError::Ambiguous => "Số tiền này đọc được hai cách. Xin viết đủ các số không.",
        MoneyError::Fraction => "Đồng không có số lẻ. Xin viết số nguyên, ví dụ 125.000.",
        MoneyError::Negative => "Số tiền phải lớn hơn 0.",
        MoneyError::TooLarge | MoneyError::Overflow => "Số tiền lớn quá. Xin xem lại các số không.",
        MoneyError::NotANumber => "Xin viết số tiền bằng chữ số, ví dụ 125.000 hoặc 125k.",
    },
    note_fault: "Xin ghi vì sao biết tiền đã về, từ 3 đến 500 chữ.",
    already_paid: "Đơn này đã đủ tiền rồi, không cần xác nhận nữa.",
    pay: pay::VIETNAMESE,
    desk: desk::VIETNAMESE,
    refund: refund::VIETNAMESE,
    shared: shared::VIETNAMESE,
    statement: statement::VIETNAMESE,
    feeds: feeds::VIETNAMESE,
};

pub const ENGLISH: Payments = Payments {
    state: |state| match state {
        PaymentState::Awaiting => "Waiting for your transfer",
        PaymentState::Underpaid => "Part of it received",
        PaymentState::Paid => "Payment received",
        PaymentState::Overpaid => "Payment received, and more",
        PaymentState::Expired => "Time to pay is over",
        PaymentState::PartlyRefunded => "Partly refunded",
        PaymentState::Refunded => "Refunded",
        PaymentState::Disputed => "Disputed",
    },
    amount_fault: |error| match error {
        MoneyError::Empty => "Please give the amount received, above 0.",
        MoneyError::Ambiguous => "This amount can be read in two ways. Please write all its zeros.",
        MoneyError::Fraction => "There are no decimals in dong. Please write a whole number, such as 125.000.",
        MoneyError::Negative => "The amount must be above 0.",
        MoneyError::TooLarge | MoneyError::Overflow => "That is too much. Please check the zeros.",
        MoneyError::NotANumber => "Please write the amount in digits, such as 125.000 or 125k.",
    },
    note_fault: "Please say how you know that the money arrived, in 3 to 500 characters.",
    already_paid: "This order is paid in full already; nothing to confirm.",
    pay: pay::ENGLISH,
    desk: desk::ENGLISH,
    refund: refund::ENGLISH,
    shared: shared::ENGLISH,
    statement: statement::ENGLISH,
    feeds: feeds::ENGLISH,
};
