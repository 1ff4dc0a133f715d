use crate::routes::PageRoute;

pub const ROUTES: &[PageRoute] = &[];
