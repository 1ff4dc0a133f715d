use proptest::prelude::*;

use super::*;

fn sorted(text: &str) -> Option<String> {
    Json::parse(text).map(|json| json.sorted())
}

#[test]
fn names_are_sorted_at_every_level_and_lists_keep_their_order() {
    let given = r#" { "b" : [ {"z":1,"a":2} , 3 , null ] , "a" : { "d" : true , "c" : false } } "#;
    assert_eq!(sorted(given).as_deref(), Some(r#"{"a":{"c":false,"d":true},"b":[{"a":2,"z":1},3,null]}"#));
    assert_eq!(sorted("{}").as_deref(), Some("{}"));
    assert_eq!(sorted(" [ ] ").as_deref(), Some("[]"));
}

#[test]
fn numbers_stay_letter_for_letter() {
    for number in ["0", "-0", "1.50", "599000.0", "1e6", "1E+06", "-12.5e-3", "9223372036854775808", "0.000"] {
        assert_eq!(sorted(number).as_deref(), Some(number));
    }
    for wrong in ["", "-", "01", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN", "1.2.3", "--1", "1 2"] {
        assert_eq!(sorted(wrong), None, "{wrong}");
    }
}

#[test]
fn texts_are_written_as_javascript_writes_them() {
    assert_eq!(
        sorted(r#""Thành \u0063ông \/ \"a\" \\ \n\u001f""#).as_deref(),
        Some("\"Thành công / \\\"a\\\" \\\\ \\n\\u001f\"")
    );
    assert_eq!(sorted(r#""\uD83D\uDE00""#).as_deref(), Some("\"😀\""));
    for wrong in [r#""\ud83d""#, r#""\ud83dx""#, r#""\udc00""#, r#""\u12g4""#, "\"a\nb\"", "\"open", r#""\x""#] {
        assert_eq!(sorted(wrong), None, "{wrong}");
    }
}

#[test]
fn what_two_readers_could_read_differently_is_nothing() {
    for wrong in
        [r#"{"a":1,"a":2}"#, r#"{"a":1,}"#, "[1,]", "[1 2]", "{a:1}", r#"{"a"}"#, "{} {}", "nul", "[", "{\"a\":"]
    {
        assert_eq!(sorted(wrong), None, "{wrong}");
    }
    assert_eq!(sorted(&"[".repeat(100_000)), None, "as deep as a stack");
}

proptest! {
    #[test]
    fn what_was_written_is_read_again_as_it_was(text in ".*", number in any::<i64>()) {
        let object = BTreeMap::from([(text.clone(), Json::Number(number.to_string())), ("a".into(), Json::Text(text))]);
        let json = Json::List(vec![Json::Object(object), Json::Null]);
        prop_assert_eq!(Json::parse(&json.sorted()), Some(json));
    }

    #[test]
    fn anything_can_be_tried(text in ".*") {
        let _ = Json::parse(&text);
    }
}
