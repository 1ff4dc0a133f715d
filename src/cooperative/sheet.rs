//! Texts on their way into a spreadsheet.

use std::borrow::Cow;

/// A cell that a spreadsheet shows and never computes: what begins like a formula gets an apostrophe in front.
///
/// Source of the rule: OWASP, *CSV Injection*: `=`, `+`, `-`, `@`, tab, line ends; the wide forms that Asian keyboards
/// type are read as formulas too.
#[must_use]
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let begins_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_a_formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for cell in ["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "Cơ sở Bà Lúa", "a=b", "125000", " 1"] {
            assert_eq!(neutral(cell), cell);
        }
    }
}
