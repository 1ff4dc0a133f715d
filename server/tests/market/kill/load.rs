//! Buyers, a bank and producers who do not give up: what had no answer is sent again, just as it was.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::http::StatusCode;
use rand::{Rng, rngs::StdRng};
use server::{
    clock::{Clock, SystemClock},
    random::{SystemRandomness, token},
};

use crate::{
    checkout::{LAN, hidden},
    support::{Answer, builders::PASSWORD, placed::signature, wire::Ask},
};

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Read,
    Cart,
    Checkout,
    Webhook,
    ByHand,
    Step,
}

/// What happened, as those outside saw it.
#[derive(Default)]
pub struct Seen {
    /// For each kill, the requests that were sent and had no answer.
    pub open: BTreeMap<usize, Vec<Kind>>,
    /// The purchases that buyers were told of.
    pub purchases: Vec<String>,
    /// By reference: what its payment must have received.
    pub received: BTreeMap<String, i64>,
    /// Transfers of the bank, each once however often it was told.
    pub transfers: i64,
    /// Confirmations by hand that were taken.
    pub by_hand: i64,
    pub sold_out: usize,
    pub handed_over: usize,
    pub requests: usize,
}

pub struct World {
    pub to: SocketAddr,
    pub kills: AtomicUsize,
    pub enough: AtomicBool,
    pub seen: Mutex<Seen>,
    /// The bank's number of its next message.
    message: AtomicI64,
}

/// An order as its buyer sees it.
struct Order {
    code: String,
    reference: String,
    amount: i64,
}

impl World {
    pub fn new(to: SocketAddr) -> Arc<Self> {
        let (kills, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
        Arc::new(Self { to, kills, enough, seen: Mutex::default(), message: AtomicI64::new(1) })
    }

    fn note(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen.lock().unwrap());
    }

    /// Sends until there is a whole answer.
    async fn ask(&self, kind: Kind, ask: impl Fn() -> Ask) -> Answer {
        loop {
            let Ok(waiting) = ask().send(self.to).await else {
                tokio::time::sleep(Duration::from_millis(5)).await;
                continue;
            };
            let Ok(answer) = waiting.answer().await else {
                let kills = self.kills.load(Ordering::SeqCst);
                self.note(|seen| seen.open.entry(kills).or_default().push(kind));
                continue;
            };
            self.note(|seen| seen.requests += 1);
            assert!(!answer.status.is_server_error(), "{kind:?} {}: {}", answer.status, answer.body);
            return answer;
        }
    }

