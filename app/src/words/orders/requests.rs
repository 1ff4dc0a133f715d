//! Texts: what shoppers ask about orders and producers answer.

use shop::orders::{
    asking::{AskRefusal, UnitsFault, WithdrawRefusal},
    request::{AnswerRefusal, Kind, MessageFault, ReturnReason, Verdict},
};

pub struct Requests {
    pub title: &'static str,
    pub kind: fn(Kind) -> &'static str,
    /// What happened, for the story of the order.
    pub asked: fn(Kind) -> &'static str,
    pub settled: fn(Kind, Verdict) -> &'static str,
    /// How a request stands, in a word or two.
    pub verdict: fn(Verdict) -> &'static str,
    pub open: &'static str,
    pub overdue: &'static str,
    pub answer_by: &'static str,
    pub answer: &'static str,
    pub reason_name: &'static str,
    pub reason: fn(ReturnReason) -> &'static str,
    pub goods: &'static str,
    pub money_back: &'static str,
    pub photos: &'static str,
    pub photo: fn(usize) -> String,
    pub message_fault: fn(MessageFault) -> String,
    pub ask: Ask,
    pub desk: Desk,
}

/// What the shopper reads.
pub struct Ask {
    pub answered_by: &'static str,
    pub question: &'static str,
    pub question_label: &'static str,
    pub question_hint: &'static str,
    pub question_button: &'static str,
    pub withdraw: &'static str,
    pub withdraw_text: &'static str,
    pub withdraw_paid: &'static str,
    pub withdraw_button: &'static str,
    pub cancel: &'static str,
    pub cancel_text: &'static str,
    pub cancel_label: &'static str,
    pub cancel_hint: &'static str,
    pub cancel_button: &'static str,
    pub goods_back: &'static str,
    /// With the hours within which fresh or fragile goods are to be reported.
    pub goods_back_text: fn(u8) -> String,
    pub until: &'static str,
    pub reason_empty: &'static str,
    pub reason_lacks: &'static str,
    pub units: &'static str,
    pub units_of: fn(i64) -> String,
    pub units_fault: fn(UnitsFault) -> String,
    pub text_label: &'static str,
    pub text_hint: &'static str,
    pub photos_label: &'static str,
    pub photos_hint: fn(usize) -> String,
    pub goods_back_button: &'static str,
    pub refusal: fn(AskRefusal) -> String,
    pub withdraw_refusal: fn(WithdrawRefusal) -> &'static str,
    pub typed: &'static str,
    pub done: fn(&str) -> Option<&'static str>,
}

/// What producers and the operator read.
pub struct Desk {
    pub waiting: &'static str,
    pub open: &'static str,
    pub of: fn(&str) -> String,
    pub reply: &'static str,
    pub reply_button: &'static str,
    pub cancel: &'static str,
    pub cancel_hint: &'static str,
    pub cancel_accept: &'static str,
    pub goods_back: &'static str,
    pub goods_back_hint: &'static str,
    pub goods_back_accept: &'static str,
    pub refund: &'static str,
    pub decline: &'static str,
    pub decline_lacks: &'static str,
    pub accept_lacks: &'static str,
    pub refusal: fn(AnswerRefusal) -> String,
    pub cancel_asked: &'static str,
    pub done: fn(&str) -> Option<&'static str>,
    /// What follows the count.
    pub late: fn(u64) -> &'static str,
    pub late_title: &'static str,
    pub late_maker: &'static str,
    pub late_order: &'static str,
    pub late_kind: &'static str,
    pub late_day: &'static str,
}

