//! Texts: how to reach whom.

use super::{Document, Section};

pub struct Contact {
    pub document: Document,
    pub operator: &'static str,
    pub write: &'static str,
    /// Who runs the demo market: nobody real.
    pub demo_operator: &'static str,
}

pub const VIETNAMESE: Contact = Contact {
    document: Document {
        title: "Liên hệ",
        lead: "Chuyện về một món hàng hay một đơn hàng, người bán trả lời nhanh nhất. Chuyện về chợ thì viết cho \
            người vận hành.",
        sections: &[
            Section {
                title: "Hỏi về đơn hàng",
                paragraphs: &[
                    "Mở trang đơn hàng (đường dẫn bạn nhận khi đặt, hoặc tìm lại ở mục Tra đơn bằng mã đơn và số điện \
                        thoại). Ở đó có điện thoại của người bán.",
                ],
                points: &[],
            },
            Section {
                title: "Hỏi về món hàng",
                paragraphs: &["Mỗi trang sản phẩm và trang cơ sở ghi tên, địa chỉ và điện thoại của người bán."],
                points: &[],
            },
            Section {
                title: "Báo hàng giả, thông tin sai, nội dung không phù hợp",
                paragraphs: &[
                    "Viết cho người vận hành, gửi kèm đường dẫn của trang và lý do. Chúng tôi xem trong 2 ngày làm \
                        việc; nếu đúng, trang bị gỡ và người bán được báo lý do.",
                ],
                points: &[],
            },
            Section {
                title: "Khi không giải quyết được với nhau",
                paragraphs: &[
                    "Bạn có thể yêu cầu người vận hành đứng ra hòa giải, hoặc gửi khiếu nại tới cơ quan bảo vệ quyền \
                        lợi người tiêu dùng nơi bạn ở.",
                ],
                points: &[],
            },
        ],
    },
    operator: "Người vận hành chợ",
    write: "Thư điện tử",
    demo_operator: "Đây là chợ mẫu chạy trên máy này: không có ai thật đứng sau, và thư gửi tới địa chỉ dưới đây \
        không đến tay ai.",
};

pub const ENGLISH: Contact = Contact {
    document: Document {
        title: "Contact",
        lead: "For a product or an order, the seller answers fastest. For the market itself, write to those who run \
            it.",
        sections: &[
            Section {
                title: "About an order",
                paragraphs: &[
                    "Open the order's page (the link you got when you ordered, or find it again under Find order with \
                        its code and your phone number). The seller's phone number stands there.",
                ],
                points: &[],
            },
            Section {
                title: "About a product",
                paragraphs: &["Every product and every maker's page names the seller with address and phone number."],
                points: &[],
            },
            Section {
                title: "Counterfeits, wrong claims, unfit content",
                paragraphs: &[
                    "Write to those who run the market, with the address of the page and your reason. We look at it \
                        within 2 working days; if you are right the page is taken down and the seller is told why.",
                ],
                points: &[],
            },
            Section {
                title: "When you cannot agree",
                paragraphs: &[
                    "You may ask those who run the market to mediate, or complain to the consumer protection \
                        authority where you live.",
                ],
                points: &[],
            },
        ],
    },
    operator: "Who runs the market",
    write: "E-mail",
    demo_operator: "This is a demo market on this machine: nobody real stands behind it, and mail to the address \
        below reaches nobody.",
};
