//! Texts: rules, privacy, returns, contact. They say what this market does, no more and no less; whoever runs one adds
//! what its own licence and place ask for.

mod contact;
mod privacy;
mod returns;
mod rules;

/// A page of text.
pub struct Document {
    pub title: &'static str,
    pub lead: &'static str,
    pub sections: &'static [Section],
}

/// A part of it: a heading, paragraphs, then points.
pub struct Section {
    pub title: &'static str,
    pub paragraphs: &'static [&'static str],
    pub points: &'static [&'static str],
}

pub struct Documents {
    pub rules: Document,
    pub privacy: Document,
    pub returns: Document,
    pub contact: contact::Contact,
    pub contents: &'static str,
}

pub const VIETNAMESE: Documents = Documents {
    rules: rules::VIETNAMESE,
    privacy: privacy::VIETNAMESE,
    returns: returns::VIETNAMESE,
    contact: contact::VIETNAMESE,
    contents: "Trong trang này",
};

pub const ENGLISH: Documents = Documents {
    rules: rules::ENGLISH,
    privacy: privacy::ENGLISH,
    returns: returns::ENGLISH,
    contact: contact::ENGLISH,
    contents: "On this page",
};
