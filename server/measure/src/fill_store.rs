//! A market that has been open for a while: products, and orders that were paid and handed over. SQL, row from row: the
//! same on SQLite and PostgreSQL, and a hundred times faster than buying.

use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::Done;

/// When all of it happened, in milliseconds since 1970: 1 September 2026.
const AT: i64 = 1_788_220_800_000;

pub async fn fill(database: &DatabaseConnection, products: i64, orders: i64) -> Done<()> {
    for statement in shelves(products).into_iter().chain(past(orders)) {
        database.execute_unprepared(&statement).await?;
    }
    Ok(())
}

fn counted(to: i64) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})")
}

/// Products of the demo's producers in turn, of each so much that none is ever sold out.
fn shelves(products: i64) -> Vec<String> {
    let counted = counted(products);
    vec![
        format!(
            "{counted} INSERT INTO product (slug, producer_id, category_id, name, name_en, description, ingredients,
                 storage, state, submitted_at, reviewed_at, state_note, search_exact, search_folded, version, created_at,
                 updated_at)
             SELECT 'hang-' || i, (SELECT MIN(id) FROM producer) + i % (SELECT COUNT(*) FROM producer),
                 (SELECT MIN(id) FROM category), 'Nước mắm mẻ ' || i, 'Fish sauce, batch ' || i, 'Cá cơm và muối.', '', '',
                 'published', {AT}, {AT}, '', 'nước mắm mẻ ' || i, 'nuoc mam me ' || i, {AT}, {AT}, {AT} FROM n"
        ),
        "INSERT INTO variant (product_id, name, name_en, price, weight_g, position)
         SELECT id, 'chai 500 ml', '500 ml bottle', 50000 + 1000 * (id % 100), 900, 0 FROM product
         WHERE slug LIKE 'hang-%'"
            .to_owned(),
        "INSERT INTO stock (variant_id, on_hand, allocated, held)
         SELECT v.id, 1000000, 0, 0 FROM variant v JOIN product p ON p.id = v.product_id WHERE p.slug LIKE 'hang-%'"
            .to_owned(),
    ]
}

/// Orders of one thing each, with everything that an order leaves behind.
fn past(orders: i64) -> Vec<String> {
    let counted = counted(orders);
    [
        format!(
            "{counted} INSERT INTO cart (visitor_hash, state, created_at, updated_at)
             SELECT 'past-' || i, 'purchased', {AT}, {AT} FROM n"
        ),
        format!(
            "INSERT INTO purchase (code, key_hash, cart_id, visitor_hash, buyer_name, phone, street, province_code,
                 commune_code, place_typed, note, total, language, placed_at)
             SELECT 'LM-PAST' || id, 'past-' || id, id, visitor_hash, 'Trần Thị Lan', '+8491' || (1000000 + id), 'Số 5',
                 '37', '14221', 'Hải Thịnh, Ninh Bình', '', 0, 'vi', {AT} + id * 1000 FROM cart
             WHERE visitor_hash LIKE 'past-%'"
        ),
        format!(
            "INSERT INTO shop_order (code, key_hash, purchase_id, producer_id, state, method, goods_total, delivery_price,
                 total, placed_at, confirmed_at, packed_at, completed_at, cancel_note)
             SELECT 'CL-PAST' || u.id, 'past-' || u.id, u.id, p.producer_id, 'completed', 'standard', v.price, 30000,
                 v.price + 30000, u.placed_at, {AT}, {AT}, {AT}, ''
             FROM purchase u
             JOIN variant v ON v.id = (SELECT MAX(id) FROM variant) - u.id % 50000
             JOIN product p ON p.id = v.product_id
             WHERE u.code LIKE 'LM-PAST%'"
        ),
        "UPDATE purchase SET total = (SELECT o.total FROM shop_order o WHERE o.purchase_id = purchase.id)
         WHERE code LIKE 'LM-PAST%'"
            .to_owned(),
        "INSERT INTO order_line (order_id, variant_id, product_name, variant_name, unit_price, quantity, amount)
         SELECT o.id, (SELECT MAX(id) FROM variant) - o.purchase_id % 50000, 'Nước mắm', 'chai 500 ml', o.goods_total, 1,
             o.goods_total
         FROM shop_order o WHERE o.code LIKE 'CL-PAST%'"
            .to_owned(),
        "INSERT INTO hold (order_line_id, variant_id, visitor_hash, phone, quantity, state, expires_at)
         SELECT l.id, l.variant_id, u.visitor_hash, u.phone, 1, 'shipped', 0
         FROM order_line l JOIN shop_order o ON o.id = l.order_id JOIN purchase u ON u.id = o.purchase_id"
            .to_owned(),
        format!(
            "INSERT INTO payment (order_id, reference, amount, bank_bin, account_number, holder, state, received, refunded,
                 due_at, paid_at, paid_day, created_at)
             SELECT o.id, 'CLPAST' || o.id, o.total, a.bank_bin, a.account_number, a.holder, 'paid', o.total, 0, {AT},
                 {AT}, '2026-09-01', {AT}
             FROM shop_order o JOIN payee_account a ON a.producer_id = o.producer_id AND a.retired_at IS NULL
             WHERE o.code LIKE 'CL-PAST%'"
        ),
        format!(
            "INSERT INTO bank_transaction (identity, source, account_number, bank_reference, direction, amount, text, at,
                 producer_id, payment_id, outcome, note, created_at)
             SELECT 'past|' || p.id, 'sepay', p.account_number, 'FTPAST' || p.id, 'in', p.amount, p.reference, {AT},
                 o.producer_id, p.id, 'exact', '', {AT}
             FROM payment p JOIN shop_order o ON o.id = p.order_id"
        ),
        format!(
            "INSERT INTO payment_event (payment_id, kind, bank_transaction_id, amount, state_after, note, at)
             SELECT payment_id, 'transfer', id, amount, 'paid', '', {AT} FROM bank_transaction"
        ),
        "ANALYZE".to_owned(),
    ]
    .into_iter()
    .collect()
}
