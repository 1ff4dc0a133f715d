use std::path::Path;

use super::*;
use crate::random::SystemRandomness;

fn read(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    Settings::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

fn public() -> Vec<(&'static str, &'static str)> {
    vec![("PUBLIC_URL", "https://cho.example"), ("SECRET_KEY", "0123456789abcdef0123456789abcdef")]
}

#[test]
fn without_any_setting_the_market_runs_on_loopback_below_data() {
    let settings = read(&[]).expect("defaults are good");
    assert!(settings.on_loopback());
    assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    assert_eq!(settings.database_url, "sqlite://data/cho-lang.db?mode=rwc");
    assert_eq!(settings.media_dir, Path::new("data/media"));
    assert_eq!(settings.mail_from.to_string(), "Chợ Làng <cho-lang@localhost>");
    assert_eq!(settings.hold_minutes, 30);
    assert!(settings.rate_limits);
    assert_eq!(settings.tax_withholding, TaxWithholding::RecordOnly);
    assert_eq!(settings.live_media, LiveMedia::Embedded);
}

#[test]
fn a_malformed_setting_is_named_with_its_reason() {
    for (name, value) in [
        ("LISTEN_ADDR", "3000"),
        ("PUBLIC_URL", "cho-lang.vn"),
        ("PUBLIC_URL", "ftp://cho.example"),
        ("PUBLIC_URL", "https://cho.example/shop"),
        ("PUBLIC_URL", "http://"),
        ("HOLD_MINUTES", "soon"),
        ("HOLD_MINUTES", "0"),
        ("HOLD_MINUTES", "1441"),
        ("RATE_LIMITS", "maybe"),
        ("TRUSTED_PROXIES", "10.0.0"),
        ("DATABASE_URL", "mysql://x"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "0123456789abcdef 0123456789abcdef"),
        ("SEPAY_SECRET", "with space"),
        ("CASSO_SECRET", "two\nlines"),
        ("PAYOS_CHECKSUM_KEY", "a b"),
        ("STRIPE_SECRET_KEY", "sk test"),
        ("STRIPE_WEBHOOK_SECRET", "a b"),
        ("STRIPE_API_BASE", "api.stripe.com"),
        ("MEDIA_STORE", "/var/media"),
        ("MEDIA_STORE", "file://"),
        ("SMTP_URL", "mail.example"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "A <a@b.vn>\r\nBcc: c@d.vn"),
        ("LIVE_MEDIA", "cloud"),
        ("TAX_WITHHOLDING", "on"),
        ("LOG", "info,=="),
    ] {
        let error = read(&[(name, value)]).expect_err(name).to_string();
        assert!(error.starts_with(&format!("{name}: ")) && error.len() > name.len() + 4, "{error}");
    }
}

#[test]
fn a_store_of_pictures_in_the_cloud_is_refused_for_now() {
    let error = read(&[("MEDIA_STORE", "s3://bucket")]).expect_err("s3").to_string();
    assert!(error.contains("not supported yet"), "{error}");
    let settings = read(&[("MEDIA_STORE", "file:///var/lib/media")]).expect("a folder");
    assert_eq!(settings.media_dir, Path::new("/var/lib/media"));
}

#[test]
fn an_empty_value_is_no_value() {
    let settings = read(&[("SEPAY_SECRET", ""), ("HOLD_MINUTES", "")]).expect("empty is unset");
    assert_eq!((settings.sepay_secret, settings.hold_minutes), (None, 30));
}

#[test]
fn outside_loopback_a_secret_key_and_rate_limits_are_required() {
    assert!(read(&public()[..1]).is_err());
    assert!(read(&public()).is_ok());
    assert!(read(&[public(), vec![("RATE_LIMITS", "off")]].concat()).is_err());
    assert!(read(&[("RATE_LIMITS", "off")]).is_ok());
    // Either of the two addresses takes the market off loopback.
    assert!(read(&[("LISTEN_ADDR", "0.0.0.0:3000"), ("PUBLIC_URL", "http://localhost:3000")]).is_err());
}

#[test]
fn the_public_address_is_kept_as_browsers_name_the_origin() {
    for (typed, kept) in [
        ("https://Cho.Example/", "https://cho.example"),
        ("https://cho.example:443", "https://cho.example"),
        ("http://127.0.0.1:3108", "http://127.0.0.1:3108"),
    ] {
        let settings = read(&[("PUBLIC_URL", typed), public()[1]]).expect(typed);
        assert_eq!(settings.public_url, kept);
    }
}

#[test]
fn the_secrets_of_the_demo_are_recognised() {
    for (name, value) in [
        ("SEPAY_SECRET", "demo-sepay-secret"),
        ("CASSO_SECRET", "demo-casso-secret"),
        ("PAYOS_CHECKSUM_KEY", "demo-payos-key"),
    ] {
        assert_eq!(read(&[(name, value)]).expect(name).demo_secret(), Some(name));
    }
    assert_eq!(read(&[("SEPAY_SECRET", "a-real-one")]).expect("good").demo_secret(), None);
}

#[test]
fn an_unknown_setting_in_the_file_is_named() {
    assert!(matches!(file::parse("COLOUR = \"red\""), Err(SettingsError::Unknown(name)) if name == "COLOUR"));
    assert!(matches!(file::parse("LOG = true"), Err(SettingsError::File(_))));
    assert!(matches!(file::parse("LOG = "), Err(SettingsError::File(_))));
    let file = file::parse("HOLD_MINUTES = 45\nLOG = \"warn\"").expect("a good file");
    assert_eq!(file["HOLD_MINUTES"], "45");
}

#[test]
fn a_secret_key_is_made_once_and_kept_for_its_owner_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let data_dir = folder.path().join("deep").to_str().expect("a path").to_owned();
    let open = || read(&[("DATA_DIR", &data_dir)]).expect("good").with_secret_key(&SystemRandomness);
    let first = open().expect("made").secret_key.expect("a key");
    assert!(first.len() >= secret::LENGTH_MIN);
    assert_eq!(open().expect("kept").secret_key, Some(first));
    let file = Path::new(&data_dir).join("secret-key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o600);
    }
    std::fs::write(&file, "").expect("emptied");
    assert!(open().is_err(), "an empty file is no key");
}

#[test]
fn debugging_shows_no_secret() {
    let settings = read(&[("SEPAY_SECRET", "very-secret")]).expect("good");
    assert!(!format!("{settings:?}").contains("very-secret"));
}
