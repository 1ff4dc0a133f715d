//! Texts: returns and refunds.

use super::{Document, Section};

pub const VIETNAMESE: Document = Document {
    title: "Đổi trả, hoàn tiền",
    lead: "Nhận hàng không đúng thì báo người bán ngay trên trang đơn hàng, trong 7 ngày. Người bán hoàn tiền thẳng vào tài khoản của bạn, vì \
        tiền đã vào thẳng tài khoản của họ.",
    sections: &[
        Section {
            title: "Khi nào được đổi, trả",
            paragraphs: &[],
            points: &[
                "Hàng hỏng, vỡ, rò rỉ khi đến tay bạn.",
                "Hàng sai loại, sai quy cách hoặc thiếu so với đơn.",
                "Hàng không đúng với mô tả, thành phần, nơi làm ghi trên trang.",
                "Thực phẩm quá hạn dùng hoặc có dấu hiệu hỏng.",
                "Hàng không phải thực phẩm, còn nguyên, mà bạn đổi ý: nếu người bán đồng ý; phí gửi trả do bạn chịu.",
            ],
        },
        Section {
            title: "Làm thế nào",
            paragraphs: &[],
            points: &[
                "Trong 7 ngày kể từ ngày giao hàng (thực phẩm tươi hoặc dễ vỡ: trong 48 giờ từ lúc nhận), mở trang đơn \
                    hàng, bấm “Xin trả hàng”, chọn lý do và số lượng, gửi kèm đến 5 ảnh. Không mở được trang thì gọi \
                    người bán theo số trên trang đơn và đọc mã đơn.",
                "Người bán trả lời yêu cầu trả hàng trong 2 ngày làm việc: đổi hàng, gửi bù, hoàn một phần hoặc hoàn \
                    cả. Câu trả lời hiện trên trang đơn hàng.",
                "Có điều chưa rõ, bấm “Hỏi cơ sở về đơn này” trên trang đơn hàng. Người bán trả lời câu hỏi trong 2 \
                    ngày làm việc.",
                "Lỗi ở hàng hoặc ở việc giao thì người bán chịu phí gửi trả.",
                "Người bán chuyển khoản hoàn tiền trong 7 ngày kể từ ngày hai bên đồng ý hoặc ngày nhận lại hàng.",
                "Quá hạn mà chưa ổn, viết cho người vận hành ở trang Liên hệ; chúng tôi hỏi người bán và trả lời bạn \
                    trong 5 ngày làm việc.",
            ],
        },
        Section {
            title: "Hủy đơn",
            paragraphs: &[
                "Đơn chưa trả tiền thì tự hết hạn, bạn không phải làm gì. Người bán chưa xác nhận: bấm “Hủy đơn này” \
                    trên trang đơn hàng, đơn hủy ngay. Đã xác nhận mà chưa giao đi: bấm “Xin hủy đơn”; người bán trả \
                    lời yêu cầu xin hủy trong 1 ngày làm việc và chưa giao hàng khi chưa trả lời. Đơn hủy mà tiền đã \
                    trả thì được hoàn đủ trong 7 ngày, dù bên nào hủy.",
            ],
            points: &[],
        },
        Section {
            title: "Chuyển nhầm, chuyển thừa, chuyển trễ",
            paragraphs: &[
                "Chuyển thừa hoặc chuyển hai lần: đơn vẫn được giao, phần thừa người bán hoàn lại. Chuyển thiếu: bạn \
                    chuyển nốt phần còn lại với đúng nội dung chuyển khoản. Chuyển sau khi đơn hết hạn: nếu còn hàng \
                    thì đơn được nhận, hết hàng thì tiền được hoàn.",
            ],
            points: &[],
        },
        Section {
            title: "Quyền của bạn theo luật",
            paragraphs: &["Những điều trên không làm giảm quyền bạn có theo Luật Bảo vệ quyền lợi người tiêu dùng số \
                    19/2023/QH15, gồm cả quyền chấm dứt hợp đồng khi người bán cho thông tin sai hoặc thiếu."],
            points: &[],
        },
    ],
};

pub const ENGLISH: Document = Document {
    title: "Returns and refunds",
    lead: "If what arrives is not right, tell the seller on the order's page within 7 days. The seller refunds straight to your account, \
        because your money went straight to theirs.",
    sections: &[
        Section {
            title: "When you may return",
            paragraphs: &[],
            points: &[
                "The goods arrived damaged, broken or leaking.",
                "They are of the wrong kind or size, or fewer than ordered.",
                "They are not what the page says about description, ingredients or origin.",
                "Food is past its date or shows signs of having gone off.",
                "Goods other than food, unused, when you change your mind: if the seller agrees; you pay for sending \
                    them back.",
            ],
        },
        Section {
            title: "How it goes",
            paragraphs: &[],
            points: &[
                "Within 7 days of the hand-over (fresh food and fragile goods: 48 hours of receiving them) open the \
                    order's page, press \u{201c}Ask to return goods\u{201d}, choose the reason and how many, and add \
                    up to 5 photos. If you cannot open the page, call the seller at the number on it.",
                "The seller answers a request for a return within 2 working days: exchange, replacement, a part or all \
                    of the money back. The answer appears on the order's page.",
                "If something is unclear, press \u{201c}Ask the maker about this order\u{201d} there. The seller \
                    answers questions within 2 working days.",
                "If the goods or the delivery were at fault, the seller pays for sending them back.",
                "The seller transfers the refund within 7 days of your agreement or of receiving the goods back.",
                "If that time passes, write to those who run the market (see Contact); we ask the seller and answer \
                    you within 5 working days.",
            ],
        },
        Section {
            title: "Cancelling",
            paragraphs: &[
                "An order that is not paid expires by itself; you need do nothing. Not confirmed by the seller: press \
                    \u{201c}Cancel this order\u{201d} on its page, and it is cancelled at once. Confirmed but not \
                    handed over: press \u{201c}Ask to cancel\u{201d}; the seller answers a request to cancel within \
                    1 working day and does not send the parcel before. What was paid for a cancelled order is refunded \
                    in full within 7 days, whoever cancelled it.",
            ],
            points: &[],
        },
        Section {
            title: "Paid too much, too little or too late",
            paragraphs: &[
                "Too much or twice: the order is sent and the seller refunds the excess. Too little: transfer the \
                    rest with the same reference. After the order expired: if the goods are still there the order is \
                    accepted, otherwise the money is refunded.",
            ],
            points: &[],
        },
        Section {
            title: "Your rights by law",
            paragraphs: &[
                "None of this takes away what Vietnam's Law on Protection of Consumer Rights (No. 19/2023/QH15) gives \
                    you, including the right to end a contract when the seller's information was wrong or incomplete.",
            ],
            points: &[],
        },
    ],
};
