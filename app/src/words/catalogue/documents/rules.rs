//! Texts: the rules of the market.

use super::{Document, Section};

pub const VIETNAMESE: Document = Document {
    title: "Quy chế hoạt động",
    lead: "Chợ Làng là nơi cơ sở ở các làng nghề tự bán hàng của mình. Chợ cho mượn quầy, không mua bán và không giữ \
        tiền của ai.",
    sections: &[
        Section {
            title: "Ai bán",
            paragraphs: &[
                "Mỗi món hàng do một cơ sở bán: hộ kinh doanh, công ty hoặc hợp tác xã. Trang của cơ sở ghi tên, hình \
                    thức, số đăng ký hoặc mã số thuế, địa chỉ, điện thoại và người chịu trách nhiệm. Cơ sở được kiểm \
                    tra trước khi bán.",
            ],
            points: &[],
        },
        Section {
            title: "Món nào được lên quầy",
            paragraphs: &[
                "Mỗi món phải qua người duyệt trước khi hiện. Sửa tên, hình hay lời mô tả thì phải duyệt lại; sửa giá \
                    và số lượng thì không.",
            ],
            points: &[
                "Tên, thành phần, nơi làm, khối lượng phải đúng sự thật. Chỉ ghi “nguyên chất” cho nước mắm làm từ cá \
                    và muối, ủ từ 6 tháng.",
                "Không bán hàng giả, hàng cấm, hàng không rõ nguồn gốc.",
                "Rượu chưa được bán cho đến khi chợ có cách kiểm tra tuổi.",
                "Hình chưa phải ảnh chụp thì ghi rõ là tranh minh họa.",
                "Người vận hành có thể gỡ một món bất cứ lúc nào và báo lý do cho cơ sở. Dữ liệu của món được giữ ít \
                    nhất 1 năm.",
            ],
        },
        Section {
            title: "Đặt hàng",
            paragraphs: &[
                "Bạn mua không cần tài khoản. Trước khi bấm đặt, bạn thấy đủ tiền hàng, phí giao và tổng số. Mua của \
                    nhiều cơ sở thì mỗi cơ sở một đơn riêng. Hàng được giữ cho bạn trong thời gian ghi trên trang trả \
                    tiền; quá hạn mà chưa trả thì đơn tự hủy.",
            ],
            points: &[],
        },
        Section {
            title: "Trả tiền",
            paragraphs: &[
                "Chợ không nhận tiền mặt khi giao. Bạn chuyển khoản bằng mã VietQR thẳng vào tài khoản của cơ sở \
                    (hoặc hợp tác xã của họ). Chợ không giữ, không thu hộ, không chuyển tiếp tiền. Số tiền và nội \
                    dung chuyển khoản phải đúng từng đồng, từng chữ để đơn được nhận ra.",
            ],
            points: &[],
        },
        Section {
            title: "Giao hàng, đổi trả",
            paragraphs: &[
                "Cơ sở tự đóng gói và giao theo cách bạn chọn, với giá ghi trước. Đổi trả theo trang Đổi trả, hoàn \
                    tiền.",
            ],
            points: &[],
        },
        Section {
            title: "Livestream",
            paragraphs: &[
                "Phiên livestream do cơ sở mở và chịu trách nhiệm về lời nói trong phiên. Giá, thông tin hàng trong \
                    phiên phải đúng như trên trang. Người xem thấy điều không đúng có thể báo người vận hành; phiên \
                    hoặc món hàng có thể bị dừng ngay.",
            ],
            points: &[],
        },
        Section {
            title: "Tranh chấp",
            paragraphs: &[
                "Trước hết, người mua và người bán tự thỏa thuận. Không xong thì người vận hành hòa giải dựa trên đơn \
                    hàng, giao dịch và tin nhắn hai bên đưa ra, trả lời trong 5 ngày làm việc. Mỗi bên vẫn có quyền \
                    đưa ra cơ quan có thẩm quyền.",
            ],
            points: &[],
        },
        Section {
            title: "Chợ chịu trách nhiệm đến đâu",
            paragraphs: &[
                "Chợ chịu trách nhiệm về trang web: hiện đúng giá, không bán quá số hàng có, nhận ra tiền đã vào, giữ \
                    dữ liệu cẩn thận. Chất lượng hàng, đóng gói và giao là của người bán. Đơn hàng được lưu ít nhất 3 \
                    năm để làm bằng chứng.",
            ],
            points: &[],
        },
    ],
};

pub const ENGLISH: Document = Document {
    title: "Rules of the market",
    lead: "Chợ Làng is where makers of craft villages sell their own goods. The market lends them a stall; it buys \
        and sells nothing itself and holds nobody's money.",
    sections: &[
        Section {
            title: "Who sells",
            paragraphs: &[
                "Every product is sold by one maker: a household business, a company or a cooperative. The maker's \
                    page shows name, legal form, registration or tax number, address, phone and the responsible \
                    person. Makers are checked before they sell.",
            ],
            points: &[],
        },
        Section {
            title: "What may be listed",
            paragraphs: &[
                "Every product is reviewed before it shows. Changing its name, pictures or claims asks for a new \
                    review; changing price and stock does not.",
            ],
            points: &[
                "Name, ingredients, origin and weight must be true. “Pure” fish sauce is made of fish and salt alone, \
                    fermented for at least 6 months.",
                "No counterfeits, no forbidden goods, no goods of unknown origin.",
                "Alcohol is not sold until the market can check the buyer's age.",
                "A picture that is no photograph says that it is an illustration.",
                "Those who run the market may take a product down at any time and tell the maker why. Its data is \
                    kept for at least 1 year.",
            ],
        },
        Section {
            title: "Ordering",
            paragraphs: &[
                "You need no account to buy. Before you order you see the price of the goods, the delivery and the \
                    total. If you buy from several makers, each gets an order of its own. The goods are kept for you \
                    for the time shown on the payment page; an order that is not paid by then is cancelled by itself.",
            ],
            points: &[],
        },
        Section {
            title: "Paying",
            paragraphs: &[
                "There is no cash on delivery. You transfer by VietQR straight into the account of the maker (or its \
                    cooperative). The market never holds, collects or passes on money. The amount and the reference \
                    must be exact for the order to be recognised.",
            ],
            points: &[],
        },
        Section {
            title: "Delivery and returns",
            paragraphs: &[
                "The maker packs and sends as you chose, at the price shown before. Returns follow the page Returns \
                    and refunds.",
            ],
            points: &[],
        },
        Section {
            title: "Livestreams",
            paragraphs: &[
                "A livestream is held by a maker, who answers for what is said in it. Prices and claims must be those \
                    of the pages. Whoever sees something wrong can tell those who run the market; a stream or an \
                    offer can be stopped at once.",
            ],
            points: &[],
        },
        Section {
            title: "Disputes",
            paragraphs: &[
                "First buyer and seller try to agree. If they cannot, those who run the market mediate from the \
                    order, the transfers and what both sides bring, and answer within 5 working days. Either side may \
                    still turn to the authorities.",
            ],
            points: &[],
        },
        Section {
            title: "What the market answers for",
            paragraphs: &[
                "The market answers for this site: that prices are right, that no more is sold than there is, that \
                    money is recognised, that data is kept with care. Quality, packing and delivery are the seller's. \
                    Orders are kept for at least 3 years as evidence.",
            ],
            points: &[],
        },
    ],
};