    pub async fn sign_in(&self, email: &str) -> String {
        let form = || Ask::form("/dang-nhap", [("email", email), ("password", PASSWORD)]);
        let answer = self.ask(Kind::Read, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let line = answer.headers["set-cookie"].to_str().unwrap();
        line.split(';').next().unwrap().to_owned()
    }

    /// The bank tells of a transfer, perhaps more than once.
    async fn transfer(&self, order: &Order, amount: i64, times: usize) {
        let body = self.message(amount, &order.reference);
        self.note(|seen| {
            seen.transfers += 1;
            *seen.received.entry(order.reference.clone()).or_default() += amount;
        });
        futures::future::join_all((0..times).map(|_| self.tell(&body))).await;
    }

    fn message(&self, amount: i64, text: &str) -> String {
        let id = self.message.fetch_add(1, Ordering::Relaxed);
        let local = SystemClock.now() + time::Duration::hours(7);
        let at = format!("{} {:02}:{:02}:{:02}", local.date(), local.hour(), local.minute(), local.second());
        let account = crate::support::placed::ACCOUNT;
        format!(
            r#"{{"id":{id},"transactionDate":"{at}","accountNumber":"{account}","content":"{text}","transferType":"in",
            "transferAmount":{amount},"referenceCode":"FT{id}"}}"#
        )
    }

    async fn tell(&self, body: &str) {
        let ask = || {
            let timestamp = SystemClock.now().unix_timestamp().to_string();
            let proof = signature("demo-sepay-secret", &timestamp, body.as_bytes());
            let ask = Ask { line: "POST /webhooks/sepay".into(), headers: Vec::new(), body: body.as_bytes().to_vec() };
            ask.with("x-sepay-timestamp", timestamp).with("x-sepay-signature", format!("sha256={proof}"))
        };
        assert_eq!(self.ask(Kind::Webhook, ask).await.status, StatusCode::OK);
    }

    /// The producer says that the money came; `false` when the bank was faster.
    async fn by_hand(&self, producer: &str, order: &Order, amount: i64) -> bool {
        let (once, typed) = (token(&SystemRandomness), amount.to_string());
        let (code, amount, once) = (order.code.as_str(), typed.as_str(), once.as_str());
        let fields = [("order", code), ("amount", amount), ("note", "Thấy tiền"), ("once", once)];
        let answer = self.ask(Kind::ByHand, || Ask::form("/xuong/tien", fields).with("cookie", producer)).await;
        let taken = answer.status == StatusCode::SEE_OTHER;
        assert!(taken || answer.status == StatusCode::UNPROCESSABLE_ENTITY, "{}: {}", answer.status, answer.body);
        self.note(|seen| seen.by_hand += i64::from(taken));
        taken
    }

    async fn hand_over(&self, producer: &str, order: &Order) {
        for step in ["xac-nhan", "dong-goi", "giao"] {
            let path = format!("/xuong/don-hang/{}/{step}", order.code);
            let answer = self.ask(Kind::Step, || Ask::form(&path, []).with("cookie", producer)).await;
            // 409: it was taken before, and the answer was lost.
            let taken = [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&answer.status);
            assert!(taken, "{step} {}: {}", answer.status, answer.body);
        }
        self.note(|seen| seen.handed_over += 1);
    }

    /// Fills a cart and buys it.
    async fn buy(&self, variants: &[i64], random: &mut StdRng) -> Vec<Order> {
        let cookie = format!("gio={}", token(&SystemRandomness));
        for variant in variants {
            let variant = variant.to_string();
            let fields = [("variant", variant.as_str()), ("quantity", "1")];
            let answer = self.ask(Kind::Cart, || Ask::form("/gio-hang", fields).with("cookie", &cookie)).await;
            if answer.status != StatusCode::SEE_OTHER {
                return self.sold_out(&answer.body);
            }
        }
        let page = self.ask(Kind::Read, || Ask::get("/thanh-toan").with("cookie", &cookie)).await.body;
        if !page.contains("name=\"once\"") {
            return self.sold_out(&page);
        }
        let phone = format!("09{:08}", random.random_range(0..100_000_000));
        let mut fields: Vec<(&str, String)> = LAN.map(|(name, value)| (name, value.to_owned())).to_vec();
        fields.retain(|(name, _)| *name != "phone");
        fields.push(("phone", phone));
        fields.extend(["once", "cart", "shown"].map(|name| (name, hidden(&page, name))));
        let form = || Ask::form("/thanh-toan", fields.iter().map(|(name, value)| (*name, value.as_str())));
        let answer = self.ask(Kind::Checkout, || form().with("cookie", &cookie)).await;
        if answer.status != StatusCode::SEE_OTHER {
            return self.sold_out(&answer.body);
        }
        let location = answer.location().to_owned();
        self.note(|seen| seen.purchases.push(location["/lan-mua/".len()..].split('?').next().unwrap().into()));
        let page = self.ask(Kind::Read, || Ask::get(&location)).await.body;
        orders(&page)
    }

    fn sold_out(&self, body: &str) -> Vec<Order> {
        assert!(body.contains("hết hàng"), "{body}");
        self.note(|seen| seen.sold_out += 1);
        Vec::new()
    }

    /// Buys and pays, in one of the ways in which people do, again and again.
    pub async fn shop(self: Arc<Self>, variants: [i64; 3], producers: [String; 2], mut random: StdRng) {
        while !self.enough.load(Ordering::Relaxed) {
            let wanted = match random.random_range(0..10) {
                0..4 => &variants[..1],
                4..7 => &variants[..2],
                7..9 => &variants[1..2],
                _ => &variants[2..],
            };
            for order in self.buy(wanted, &mut random).await {
                self.note(|seen| _ = seen.received.entry(order.reference.clone()).or_default());
                // The second maker's goods have no round price, and delivery has.
                let producer = &producers[usize::from(order.amount % 1_000 != 0)];
                self.pay(&order, producer, &mut random).await;
            }
        }
    }

    async fn pay(&self, order: &Order, producer: &str, random: &mut StdRng) {
        let amount = order.amount;
        let part = random.random_range(1..amount);
        let paid = match random.random_range(0..12) {
            0..3 => {
                self.transfer(order, amount, 1).await;
                true
            }
            3..5 => {
                self.transfer(order, part, 1).await;
                self.transfer(order, amount - part, 2).await;
                true
            }
            5 => {
                tokio::join!(self.transfer(order, part, 1), self.transfer(order, amount - part, 1));
                true
            }
            6 => {
                self.transfer(order, part, 2).await;
                false
            }
            7 => {
                self.transfer(order, amount + 5_000, 3).await;
                true
            }
            8..10 => {
                assert!(self.by_hand(producer, order, amount).await);
                self.note(|seen| *seen.received.entry(order.reference.clone()).or_default() += amount);
                true
            }
            10 => {
                // The bank and the producer at once: it is one transfer, whoever was first.
                tokio::join!(self.transfer(order, amount, 1), self.by_hand(producer, order, amount));
                true
            }
            _ => false,
        };
        if paid && random.random_bool(0.3) {
            self.hand_over(producer, order).await;
        }
    }
}

fn orders(page: &str) -> Vec<Order> {
    let mark = |part: &str, name: &str| {
        let rest = part.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("no {name} in {part}")).1;
        rest.split('"').next().unwrap().to_owned()
    };
    let part = |part: &str| Order {
        code: part.split('"').next().unwrap().to_owned(),
        reference: mark(part, "data-reference"),
        amount: mark(part, "data-amount").parse().unwrap(),
    };
    page.split("data-order=\"").skip(1).map(part).collect()
}
