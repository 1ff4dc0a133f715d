use std::collections::BTreeMap;

use proptest::prelude::*;
use time::OffsetDateTime;

use super::*;
use crate::orders::state::{CancelReason, OrderState};
use crate::payments::matching::PaymentState;
use crate::payments::refund::{Reason, State};
use crate::payments::refund_withdrawal::{Seen, Withdrawable};
use crate::payments::settling::{Fulfilment, Standing, fulfilment};

const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;
const PRICE: Sale = Sale { goods: Money::dong(95_000), delivery: Money::dong(30_000) };

/// What can happen to an order and its money.
#[derive(Clone, Debug)]
enum Step {
    Pay(i64),
    RunOut,
    CallOff,
    HandOver,
    GiveBack(i64, bool),
    SendRefund,
    PayOut(i64),
    SellOut,
    GiveLostBack,
    Withdraw(usize),
}

/// A refund, and what it took off the sale.
#[derive(Clone, Copy, Debug)]
struct Made {
    amount: Money,
    part: Sale,
    reason: Reason,
    state: State,
}

/// One order's money, moved by the market's own rules, with the books beside it.
struct Story {
    standing: Standing,
    order: OrderState,
    refunds: Vec<Made>,
    paid_out: i64,
    stock: bool,
    books: Vec<Posting>,
}

impl Story {
    fn begin() -> Story {
        let zero = Money::ZERO;
        let standing = Standing {
            amount: PRICE.total(),
            received: zero,
            promised: zero,
            refunded: zero,
            sold: Sale::default(),
            was_covered: false,
            state: PaymentState::Awaiting,
        };
        Story { standing, order: OrderState::Placed, refunds: vec![], paid_out: 0, stock: true, books: vec![] }
    }

    fn balances(&self) -> BTreeMap<Account, i64> {
        let mut balances = BTreeMap::new();
        for entry in self.books.iter().flat_map(Posting::entries) {
            *balances.entry(entry.account).or_default() += entry.amount.get();
        }
        balances
    }

    fn post(&mut self, posting: Posting) {
        self.books.push(posting);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Pay(amount) => self.pay(Money::dong(*amount)),
            Step::RunOut if self.standing.state == PaymentState::Awaiting => {
                self.standing.state = PaymentState::Expired;
                self.call_off(CancelReason::Unpaid);
            }
            Step::CallOff => self.call_off(CancelReason::ByProducer { note: None }),
            Step::HandOver if self.standing.sold.is_standing() && self.order.is_open() => {
                self.order = OrderState::Completed { at: AT };
            }
            Step::GiveBack(goods, delivery) => self.give_back(*goods, *delivery),
            Step::SendRefund => self.send_refund(),
            Step::PayOut(amount) => {
                let earned = self.standing.sold.goods.get() - self.paid_out;
                if *amount <= earned {
                    self.paid_out += amount;
                    self.post(Posting::paid_out(Money::dong(*amount)));
                }
            }
            Step::SellOut => self.stock = !self.stock,
            Step::GiveLostBack if !self.order.is_open() && !self.standing.sold.is_standing() => {
                self.promise(self.standing.unassigned(), Sale::default(), Reason::Cancelled);
            }
            Step::Withdraw(which) => self.withdraw(*which),
            Step::RunOut | Step::HandOver | Step::GiveLostBack => {}
        }
        self.promise_what_is_due();
    }

    fn pay(&mut self, amount: Money) {
        let counted = self.standing.count(amount);
        self.standing.received = counted.received;
        self.standing.was_covered |= counted.newly_covered;
        self.standing.state = counted.state;
        self.post(Posting::received(amount));
        if !counted.newly_covered || fulfilment(&self.order) == Fulfilment::Refund {
            return;
        }
        self.standing.sold = PRICE;
        self.post(Posting::sold(PRICE));
        self.order = OrderState::Placed;
        if !self.stock {
            self.call_off(CancelReason::SoldOut);
        }
    }

    fn call_off(&mut self, reason: CancelReason) {
        let Ok(cancelled) = self.order.clone().cancel(AT, reason) else { return };
        self.order = cancelled;
        self.take_back(self.standing.sold);
    }

    fn take_back(&mut self, part: Sale) {
        if part.is_standing() {
            self.standing.sold = self.standing.sold.without(part);
            self.post(Posting::unsold(part));
        }
    }

    fn give_back(&mut self, goods: i64, delivery: bool) {
        let sold = self.standing.sold;
        if goods <= sold.goods.get() {
            let delivery = if delivery { sold.delivery } else { Money::ZERO };
            let part = Sale { goods: Money::dong(goods), delivery };
            self.take_back(part);
            // What came for an order that was never covered is given back as that of one that was called off.
            let reason = if part.is_standing() { Reason::Agreed } else { Reason::Cancelled };
            self.promise(self.standing.unassigned(), part, reason);
        }
    }

    fn promise_what_is_due(&mut self) {
        let reason = match self.order {
            OrderState::Cancelled { .. } => Reason::Cancelled,
            _ => Reason::Excess,
        };
        self.promise(self.standing.due_back(&self.order), Sale::default(), reason);
    }

    fn promise(&mut self, amount: Money, part: Sale, reason: Reason) {
        if amount.is_positive() {
            self.standing.promised = Money::dong(self.standing.promised.get() + amount.get());
            self.refunds.push(Made { amount, part, reason, state: State::Owed });
            self.post(Posting::refund_owed(amount));
        }
    }

    fn send_refund(&mut self) {
        let Some(made) = self.refunds.iter_mut().rev().find(|made| made.state.is_owed()) else { return };
        made.state = State::Sent { at: AT, proven: false };
        let amount = made.amount;
        (self.standing.refunded, self.standing.state) = self.standing.send_back(amount);
        self.post(Posting::refund_sent(amount));
    }

    fn withdraw(&mut self, which: usize) {
        let Some(index) = which.checked_rem(self.refunds.len()) else { return };
        let Made { amount, part, reason, state } = self.refunds[index];
        let order = Some(&self.order);
        let Ok(Some(seen)) = (Withdrawable { reason, state, order, restocked: false }).check() else { return };
        self.refunds[index].state = State::Withdrawn { at: AT, said_sent: None };
        self.standing = self.standing.withdraw(amount, part, seen == Seen::Sent);
        let sent = (seen == Seen::Sent).then(|| Posting::refund_sent(amount));
        let unsold = part.is_standing().then(|| Posting::unsold(part));
        for posting in sent.into_iter().chain(unsold).chain([Posting::refund_owed(amount)]) {
            self.post(posting.reversal().unwrap());
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop_oneof![Just(125_000_i64), 1_i64..200_000, Just(60_000), Just(65_000)].prop_map(Step::Pay),
        1 => Just(Step::RunOut),
        1 => Just(Step::CallOff),
        1 => Just(Step::HandOver),
        2 => (0_i64..=95_000, any::<bool>()).prop_map(|(goods, delivery)| Step::GiveBack(goods, delivery)),
        3 => Just(Step::SendRefund),
        1 => (1_i64..100_000).prop_map(Step::PayOut),
        1 => Just(Step::SellOut),
        1 => Just(Step::GiveLostBack),
        2 => any::<usize>().prop_map(Step::Withdraw),
    ]
}