pub const VIETNAMESE: Requests = Requests {
    title: "Hỏi và trả lời",
    kind: |kind| match kind {
        Kind::Question => "Câu hỏi",
        Kind::Cancel => "Xin hủy đơn",
        Kind::Return => "Xin trả hàng",
    },
    asked: |kind| match kind {
        Kind::Question => "Người mua hỏi",
        Kind::Cancel => "Người mua xin hủy đơn",
        Kind::Return => "Người mua xin trả hàng",
    },
    settled: |kind, verdict| match (kind, verdict) {
        (Kind::Question, _) => "Cơ sở trả lời câu hỏi",
        (Kind::Cancel, Verdict::Accepted) => "Cơ sở đồng ý hủy đơn",
        (Kind::Cancel, Verdict::Declined) => "Cơ sở không đồng ý hủy đơn",
        (Kind::Return, Verdict::Accepted) => "Cơ sở nhận trả hàng",
        (Kind::Return, Verdict::Declined) => "Cơ sở không nhận trả hàng",
        (Kind::Cancel | Kind::Return, Verdict::Answered | Verdict::Overtaken) => "Yêu cầu đã khép lại",
    },
    verdict: |verdict| match verdict {
        Verdict::Answered => "Đã trả lời",
        Verdict::Accepted => "Đã đồng ý",
        Verdict::Declined => "Không đồng ý",
        Verdict::Overtaken => "Đơn đã hủy",
    },
    open: "Chờ trả lời",
    overdue: "Quá hạn trả lời",
    answer_by: "Trả lời chậm nhất",
    answer: "Cơ sở trả lời",
    reason_name: "Lý do",
    reason: |reason| match reason {
        ReturnReason::Damaged => "Hàng hỏng, vỡ, rò rỉ khi đến tay",
        ReturnReason::Wrong => "Sai loại, sai quy cách hoặc thiếu so với đơn",
        ReturnReason::NotAsDescribed => "Không đúng mô tả, thành phần hay nơi làm ghi trên trang",
        ReturnReason::Spoiled => "Thực phẩm quá hạn dùng hoặc có dấu hiệu hỏng",
        ReturnReason::ChangedMind => "Đổi ý: hàng không phải thực phẩm, còn nguyên",
    },
    goods: "Hàng trả",
    money_back: "Tiền hoàn",
    photos: "Ảnh",
    photo: |number| format!("Ảnh {number} của yêu cầu trả hàng"),
    message_fault: |fault| match fault {
        MessageFault::TooShort => "Xin viết ít nhất 3 chữ cái.".into(),
        MessageFault::TooLong { chars } => {
            format!("Xin viết ngắn lại: có {chars} chữ cái, nhiều nhất 1.000.")
        }
    },
    ask: Ask {
        answered_by: "Cơ sở trả lời chậm nhất",
        question: "Hỏi cơ sở về đơn này",
        question_label: "Câu hỏi của bạn",
        question_hint: "Chỉ bạn và cơ sở đọc được. Câu trả lời hiện ở trang này.",
        question_button: "Gửi câu hỏi",
        withdraw: "Hủy đơn này",
        withdraw_text: "Cơ sở chưa xác nhận nên đơn được hủy ngay và hàng trở lại kho. Không hoàn tác được.",
        withdraw_paid: "Tiền bạn đã chuyển sẽ được cơ sở hoàn lại đủ.",
        withdraw_button: "Đúng, hủy đơn này",
        cancel: "Xin hủy đơn",
        cancel_text: "Cơ sở đã xác nhận và đang làm đơn, nên cần cơ sở đồng ý. Đơn chưa được giao đi khi chưa trả lời bạn.",
        cancel_label: "Vì sao bạn muốn hủy",
        cancel_hint: "Cơ sở đọc lời này trước khi trả lời.",
        cancel_button: "Gửi yêu cầu hủy",
        goods_back: "Xin trả hàng",
        goods_back_text: |hours| {
            format!("Hãy giữ lại hàng và bao bì. Thực phẩm tươi hoặc hàng dễ vỡ: báo trong {hours} giờ từ lúc nhận.")
        },
        until: "Xin trả hàng được đến hết",
        reason_empty: "Chọn lý do",
        reason_lacks: "Xin chọn lý do.",
        units: "Trả bao nhiêu",
        units_of: |left| format!("trong số {left}; 0 là giữ lại"),
        units_fault: |fault| match fault {
            UnitsFault::NotANumber => "Xin ghi số lượng bằng số nguyên, 0 là giữ lại.".into(),
            UnitsFault::TooMany { left } => format!("Trả được nhiều nhất {left}."),
            UnitsFault::NothingChosen => "Xin ghi số lượng muốn trả ở ít nhất một món.".into(),
        },
        text_label: "Chuyện gì đã xảy ra",
        text_hint: "Hàng ra sao, bạn muốn đổi, gửi bù hay hoàn tiền.",
        photos_label: "Ảnh của hàng",
        photos_hint: |most| format!("Đến {most} ảnh JPEG, PNG hoặc WebP. Chỉ bạn và cơ sở thấy ảnh ở trang đơn này."),
        goods_back_button: "Gửi yêu cầu trả hàng",
        refusal: |refusal| match refusal {
            AskRefusal::NotFound => "Không có đơn này.".into(),
            AskRefusal::TooOften => "Bạn gửi nhiều quá trong ít phút. Xin đợi một lát rồi gửi lại.".into(),
            AskRefusal::QuestionsWait => {
                "Cơ sở còn ba câu hỏi của bạn chưa trả lời. Xin đợi trả lời rồi hỏi tiếp.".into()
            }
            AskRefusal::AskedAlready => "Bạn đã gửi yêu cầu này rồi và cơ sở chưa trả lời.".into(),
            AskRefusal::NotConfirmed => "Cơ sở chưa xác nhận đơn: bạn hủy được ngay, không cần xin.".into(),
            AskRefusal::Cancelled => "Đơn này đã hủy.".into(),
            AskRefusal::HandedOver => "Hàng đã được giao đi nên không hủy được nữa; bạn có thể xin trả hàng.".into(),
            AskRefusal::NotHandedOver => "Hàng chưa được giao đi nên chưa có gì để trả.".into(),
            AskRefusal::TooLate { until } => {
                format!("Hạn xin trả hàng đã hết ngày {}. Hãy gọi cơ sở.", shop::clock::show_day(until))
            }
            AskRefusal::NothingLeft => "Cơ sở đã nhận trả hoặc hoàn tiền toàn bộ hàng của đơn.".into(),
            AskRefusal::NotBought => "Số hàng muốn trả không khớp với đơn. Xin xem lại số lượng.".into(),
        },
        withdraw_refusal: |refusal| match refusal {
            WithdrawRefusal::NotFound => "Không có đơn này.",
            WithdrawRefusal::Confirmed => "Cơ sở vừa xác nhận đơn nên không hủy ngay được nữa. Bạn có thể xin hủy đơn.",
            WithdrawRefusal::HandedOver => "Hàng đã được giao đi nên không hủy được nữa. Bạn có thể xin trả hàng.",
            WithdrawRefusal::Cancelled => "Đơn này đã hủy từ trước; lần bấm này không đổi gì.",
        },
        typed: "Bạn đã viết:",
        done: |what| match what {
            "hoi" => Some("Đã gửi câu hỏi cho cơ sở."),
            "huy" => Some("Đã hủy đơn."),
            "xin-huy" => Some("Đã gửi yêu cầu hủy đơn cho cơ sở."),
            "tra-hang" => Some("Đã gửi yêu cầu trả hàng cho cơ sở."),
            _ => None,
        },
    },
    desk: Desk {
        waiting: "Khách chờ bạn trả lời",
        open: "Trả lời",
        of: |code| format!("đơn {code}"),
        reply: "Câu trả lời của bạn",
        reply_button: "Gửi câu trả lời",
        cancel: "Lời nhắn cho khách",
        cancel_hint: "Cần viết nếu không đồng ý. Đồng ý thì đơn hủy ngay, hàng trở lại kho và bạn hoàn tiền cho khách.",
        cancel_accept: "Đồng ý hủy đơn",
        goods_back: "Lời nhắn cho khách",
        goods_back_hint: "Nếu nhận: gửi trả thế nào, ai chịu phí, rồi đổi, gửi bù hay hoàn bao nhiêu. Nhận rồi, ngay ở đây có nút ghi khoản hoàn cho đúng số hàng ấy.",
        goods_back_accept: "Nhận trả hàng",
        refund: "Ghi khoản hoàn cho lần trả này",
        decline: "Không đồng ý",
        decline_lacks: "Xin viết vì sao không đồng ý: khách sẽ đọc.",
        accept_lacks: "Xin viết việc tiếp theo: khách gửi trả thế nào, đổi hay hoàn bao nhiêu.",
        refusal: |refusal| match refusal {
            AnswerRefusal::NotFound => "Không có yêu cầu này.".into(),
            AnswerRefusal::Settled(verdict) => {
                let how = (VIETNAMESE.verdict)(verdict).to_lowercase();
                format!("Yêu cầu này đã khép lại từ trước ({how}), nên lần bấm này không đổi gì.")
            }
            AnswerRefusal::Misfit => "Câu trả lời này không hợp với yêu cầu. Không có gì bị thay đổi.".into(),
            AnswerRefusal::WordsMissing => (VIETNAMESE.desk.accept_lacks).into(),
            AnswerRefusal::OrderWentOn => "Đơn không hủy được nữa. Không có gì bị thay đổi.".into(),
        },
        cancel_asked: "Khách đang xin hủy đơn này. Hãy trả lời khách trước khi giao hàng.",
        done: |what| (what == "tra-loi").then_some("Đã gửi câu trả lời cho khách."),
        late: |_| "yêu cầu của khách quá hạn trả lời",
        late_title: "Yêu cầu quá hạn trả lời",
        late_maker: "Cơ sở",
        late_order: "Đơn",
        late_kind: "Yêu cầu",
        late_day: "Hạn trả lời",
    },
};

