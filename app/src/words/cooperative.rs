//! Texts: The cooperative's office.

use shop::{
    clock::show_day,
    cooperative::period::{Period, PeriodFault},
};
use time::Date;

use super::calendar;

pub struct Cooperative {
    pub sales: Sales,
}

pub struct Sales {
    pub title: &'static str,
    pub lead: &'static str,
    /// A day without its weekday.
    pub short_day: fn(Date) -> String,
    /// Day and month, for the foot of the chart.
    pub chart_day: fn(Date) -> String,
    pub from: &'static str,
    pub to: &'static str,
    pub show: &'static str,
    /// What is wrong with a date, and what was typed there.
    pub fault: fn(PeriodFault, &str) -> String,
    pub this_month: &'static str,
    pub figures: &'static str,
    pub orders: &'static str,
    pub goods: &'static str,
    pub delivery: &'static str,
    pub total: &'static str,
    pub by_day: &'static str,
    pub chart: fn(&str, &str) -> String,
    pub chart_best: fn(&str, &str) -> String,
    pub per_day_legend: &'static str,
    pub best_legend: &'static str,
    pub by_day_caption: &'static str,
    pub day: &'static str,
    pub left_out: &'static str,
    pub by_member: &'static str,
    pub by_member_caption: &'static str,
    pub member: &'static str,
    pub sum: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    /// Day, order, member, goods, delivery, total.
    pub file_columns: [&'static str; 6],
    pub empty: &'static str,
    pub empty_text: &'static str,
    pub no_members: &'static str,
}

pub const VIETNAMESE: Cooperative = Cooperative {
    sales: Sales {
        title: "Doanh số thành viên",
        lead: "Đơn đã nhận đủ tiền và không bị hủy, tính vào ngày nhận đủ tiền theo giờ Việt Nam. Thành viên được tính từ ngày gia nhập.",
        short_day: show_day,
        chart_day: |day| format!("{:02}/{:02}", day.day(), u8::from(day.month())),
        from: "Từ ngày",
        to: "Đến ngày",
        show: "Xem",
        fault: |fault, typed| match fault {
            PeriodFault::NoDay(_) => format!("“{typed}” không phải là một ngày."),
            PeriodFault::Reversed => "Ngày cuối phải bằng hoặc sau ngày đầu.".into(),
            PeriodFault::TooLong => format!("Xin chọn nhiều nhất {} ngày.", Period::DAYS_MAX),
        },
        this_month: "Tháng này đến hôm nay",
        figures: "Cả kỳ",
        orders: "Số đơn",
        goods: "Tiền hàng",
        delivery: "Giao hàng",
        total: "Tổng cộng",
        by_day: "Theo ngày",
        chart: |from, to| format!("Biểu đồ tổng cộng mỗi ngày từ {from} đến {to}"),
        chart_best: |day, amount| format!("Cao nhất: {day}, {amount}. Số liệu nằm trong bảng bên dưới."),
        per_day_legend: "Tổng cộng một ngày",
        best_legend: "Ngày cao nhất",
        by_day_caption: "Doanh số theo ngày nhận tiền",
        day: "Ngày",
        left_out: "Ngày không bán được gì thì không ghi.",
        by_member: "Theo thành viên",
        by_member_caption: "Doanh số theo thành viên",
        member: "Thành viên",
        sum: "Tổng cộng",
        file: "Tải tệp CSV",
        file_hint: "Mỗi đơn một dòng, mở được bằng bảng tính.",
        file_columns: ["Ngày nhận tiền", "Mã đơn", "Thành viên", "Tiền hàng", "Giao hàng", "Tổng cộng"],
        empty: "Chưa có doanh số trong kỳ này",
        empty_text: "Đơn hiện ở đây ngay khi tiền của khách về đủ tài khoản của thành viên. Thử chọn khoảng ngày khác.",
        no_members: "Chưa có thành viên nào trong kỳ này.",
    },
};

pub const ENGLISH: Cooperative = Cooperative {
    sales: Sales {
        title: "Members' sales",
        lead: "Orders whose money is complete and that are not cancelled, on the day their money was complete in Vietnam. A member counts from the day of joining.",
        // Months are named: 05/11 would be two days to two readers.
        short_day: |day| format!("{} {} {}", day.day(), short_month(day), day.year()),
        chart_day: |day| format!("{} {}", day.day(), short_month(day)),
        from: "From",
        to: "To",
        show: "Show",
        fault: |fault, typed| match fault {
            PeriodFault::NoDay(_) => format!("“{typed}” is not a day."),
            PeriodFault::Reversed => "The last day must not lie before the first.".into(),
            PeriodFault::TooLong => format!("Please choose at most {} days.", Period::DAYS_MAX),
        },
        this_month: "This month to today",
        figures: "The whole period",
        orders: "Orders",
        goods: "Goods",
        delivery: "Delivery",
        total: "Total",
        by_day: "By day",
        chart: |from, to| format!("Chart of each day's total from {from} to {to}"),
        chart_best: |day, amount| format!("Highest: {day}, {amount}. The figures stand in the table below."),
        per_day_legend: "Total of a day",
        best_legend: "Highest day",
        by_day_caption: "Sales by day of payment",
        day: "Day",
        left_out: "Days without sales are left out.",
        by_member: "By member",
        by_member_caption: "Sales by member",
        member: "Member",
        sum: "Total",
        file: "Download CSV",
        file_hint: "One line an order, for any spreadsheet.",
        file_columns: ["Day of payment", "Order", "Member", "Goods", "Delivery", "Total"],
        empty: "No sales in this period",
        empty_text: "An order shows here as soon as its money has come to the member's account. Try other dates.",
        no_members: "There are no members in this period.",
    },
};

fn short_month(day: Date) -> &'static str {
    let name = (calendar::ENGLISH.month)(day.month());
    &name[..3]
}
