//! Who buys, and where the goods go: from what was typed to what can be relied on.

use super::{
    find_place::{FoundPlace, PlaceRefusal, TypedPlace},
    place::Places,
};
use crate::{
    identity::{
        email::{Email, EmailError},
        phone::{Phone, PhoneError},
    },
    text::{tidy_line, tidy_text},
};

/// The longest name of a person, in characters.
pub const NAME_CHARS_MAX: usize = 100;
/// The longest street with house number, in characters.
pub const STREET_CHARS_MAX: usize = 200;
/// The longest note to the makers, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// What was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuyerTyped<'a> {
    /// Name.
    pub name: &'a str,
    /// Phone number.
    pub phone: &'a str,
    /// E-mail address; may be empty.
    pub email: &'a str,
    /// Street with house number, hamlet.
    pub street: &'a str,
    /// Province.
    pub province: &'a str,
    /// Commune.
    pub commune: &'a str,
    /// The commune's code, chosen from candidates.
    pub chosen: Option<&'a str>,
    /// Words to the makers.
    pub note: &'a str,
}

/// A buyer who can be reached, and an address where one is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: Phone,
    /// E-mail address.
    pub email: Option<Email>,
    /// Street; empty only when nothing is sent.
    pub street: String,
    /// Province and commune; `None` only when nothing is sent.
    pub place: Option<FoundPlace>,
    /// Commune and province as they were typed.
    pub place_typed: String,
    /// Words to the makers; may be empty.
    pub note: String,
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuyerFault {
    /// No name.
    NameMissing,
    /// A name longer than [`NAME_CHARS_MAX`].
    NameTooLong,
    /// No phone number that can be called.
    Phone(PhoneError),
    /// No e-mail address that can be written to.
    Email(EmailError),
    /// No street, and something is to be sent.
    StreetMissing,
    /// A street longer than [`STREET_CHARS_MAX`].
    StreetTooLong,
    /// A note longer than [`NOTE_CHARS_MAX`].
    NoteTooLong,
    /// No place.
    Place(PlaceRefusal),
}

impl Buyer {
    /// Reads what was typed and collects everything that is wrong. `needs_address`: something is to be sent; else street
    /// and place may be missing, and a place that cannot be found is kept as typed.
    pub fn read(typed: BuyerTyped<'_>, needs_address: bool, places: &Places) -> Result<Buyer, Vec<BuyerFault>> {
        let mut faults = Vec::new();
        let name = tidy_line(typed.name);
        if name.is_empty() {
            faults.push(BuyerFault::NameMissing);
        }
        too_long(&name, NAME_CHARS_MAX, BuyerFault::NameTooLong, &mut faults);
        let phone = Phone::parse(typed.phone).map_err(|error| faults.push(BuyerFault::Phone(error)));
        let email = read_email(typed.email).map_err(|error| faults.push(BuyerFault::Email(error)));
        let place = read_place(typed, needs_address, places).map_err(|refusal| faults.push(BuyerFault::Place(refusal)));
        let no_province = matches!(place, Err(())) && places.province_typed(typed.province).is_none();
        if no_province && tidy_line(typed.commune).is_empty() {
            // Looking stops at the province; that the commune is missing too is seen without it.
            faults.push(BuyerFault::Place(PlaceRefusal::CommuneMissing));
        }
        let street = tidy_line(typed.street);
        if street.is_empty() && needs_address {
            faults.push(BuyerFault::StreetMissing);
        }
        too_long(&street, STREET_CHARS_MAX, BuyerFault::StreetTooLong, &mut faults);
        let note = tidy_text(typed.note);
        too_long(&note, NOTE_CHARS_MAX, BuyerFault::NoteTooLong, &mut faults);
        match (phone, email, place) {
            (Ok(phone), Ok(email), Ok(place)) if faults.is_empty() => {
                Ok(Buyer { name, phone, email, street, place, place_typed: place_typed(typed), note })
            }
            _ => Err(faults),
        }
    }
}

fn too_long(text: &str, chars_max: usize, fault: BuyerFault, faults: &mut Vec<BuyerFault>) {
    if text.chars().count() > chars_max {
        faults.push(fault);
    }
}

