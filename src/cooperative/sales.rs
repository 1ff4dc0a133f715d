//! The sales of a cooperative's members: what was paid, by day and by member.
//!
//! A sale is an order whose money is complete and that is not cancelled, on the day in Vietnam on which its money was
//! complete. It counts for a cooperative if its producer was a member on that day: what someone sold before joining
//! is not the cooperative's to see.

use std::collections::BTreeMap;

use time::Date;

use super::period::Period;
use crate::{
    id::ProducerId,
    money::{Money, MoneyError},
    text::compare,
};

/// A producer of the cooperative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub producer: ProducerId,
    /// The workshop's name.
    pub name: String,
    /// The day in Vietnam on which it joined.
    pub since: Date,
}

/// One sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The day of payment in Vietnam.
    pub day: Date,
    /// The order's code.
    pub code: String,
    /// Whose.
    pub producer: ProducerId,
    /// The goods.
    pub goods: Money,
    /// Delivery.
    pub delivery: Money,
    /// What was to be paid.
    pub total: Money,
}

/// Sums of some sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many orders.
    pub orders: u64,
    /// The goods of all.
    pub goods: Money,
    /// The delivery of all.
    pub delivery: Money,
    /// What was to be paid for all.
    pub total: Money,
}

impl Figures {
    /// The figures with one sale more.
    fn and(self, sale: &Sale) -> Result<Figures, MoneyError> {
        Ok(Figures {
            orders: self.orders + 1,
            goods: self.goods.checked_add(sale.goods)?,
            delivery: self.delivery.checked_add(sale.delivery)?,
            total: self.total.checked_add(sale.total)?,
        })
    }
}

/// What the cooperative's members sold in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sales {
    /// The period.
    pub period: Period,
    /// Every sale with its member's name, by day, then in the order they were placed.
    pub rows: Vec<(Sale, String)>,
    /// Days on which something was sold, in order.
    pub by_day: Vec<(Date, Figures)>,
    /// Every member that belonged to the cooperative in the period, by name; those without sales with zeros.
    pub by_member: Vec<(Member, Figures)>,
    /// All of it.
    pub sum: Figures,
}

impl Sales {
    /// Puts the tables together from the members and what they sold; sales of others, of other days and from before
    /// a member joined are left out. `Overflow` if a sum does not fit.
    pub fn of(period: Period, mut members: Vec<Member>, sales: Vec<Sale>) -> Result<Sales, MoneyError> {
        members.retain(|member| member.since <= period.to());
        members.sort_by(|left, right| compare(&left.name, &right.name).then(left.producer.cmp(&right.producer)));
        let known: BTreeMap<ProducerId, &Member> = members.iter().map(|member| (member.producer, member)).collect();
        let counted = sales.into_iter().filter(|sale| period.contains(sale.day)).filter_map(|sale| {
            let member = known.get(&sale.producer).filter(|member| member.since <= sale.day)?;
            Some((sale, member.name.clone()))
        });
        let mut rows: Vec<(Sale, String)> = counted.collect();
        rows.sort_by_key(|(sale, _)| sale.day);
        let by_day = grouped(&rows, |sale| sale.day)?;
        let mut by_producer = grouped(&rows, |sale| sale.producer)?;
        let sum = rows.iter().try_fold(Figures::default(), |sum, (sale, _)| sum.and(sale))?;
        let figures = |member: Member| {
            let figures = by_producer.remove(&member.producer).unwrap_or_default();
            (member, figures)
        };
        let by_member = members.into_iter().map(figures).collect();
        Ok(Sales { period, rows, by_day: by_day.into_iter().collect(), by_member, sum })
    }
}

