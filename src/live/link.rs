//! Where a livestream is streamed: a web address that people are sent to, so it must be one and nothing else.

use thiserror::Error;

/// The longest link, in characters (all ASCII).
pub const LINK_CHARS_MAX: usize = 500;

/// An `http` or `https` address with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamLink(String);

/// The text is no web address of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a web address")]
pub struct NotALink;

impl StreamLink {
    /// Reads a link; `https://` is put before one without scheme (`facebook.com/…`), because people copy it so.
    ///
    /// Refused: other schemes, a user name before the host (it makes a link look like another site's), hosts without a
    /// dot, anything but printable ASCII, quotes and angle brackets.
    pub fn parse(typed: &str) -> Result<Self, NotALink> {
        let typed = typed.trim();
        let has_scheme = typed.split('/').next().is_some_and(|head| head.contains(':'));
        let link = if has_scheme { typed.to_owned() } else { format!("https://{typed}") };
        let usable = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`');
        if link.len() > LINK_CHARS_MAX || !link.chars().all(usable) {
            return Err(NotALink);
        }
        let (scheme, rest) = link.split_once("://").ok_or(NotALink)?;
        if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
            return Err(NotALink);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let port_is_number = port.is_none_or(|port| port.parse::<u16>().is_ok());
        if is_host(host) && port_is_number { Ok(Self(link)) } else { Err(NotALink) }
    }

    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, to say where a link leads.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
    }
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        !label.is_empty() && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    host.contains('.') && host.len() <= 253 && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_are_links_and_a_forgotten_scheme_is_put_before_them() {
        let read = |typed| StreamLink::parse(typed).map(|link| link.0);
        assert_eq!(read("https://www.facebook.com/x/live?v=1#t"), Ok("https://www.facebook.com/x/live?v=1#t".into()));
        assert_eq!(read(" youtube.com/live/abc "), Ok("https://youtube.com/live/abc".into()));
        assert_eq!(read("http://example.com:8080/"), Ok("http://example.com:8080/".into()));
        let host = StreamLink::parse("https://example.com:8443/a").map(|link| link.host().to_owned());
        assert_eq!(host, Ok("example.com".into()));
    }

    #[test]
    fn what_could_run_or_mislead_is_no_link() {
        for typed in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt://example.com/%0aalert(1)",
            "data:text/html,x",
            "ftp://example.com/x",
            "https://",
            "https:///x",
            "https:example.com",
            "//example.com",
            "https://facebook.com@evil.example/",
            "https://localhost/",
            "https://exa mple.com/",
            "https://example.com/\"onclick=",
            "https://example.com:99999/",
            "https://-a.com/",
            "https://a..com/",
            "xem live",
            "phát trên Facebook",
        ] {
            assert_eq!(StreamLink::parse(typed), Err(NotALink), "{typed}");
        }
        assert_eq!(StreamLink::parse(&format!("https://example.com/{}", "x".repeat(500))), Err(NotALink));
    }
}