pub const ENGLISH: Requests = Requests {
    title: "Questions and requests",
    kind: |kind| match kind {
        Kind::Question => "Question",
        Kind::Cancel => "Request to cancel",
        Kind::Return => "Request to return",
    },
    asked: |kind| match kind {
        Kind::Question => "The shopper asked a question",
        Kind::Cancel => "The shopper asked to cancel",
        Kind::Return => "The shopper asked to return goods",
    },
    settled: |kind, verdict| match (kind, verdict) {
        (Kind::Question, _) => "The maker answered the question",
        (Kind::Cancel, Verdict::Accepted) => "The maker agreed to cancel",
        (Kind::Cancel, Verdict::Declined) => "The maker did not agree to cancel",
        (Kind::Return, Verdict::Accepted) => "The maker accepted the return",
        (Kind::Return, Verdict::Declined) => "The maker did not accept the return",
        (Kind::Cancel | Kind::Return, Verdict::Answered | Verdict::Overtaken) => "The request was closed",
    },
    verdict: |verdict| match verdict {
        Verdict::Answered => "Answered",
        Verdict::Accepted => "Accepted",
        Verdict::Declined => "Declined",
        Verdict::Overtaken => "Order cancelled",
    },
    open: "Waiting for an answer",
    overdue: "Answer overdue",
    answer_by: "Answer by",
    answer: "The maker's answer",
    reason_name: "Reason",
    reason: |reason| match reason {
        ReturnReason::Damaged => "It arrived damaged, broken or leaking",
        ReturnReason::Wrong => "Wrong kind or size, or fewer than ordered",
        ReturnReason::NotAsDescribed => "Not what the page says about description, ingredients or origin",
        ReturnReason::Spoiled => "Food past its date or gone off",
        ReturnReason::ChangedMind => "I changed my mind: unused goods other than food",
    },
    goods: "Goods",
    money_back: "Refund",
    photos: "Photos",
    photo: |number| format!("Photo {number} of the request to return"),
    message_fault: |fault| match fault {
        MessageFault::TooShort => "Please write at least 3 characters.".into(),
        MessageFault::TooLong { chars } => {
            format!("Please make it shorter: it has {chars} characters, at most 1,000 are possible.")
        }
    },
    ask: Ask {
        answered_by: "The maker answers by",
        question: "Ask the maker about this order",
        question_label: "Your question",
        question_hint: "Only you and the maker can read it. The answer appears on this page.",
        question_button: "Send the question",
        withdraw: "Cancel this order",
        withdraw_text: "The maker has not confirmed it, so it is cancelled at once and the goods go back into stock. This cannot be undone.",
        withdraw_paid: "The maker will refund all the money you have transferred.",
        withdraw_button: "Yes, cancel this order",
        cancel: "Ask to cancel",
        cancel_text: "The maker has confirmed the order and is working on it, so the maker has to agree. The parcel does not leave before you have an answer.",
        cancel_label: "Why you want to cancel",
        cancel_hint: "The maker reads this before answering.",
        cancel_button: "Send the request to cancel",
        goods_back: "Ask to return goods",
        goods_back_text: |hours| {
            format!(
                "Please keep the goods and the packing. Fresh food and fragile goods: within {hours} hours of receiving them."
            )
        },
        until: "You can ask until the end of",
        reason_empty: "Choose a reason",
        reason_lacks: "Please choose a reason.",
        units: "How many go back",
        units_of: |left| format!("out of {left}; 0 to keep them"),
        units_fault: |fault| match fault {
            UnitsFault::NotANumber => "Please write a whole number, 0 to keep them.".into(),
            UnitsFault::TooMany { left } => format!("At most {left} can go back."),
            UnitsFault::NothingChosen => "Please write for at least one product how many go back.".into(),
        },
        text_label: "What happened",
        text_hint: "What the goods are like, and whether you want an exchange, a replacement or your money back.",
        photos_label: "Photos of the goods",
        photos_hint: |most| {
            format!("Up to {most} photos, JPEG, PNG or WebP. Only you and the maker see them, on this order's page.")
        },
        goods_back_button: "Send the request to return",
        refusal: |refusal| match refusal {
            AskRefusal::NotFound => "There is no such order.".into(),
            AskRefusal::TooOften => "That was a lot in a few minutes. Please wait a moment and send it again.".into(),
            AskRefusal::QuestionsWait => {
                "Three of your questions wait for an answer. Please wait for it before asking more.".into()
            }
            AskRefusal::AskedAlready => "You have asked for this already, and the maker has not answered yet.".into(),
            AskRefusal::NotConfirmed => {
                "The maker has not confirmed the order: you can cancel it at once, without asking.".into()
            }
            AskRefusal::Cancelled => "This order was cancelled.".into(),
            AskRefusal::HandedOver => {
                "The goods are on their way, so it cannot be cancelled; you can ask to return them.".into()
            }
            AskRefusal::NotHandedOver => "The goods have not left the maker, so there is nothing to return yet.".into(),
            AskRefusal::TooLate { until } => {
                format!(
                    "The time for asking ended on {}. Please call the maker.",
                    (crate::words::calendar::ENGLISH.day)(until)
                )
            }
            AskRefusal::NothingLeft => {
                "The maker has accepted the return or paid back the price of everything in this order.".into()
            }
            AskRefusal::NotBought => "These are not the goods of the order. Please check the numbers.".into(),
        },
        withdraw_refusal: |refusal| match refusal {
            WithdrawRefusal::NotFound => "There is no such order.",
            WithdrawRefusal::Confirmed => {
                "The maker has just confirmed the order, so it cannot be cancelled at once any more. You can ask to cancel."
            }
            WithdrawRefusal::HandedOver => {
                "The goods are on their way, so it cannot be cancelled. You can ask to return them."
            }
            WithdrawRefusal::Cancelled => "The order had been cancelled before; this click changed nothing.",
        },
        typed: "You wrote:",
        done: |what| match what {
            "hoi" => Some("Your question was sent to the maker."),
            "huy" => Some("The order is cancelled."),
            "xin-huy" => Some("Your request to cancel was sent to the maker."),
            "tra-hang" => Some("Your request to return goods was sent to the maker."),
            _ => None,
        },
    },
    desk: Desk {
        waiting: "Shoppers waiting for your answer",
        open: "Answer",
        of: |code| format!("order {code}"),
        reply: "Your answer",
        reply_button: "Send the answer",
        cancel: "Message to the shopper",
        cancel_hint: "Needed if you do not agree. If you agree, the order is cancelled at once, the goods go back into stock and you refund the money.",
        cancel_accept: "Agree to cancel",
        goods_back: "Message to the shopper",
        goods_back_hint: "If you accept: how to send the goods back, who pays for it, and whether you exchange, replace or refund how much. After that, a button here notes the refund of exactly these goods.",
        goods_back_accept: "Accept the return",
        refund: "Note the refund of this return",
        decline: "Do not agree",
        decline_lacks: "Please write why you do not agree: the shopper will read it.",
        accept_lacks: "Please write what happens next: how the goods come back, and whether you exchange or refund how much.",
        refusal: |refusal| match refusal {
            AnswerRefusal::NotFound => "There is no such request.".into(),
            AnswerRefusal::Settled(verdict) => {
                let how = (ENGLISH.verdict)(verdict).to_lowercase();
                format!("This request had been settled before ({how}), so this click changed nothing.")
            }
            AnswerRefusal::Misfit => "This is no answer to that request. Nothing was changed.".into(),
            AnswerRefusal::WordsMissing => (ENGLISH.desk.accept_lacks).into(),
            AnswerRefusal::OrderWentOn => "The order cannot be cancelled any more. Nothing was changed.".into(),
        },
        cancel_asked: "The shopper asks to cancel this order. Please answer before you hand it over.",
        done: |what| (what == "tra-loi").then_some("Your answer was sent to the shopper."),
        late: |count| match count {
            1 => "request of a shopper waits longer than it may",
            _ => "requests of shoppers wait longer than they may",
        },
        late_title: "Requests whose answer is overdue",
        late_maker: "Maker",
        late_order: "Order",
        late_kind: "Request",
        late_day: "Answer was due by",
    },
};
