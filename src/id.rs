//! Numbers of things. Each kind of thing has its own type, so that one cannot stand for another.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The number as the database knows it.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number for the database.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// Someone who can sign in.
    AccountId,
    /// A workshop, household or company that sells.
    ProducerId,
    /// A cooperative with its members.
    CooperativeId,
    /// A craft village.
    VillageId,
    /// A kind of goods.
    CategoryId,
    /// Something listed for sale.
    ProductId,
    /// A size or packing of a product; what is priced, stocked and bought.
    VariantId,
    /// A photo or illustration.
    PictureId,
    /// A shopper's basket.
    CartId,
    /// One checkout.
    PurchaseId,
    /// What one producer ships of one purchase.
    OrderId,
    /// One product of an order.
    OrderLineId,
    /// Something that a shopper asks about an order.
    RequestId,
    /// What is owed for one order.
    PaymentId,
    /// One movement on a bank account, seen by us.
    BankTransactionId,
    /// A livestream.
    LiveSessionId,
}