proptest! {
    #[test]
    fn after_every_step_the_books_balance_and_tell_what_the_payment_tells(
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut story = Story::begin();
        for step in &steps {
            story.step(step);
            for posting in &story.books {
                prop_assert_eq!(posting.entries().iter().map(|entry| entry.amount.get()).sum::<i64>(), 0);
            }
            let standing = story.standing;
            let balance = |account| story.balances().get(&account).copied().unwrap_or_default();
            let (received, refunded) = (standing.received.get(), standing.refunded.get());
            prop_assert_eq!(balance(Account::Bank), received - refunded - story.paid_out);
            prop_assert_eq!(balance(Account::BuyerClearing), -standing.unassigned().get());
            prop_assert_eq!(balance(Account::ProducerPayable), story.paid_out - standing.sold.goods.get());
            prop_assert_eq!(balance(Account::Delivery), -standing.sold.delivery.get());
            prop_assert_eq!(balance(Account::Refund), refunded - standing.promised.get());
            prop_assert!(standing.unassigned() >= Money::ZERO, "more was earned or promised than came: {:?}", standing);
            prop_assert!(refunded <= received, "more was sent back than came");
            prop_assert_eq!(standing.due_back(&story.order), Money::ZERO, "what is due was promised");
            if standing.state.is_covered() {
                prop_assert!(standing.was_covered, "money promised back pays for nothing: {:?}", standing);
            }
            if standing.sold == PRICE && refunded == 0 {
                prop_assert!(standing.state.is_covered(), "what is sold is paid: {:?}", standing);
            }
            prop_assert_eq!(standing.state == PaymentState::Refunded, refunded > 0 && refunded == received);
        }
    }
}

#[test]
fn a_posting_balances_and_its_reversal_turns_every_line() {
    let (sold, unsold) = (Posting::sold(PRICE), Posting::unsold(PRICE));
    let sum = |posting: &Posting| posting.entries().iter().map(|entry| entry.amount.get()).sum::<i64>();
    assert_eq!((sum(&sold), sum(&unsold), sold.entries().len()), (0, 0, 3));
    for (one, other) in sold.entries().iter().zip(unsold.entries()) {
        assert_eq!((one.account, one.amount.get()), (other.account, -other.amount.get()));
    }
    let goods_only = Posting::sold(Sale { delivery: Money::ZERO, ..PRICE });
    assert_eq!(goods_only.entries().len(), 2, "nothing is written about nothing");
}

#[test]
fn what_is_reversed_is_restored_from_its_lines_and_names_its_part() {
    for posting in [
        Posting::received(PRICE.total()),
        Posting::unsold(PRICE),
        Posting::refund_owed(PRICE.total()),
        Posting::refund_sent(PRICE.total()),
    ] {
        let restored = Posting::restore(posting.kind(), posting.entries().to_vec()).unwrap();
        assert_eq!(restored, posting);
        assert_eq!(restored.part(), if posting.kind() == Kind::Unsold { PRICE } else { Sale::default() });
        let reversal = posting.reversal().unwrap();
        assert_eq!(reversal.reversal(), None, "a reversal stays");
        for (one, other) in posting.entries().iter().zip(reversal.entries()) {
            assert_eq!((one.account, one.amount.get()), (other.account, -other.amount.get()));
        }
    }
    assert_eq!(Posting::sold(PRICE).reversal(), None);
    let lame = vec![Entry { account: Account::Bank, amount: Money::dong(1) }];
    assert_eq!(Posting::restore(Kind::Received, lame), None);
}

#[test]
fn every_name_survives_storage() {
    for account in Account::ALL {
        assert_eq!(account.as_str().parse(), Ok(account));
    }
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert_eq!("cash".parse::<Account>(), Err(UnknownName));
}

#[test]
fn accounts_are_listed_in_their_order() {
    assert!(
        Account::ALL.is_sorted(),
        "balances are locked in the order of this list and moved in that of the accounts"
    );
}
