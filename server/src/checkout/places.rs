//! The places of Vietnam, read once from the data that ships with the market.

use std::sync::LazyLock;

use shop::checkout::place::Places;

static PLACES: LazyLock<Places> =
    LazyLock::new(|| Places::read(include_str!("../../data/places.tsv"), include_str!("../../data/old-places.tsv")));

/// Provinces and communes, of today and of before.
pub fn places() -> &'static Places {
    &PLACES
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use shop::checkout::find_place::{PlaceRefusal, TypedPlace};

    use super::*;

    fn find(province: &str, commune: &str) -> Result<String, PlaceRefusal> {
        let typed = TypedPlace { province, commune, chosen: None };
        places().find(typed).map(|found| format!("{} {}", found.place.commune.code, found.place))
    }

    #[test]
    fn all_units_of_today_and_of_before_are_there() {
        assert_eq!(places().provinces().count(), 34);
        assert_eq!(places().counts(), (3_321, 10_040));
        assert_eq!(places().communes("37").count(), 129);
        assert_eq!(places().place("14221").unwrap().to_string(), "xã Hải Thịnh, tỉnh Ninh Bình");
        assert_eq!(places().province("01").unwrap().name, "thành phố Hà Nội");
        assert!(places().place("99999").is_none() && places().province("99").is_none());
    }

    #[test]
    fn thinh_long_is_xa_hai_thinh_in_ninh_binh() {
        for (province, commune) in [
            ("Nam Định", "Thịnh Long"),
            ("tỉnh Ninh Bình", "thị trấn Thịnh Long"),
            ("nam dinh", "thinh long, hai hau"),
            ("Ninh Bình", "Hải Thịnh"),
        ] {
            assert_eq!(find(province, commune).unwrap(), "14221 xã Hải Thịnh, tỉnh Ninh Bình");
        }
    }

    #[test]
    fn wards_with_numbers_are_told_apart_by_their_district() {
        let refusal = find("TP.HCM", "Phường 1").unwrap_err();
        assert!(refusal.candidates().len() > 10);
        let one = find("Sài Gòn", "P.1, Q.4").unwrap();
        assert!(one.ends_with("thành phố Hồ Chí Minh"), "{one}");
    }

    #[test]
    fn every_commune_is_found_by_its_own_full_name() {
        for province in places().provinces() {
            for commune in places().communes(&province.code) {
                let typed = TypedPlace { province: &province.name, commune: &commune.name, chosen: None };
                let found = places().find(typed).unwrap();
                assert_eq!((found.place.commune.code.as_str(), found.renamed), (commune.code.as_str(), false));
            }
        }
    }
}
