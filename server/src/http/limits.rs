//! How often one person may try something, such as signing in or finding an order by its code.

use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// After so many questions the names of those who have long been quiet are forgotten.
const TIDY_EVERY: u32 = 1024;

/// Counts attempts by a name: an account, a household. A flood of names cannot fill the memory, because each is kept
/// only until its attempts are as good as new.
pub struct Limiter {
    limits: Option<DefaultKeyedRateLimiter<String>>,
    asked: AtomicU32,
}

impl Limiter {
    /// `at_once` attempts, then one more after each `pause`. Switched off it admits everything.
    pub fn new(on: bool, at_once: u32, pause: Duration) -> Self {
        let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(pause).map(|quota| quota.allow_burst(at_once));
        Self { limits: quota.filter(|_| on).map(RateLimiter::keyed), asked: AtomicU32::new(0) }
    }

    /// Whether one more attempt is allowed; it counts if it is.
    pub fn admits(&self, name: &str) -> bool {
        let Some(limits) = &self.limits else { return true };
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            limits.retain_recent();
            limits.shrink_to_fit();
        }
        limits.check_key(&name.to_owned()).is_ok()
    }

    /// How many names are remembered.
    pub fn remembered(&self) -> usize {
        self.limits.as_ref().map_or(0, RateLimiter::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_so_many_attempts_one_must_wait_and_others_need_not() {
        let limiter = Limiter::new(true, 3, Duration::from_secs(60));
        assert!((0..3).all(|_| limiter.admits("lan")));
        assert!(!limiter.admits("lan"));
        assert!(limiter.admits("mai"));
        let off = Limiter::new(false, 3, Duration::from_secs(60));
        assert!((0..100).all(|_| off.admits("lan")));
    }

    #[test]
    fn names_that_are_as_good_as_new_are_forgotten() {
        // Each name is as good as new after 60 microseconds.
        let limiter = Limiter::new(true, 1, Duration::from_micros(60));
        for number in 0..20 * TIDY_EVERY {
            limiter.admits(&number.to_string());
        }
        assert!(limiter.remembered() < 3 * TIDY_EVERY as usize, "{}", limiter.remembered());
    }
}
