//! The chart of daily sales, drawn by the server: x in per cent, y in pixels, so that letters keep their size.

use leptos::prelude::*;
use shop::{cooperative::sales::Sales, money::Money};
use time::Date;

use crate::site::words;

/// The height of `.chart` (15rem) less the room for the values above and the days below.
const BOTTOM: i64 = 204;
const TOP: i64 = 28;
/// Labels below the bars.
const LABELS: usize = 5;

/// One bar for each day of the period. Its table stands below it; the drawing is one image with a text.
#[component]
pub fn SalesChart(sales: Sales) -> impl IntoView {
    let words = words();
    let text = &words.cooperative.sales;
    let days: Vec<(Date, Money)> = totals(&sales);
    let best = days.iter().copied().max_by_key(|(day, total)| (*total, std::cmp::Reverse(*day)));
    let best = best.filter(|(_, total)| total.is_positive());
    let title = (text.chart)(&(text.short_day)(sales.period.from()), &(text.short_day)(sales.period.to()));
    let told = best.map(|(day, total)| (text.chart_best)(&(text.short_day)(day), &total.to_string()));
    let highest = best.map_or(1, |(_, total)| total.get());
    let width = 100.0 / days.len() as f64;
    let bars = days.iter().enumerate().filter(|(_, (_, total))| total.is_positive()).map(|(place, (day, total))| {
        let height = height(total.get(), highest);
        let class = if best.is_some_and(|(one, _)| one == *day) { "chart-bar is-best" } else { "chart-bar" };
        view! {
            <rect class=class x=percent(place as f64 * width + width * 0.1) width=percent(width * 0.8)
                y=BOTTOM - height height=height></rect>
        }
    });
    let value = best.map(|(day, total)| {
        let place = days.iter().position(|(one, _)| *one == day).unwrap_or(0);
        // Near an edge the amount would be cut off.
        let middle = (place as f64 * width + width / 2.0).clamp(14.0, 86.0);
        view! { <text class="chart-value" x=percent(middle) y=TOP - 8>{total.to_string()}</text> }
    });
    view! {
        <figure class="stack-s">
            <svg class="chart" role="img" aria-labelledby="chart-title chart-text">
                <title id="chart-title">{title}</title>
                <desc id="chart-text">{told}</desc>
                <line class="chart-grid" x1="0" x2="100%" y1=TOP y2=TOP></line>
                <line class="chart-grid" x1="0" x2="100%" y1=(TOP + BOTTOM) / 2 y2=(TOP + BOTTOM) / 2></line>
                {bars.collect_view()}
                <line class="chart-axis" x1="0" x2="100%" y1=BOTTOM y2=BOTTOM></line>
                {value}
                {labels(&days, width)}
            </svg>
            <ul class="chart-legend">
                <li>{text.per_day_legend}</li>
                {(days.len() > 1).then(|| view! { <li class="is-best">{text.best_legend}</li> })}
            </ul>
        </figure>
    }
}

/// The total of every day of the period, days without sales included.
fn totals(sales: &Sales) -> Vec<(Date, Money)> {
    let mut sold = sales.by_day.iter().peekable();
    let total = |day: Date| match sold.next_if(|(one, _)| *one == day) {
        Some((_, figures)) => (day, figures.total),
        None => (day, Money::ZERO),
    };
    sales.period.days().map(total).collect()
}

/// How high a bar is; a sale however small can be seen.
fn height(total: i64, highest: i64) -> i64 {
    let room = i128::from(BOTTOM - TOP);
    let height = i128::from(total) * room / i128::from(highest.max(1));
    i64::try_from(height.clamp(2, room)).unwrap_or(2)
}

fn percent(part: f64) -> String {
    format!("{part:.3}%")
}

/// A few days below the axis: the first, the last and some between; those between go on narrow screens.
fn labels(days: &[(Date, Money)], width: f64) -> impl IntoView {
    let words = &words().cooperative.sales;
    let last = days.len() - 1;
    let places: Vec<usize> = if days.len() <= LABELS {
        (0..=last).collect()
    } else {
        (0..LABELS).map(|n| last * n / (LABELS - 1)).collect()
    };
    let ends = [0, places[places.len() / 2], last];
    places
        .into_iter()
        .map(|place| {
            let (day, _) = days[place];
            let middle = (place as f64 * width + width / 2.0).clamp(5.5, 94.5);
            let class = if ends.contains(&place) { "chart-label" } else { "chart-label is-extra" };
            view! { <text class=class x=percent(middle) y=BOTTOM + 24>{(words.chart_day)(day)}</text> }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_day_fills_the_chart_and_the_smallest_sale_is_seen() {
        assert_eq!(height(1_000_000, 1_000_000), BOTTOM - TOP);
        assert_eq!(height(1, 1_000_000), 2);
        assert_eq!(height(500_000, 1_000_000), (BOTTOM - TOP) / 2);
        assert_eq!(height(i64::MAX, i64::MAX), BOTTOM - TOP);
    }
}
