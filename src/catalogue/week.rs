//! Choosing a few of many for the front page, fairly: everyone has a turn, and nobody fills it alone.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use crate::clock::day_in_vietnam;

/// So many of a list, moving on each week (Monday in Vietnam), so that each has its turn. The order of the list must be
/// the same each time.
#[must_use]
pub fn of_the_week<T: Clone>(all: &[T], count: usize, now: OffsetDateTime) -> Vec<T> {
    let week = day_in_vietnam(now).to_julian_day().div_euclid(7);
    let step = usize::try_from(week).unwrap_or_default();
    let first = if all.is_empty() { 0 } else { (step % all.len()) * (count % all.len()) % all.len() };
    all.iter().cycle().skip(first).take(count.min(all.len())).cloned().collect()
}

/// The first `count` of a list with at most `each` of one owner, filled up with what was passed over if that leaves too
/// few.
#[must_use]
pub fn mixed<T: Copy, O: Ord + Copy>(all: &[(T, O)], each: usize, count: usize) -> Vec<T> {
    let mut taken: BTreeMap<O, usize> = BTreeMap::new();
    let (mut chosen, mut passed) = (Vec::new(), Vec::new());
    for (item, owner) in all {
        let of_owner = taken.entry(*owner).or_default();
        *of_owner += 1;
        if *of_owner <= each { chosen.push(*item) } else { passed.push(*item) }
    }
    chosen.extend(passed);
    chosen.truncate(count);
    chosen
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use time::{Duration, macros::datetime};

    use super::*;

    #[test]
    fn everyone_has_a_turn() {
        for makers in 1..20_usize {
            let all: Vec<usize> = (0..makers).collect();
            let shown: BTreeSet<usize> = (0..60)
                .flat_map(|week| of_the_week(&all, 4, datetime!(2026-11-25 00:00 UTC) + Duration::weeks(week)))
                .collect();
            assert_eq!(shown.len(), makers);
        }
        assert_eq!(of_the_week::<u8>(&[], 4, OffsetDateTime::UNIX_EPOCH), Vec::<u8>::new());
    }

    #[test]
    fn the_choice_changes_on_monday_in_vietnam() {
        let all: Vec<u8> = (0..14).collect();
        let sunday = datetime!(2026-11-29 16:59 UTC);
        assert_eq!(of_the_week(&all, 4, sunday), of_the_week(&all, 4, sunday - Duration::days(6)));
        assert_ne!(of_the_week(&all, 4, sunday), of_the_week(&all, 4, sunday + Duration::minutes(1)));
    }

    #[test]
    fn nobody_fills_the_front_page_alone() {
        let all = [(1, 'a'), (2, 'a'), (3, 'a'), (4, 'b'), (5, 'a')];
        assert_eq!(mixed(&all, 2, 3), [1, 2, 4]);
        assert_eq!(mixed(&all, 2, 9), [1, 2, 4, 3, 5]);
    }
}
