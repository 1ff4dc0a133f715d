//! Photos: what is taken and what is not, what is kept over a form that comes back, and the files that pages get.

mod developing;
mod filing;
mod flooding;
pub mod forms;
pub mod made;
