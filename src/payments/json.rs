//! JSON read so that it can be written again for a signature: keys sorted at every level, numbers letter for letter as
//! they came, texts as JavaScript writes them. Feeds sign that form and not the bytes they send.

use std::collections::BTreeMap;

/// How deep values may stand in one another; messages of feeds have three levels.
const DEPTH_MAX: usize = 32;

/// A value as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, letter for letter.
    Number(String),
    /// A text without its quotes and escapes.
    Text(String),
    /// Values in their order.
    List(Vec<Json>),
    /// Values by name, sorted.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads one value and nothing after it. `None` for what is no JSON, for a name that comes twice in one object (two
    /// readers could take different values) and for texts that hold half a character.
    #[must_use]
    pub fn parse(text: &str) -> Option<Json> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        (reader.at == text.len()).then_some(value)
    }

    /// The value of a name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.get(name),
            _ => None,
        }
    }

    /// The value as JavaScript's `JSON.stringify` writes it, names sorted.
    #[must_use]
    pub fn sorted(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Steps over a mark, if it stands here.
    fn take(&mut self, mark: &str) -> bool {
        let here = self.rest().starts_with(mark);
        self.at += if here { mark.len() } else { 0 };
        here
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        match self.rest().bytes().next()? {
            _ if depth > DEPTH_MAX => None,
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.quoted().map(Json::Text),
            b't' => self.take("true").then_some(Json::Bool(true)),
            b'f' => self.take("false").then_some(Json::Bool(false)),
            b'n' => self.take("null").then_some(Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut fields = BTreeMap::new();
        self.take("{");
        self.space();
        if self.take("}") {
            return Some(Json::Object(fields));
        }
        loop {
            self.space();
            let name = self.quoted()?;
            self.space();
            if !self.take(":") {
                return None;
            }
            let value = self.value(depth + 1)?;
            if fields.insert(name, value).is_some() {
                return None;
            }
            self.space();
            match (self.take(","), self.take("}")) {
                (true, false) => {}
                (false, true) => return Some(Json::Object(fields)),
                _ => return None,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut items = Vec::new();
        self.take("[");
        self.space();
        if self.take("]") {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            match (self.take(","), self.take("]")) {
                (true, false) => {}
                (false, true) => return Some(Json::List(items)),
                _ => return None,
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = self.rest();
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(rest.len());
        let number = rest.get(..end)?.to_owned();
        self.at += end;
        is_number(&number).then_some(Json::Number(number))
    }

    fn quoted(&mut self) -> Option<String> {
        if !self.take("\"") {
            return None;
        }
        let mut text = String::new();
        loop {
            let c = self.rest().chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                c if c < ' ' => return None,
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        match c {
            '"' | '\\' | '/' => Some(c),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => {
                let first = self.hex()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first);
                }
                let second = if self.take("\\u") { self.hex()? } else { return None };
                let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + low)
            }
            _ => None,
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }
}

/// A number as JSON allows it: no sign but `-`, no leading zeros, digits on both sides of the point.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && digits(fraction) && digits(exponent)
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
