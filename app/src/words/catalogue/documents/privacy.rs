//! Texts: what is kept of people.

use super::{Document, Section};

pub const VIETNAMESE: Document = Document {
    title: "Riêng tư",
    lead: "Chợ chỉ giữ những gì cần để giao được hàng và nhận ra được tiền, theo Luật Bảo vệ dữ liệu cá nhân số \
        91/2025/QH15. Không quảng cáo, không mã theo dõi của bên thứ ba, không bán dữ liệu.",
    sections: &[
        Section {
            title: "Giữ những gì, để làm gì, trong bao lâu",
            paragraphs: &[],
            points: &[
                "Khi bạn xem hàng: không lưu gì về bạn. Nhật ký máy chủ ghi đường dẫn và địa chỉ mạng để chống phá, \
                    không ghi mã đơn hay khóa của đơn.",
                "Giỏ hàng: một cookie ngẫu nhiên để nhớ giỏ. Không kèm tên hay số điện thoại. Giỏ \
                    không ai đụng đến 90 ngày thì xóa.",
                "Đơn hàng: tên, điện thoại, thư điện tử nếu bạn ghi, địa chỉ giao. Người bán dùng để giao hàng. Giữ \
                    ít nhất 3 năm theo luật thương mại điện tử và kế toán. Trong lúc chờ tiền, thêm một dấu băm có khóa \
                    của địa chỉ mạng để máy móc không vét hết hàng; dấu này xóa sau một ngày.",
                "Thanh toán: số tiền, thời điểm, nội dung và tên người chuyển do ngân hàng báo. Người bán dùng để \
                    nhận ra đơn. Giữ cùng đơn hàng.",
                "Câu hỏi, yêu cầu và ảnh bạn gửi ở trang đơn hàng: chỉ bạn và người bán của đơn xem. Giữ cùng đơn hàng.",
                "Tài khoản (nếu có): thư điện tử và mật khẩu đã băm, không ai đọc được. Phiên đăng nhập hết hạn sau \
                    30 ngày.",
                "Người bán: tên, địa chỉ, điện thoại, số đăng ký được hiện công khai vì luật yêu cầu; số tài khoản \
                    ngân hàng chỉ hiện khi bạn trả tiền.",
            ],
        },
        Section {
            title: "Ai xem được",
            paragraphs: &[
                "Đơn hàng của bạn: bạn (người có đường dẫn riêng của đơn), người bán của đơn đó và người vận hành khi \
                    cần giải quyết khiếu nại. Hợp tác xã thấy doanh số của thành viên, không thấy tên và số điện \
                    thoại của bạn. Đơn vị vận chuyển nhận tên, điện thoại, địa chỉ từ người bán. Ngoài ra chỉ khi cơ \
                    quan có thẩm quyền yêu cầu theo luật.",
            ],
            points: &[],
        },
        Section {
            title: "Cookie",
            paragraphs: &[
                "Chỉ ba cookie, đều của chợ và đều cần thiết nên không có bảng hỏi: giỏ hàng, phiên đăng nhập, và một \
                    dấu cho biết giỏ có hàng hay không.",
            ],
            points: &[],
        },
        Section {
            title: "Bạn đồng ý điều gì",
            paragraphs: &[
                "Bấm đặt hàng là bạn đồng ý để chợ và người bán dùng những gì bạn điền để giao đơn đó. Không dùng để \
                    quảng cáo. Ghi thư điện tử là để nhận tin về đơn; bỏ trống cũng mua được.",
            ],
            points: &[],
        },
        Section {
            title: "Quyền của bạn",
            paragraphs: &[
                "Bạn có thể xem, sửa, xin bản sao, rút lại đồng ý hoặc xin xóa dữ liệu của mình: viết cho người vận \
                    hành ở trang Liên hệ kèm mã đơn. Chúng tôi trả lời trong 72 giờ và làm trong 15 ngày. Phần luật \
                    buộc giữ (đơn hàng, chứng từ thuế) được giữ đến hết hạn rồi mới xóa; chúng tôi sẽ nói rõ phần \
                    nào.",
            ],
            points: &[],
        },
        Section {
            title: "Giữ an toàn",
            paragraphs: &[
                "Đường dẫn của đơn có khóa dài không đoán được, chợ chỉ lưu dấu băm của khóa. Ảnh tải lên được xóa vị \
                    trí chụp và mọi thông tin kèm theo. Nếu có sự cố lộ dữ liệu, chúng tôi báo cơ quan chuyên trách \
                    và người bị ảnh hưởng trong 72 giờ.",
            ],
            points: &[],
        },
    ],
};

pub const ENGLISH: Document = Document {
    title: "Privacy",
    lead: "The market keeps only what it needs to get goods to you and to recognise your money, under Vietnam's Law \
        on Personal Data Protection (No. 91/2025/QH15). No advertising, no third-party trackers, no sale of data.",
    sections: &[
        Section {
            title: "What is kept, what for, how long",
            paragraphs: &[],
            points: &[
                "While you browse: nothing about you. The server's log holds addresses of pages and networks to fend \
                    off abuse, and no order keys.",
                "Cart: a random cookie that remembers it, without name or phone number. Deleted when \
                    nobody has touched it for 90 days.",
                "Orders: name, phone, e-mail if you give one, delivery address. The seller uses them to deliver. Kept \
                    for at least 3 years, as the laws on e-commerce and accounting ask. While goods wait for their payment, also a \
                    keyed hash of your network's address, so that no machine empties the shop; it goes after a day.",
                "Payments: amount, time, reference and payer's name as the bank reports them. The seller uses them to \
                    recognise the order. Kept with the order.",
                "Questions, requests and photos that you send on an order's page: only you and its seller see them. Kept \
                    with the order.",
                "Accounts (if you have one): e-mail and a hashed password that nobody can read. A session ends after \
                    30 days.",
                "Sellers: name, address, phone and registration are public because the law asks for it; the bank \
                    account is shown only when you pay.",
            ],
        },
        Section {
            title: "Who can see it",
            paragraphs: &[
                "Your order: you (whoever has the order's own link), its seller, and those who run the market when \
                    they settle a complaint. A cooperative sees its members' sales, not your name or phone number. \
                    Carriers get name, phone and address from the seller. Otherwise only authorities that ask by law.",
            ],
            points: &[],
        },
        Section {
            title: "Cookies",
            paragraphs: &[
                "Three cookies, all our own and all needed, hence no banner: the cart, the session, and a mark that \
                    tells whether there is something in the cart.",
            ],
            points: &[],
        },
        Section {
            title: "What you agree to",
            paragraphs: &[
                "By placing an order you agree that the market and the seller use what you filled in to deliver that \
                    order. It is not used for advertising. An e-mail address is for news of the order; you can buy \
                    without one.",
            ],
            points: &[],
        },
        Section {
            title: "Your rights",
            paragraphs: &[
                "You may see, correct, copy or erase your data and withdraw your consent: write to those who run the \
                    market (see Contact) with the order's code. We answer within 72 hours and act within 15 days. \
                    What the law makes us keep (orders, tax records) is erased when its time is over; we tell you \
                    which part that is.",
            ],
            points: &[],
        },
        Section {
            title: "How it is kept safe",
            paragraphs: &[
                "An order's link holds a long key that cannot be guessed; the market stores only its hash. Uploaded \
                    photos lose their location and everything else attached to them. If data leaks, we tell the \
                    authority and the people concerned within 72 hours.",
            ],
            points: &[],
        },
    ],
};
