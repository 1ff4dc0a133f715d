//! Texts about money on an account that several producers share, for the operator.

pub struct Shared {
    pub title: &'static str,
    pub lead: &'static str,
    pub assign: &'static str,
    pub assign_lead: &'static str,
    pub give_back: &'static str,
    pub give_back_lead: &'static str,
    pub sender: &'static str,
    pub sender_empty: &'static str,
    /// With the name of the producer who sends it.
    pub given_back: &'static str,
    pub withdraw_lead: &'static str,
    pub back: &'static str,
    pub told: fn(&str) -> Option<&'static str>,
}

pub const VIETNAMESE: Shared = Shared {
    title: "Tiền vào tài khoản chung",
    lead: "Nhiều cơ sở nhận tiền ở tài khoản này nên cơ sở không tự thấy khoản này. Bạn xếp vào đơn nào thì chỉ cơ sở của đơn ấy thấy.",
    assign: "Là tiền của một đơn",
    assign_lead: "Chọn đơn mà khách đã chuyển cho; đơn cùng số tiền đứng trước.",
    give_back: "Chuyển nhầm, sẽ trả lại",
    give_back_lead: "Khoản này vào danh sách cần hoàn của cơ sở bạn chọn, để cơ sở ấy chuyển trả.",
    sender: "Cơ sở chuyển trả",
    sender_empty: "Chọn cơ sở",
    given_back: "Đã giao trả lại; cơ sở chuyển:",
    withdraw_lead: "Khoản tiền trở lại mục này, chờ bạn xếp lại; cơ sở không còn thấy.",
    back: "Giao dịch chưa khớp",
    told: |what| match what {
        "xep" => Some("Đã ghi quyết định của bạn."),
        "rut-lai" => Some("Đã rút lại. Khoản tiền chờ bạn xếp lại."),
        _ => None,
    },
};

pub const ENGLISH: Shared = Shared {
    title: "Money on a shared account",
    lead: "Several makers are paid on this account, so none of them sees this money. When you assign it to an order, that order's maker alone sees it.",
    assign: "It pays an order",
    assign_lead: "Choose the order it was sent for; those of the same amount come first.",
    give_back: "Sent by mistake, will go back",
    give_back_lead: "It joins the refunds of the maker whom you choose, who then sends it back.",
    sender: "Maker who sends it back",
    sender_empty: "Choose a maker",
    given_back: "Is to go back; sent by:",
    withdraw_lead: "The money comes back here and waits for your decision; the maker sees it no more.",
    back: "Unmatched transfers",
    told: |what| match what {
        "xep" => Some("Your decision is kept."),
        "rut-lai" => Some("Withdrawn. The money waits for your decision."),
        _ => None,
    },
};
