//! The rows of a purchase and nothing else: what the database alone can do. The same tables, columns and indexes, the
//! same conditional updates, in one transaction that is begun and committed as the market does it.

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};
use server::{
    clock::{Clock, SystemClock, to_ms},
    database::Database,
    orders::keys::{order_key, purchase_key},
    random::{Randomness, SystemRandomness, hashed, token},
};
use shop::{
    checkout::code::{order_code, purchase_code},
    payments::reference::Reference,
};

use crate::{
    Done,
    carts_store::{Shelf, Waiting},
};

/// A purchase that waits for its money.
pub struct Owed {
    pub reference: String,
    pub account: String,
    pub amount: i64,
}

const DELIVERY: i64 = 30_000;
const HOLD_MS: i64 = 30 * 60_000;

/// What is known before the transaction begins.
struct Sheet {
    code: String,
    reference: Reference,
    now: i64,
    phone: String,
}

pub async fn place(database: &Database, shelf: &Shelf, cart: &Waiting) -> Done<Owed> {
    let payee = shelf.payees.get(&cart.goods.producer).ok_or("a producer has no account")?;
    let sheet = Sheet {
        code: purchase_code(eight()),
        reference: Reference::from_random(eight()),
        now: to_ms(SystemClock.now()),
        phone: format!("+8493{:07}", cart.cart % 10_000_000),
    };
    let amount = cart.goods.price + DELIVERY;
    let transaction = database.begin().await?;
    take(&transaction, cart, &sheet).await?;
    let order = write_order(&transaction, cart, &sheet, amount).await?;
    let values: [Value; 8] = [
        order.into(),
        sheet.reference.as_str().into(),
        amount.into(),
        payee.bank_bin.as_str().into(),
        payee.account_number.as_str().into(),
        payee.holder.as_str().into(),
        (sheet.now + HOLD_MS).into(),
        sheet.now.into(),
    ];
    let payment = "INSERT INTO payment (order_id, reference, amount, bank_bin, account_number, holder, state, received,
            refunded, due_at, paid_at, paid_day, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'awaiting', 0, 0, $7, NULL, NULL, $8) RETURNING id";
    insert(&transaction, payment, values).await?;
    let once: [Value; 4] = [
        cart.hash.as_str().into(),
        token(&SystemRandomness).into(),
        format!("/lan-mua/{}", sheet.code).into(),
        sheet.now.into(),
    ];
    let statement = "INSERT INTO once (visitor_hash, token, location, created_at) VALUES ($1, $2, $3, $4)";
    update(&transaction, statement, once).await?;
    transaction.commit().await?;
    Ok(Owed { reference: sheet.reference.as_str().to_owned(), account: payee.account_number.clone(), amount })
}

/// Closes the cart, takes the unit, tells the product's page.
async fn take(transaction: &DatabaseTransaction, cart: &Waiting, sheet: &Sheet) -> Done<()> {
    let close = "UPDATE cart SET state = 'purchased', updated_at = $1
        WHERE id = $2 AND visitor_hash = $3 AND state = 'open'";
    update(transaction, close, [sheet.now.into(), cart.cart.into(), cart.hash.as_str().into()]).await?;
    let hold = "UPDATE stock SET held = held + 1 WHERE variant_id = $1 AND on_hand - allocated - held >= 1";
    update(transaction, hold, [cart.goods.variant.into()]).await?;
    let tell = "UPDATE product SET version = CASE WHEN version >= $1 THEN version + 1 ELSE $1 END WHERE id = $2";
    update(transaction, tell, [sheet.now.into(), cart.goods.product.into()]).await
}

/// Purchase, order, line and hold; gives the order.
async fn write_order(transaction: &DatabaseTransaction, cart: &Waiting, sheet: &Sheet, amount: i64) -> Done<i64> {
    let key = purchase_key(&cart.cookie, &sheet.code);
    let values: [Value; 7] = [
        sheet.code.as_str().into(),
        hashed(&key).into(),
        cart.cart.into(),
        cart.hash.as_str().into(),
        sheet.phone.as_str().into(),
        amount.into(),
        sheet.now.into(),
    ];
    let purchase = "INSERT INTO purchase (code, key_hash, cart_id, visitor_hash, account_id, buyer_name, phone, email,
            street, province_code, commune_code, place_typed, note, total, language, placed_at)
        VALUES ($1, $2, $3, $4, NULL, 'Trần Thị Lan', $5, NULL, 'Số 5, xóm 3', '37', '14221', 'Hải Thịnh, Ninh Bình',
            '', $6, 'vi', $7) RETURNING id";
    let purchase = insert(transaction, purchase, values).await?;
    let code = order_code(&sheet.reference);
    let values: [Value; 7] = [
        code.as_str().into(),
        hashed(&order_key(&key, &code)).into(),
        purchase.into(),
        cart.goods.producer.into(),
        cart.goods.price.into(),
        amount.into(),
        sheet.now.into(),
    ];
    let order = "INSERT INTO shop_order (code, key_hash, purchase_id, producer_id, state, method, goods_total,
            delivery_price, total, placed_at, confirmed_at, packed_at, completed_at, cancelled_at, cancel_reason,
            cancel_note)
        VALUES ($1, $2, $3, $4, 'placed', 'standard', $5, 30000, $6, $7, NULL, NULL, NULL, NULL, NULL, '') RETURNING id";
    let order = insert(transaction, order, values).await?;
    let line = "INSERT INTO order_line (order_id, variant_id, product_name, variant_name, unit_price, quantity, amount)
        VALUES ($1, $2, 'Nước mắm mẻ', 'chai 500 ml', $3, 1, $3) RETURNING id";
    let line = insert(transaction, line, [order.into(), cart.goods.variant.into(), cart.goods.price.into()]).await?;
    let hold = "INSERT INTO hold (order_line_id, variant_id, visitor_hash, phone, quantity, state, expires_at)
        VALUES ($1, $2, $3, $4, 1, 'held', $5) RETURNING id";
    let values: [Value; 5] = [
        line.into(),
        cart.goods.variant.into(),
        cart.hash.as_str().into(),
        sheet.phone.as_str().into(),
        (sheet.now + HOLD_MS).into(),
    ];
    insert(transaction, hold, values).await?;
    Ok(order)
}

async fn insert(transaction: &DatabaseTransaction, query: &str, values: impl IntoIterator<Item = Value>) -> Done<i64> {
    let statement = Statement::from_sql_and_values(transaction.get_database_backend(), query, values);
    let row = transaction.query_one_raw(statement).await?.ok_or("nothing was inserted")?;
    Ok(row.try_get("", "id")?)
}

/// Must change exactly one row.
async fn update(transaction: &DatabaseTransaction, query: &str, values: impl IntoIterator<Item = Value>) -> Done<()> {
    let statement = Statement::from_sql_and_values(transaction.get_database_backend(), query, values);
    match transaction.execute_raw(statement).await?.rows_affected() {
        1 => Ok(()),
        rows => Err(format!("{rows} rows were changed by {query}").into()),
    }
}

fn eight() -> [u8; 8] {
    let mut bytes = [0; 8];
    SystemRandomness.fill(&mut bytes);
    bytes
}
