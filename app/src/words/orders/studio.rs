//! Texts: the producer's orders.

use shop::orders::tray::Tray;

/// The producer's orders.
pub struct Studio {
    pub title: &'static str,
    pub order_title: fn(&str) -> String,
    pub trays: &'static str,
    pub tray: fn(Tray) -> &'static str,
    pub empty: fn(Tray) -> (&'static str, &'static str),
    pub moved: fn(&str) -> String,
    pub open: &'static str,
    pub confirm: &'static str,
    pub packed: &'static str,
    pub ready: &'static str,
    pub handed_over: &'static str,
    pub fetched: &'static str,
    pub about: fn(&str) -> String,
    pub wait_for_money: &'static str,
    pub missing: &'static str,
    pub refund: &'static str,
    pub excess: &'static str,
    pub refund_how: &'static str,
    pub back: &'static str,
    pub cancel: &'static str,
    pub cancel_text: &'static str,
    pub cancel_paid: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_lacks: &'static str,
    pub reason_too_long: &'static str,
    pub unpaid_refusal: &'static str,
    pub stale_refusal: &'static str,
    pub now: &'static str,
}

pub const VIETNAMESE: Studio = Studio {
    title: "Đơn hàng",
    order_title: |code| format!("Đơn {code}"),
    trays: "Đơn theo việc cần làm",
    tray: |tray| match tray {
        Tray::ToConfirm => "Cần xác nhận",
        Tray::ToPack => "Cần đóng gói",
        Tray::ToHandOver => "Cần giao",
        Tray::Waiting => "Chờ tiền",
        Tray::Done => "Đã giao",
        Tray::Cancelled => "Đã hủy",
        Tray::ToRefund => "Cần hoàn tiền",
    },
    empty: |tray| match tray {
        Tray::ToConfirm => (
            "Không có đơn nào cần xác nhận",
            "Đơn hiện ở đây ngay khi tiền của khách về đủ. Đơn chưa có tiền nằm ở mục Chờ tiền.",
        ),
        Tray::ToPack => ("Không có đơn nào cần đóng gói", "Đơn đã xác nhận sẽ nằm ở đây cho đến khi đóng gói xong."),
        Tray::ToHandOver => (
            "Không có kiện nào chờ giao",
            "Kiện đã đóng gói nằm ở đây cho đến khi giao cho bên vận chuyển hoặc khách đến lấy.",
        ),
        Tray::Waiting => (
            "Không có đơn nào chờ tiền",
            "Đơn mới đặt nằm ở đây cho đến khi tiền về đủ. Chưa có tiền thì chưa cần làm gì.",
        ),
        Tray::Done => ("Chưa giao đơn nào", "Đơn đã giao cho bên vận chuyển hoặc khách đã lấy sẽ nằm ở đây."),
        Tray::Cancelled => ("Chưa có đơn nào bị hủy", "Đơn quá hạn trả tiền hoặc do bạn hủy sẽ nằm ở đây."),
        Tray::ToRefund => ("Không phải hoàn tiền cho ai", "Đơn đã hủy mà tiền của khách còn ở chỗ bạn sẽ nằm ở đây."),
    },
    moved: |code| format!("Đơn {code} đã sang bước tiếp theo."),
    open: "Xem đơn",
    confirm: "Xác nhận đơn",
    packed: "Đã đóng gói",
    ready: "Hàng đã sẵn sàng",
    handed_over: "Đã giao cho vận chuyển",
    fetched: "Khách đã lấy",
    about: |code| format!("đơn {code}"),
    wait_for_money: "Tiền chưa về đủ: chưa cần chuẩn bị hàng. Đơn sẽ sang mục Cần xác nhận khi đủ tiền.",
    missing: "Còn thiếu",
    refund: "Cần hoàn cho khách",
    excess: "Khách chuyển thừa, cần hoàn",
    refund_how: "Gọi khách để xin số tài khoản và chuyển trả. Đơn còn nằm ở mục Cần hoàn tiền để không bị quên.",
    back: "Về danh sách đơn",
    cancel: "Hủy đơn này",
    cancel_text: "Hàng trở lại kho và khách thấy lý do trên trang đơn. Không hoàn tác được.",
    cancel_paid: "Khách đã trả tiền: hủy thì bạn phải hoàn lại toàn bộ cho khách.",
    reason: "Lý do, để khách biết",
    reason_hint: "Ví dụ: mẻ này bị hỏng, tuần sau mới có hàng.",
    reason_lacks: "Xin viết lý do: khách sẽ đọc nó.",
    reason_too_long: "Xin viết ngắn lại, nhiều nhất 300 chữ cái.",
    unpaid_refusal: "Chưa làm được: tiền của đơn này chưa đủ. Không có gì bị thay đổi.",
    stale_refusal: "Đơn đã ở bước khác so với trang bạn vừa bấm, nên lần bấm này không đổi gì. Dưới đây là đơn như hiện giờ.",
    now: "Hiện giờ:",
};

