//! Orders, run.

mod answer_forms;
mod answer_store;
mod ask_forms;
mod ask_store;
pub(crate) mod cancel_store;
pub(crate) mod check_store;
pub mod forms;
pub mod keys;
mod lookup_store;
pub mod request_rows_store;
pub mod request_service;
mod request_store;
pub(crate) mod row;
pub mod service;
mod step_store;
pub(crate) mod store;
pub mod terms;
