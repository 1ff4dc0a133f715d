//! The codes by which people name a purchase and an order. Not secret; the keys in the addresses are.

use crate::payments::reference::Reference;

/// The code of an order: its payment's reference with a hyphen, `CL-7K2M9QPX`, so that a shopper who writes the order's
/// code into the bank's text has written the reference.
#[must_use]
pub fn order_code(reference: &Reference) -> String {
    let (prefix, rest) = reference.as_str().split_at(2);
    format!("{prefix}-{rest}")
}

/// The code of a purchase: `LM-7K2M9QPX`. Unlike an order's it can never be taken for a payment's reference.
#[must_use]
pub fn purchase_code(random: [u8; 8]) -> String {
    let reference = Reference::from_random(random);
    format!("LM-{}", &reference.as_str()[2..])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_orders_code_is_its_payments_reference_and_a_purchases_is_not() {
        let reference = Reference::from_random([0, 1, 2, 3, 4, 5, 6, 255]);
        let code = order_code(&reference);
        assert_eq!(code, "CL-ABCDEFG9");
        assert_eq!(Reference::parse(&code), Ok(reference));
        let purchase = purchase_code([7; 8]);
        assert_eq!(purchase, "LM-HHHHHHHH");
        assert!(Reference::candidates(&purchase).is_empty());
    }
}
