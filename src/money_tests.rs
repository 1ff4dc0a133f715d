use proptest::prelude::*;

use super::*;

#[test]
fn money_is_shown_with_dots_and_a_no_break_space() {
    assert_eq!(Money::dong(1_250_000).to_string(), "1.250.000\u{a0}₫");
    assert_eq!(Money::dong(-125).to_string(), "-125\u{a0}₫");
    assert!(Money::dong(i64::MIN).to_string().starts_with("-9.223."));
}

#[test]
fn producers_may_type_short_forms() {
    for typed in "125000|125.000|125,000|125 000|125\u{a0}000|125k|125 K|125.000đ|125.000 ₫".split("|") {
        assert_eq!(Money::parse(typed), Ok(Money::dong(125_000)), "{typed}");
    }
    for typed in ["1,2 tr", "1.2tr", "1tr2", "1tr200", "1tr200k", "1,2 triệu", "1200k", "1.200.000 VND"] {
        assert_eq!(Money::parse(typed), Ok(Money::dong(1_200_000)), "{typed}");
    }
    assert_eq!(Money::parse("1tr50k"), Ok(Money::dong(1_050_000)));
    assert_eq!(Money::parse("10 tỷ"), Ok(Money::MAX_PRICE));
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    use MoneyError::*;
    let cases = [("", Empty), (" ₫", Empty), ("-5", Negative), ("−5k", Negative), ("125,5", Fraction)];
    let more = [("1.250,00", Fraction), ("1,2345k", Fraction), ("1.250k", Ambiguous), ("1tr50", Ambiguous)];
    let last = [("10.000.000.001", TooLarge), ("99999999999999999999", TooLarge), ("12a", NotANumber)];
    let odd = [("1.", NotANumber), ("k", NotANumber), ("1k5k", NotANumber), ("1,tr", NotANumber)];
    for (typed, error) in cases.into_iter().chain(more).chain(last).chain(odd) {
        assert_eq!(Money::parse(typed), Err(error), "{typed}");
    }
}

#[test]
fn the_odd_dong_goes_to_the_largest_remainder() {
    let parts = |amount, weights: &[i64]| -> Vec<i64> {
        Money::dong(amount).share(weights).into_iter().map(Money::get).collect()
    };
    assert_eq!(parts(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(parts(10, &[3, 5, 7]), [2, 3, 5]);
    assert_eq!(parts(-10, &[0, 0]), [-5, -5]);
    assert!(parts(10, &[]).is_empty());
}

proptest! {
    #[test]
    fn parts_add_up_to_the_whole(amount: i64, weights in prop::collection::vec(any::<i64>(), 1..20)) {
        let parts = Money::dong(amount).share(&weights);
        prop_assert_eq!(Money::sum(parts), Ok(Money::dong(amount)));
    }

    #[test]
    fn what_is_shown_can_be_typed_again(dong in 0..=Money::MAX_PRICE.get()) {
        prop_assert_eq!(Money::parse(&Money::dong(dong).to_string()), Ok(Money::dong(dong)));
    }

    #[test]
    fn any_text_is_read_or_refused(typed in ".*") {
        let _ = Money::parse(&typed);
    }
}
