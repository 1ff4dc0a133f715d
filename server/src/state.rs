//! What every request shares.

use std::sync::Arc;

use app::site::Assets;
use leptos::prelude::provide_context;
use shop::{
    catalogue::{
        listing_review_service::Reviews, listing_service::Listings, service::Catalogue, workshop_service::Workshops,
    },
    checkout::service::Checkout,
    cooperative::{operation_service::Operations, service::Cooperatives},
    identity::service::Identity,
    live::service::Live,
    media::service::Media,
    orders::{request_service::OrderRequests, service::Orders},
    payments::{
        feed_secret::FeedSecrets,
        refund_service::{Reconciliation, Refunds},
        service::Payments,
        statement::service::Statements,
    },
};

use tokio_util::sync::CancellationToken;

use crate::{
    catalogue::{
        listing_review_service::ReviewsService, listing_service::ListingsService, service::CatalogueService,
        workshop_service::WorkshopsService,
    },
    checkout::service::CheckoutService,
    clock::Clock,
    cooperative::{operation_service::OperationsService, service::CooperativesService},
    database::Database,
    http::cache::KeptPages,
    identity::{
        mail::{self, Mailer},
        service::IdentityService,
    },
    live::service::LiveService,
    media::{
        blobs::{Blobs, FolderBlobs},
        service::MediaService,
    },
    orders::{request_service::RequestsService, service::OrdersService},
    payments::{
        changes::Changes, feed_secret_service::FeedSecretsService, refund_service::RefundsService,
        service::PaymentsService, statement_service::StatementsService,
    },
    random::Randomness,
    settings::Settings,
};

/// What services are made of.
#[derive(Clone)]
pub struct Parts {
    pub settings: Arc<Settings>,
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    pub blobs: Arc<dyn Blobs>,
    /// Tells open pages of a purchase that something about it changed.
    pub changes: Changes,
    pub mailer: Arc<dyn Mailer>,
    /// Set when the market closes.
    pub stopping: CancellationToken,
}

/// The running market.
#[derive(Clone)]
pub struct Market(Arc<Inner>);

pub struct Inner {
    pub parts: Parts,
    pub assets: Arc<Assets>,
    pub demo: bool,
    /// Public pages as they were made last.
    pub kept: KeptPages,
    pub catalogue: Arc<dyn Catalogue>,
    pub listings: Arc<dyn Listings>,
    pub reviews: Arc<dyn Reviews>,
    pub workshops: Arc<dyn Workshops>,
    pub checkout: Arc<dyn Checkout>,
    pub orders: Arc<dyn Orders>,
    pub requests: Arc<dyn OrderRequests>,
    pub payments: Arc<dyn Payments>,
    pub refunds: Arc<dyn Refunds>,
    pub reconciliation: Arc<dyn Reconciliation>,
    pub feed_secrets: Arc<dyn FeedSecrets>,
    pub statements: Arc<dyn Statements>,
    pub live: Arc<dyn Live>,
    pub cooperatives: Arc<dyn Cooperatives>,
    pub operations: Arc<dyn Operations>,
    pub identity: Arc<dyn Identity>,
    pub media: Arc<dyn Media>,
}

impl std::ops::Deref for Inner {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl std::ops::Deref for Market {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Market {
    /// Puts the market together from its parts.
    pub fn new(settings: Settings, database: Database, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Self {
        crate::http::render::prepare();
        let demo = settings.on_loopback();
        let blobs = Arc::new(FolderBlobs::new(settings.media_dir.clone()));
        let parts = Parts {
            mailer: mail::mailer(&settings),
            settings: Arc::new(settings),
            database,
            clock,
            random,
            blobs,
            changes: Changes::new(),
            stopping: CancellationToken::new(),
        };
        Self(Arc::new(Inner {
            demo,
            kept: KeptPages::default(),
            assets: Arc::new(crate::http::assets::addresses()),
            catalogue: Arc::new(CatalogueService::new(parts.clone())),
            listings: Arc::new(ListingsService::new(parts.clone())),
            reviews: Arc::new(ReviewsService::new(parts.clone())),
            workshops: Arc::new(WorkshopsService::new(parts.clone())),
            checkout: Arc::new(CheckoutService::new(parts.clone())),
            orders: Arc::new(OrdersService::new(parts.clone())),
            requests: Arc::new(RequestsService::new(parts.clone())),
            payments: Arc::new(PaymentsService::new(parts.clone())),
            refunds: Arc::new(RefundsService::new(parts.clone())),
            reconciliation: Arc::new(RefundsService::new(parts.clone())),
            feed_secrets: Arc::new(FeedSecretsService::new(parts.clone())),
            statements: Arc::new(StatementsService::new(parts.clone())),
            live: Arc::new(LiveService::new(parts.clone())),
            cooperatives: Arc::new(CooperativesService::new(parts.clone())),
            operations: Arc::new(OperationsService::new(parts.clone())),
            identity: Arc::new(IdentityService::new(parts.clone())),
            media: Arc::new(MediaService::new(parts.clone())),
            parts,
        }))
    }

    /// Puts the ports that pages ask for into the context of the page being shown.
    pub fn provide_ports(&self) {
        provide_context(self.catalogue.clone());
        provide_context(self.listings.clone());
        provide_context(self.reviews.clone());
        provide_context(self.workshops.clone());
        provide_context(self.checkout.clone());
        provide_context(self.orders.clone());
        provide_context(self.requests.clone());
        provide_context(self.payments.clone());
        provide_context(self.refunds.clone());
        provide_context(self.reconciliation.clone());
        provide_context(self.feed_secrets.clone());
        provide_context(self.statements.clone());
        provide_context(self.live.clone());
        provide_context(self.cooperatives.clone());
        provide_context(self.operations.clone());
        provide_context(self.identity.clone());
        provide_context(self.media.clone());
    }
}
