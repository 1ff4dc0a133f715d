//! The script that brings a page's islands to life. A page without islands loads nothing: the script looks for one
//! first, then waits for an idle moment or the first touch.

/// Constant text, so that the content security policy can name it by its hash and cached pages need no nonce. The
/// addresses it loads stand on `<html>`.
pub const SCRIPT: &str = include_str!("loader.js");
