//! The cooperative's sales: figures that agree to the đồng, by day of payment in Vietnam.

use axum::http::{StatusCode, header};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::{
    clock::{Clock, to_ms},
    entity::{cooperative, membership, producer},
};
use time::{OffsetDateTime, macros::datetime};

use crate::{
    on_both,
    support::{TestShop, builders::Stall, html::unmarked_vietnamese, standing_order::Placing},
};

/// The day of the tests' clock is 24 November 2026.
const NOON: OffsetDateTime = datetime!(2026-11-24 05:00 UTC);

/// All amounts of a table's rows, and those of its foot: orders, goods, delivery, total.
fn table(page: &str, name: &str) -> (Vec<[i64; 4]>, [i64; 4]) {
    let table = page.split(&format!("data-sales=\"{name}\"")).nth(1).unwrap().split("</table>").next().unwrap();
    let (body, foot) = table.split("<tbody>").nth(1).unwrap().split_once("</tbody>").unwrap();
    let row = |row: &str| {
        let cells: Vec<i64> = row
            .split("<td")
            .skip(1)
            .map(|cell| {
                let value = cell.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
                let text = cell.split('>').nth(1).and_then(|rest| rest.split('<').next());
                value.or(text).unwrap().parse().unwrap()
            })
            .collect();
        <[i64; 4]>::try_from(cells).unwrap()
    };
    (body.split("<tr").skip(1).map(row).collect(), row(foot))
}

fn added(rows: &[[i64; 4]]) -> [i64; 4] {
    rows.iter().fold([0; 4], |sum, row| [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2], sum[3] + row[3]])
}

async fn rename(shop: &TestShop, stall: &Stall, name: &str) {
    producer::Entity::update_many()
        .col_expr(producer::Column::Name, Expr::value(name))
        .filter(producer::Column::Id.eq(stall.producer))
        .exec(shop.market.database.writer())
        .await
        .unwrap();
}

async fn join(shop: &TestShop, stall: &Stall, at: OffsetDateTime) {
    membership::Entity::update_many()
        .col_expr(membership::Column::SinceAt, Expr::value(to_ms(at)))
        .filter(membership::Column::ProducerId.eq(stall.producer))
        .exec(shop.market.database.writer())
        .await
        .unwrap();
}

