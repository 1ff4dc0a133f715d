//! What every request shares.

use std::sync::Arc;

use app::site::Assets;
use leptos::prelude::provide_context;
use shop::identity::service::Identity;

use crate::{
    clock::Clock, database::Database, identity::service::IdentityService, random::Randomness, settings::Settings,
};

/// The running market.
#[derive(Clone)]
pub struct Market(Arc<Inner>);

pub struct Inner {
    pub settings: Settings,
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    pub assets: Arc<Assets>,
    pub demo: bool,
    pub identity: Arc<dyn Identity>,
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
        let identity = Arc::new(IdentityService::new(database.clone(), clock.clone(), random.clone(), &settings));
        Self(Arc::new(Inner {
            demo: settings.on_loopback(),
            assets: Arc::new(crate::http::assets::addresses()),
            settings,
            database,
            clock,
            random,
            identity,
        }))
    }

    /// Puts the ports that pages ask for into the context of the page being shown.
    pub fn provide_ports(&self) {
        provide_context(self.identity.clone());
    }
}
