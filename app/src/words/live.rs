//! Texts: Livestreams.

pub struct Live {
    pub on_air: &'static str,
}

pub const VIETNAMESE: Live = Live { on_air: "Đang phát" };

pub const ENGLISH: Live = Live { on_air: "On air" };
