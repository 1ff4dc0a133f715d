//! Long lists, a page at a time.

/// Which part of a list is asked for. Pages count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The page, from 1.
    pub number: u32,
    /// How many items a page holds.
    pub size: u32,
}

impl Window {
    /// Reads the `trang` of an address; anything that is no page number means the first.
    pub fn parse(number: Option<&str>, size: u32) -> Self {
        let number = number.and_then(|text| text.parse().ok()).filter(|number| (1..=100_000).contains(number));
        Self { number: number.unwrap_or(1), size }
    }

    /// How many items come before this page.
    pub fn offset(self) -> u64 {
        u64::from(self.number - 1) * u64::from(self.size)
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The items of this page, in order.
    pub items: Vec<T>,
    /// This page's number, from 1.
    pub number: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// How many items there are on all pages.
    pub total: u64,
}

impl<T> Page<T> {
    /// Puts a page together from its items and the count of all.
    pub fn new(items: Vec<T>, window: Window, total: u64) -> Self {
        let pages = total.div_ceil(u64::from(window.size)).clamp(1, u64::from(u32::MAX));
        Self { items, number: window.number, pages: u32::try_from(pages).unwrap_or(u32::MAX), total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_that_is_none_means_the_first_page() {
        for text in [None, Some(""), Some("0"), Some("-1"), Some("abc"), Some("99999999999")] {
            assert_eq!(Window::parse(text, 24).number, 1);
        }
        assert_eq!(Window::parse(Some("3"), 24).offset(), 48);
    }

    #[test]
    fn a_list_without_items_has_one_page() {
        assert_eq!(Page::<u8>::new(vec![], Window { number: 1, size: 24 }, 0).pages, 1);
        assert_eq!(Page::new(vec![1], Window { number: 1, size: 24 }, 25).pages, 2);
    }
}