on_both! {
    async fn the_tables_equal_the_sum_of_the_orders_to_the_dong(shop: TestShop) {
        let (lua, cuong) = (shop.stall("ba-lua").await, shop.stall("cuong-la").await);
        let placings = [(&lua, 1, 30_001), (&lua, 7, 45_000), (&cuong, 3, 0), (&lua, 2, 12_345), (&cuong, 1, 7)];
        let mut expected = [0; 4];
        for (place, (stall, quantity, delivery)) in placings.into_iter().enumerate() {
            let paid = NOON - time::Duration::days(i64::try_from(place).unwrap() / 2 * 3);
            shop.order_placed(stall, Placing { quantity, delivery, ..Placing::paid_at(paid) }).await;
            let goods = 95_000 * quantity;
            expected = added(&[expected, [1, goods, delivery, goods + delivery]]);
        }
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/htx").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        let (days, day_sum) = table(&page.body, "day");
        let (members, member_sum) = table(&page.body, "member");
        assert_eq!(days.len(), 3);
        assert_eq!(members.len(), 2);
        for sums in [added(&days), day_sum, added(&members), member_sum] {
            assert_eq!(sums, expected);
        }
        let file = shop.get("/htx/doanh-so.csv").await.body;
        let lines: Vec<Vec<&str>> = file.lines().skip(1).map(|line| line.split(',').collect()).collect();
        let number = |line: &[&str], column: usize| line[column].parse::<i64>().unwrap();
        let sum = lines.iter().map(|line| [1, number(line, 3), number(line, 4), number(line, 5)]).collect::<Vec<_>>();
        assert_eq!(added(&sum), expected);
        assert!(page.body.contains("<svg role=\"img\" aria-labelledby=\"chart-title chart-text\""), "{}", page.body);
        let download = "<a href=\"/htx/doanh-so.csv?tu=2026-11-01&amp;den=2026-11-24\" download=";
        assert!(page.body.contains(download), "{}", page.body);
    }

    async fn a_sale_belongs_to_its_day_in_vietnam(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        // 23:59:59 and 00:00:00 in Vietnam.
        shop.order_placed(&stall, Placing::paid_at(datetime!(2026-11-20 16:59:59 UTC))).await;
        shop.order_placed(&stall, Placing { quantity: 2, ..Placing::paid_at(datetime!(2026-11-20 17:00 UTC)) }).await;
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/htx?tu=2026-11-20&den=2026-11-20").await.body;
        assert_eq!(table(&page, "day").1, [1, 95_000, 30_000, 125_000]);
        let page = shop.get("/htx?tu=2026-11-21&den=2026-11-21").await.body;
        assert_eq!(table(&page, "day").1, [1, 190_000, 30_000, 220_000]);
        let page = shop.get("/htx?tu=2026-11-20&den=2026-11-21").await.body;
        assert!(page.contains("data-day=\"2026-11-20\"") && page.contains("data-day=\"2026-11-21\""));
        // Shortly after midnight in Vietnam the default is the new day's month.
        shop.clock.advance(datetime!(2026-11-30 17:01 UTC) - shop.clock.now());
        assert!(shop.get("/htx").await.body.contains("value=\"2026-12-01\""));
    }

    async fn only_paid_orders_that_stand_are_sales(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.order_placed(&stall, Placing::default()).await;
        let under = shop.order_placed(&stall, Placing::default()).await;
        shop.money_came(&under, 124_999, "underpaid", None).await;
        let over = shop.order_placed(&stall, Placing::default()).await;
        shop.money_came(&over, 200_000, "overpaid", Some(NOON)).await;
        let gone = shop.order_placed(&stall, Placing::paid_at(NOON)).await;
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        producer.post(&format!("/xuong/don-hang/{}/huy", gone.code), &[("reason", "x")]).await;
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/htx").await.body;
        assert_eq!(table(&page, "member").1, [1, 95_000, 30_000, 125_000], "what is too much is no sale");
    }

    async fn other_cooperatives_members_are_not_seen(shop: TestShop) {
        let (lua, other) = (shop.stall("ba-lua").await, shop.stall("nha-khac").await);
        let database = shop.market.database.writer();
        let theirs = cooperative::ActiveModel { slug: Set("khac".into()), name: Set("HTX khác".into()), ..Default::default() }
            .insert(database).await.unwrap().id;
        membership::Entity::delete_many().filter(membership::Column::ProducerId.eq(other.producer)).exec(database).await.unwrap();
        membership::ActiveModel { cooperative_id: Set(theirs), producer_id: Set(other.producer), since_at: Set(0) }
            .insert(database).await.unwrap();
        shop.account("khac@demo.test", "cooperative", None, Some(theirs)).await;
        shop.order_placed(&lua, Placing::paid_at(NOON)).await;
        let foreign = shop.order_placed(&other, Placing { quantity: 2, ..Placing::paid_at(NOON) }).await;
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/htx").await.body;
        assert_eq!(table(&page, "member").1, [1, 95_000, 30_000, 125_000]);
        assert!(!page.contains("nha-khac"));
        assert!(!shop.get("/htx/doanh-so.csv").await.body.contains(&foreign.code));
        let them = shop.another_browser();
        them.sign_in("khac@demo.test").await;
        assert_eq!(table(&them.get("/htx").await.body, "member").1, [1, 190_000, 30_000, 220_000]);
        for path in ["/htx", "/htx/doanh-so.csv"] {
            assert!(shop.another_browser().get(path).await.location().starts_with("/dang-nhap?tiep="), "{path}");
            let producer = shop.another_browser();
            producer.sign_in("ba-lua@demo.test").await;
            assert_eq!(producer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn a_member_counts_from_the_day_of_joining(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        join(&shop, &stall, datetime!(2026-11-20 10:00 UTC)).await;
        for paid in [datetime!(2026-11-19 10:00 UTC), datetime!(2026-11-20 01:00 UTC), NOON] {
            shop.order_placed(&stall, Placing::paid_at(paid)).await;
        }
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/htx").await.body;
        assert_eq!(table(&page, "day").1[0], 2, "the day of joining counts as a whole");
        let before = shop.get("/htx?tu=2026-11-01&den=2026-11-19").await.body;
        assert!(before.contains("Chưa có doanh số") && before.contains("Chưa có thành viên nào"), "{before}");
    }

    async fn wrong_dates_come_back_with_what_was_typed(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("htx@demo.test").await;
        for (query, kept, fault) in [
            ("tu=2026-13-01&den=2026-11-24", "value=\"2026-13-01\"", "id=\"tu-fault\""),
            ("tu=hôm+qua", "value=\"hôm qua\"", "“hôm qua”"),
            ("tu=2026-11-01&den=31/11", "value=\"31/11\"", "id=\"den-fault\""),
            ("tu=2026-11-24&den=2026-11-23", "value=\"2026-11-24\"", "id=\"den-fault\""),
            ("tu=2025-11-01&den=2026-11-24", "value=\"2025-11-01\"", "366"),
        ] {
            for path in ["/htx", "/htx/doanh-so.csv"] {
                let query = query.replace('ô', "%C3%B4");
                let page = shop.get(&format!("{path}?{query}")).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}?{query}");
                assert!(page.body.contains(kept) && page.body.contains(fault), "{query}: {}", page.body);
                assert!(page.body.contains("aria-invalid=\"true\""));
            }
        }
        assert_eq!(shop.get("/htx?tu=2025-11-25&den=2026-11-24").await.status, StatusCode::OK);
    }

    async fn the_file_opens_in_a_spreadsheet_and_runs_nothing(shop: TestShop) {
        let (lua, cuong) = (shop.stall("ba-lua").await, shop.stall("cuong-la").await);
        rename(&shop, &lua, "=HYPERLINK(\"http://evil.example\",\"x\")").await;
        rename(&shop, &cuong, "Cơ sở \"Cường\", Thịnh Long").await;
        let first = shop.order_placed(&lua, Placing::paid_at(NOON)).await;
        let second = shop.order_placed(&cuong, Placing { delivery: 0, ..Placing::paid_at(NOON) }).await;
        shop.sign_in("htx@demo.test").await;
        let file = shop.get("/htx/doanh-so.csv?tu=2026-11-24&den=2026-11-24").await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(
            file.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"doanh-so-2026-11-24-2026-11-24.csv\""
        );
        let expected = [
            "\u{feff}Ngày nhận tiền,Mã đơn,Thành viên,Tiền hàng,Giao hàng,Tổng cộng\r\n",
            &format!("2026-11-24,{},\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",95000,30000,125000\r\n", first.code),
            &format!("2026-11-24,{},\"Cơ sở \"\"Cường\"\", Thịnh Long\",95000,0,95000\r\n", second.code),
        ];
        assert_eq!(file.body, expected.concat());
        let english = shop.get("/en/htx/doanh-so.csv?tu=2026-11-01&den=2026-11-01").await;
        assert_eq!(english.body, "\u{feff}Day of payment,Order,Member,Goods,Delivery,Total\r\n");
    }

    async fn members_stand_in_vietnamese_order_and_english_pages_mark_their_names(shop: TestShop) {
        for (slug, name) in [("a", "Đèn Hải"), ("b", "Dệt Cổ Chất"), ("c", "Ánh Dương")] {
            let stall = shop.stall(slug).await;
            rename(&shop, &stall, name).await;
            shop.order_placed(&stall, Placing::paid_at(NOON)).await;
        }
        shop.sign_in("htx@demo.test").await;
        let page = shop.get("/en/htx").await.body;
        let places: Vec<usize> =
            ["Ánh Dương", "Dệt Cổ Chất", "Đèn Hải"].iter().map(|name| page.find(name).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(unmarked_vietnamese(&page), Vec::<String>::new());
        assert_eq!(unmarked_vietnamese(&shop.get("/en/htx?tu=x&den=y").await.body), Vec::<String>::new());
    }
}
