//! Deadlines, read once from the data that ships with the market.

use std::sync::LazyLock;

use shop::orders::terms::{Calendar, Unreadable};

use crate::fault::Fault;

static CALENDAR: LazyLock<Result<Calendar, Unreadable>> =
    LazyLock::new(|| Calendar::read(include_str!("../../data/terms.tsv"), include_str!("../../data/days-off.tsv")));

/// The deadlines of all times.
pub fn calendar() -> Result<&'static Calendar, Fault> {
    CALENDAR.as_ref().map_err(|unreadable| Fault::outside("terms.tsv", unreadable.clone()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use app::words::Words;
    use shop::{language::Language, orders::request::Kind};
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn the_data_can_be_read() {
        let calendar = calendar().unwrap();
        assert_eq!(calendar.answer_by(Kind::Question, datetime!(2026-11-25 03:00 UTC)), date!(2026 - 11 - 27));
        // Thursday before Tết: Friday and the days of Tết do not count.
        assert_eq!(calendar.answer_by(Kind::Cancel, datetime!(2027-02-04 03:00 UTC)), date!(2027 - 02 - 12));
    }

    /// Whoever changes the terms changes the text that promises them.
    #[test]
    fn the_text_about_returns_promises_what_the_data_says() {
        let terms = calendar().unwrap().terms(date!(2026 - 11 - 25));
        let text = |language: Language| {
            let document = &Words::of(language).catalogue.documents.returns;
            let sections = document.sections.iter();
            sections.flat_map(|section| section.paragraphs.iter().chain(section.points)).copied().collect::<String>()
        };
        let (vi, en) = (text(Language::Vietnamese), text(Language::English));
        let (days, hours) = (terms.return_within_days, terms.fresh_within_hours);
        for told in [
            format!("Trong {days} ngày kể từ ngày giao hàng"),
            format!("trong {hours} giờ"),
            format!("yêu cầu trả hàng trong {} ngày làm việc", terms.goods_back),
            format!("câu hỏi trong {} ngày làm việc", terms.question),
            format!("xin hủy trong {} ngày làm việc", terms.cancel),
        ] {
            assert!(vi.contains(&told), "{told}");
        }
        for told in [
            format!("Within {days} days of the hand-over"),
            format!("{hours} hours"),
            format!("a request for a return within {}", working_days(terms.goods_back)),
            format!("questions within {}", working_days(terms.question)),
            format!("a request to cancel within {}", working_days(terms.cancel)),
        ] {
            assert!(en.contains(&told), "{told}");
        }
    }

    fn working_days(days: u8) -> String {
        if days == 1 { "1 working day".into() } else { format!("{days} working days") }
    }
}
