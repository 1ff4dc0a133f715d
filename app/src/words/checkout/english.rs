//! Cart and checkout in English.

use shop::checkout::delivery::Method;

use super::{Cart, Checkout, Form, refusals::english as refusals};

pub const ENGLISH: Checkout = Checkout {
    cart: CART,
    form: FORM,
    method: |method| match method {
        Method::Standard => "Standard delivery",
        Method::Express => "Express delivery",
        Method::Pickup => "Pick up at the workshop",
    },
    method_note: |method| match method {
        Method::Standard => "About 3–5 days after payment",
        Method::Express => "About 1–2 days after payment",
        Method::Pickup => "No delivery address needed",
    },
    quantity_fault: refusals::quantity,
    cart_refusal: refusals::cart,
    buyer_fault: refusals::buyer,
    placing_refusal: refusals::placing,
};

const CART: Cart = Cart {
    title: "Cart",
    added: "Added to your cart.",
    empty_title: "Your cart is empty",
    empty_text: "Choose something and press “Add to cart”. Goods of several makers fit into one cart: you order once, and \
        each maker gets one order with one QR code.",
    to_goods: "Goods of the villages",
    to_live: "Livestreams to come",
    how_many: "How many would you like?",
    quantity: "Quantity",
    of: "of",
    add: "Add to cart",
    change: "Update",
    remove: "Remove",
    each: "each",
    price_changed: |before, now| format!("The price changed since you added it: {before} → {now}."),
    not_for_sale: "This is no longer for sale. Please remove it.",
    sold_out: "Sold out. Please remove it.",
    too_few: |left| format!("Only {left} left. Please take fewer."),
    paused_until: |day| format!("The maker is away and takes orders again from {day}."),
    no_account: "The maker has no account to be paid to yet, so nothing can be ordered.",
    group_goods: "Goods",
    summary: "Total",
    goods: "Goods",
    delivery_first: "Delivery (first method)",
    delivery: "Delivery",
    total: "Total",
    to_checkout: "Go to checkout",
    holds_nothing: |minutes| {
        format!("A cart holds no goods. Once you order, they are held for {minutes} minutes while you pay.")
    },
    unpaid: |code, time| format!("Purchase {code} waits for payment until {time}."),
    to_unpaid: "Go to payment",
};

const FORM: Form = Form {
    title: "Checkout",
    back_to_cart: "Change the cart",
    delivery: "Delivery",
    free: "Free",
    no_delivery: "The maker offers no delivery yet, so nothing can be ordered.",
    buyer: "Recipient",
    buyer_text: "No account needed.",
    name: "Name",
    phone: "Phone number",
    phone_hint: "A Vietnamese number, for the delivery and to find your order",
    email: "E-mail",
    email_hint: "So that the maker can write to you",
    address: "Deliver to",
    address_text: "Leave this empty if you pick up everything.",
    province: "Province or city",
    province_hint: "Today's name or a former one",
    commune: "Commune, ward or special zone",
    commune_hint: "Today's name, or the one before 1 July 2025 (the district may follow)",
    choose_place: "Choose the right place",
    now_called: "Now called",
    street: "House number, street, hamlet",
    street_hint: "For example: 5, Hamlet 3",
    note: "Message to the maker",
    note_hint: "For example: please call before delivery",
    next: "What happens next",
    steps: |minutes, makers| {
        let code = if makers > 1 {
            format!(
                "The next page shows {makers} QR codes, one for each maker. Scan and pay each with your banking app."
            )
        } else {
            "The next page shows a QR code. Scan it with your banking app to pay the exact amount.".to_owned()
        };
        [
            format!("The goods are held for you for {minutes} minutes."),
            code,
            "The money goes straight to the maker's account; the page says when it arrived, and the maker packs and sends."
                .to_owned(),
        ]
    },
    next_note: "Nothing is lost before you pay: an unpaid order cancels itself.",
    place: "Place order",
    recalculate: "Recalculate total",
    recalculate_note: "Press after changing a delivery method to see the new total.",
    to_pay: "To pay",
};
