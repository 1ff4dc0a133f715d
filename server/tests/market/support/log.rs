//! The log, kept for a test to read.
//!
//! One subscriber serves the whole process: with one per thread, a place that logs for the first time on a thread
//! that listens to nothing is remembered as of no interest to anybody.

use std::{
    cell::RefCell,
    io::Write,
    sync::{Arc, Mutex, Once},
};

use tracing_subscriber::{Layer, filter::dynamic_filter_fn, layer::SubscriberExt};

thread_local! {
    static HEARD_HERE: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Everything that is logged on this thread, at every level.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Vec<u8>>>);

/// As long as it lives, this thread's log is kept.
pub struct Listening(());

impl Drop for Listening {
    fn drop(&mut self) {
        HEARD_HERE.with_borrow_mut(|heard| *heard = None);
    }
}

impl Kept {
    pub fn listen(&self) -> Listening {
        static INSTALLED: Once = Once::new();
        INSTALLED.call_once(|| {
            let lines = tracing_subscriber::fmt::layer()
                .with_ansi(false)
                .with_writer(|| HEARD_HERE.with_borrow(|heard| heard.clone().unwrap_or_default()))
                .with_filter(dynamic_filter_fn(|_, _| HEARD_HERE.with_borrow(Option::is_some)));
            tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines)).unwrap();
        });
        HEARD_HERE.with_borrow_mut(|heard| *heard = Some(self.clone()));
        Listening(())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
