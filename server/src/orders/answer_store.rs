//! A producer answers a request: load, decide, save, in one transaction.

use shop::{
    id::{OrderId, PurchaseId, RequestId},
    identity::party::ProducerStaff,
    orders::{
        request::{Answer, AnswerRefusal, Kind, Verdict},
        state::CancelReason,
    },
};
use time::OffsetDateTime;

use super::{
    cancel_store,
    request_rows_store::{of_order, settle},
    row::course,
    step_store::locked,
};
use crate::{
    database::Database,
    fault::Halt,
    identity::audit_store::{Deed, record},
};

/// Answers a request; gives the purchase whose pages are to be told.
pub async fn answer(
    database: &Database,
    who: &ProducerStaff,
    code: &str,
    request: RequestId,
    answer: Answer,
    now: OffsetDateTime,
) -> Result<PurchaseId, Halt<AnswerRefusal>> {
    let missing = || Halt::Refused(AnswerRefusal::NotFound);
    let transaction = database.begin().await?;
    let mut owed = locked(&transaction, who, code).await?.ok_or_else(missing)?;
    let requests = of_order(&transaction, OrderId::new(owed.order.id)).await?;
    let request = requests.into_iter().find(|one| one.id == request).ok_or_else(missing)?;
    let settlement = request.settle(answer, now).map_err(Halt::Refused)?;
    let verdict = settlement.verdict;
    settle(&transaction, request.id, settlement, Some(who.account)).await?;
    if (request.kind(), verdict) == (Kind::Cancel, Verdict::Accepted) {
        let reason = CancelReason::ByShopper;
        let cancelled = course(&owed.order, &owed.payment)?.state().cancel(now, reason.clone());
        cancelled.map_err(|_| Halt::Refused(AnswerRefusal::OrderWentOn))?;
        cancel_store::cancel(&transaction, &mut owed, &reason, now).await?;
    }
    let deed = Deed {
        action: match verdict {
            Verdict::Answered => "request.answer",
            Verdict::Accepted => "request.accept",
            Verdict::Declined | Verdict::Overtaken => "request.decline",
        },
        subject: format!("request:{}", request.id),
        detail: format!("{} {}", owed.order.code, request.kind().as_str()),
    };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(PurchaseId::new(owed.order.purchase_id))
}
