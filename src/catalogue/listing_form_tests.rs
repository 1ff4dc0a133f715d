use proptest::prelude::*;

use super::*;
use crate::money::{Money, MoneyError};

/// A form that is in order.
fn typed(field: Field) -> String {
    match field {
        Field::Name => "Nước mắm nhỉ",
        Field::Category => "nuoc-mam",
        Field::Unit => "chai 500 ml",
        Field::Price => "125k",
        Field::Weight => "850",
        Field::Content => "500",
        Field::ContentUnit => "ml",
        Field::Stock => "24",
        _ => "",
    }
    .to_owned()
}

fn with(changed: Field, value: &str) -> Result<Filled, Vec<(Field, Flaw)>> {
    read(|field| if field == changed { value.to_owned() } else { typed(field) })
}

#[test]
fn a_form_in_order_is_read() {
    let filled = read(typed).unwrap();
    assert_eq!((filled.details.price, filled.details.weight_g, filled.stock), (Money::dong(125_000), 850, 24));
    assert_eq!(filled.details.content, Some(Content { amount: 500, unit: ContentUnit::Millilitre }));
    assert_eq!((filled.slug, filled.details.nitrogen), (None, None));
}

#[test]
fn each_flaw_is_told_beside_its_field() {
    let cases = [
        (Field::Name, "", Flaw::Missing),
        (Field::Category, "", Flaw::Missing),
        (Field::Unit, "", Flaw::Missing),
        (Field::Price, "", Flaw::Missing),
        (Field::Price, "0", Flaw::FreeOfCharge),
        (Field::Price, "-1", Flaw::Price(MoneyError::Negative)),
        (Field::Price, "abc", Flaw::Price(MoneyError::NotANumber)),
        (Field::Price, "11 tỷ", Flaw::Price(MoneyError::TooLarge)),
        (Field::Stock, "-1", Flaw::TooSmall { min: 0 }),
        (Field::Stock, "abc", Flaw::NotANumber),
        (Field::Stock, "1000000000", Flaw::TooLarge { max: STOCK_MAX }),
        (Field::Weight, "0", Flaw::TooSmall { min: 1 }),
        (Field::Weight, "", Flaw::Missing),
        (Field::ContentUnit, "gallon", Flaw::UnknownChoice),
        (Field::ContentUnit, "", Flaw::UnitMissing),
        (Field::Content, "", Flaw::AmountMissing),
        (Field::Content, "0", Flaw::TooSmall { min: 1 }),
        (Field::Nitrogen, "900", Flaw::TooLarge { max: NITROGEN_MAX }),
        (Field::Slug, "漁港", Flaw::AddressEmpty),
        (Field::Slug, "Mới", Flaw::AddressTaken),
    ];
    for (field, value, flaw) in cases {
        assert_eq!(with(field, value), Err(vec![(field, flaw)]), "{value}");
    }
    assert_eq!(with(Field::Name, &"ă".repeat(500)), Err(vec![(Field::Name, Flaw::TooLong { max: NAME_MAX })]));
    assert!(with(Field::Name, &"ă".repeat(NAME_MAX)).is_ok());
}

#[test]
fn all_flaws_are_told_at_once() {
    let flaws = read(|_| String::new()).unwrap_err();
    let fields: Vec<Field> = flaws.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, [Field::Name, Field::Category, Field::Unit, Field::Price, Field::Weight, Field::Stock]);
}

#[test]
fn litres_and_kilograms_are_kept_as_millilitres_and_grams() {
    let read = |amount, unit| content(amount, unit).map(|content| content.map(|content| content.amount));
    assert_eq!(read("1,5", "l"), Ok(Some(1_500)));
    assert_eq!(read("0.75", "kg"), Ok(Some(750)));
    assert_eq!(read("25", "kg"), Ok(Some(25_000)));
    assert_eq!(read("1.500", "ml"), Ok(Some(1_500)));
    for amount in ["1,", ",", "1,2345", "1,x", "1,5,5"] {
        assert_eq!(read(amount, "l"), Err((Field::Content, Flaw::NotANumber)), "{amount}");
    }
    assert_eq!(read("0,0", "l"), Err((Field::Content, Flaw::TooSmall { min: 1 })));
}

#[test]
fn nitrogen_may_bear_its_sign() {
    for typed in ["30", "30°N", "30 °N", "30n"] {
        assert_eq!(nitrogen(typed), Ok(Some(30)), "{typed}");
    }
    assert_eq!(nitrogen("°N"), Err(Flaw::Missing));
}

#[test]
fn a_taken_address_gets_a_number() {
    let taken = ["mam-tom", "mam-tom-2"];
    let free = |name| free_slug(name, |slug| taken.contains(&slug));
    assert_eq!(free("Mắm tôm"), "mam-tom-3");
    assert_eq!(free("Mắm tép"), "mam-tep");
    assert_eq!(free("漁港"), "san-pham");
    assert_eq!(free("Mới"), "moi-2");
}

#[test]
fn pictures_stand_where_they_are_wished() {
    let order = |wished: [usize; 3]| {
        let pictures = ["a", "b", "c"].into_iter().map(String::from).zip(wished).collect();
        arranged(pictures).concat()
    };
    assert_eq!(order([1, 2, 3]), "abc");
    assert_eq!(order([1, 2, 1]), "cab");
    assert_eq!(order([3, 2, 3]), "bca");
    assert_eq!(order([2, 1, 3]), "bac");
    assert_eq!(order([9, 9, 9]), "abc");
}

proptest! {
    #[test]
    fn any_text_in_any_field_is_read_or_refused(value in "\\PC{0,40}") {
        for field in [Field::Price, Field::Weight, Field::Stock, Field::Content, Field::ContentUnit, Field::Nitrogen] {
            if let Ok(filled) = with(field, &value) {
                prop_assert!(filled.details.price.is_positive());
                prop_assert!((1..=WEIGHT_MAX).contains(&filled.details.weight_g));
                prop_assert!((0..=STOCK_MAX).contains(&filled.stock));
                prop_assert!(filled.details.content.is_none_or(|content| (1..=CONTENT_MAX).contains(&content.amount)));
            }
        }
    }
}
