//! The browser's entry. Islands are found by their exported names; this only sets the executor.
#![cfg(target_arch = "wasm32")]

pub use app;

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