pub const ENGLISH: Studio = Studio {
    title: "Orders",
    order_title: |code| format!("Order {code}"),
    trays: "Orders by what is to be done",
    tray: |tray| match tray {
        Tray::ToConfirm => "To confirm",
        Tray::ToPack => "To pack",
        Tray::ToHandOver => "To hand over",
        Tray::Waiting => "Waiting for money",
        Tray::Done => "Handed over",
        Tray::Cancelled => "Cancelled",
        Tray::ToRefund => "To refund",
    },
    empty: |tray| match tray {
        Tray::ToConfirm => (
            "No order to confirm",
            "An order shows here as soon as its money is complete. Until then it lies under Waiting for money.",
        ),
        Tray::ToPack => ("Nothing to pack", "Confirmed orders lie here until they are packed."),
        Tray::ToHandOver => {
            ("No parcel to hand over", "Packed parcels lie here until the carrier or the shopper takes them.")
        }
        Tray::Waiting => (
            "No order waits for money",
            "New orders lie here until their money is complete. There is nothing to do before.",
        ),
        Tray::Done => ("Nothing handed over yet", "What the carrier or the shopper took will lie here."),
        Tray::Cancelled => {
            ("No cancelled order", "Orders that were not paid in time or that you cancel will lie here.")
        }
        Tray::ToRefund => {
            ("Nobody waits for a refund", "Cancelled orders whose money is still with you will lie here.")
        }
    },
    moved: |code| format!("Order {code} has moved on."),
    open: "See the order",
    confirm: "Confirm",
    packed: "Packed",
    ready: "Ready for pick-up",
    handed_over: "Handed to the carrier",
    fetched: "Picked up",
    about: |code| format!("order {code}"),
    wait_for_money: "The money is not complete: there is nothing to prepare yet. The order moves to To confirm when it is.",
    missing: "Missing",
    refund: "To refund to the shopper",
    excess: "Paid too much, to refund",
    refund_how: "Call the shopper for an account number and transfer the money back. The order stays under To refund so that it is not forgotten.",
    back: "Back to the orders",
    cancel: "Cancel this order",
    cancel_text: "The goods go back into stock and the shopper sees the reason. This cannot be undone.",
    cancel_paid: "The shopper has paid: if you cancel, you have to refund all of it.",
    reason: "Reason, for the shopper to read",
    reason_hint: "For example: this batch failed, the next one is ready in a week.",
    reason_lacks: "Please write a reason: the shopper will read it.",
    reason_too_long: "Please make it shorter, at most 300 characters.",
    unpaid_refusal: "Not possible yet: the money of this order is not complete. Nothing was changed.",
    stale_refusal: "The order had moved on since the page you clicked on was made, so this click changed nothing. Here is the order as it is now.",
    now: "Now:",
};
