//! Texts about taking back a refund that was noted by mistake.

use shop::payments::{refund::Reason, refund_withdrawal::RefundWithdrawRefusal};

pub struct Withdraw {
    pub title: &'static str,
    /// What follows, before the button.
    pub lead: fn(Reason) -> &'static str,
    /// Said first of one that was noted as sent.
    pub sent: &'static str,
    pub note: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    pub refusal: fn(RefundWithdrawRefusal) -> &'static str,
    /// The heading of those that were withdrawn.
    pub all: &'static str,
    pub why: &'static str,
}

pub const VIETNAMESE: Withdraw = Withdraw {
    title: "Ghi nhầm? Rút lại khoản hoàn",
    lead: |reason| match reason {
        Reason::Stray => "Khoản tiền trở lại mục Tiền về, chờ bạn xếp lại.",
        Reason::Excess => "Phần thừa vẫn là của khách: chợ ghi ngay một khoản hoàn mới chưa chuyển.",
        Reason::Agreed | Reason::Cancelled => {
            "Tiền lại tính là đã bán; hàng chưa giao lại thuộc đơn nếu còn trong kho. Khách đọc được lý do."
        }
    },
    sent: "Chỉ rút lại khi chắc chắn tiền chưa rời tài khoản của bạn.",
    note: "Vì sao rút lại",
    hint: "Ví dụ: bấm nhầm đơn, chưa chuyển đồng nào.",
    button: "Rút lại khoản hoàn",
    refusal: |refusal| match refusal {
        RefundWithdrawRefusal::NotFound => "Không có khoản hoàn này.",
        RefundWithdrawRefusal::NoNote => "Xin ghi vì sao, tối đa 500 chữ cái; khách sẽ đọc.",
        RefundWithdrawRefusal::Proven => {
            "Ngân hàng đã báo tiền chuyển đi, nên không rút lại được. Nếu chuyển nhầm, xin gọi khách chuyển trả."
        }
        RefundWithdrawRefusal::CalledOff => {
            "Đơn đã hủy nên tiền này là của khách, không rút lại được. Xin chuyển trả theo mã của khoản hoàn; nếu lỡ bấm đã chuyển, cứ chuyển, ngân hàng báo thì khoản này được xác nhận."
        }
        RefundWithdrawRefusal::Excess => {
            "Khách chuyển thừa nên tiền này phải trả lại, không rút lại được. Xin chuyển theo mã của khoản hoàn."
        }
        RefundWithdrawRefusal::Changed => {
            "Vừa có người ghi là đã chuyển khoản này. Xin xem lại; nếu tiền chưa đi, rút lại lần nữa."
        }
        RefundWithdrawRefusal::SoldOut => {
            "Hàng trả về kho đã bán cho khách khác, nên đơn không nhận lại được. Xin nhập thêm hàng vào kho rồi rút lại, hoặc chuyển tiền cho khách."
        }
        RefundWithdrawRefusal::LeftWithout => {
            "Kiện hàng đã đi mà không có số hàng này, nên khách chưa nhận. Xin chuyển tiền cho khách."
        }
    },
    all: "Đã rút lại",
    why: "Rút lại vì:",
};

pub const ENGLISH: Withdraw = Withdraw {
    title: "Noted by mistake? Withdraw the refund",
    lead: |reason| match reason {
        Reason::Stray => "The money goes back to Money in and waits there for your decision.",
        Reason::Excess => "What was too much stays the shopper's: a new refund, not sent yet, is noted at once.",
        Reason::Agreed | Reason::Cancelled => {
            "The money counts as sold again; goods that have not left are the order's again if they are in stock. The shopper reads why."
        }
    },
    sent: "Withdraw it only when you are sure that the money has not left your account.",
    note: "Why you withdraw it",
    hint: "For example: wrong order pressed, nothing was sent.",
    button: "Withdraw the refund",
    refusal: |refusal| match refusal {
        RefundWithdrawRefusal::NotFound => "There is no such refund.",
        RefundWithdrawRefusal::NoNote => "Please say why, in 500 characters at most; the shopper reads it.",
        RefundWithdrawRefusal::Proven => {
            "The bank says that the money left, so this cannot be withdrawn. If it was sent by mistake, ask the shopper to send it back."
        }
        RefundWithdrawRefusal::CalledOff => {
            "The order was cancelled, so this money is the shopper's and cannot be withdrawn. Send it with the refund's code; if you noted it as sent too early, just send it: it is proven when your bank tells us."
        }
        RefundWithdrawRefusal::Excess => {
            "The shopper paid too much, so this has to go back and cannot be withdrawn. Send it with the refund's code."
        }
        RefundWithdrawRefusal::Changed => {
            "Somebody has just noted this one as sent. Please look again; if the money has not left, withdraw it once more."
        }
        RefundWithdrawRefusal::SoldOut => {
            "The goods that went back into stock were sold to others, so the order cannot have them again. Add to your stock and withdraw it then, or send the money."
        }
        RefundWithdrawRefusal::LeftWithout => {
            "The parcel left without these goods, so the shopper did not get them. Please send the money."
        }
    },
    all: "Withdrawn",
    why: "Withdrawn because:",
};