/// The figures of each group of sales.
fn grouped<K: Ord>(rows: &[(Sale, String)], key: impl Fn(&Sale) -> K) -> Result<BTreeMap<K, Figures>, MoneyError> {
    rows.iter().try_fold(BTreeMap::new(), |mut groups, (sale, _)| {
        let figures = groups.entry(key(sale)).or_insert_with(Figures::default);
        *figures = figures.and(sale)?;
        Ok(groups)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Duration, macros::date};

    use super::*;

    const FIRST: Date = date!(2026 - 11 - 01);

    fn november() -> Period {
        Period::read(Some("2026-11-01"), Some("2026-11-30"), FIRST).unwrap()
    }

    fn member(number: i64, name: &str, since: Date) -> Member {
        Member { producer: ProducerId::new(number), name: name.into(), since }
    }

    fn sale(producer: i64, day: Date, goods: i64, delivery: i64) -> Sale {
        Sale {
            day,
            code: format!("D{goods}"),
            producer: ProducerId::new(producer),
            goods: Money::dong(goods),
            delivery: Money::dong(delivery),
            total: Money::dong(goods + delivery),
        }
    }

    #[test]
    fn members_stand_in_alphabetical_order_and_those_without_sales_too() {
        let members = vec![member(1, "Đức", FIRST), member(2, "Ánh", FIRST), member(3, "Dung", FIRST)];
        let sales = Sales::of(november(), members, vec![sale(1, FIRST, 95_000, 30_000)]).unwrap();
        let names: Vec<&str> = sales.by_member.iter().map(|(member, _)| member.name.as_str()).collect();
        assert_eq!(names, ["Ánh", "Dung", "Đức"]);
        assert_eq!(sales.by_member.iter().map(|(_, figures)| figures.orders).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(sales.sum.total, Money::dong(125_000));
    }

    #[test]
    fn what_is_not_the_cooperatives_is_left_out() {
        let joined = date!(2026 - 11 - 10);
        let sales = vec![
            sale(1, date!(2026 - 11 - 09), 1, 0),
            sale(1, joined, 10, 0),
            sale(2, joined, 100, 0),
            sale(1, date!(2026 - 10 - 31), 1_000, 0),
            sale(1, date!(2026 - 12 - 01), 10_000, 0),
        ];
        let members = vec![member(1, "A", joined), member(3, "B", date!(2026 - 12 - 01))];
        let sales = Sales::of(november(), members, sales).unwrap();
        assert_eq!(sales.sum.goods, Money::dong(10));
        assert_eq!(sales.by_member.len(), 1, "who joined after the period is not in it");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_refused() {
        let sales = vec![sale(1, FIRST, i64::MAX, 0), sale(1, FIRST, 1, 0)];
        assert_eq!(Sales::of(november(), vec![member(1, "A", FIRST)], sales), Err(MoneyError::Overflow));
    }

    fn any_sale() -> impl Strategy<Value = Sale> {
        (0..6_i64, -3..33_i64, 0..10_000_000_000_i64, 0..1_000_000_i64)
            .prop_map(|(who, day, goods, delivery)| sale(who, FIRST + Duration::days(day), goods, delivery))
    }

    proptest! {
        #[test]
        fn every_grouping_adds_up_to_the_sum_of_the_orders(sales in prop::collection::vec(any_sale(), 0..60)) {
            let members = (0..5).map(|who| member(who, &format!("M{}", 9 - who), FIRST + Duration::days(who)));
            let table = Sales::of(november(), members.collect(), sales.clone()).unwrap();
            let counts = |sale: &&Sale| {
                let who = sale.producer.get();
                who < 5 && sale.day >= FIRST + Duration::days(who) && sale.day <= date!(2026 - 11 - 30)
            };
            let expected: Vec<&Sale> = sales.iter().filter(counts).collect();
            let whole = Figures {
                orders: expected.len() as u64,
                goods: Money::sum(expected.iter().map(|sale| sale.goods)).unwrap(),
                delivery: Money::sum(expected.iter().map(|sale| sale.delivery)).unwrap(),
                total: Money::sum(expected.iter().map(|sale| sale.total)).unwrap(),
            };
            prop_assert_eq!(table.sum, whole);
            prop_assert_eq!(table.rows.len(), expected.len());
            for figures in [
                table.by_day.iter().map(|(_, figures)| *figures).collect::<Vec<_>>(),
                table.by_member.iter().map(|(_, figures)| *figures).collect(),
            ] {
                prop_assert_eq!(figures.iter().map(|figures| figures.orders).sum::<u64>(), whole.orders);
                prop_assert_eq!(Money::sum(figures.iter().map(|figures| figures.goods)).unwrap(), whole.goods);
                prop_assert_eq!(Money::sum(figures.iter().map(|figures| figures.delivery)).unwrap(), whole.delivery);
                prop_assert_eq!(Money::sum(figures.iter().map(|figures| figures.total)).unwrap(), whole.total);
            }
            prop_assert_eq!(whole.goods.checked_add(whole.delivery), Ok(whole.total));
        }
    }
}