fn read_email(typed: &str) -> Result<Option<Email>, EmailError> {
    if typed.trim().is_empty() { Ok(None) } else { Email::parse(typed).map(Some) }
}

fn read_place(typed: BuyerTyped<'_>, needs_address: bool, places: &Places) -> Result<Option<FoundPlace>, PlaceRefusal> {
    let place = TypedPlace { province: typed.province, commune: typed.commune, chosen: typed.chosen };
    match places.find(place) {
        Ok(found) => Ok(Some(found)),
        Err(_) if !needs_address => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Bounded, because it is kept: nobody types a name longer than a street.
fn place_typed(typed: BuyerTyped<'_>) -> String {
    let parts = [typed.commune, typed.province].map(tidy_line);
    let typed = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ");
    typed.chars().take(STREET_CHARS_MAX).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places::read(
            "37\ttỉnh Ninh Bình\t14221\txã Hải Thịnh",
            "tỉnh Nam Định\thuyện Hải Hậu\tthị trấn Thịnh Long\t14221",
        )
    }

    const GOOD: BuyerTyped<'_> = BuyerTyped {
        name: " Trần  Thị Lan ",
        phone: "0912 345 678",
        email: "",
        street: "Số 5, xóm 3",
        province: "Nam Định",
        commune: "Thịnh Long",
        chosen: None,
        note: "",
    };

    #[test]
    fn a_buyer_is_read_and_what_was_typed_is_kept() {
        let buyer = Buyer::read(GOOD, true, &places()).unwrap();
        assert_eq!((buyer.name.as_str(), buyer.phone.as_str()), ("Trần Thị Lan", "+84912345678"));
        assert_eq!(buyer.place.unwrap().place.commune.code, "14221");
        assert_eq!(buyer.place_typed, "Thịnh Long, Nam Định");
        assert_eq!(buyer.email, None);
    }

    #[test]
    fn who_fetches_needs_no_address() {
        let typed = BuyerTyped { street: " ", province: "", commune: "", ..GOOD };
        let buyer = Buyer::read(typed, false, &places()).unwrap();
        assert_eq!((buyer.street.as_str(), buyer.place), ("", None));
        let faults = Buyer::read(typed, true, &places()).unwrap_err();
        assert_eq!(
            faults,
            [
                BuyerFault::Place(PlaceRefusal::ProvinceMissing),
                BuyerFault::Place(PlaceRefusal::CommuneMissing),
                BuyerFault::StreetMissing,
            ]
        );
        let unknown = BuyerTyped { province: "Atlantis", commune: " ", ..GOOD };
        let faults = Buyer::read(unknown, true, &places()).unwrap_err();
        assert_eq!(faults, [PlaceRefusal::ProvinceUnknown, PlaceRefusal::CommuneMissing].map(BuyerFault::Place));
        let one = BuyerTyped { commune: "", ..GOOD };
        let faults = Buyer::read(one, true, &places()).unwrap_err();
        assert_eq!(faults, [BuyerFault::Place(PlaceRefusal::CommuneMissing)], "told once");
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let long = "x".repeat(600);
        let typed = BuyerTyped {
            name: &long,
            phone: "12",
            email: "lan@",
            street: &long,
            commune: "Atlantis",
            note: &long,
            ..GOOD
        };
        let faults = Buyer::read(typed, true, &places()).unwrap_err();
        assert_eq!(
            faults,
            [
                BuyerFault::NameTooLong,
                BuyerFault::Phone(PhoneError::Country),
                BuyerFault::Email(EmailError::Domain),
                BuyerFault::Place(PlaceRefusal::CommuneUnknown),
                BuyerFault::StreetTooLong,
                BuyerFault::NoteTooLong,
            ]
        );
        let nobody = BuyerTyped { name: "\u{200b} ", phone: "", ..GOOD };
        let faults = Buyer::read(nobody, true, &places()).unwrap_err();
        assert_eq!(faults, [BuyerFault::NameMissing, BuyerFault::Phone(PhoneError::Empty)]);
    }
}
