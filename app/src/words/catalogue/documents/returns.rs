//! Texts: returns and refunds.

use super::{Document, Section};

pub const VIETNAMESE: Document = Document {
    title: "Đổi trả, hoàn tiền",
    lead: "Nhận hàng không đúng thì báo người bán trong 7 ngày. Người bán hoàn tiền thẳng vào tài khoản của bạn, vì \
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
                "Trong 7 ngày kể từ ngày nhận (thực phẩm tươi hoặc dễ vỡ: trong 48 giờ), gọi cho người bán theo số \
                    trên trang đơn hàng, đọc mã đơn và gửi ảnh.",
                "Người bán trả lời trong 2 ngày làm việc: đổi hàng, gửi bù, hoàn một phần hoặc hoàn cả.",
                "Lỗi ở hàng hoặc ở việc giao thì người bán chịu phí gửi trả.",
                "Người bán chuyển khoản hoàn tiền trong 7 ngày kể từ ngày hai bên đồng ý hoặc ngày nhận lại hàng.",
                "Quá hạn mà chưa ổn, viết cho người vận hành ở trang Liên hệ; chúng tôi hỏi người bán và trả lời bạn \
                    trong 5 ngày làm việc.",
            ],
        },
        Section {
            title: "Hủy đơn",
            paragraphs: &[
                "Đơn chưa trả tiền thì tự hết hạn, bạn không phải làm gì. Đơn đã trả mà chưa gửi: gọi người bán để \
                    hủy; tiền được hoàn đủ trong 7 ngày. Người bán hủy đơn thì cũng hoàn đủ như vậy.",
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
    lead: "If what arrives is not right, tell the seller within 7 days. The seller refunds straight to your account, \
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
                "Within 7 days of receiving them (fresh food and fragile goods: 48 hours) call the seller at the \
                    number on the order's page, with the order's code and photos.",
                "The seller answers within 2 working days: exchange, replacement, a part or all of the money back.",
                "If the goods or the delivery were at fault, the seller pays for sending them back.",
                "The seller transfers the refund within 7 days of your agreement or of receiving the goods back.",
                "If that time passes, write to those who run the market (see Contact); we ask the seller and answer \
                    you within 5 working days.",
            ],
        },
        Section {
            title: "Cancelling",
            paragraphs: &[
                "An order that is not paid expires by itself; you need do nothing. Paid but not sent: call the seller \
                    to cancel, and the whole amount is refunded within 7 days. If the seller cancels, it is refunded \
                    in the same way.",
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
