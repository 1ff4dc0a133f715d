//! Finding the place that somebody typed: with or without types and accents, by its name of today or of before.
//!
//! Source of the rules: `domain.md`, *Addresses*; `contract.md`, *Forms*.

use super::{
    place::{Place, Places},
    place_name::Name,
};

/// What somebody typed as province and commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedPlace<'a> {
    /// The province: name of today or of before, with or without type, or its code.
    pub province: &'a str,
    /// The commune, likewise; a former district may follow after a comma.
    pub commune: &'a str,
    /// The code chosen from candidates that were offered; counts only if it would be offered again.
    pub chosen: Option<&'a str>,
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPlace {
    /// The place as it is called today.
    pub place: Place,
    /// What was typed is not its name of today: show people the new one.
    pub renamed: bool,
}

/// Why no place was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRefusal {
    /// No province was typed.
    ProvinceMissing,
    /// No province is or was called so.
    ProvinceUnknown,
    /// No commune was typed.
    CommuneMissing,
    /// Nothing is or was called so, in this province or elsewhere.
    CommuneUnknown,
    /// Several places could be meant; one is to be chosen.
    Ambiguous(Vec<Place>),
    /// Not in this province, but these are called so elsewhere.
    Elsewhere(Vec<Place>),
}

impl PlaceRefusal {
    /// The places to choose from; none unless there are some.
    #[must_use]
    pub fn candidates(&self) -> &[Place] {
        match self {
            PlaceRefusal::Ambiguous(places) | PlaceRefusal::Elsewhere(places) => places,
            PlaceRefusal::ProvinceMissing
            | PlaceRefusal::ProvinceUnknown
            | PlaceRefusal::CommuneMissing
            | PlaceRefusal::CommuneUnknown => &[],
        }
    }
}

/// Names of provinces that no list has but people type, folded, with their codes.
const NICKNAMES: [(&str, &str); 5] =
    [("hcm", "79"), ("tphcm", "79"), ("sai gon", "79"), ("hn", "01"), ("thua thien hue", "46")];

/// The longest text that is looked at, in characters: no name with type and district comes near it, and each name is
/// compared with thousands.
const TYPED_CHARS_MAX: usize = 200;

/// More places than this of one name elsewhere say nothing.
const ELSEWHERE_MAX: usize = 12;

/// How well a name fits; the larger is the better. Accents come before types, types before today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    district: bool,
    accents: bool,
    kind: bool,
    today: bool,
}

/// A province that was named, and whether by its name of before.
struct Area {
    province: usize,
    former: Option<Name>,
}

impl Places {
    /// Finds the place. Exact accents rank above folded ones, and a name of today above one of before, unless the
    /// province too was typed by a name of before: then both count, and where they differ people are asked.
    pub fn find(&self, typed: TypedPlace<'_>) -> Result<FoundPlace, PlaceRefusal> {
        let area = self.area(typed.province)?;
        let mut parts = beginning(typed.commune).split(',').map(str::trim).filter(|part| !part.is_empty());
        let readings = Name::readings(parts.next().ok_or(PlaceRefusal::CommuneMissing)?);
        let hints: Vec<Name> = parts.flat_map(Name::readings).collect();
        let mut fitting = self.fitting(&area, &readings, &hints);
        if fitting.is_empty() {
            fitting = self.of_district(&area, &readings);
        }
        let chosen =
            |among: &[Place]| among.iter().find(|place| Some(place.commune.code.as_str()) == typed.chosen).cloned();
        match fitting.as_slice() {
            [] => {
                let elsewhere = self.elsewhere(&readings);
                match chosen(&elsewhere) {
                    Some(place) => Ok(FoundPlace { place, renamed: true }),
                    None if elsewhere.is_empty() => Err(PlaceRefusal::CommuneUnknown),
                    None => Err(PlaceRefusal::Elsewhere(elsewhere)),
                }
            }
            [(unit, today)] => Ok(FoundPlace { place: self.place_at(*unit), renamed: !today || area.former.is_some() }),
            several => {
                let places: Vec<Place> = several.iter().map(|(unit, _)| self.place_at(*unit)).collect();
                match chosen(&places) {
                    Some(place) => Ok(FoundPlace { place, renamed: true }),
                    None => Err(PlaceRefusal::Ambiguous(places)),
                }
            }
        }
    }

    /// The code of the province that somebody typed, by its name of today or of before; `None` if there is none.
    #[must_use]
    pub fn province_typed(&self, typed: &str) -> Option<&str> {
        self.area(typed).ok().map(|area| self.provinces[area.province].1.code.as_str())
    }

    fn area(&self, typed: &str) -> Result<Area, PlaceRefusal> {
        let typed = beginning(typed).trim();
        if typed.is_empty() {
            return Err(PlaceRefusal::ProvinceMissing);
        }
        let readings = Name::readings(typed);
        let nickname = NICKNAMES.iter().find(|(name, _)| readings.iter().any(|reading| reading.folded == *name));
        let code = nickname.map_or(typed, |(_, code)| *code);
        let today = self
            .provinces
            .iter()
            .position(|(name, province)| province.code == code || readings.iter().any(|reading| reading.is_like(name)));
        if let Some(province) = today {
            return Ok(Area { province, former: None });
        }
        let former =
            self.formers.iter().find(|former| readings.iter().any(|reading| reading.is_like(&former.province)));
        let former = former.ok_or(PlaceRefusal::ProvinceUnknown)?;
        let now = former.now.first().ok_or(PlaceRefusal::ProvinceUnknown)?;
        Ok(Area { province: self.units[*now].province, former: Some(former.province.clone()) })
    }

    /// The communes that fit best, each with whether it was named as it is called today.
    fn fitting(&self, area: &Area, readings: &[Name], hints: &[Name]) -> Vec<(usize, bool)> {
        let today_first = area.former.is_none();
        let mut found: Vec<(Fit, usize, bool)> = Vec::new();
        for (index, unit) in self.units.iter().enumerate().filter(|(_, unit)| unit.province == area.province) {
            let fit = best(readings, &unit.name, false, today_first);
            found.extend(fit.map(|fit| (fit, index, true)));
        }
        for former in &self.formers {
            let in_district = hints.iter().any(|hint| hint.is_like(&former.district));
            let Some(fit) = best(readings, &former.name, in_district, false) else { continue };
            let named = area.former.as_ref().is_none_or(|province| province.is_like(&former.province));
            let here = former.now.iter().filter(|unit| named && self.units[**unit].province == area.province);
            found.extend(here.map(|unit| (fit, *unit, false)));
        }
        let Some(top) = found.iter().map(|(fit, _, _)| *fit).max() else { return Vec::new() };
        distinct(found.into_iter().filter(|(fit, _, _)| *fit == top).map(|(_, unit, today)| (unit, today)))
    }

    /// The communes that a former district became.
    fn of_district(&self, area: &Area, readings: &[Name]) -> Vec<(usize, bool)> {
        let of_it = self.formers.iter().filter(|former| readings.iter().any(|name| name.is_like(&former.district)));
        let now = of_it.flat_map(|former| &former.now).filter(|unit| self.units[**unit].province == area.province);
        distinct(now.map(|unit| (*unit, false)))
    }

    /// What is called so in other provinces today; nothing if that is too much to choose from.
    fn elsewhere(&self, readings: &[Name]) -> Vec<Place> {
        let called = |name: &Name| readings.iter().any(|reading| reading.is_like(name));
        let units: Vec<usize> = (0..self.units.len()).filter(|unit| called(&self.units[*unit].name)).collect();
        if units.len() > ELSEWHERE_MAX {
            Vec::new()
        } else {
            units.into_iter().map(|unit| self.place_at(unit)).collect()
        }
    }
}

/// What is read of a text.
fn beginning(typed: &str) -> &str {
    let typed = typed.trim_start();
    typed.char_indices().nth(TYPED_CHARS_MAX).map_or(typed, |(end, _)| &typed[..end])
}

fn best(readings: &[Name], name: &Name, district: bool, today: bool) -> Option<Fit> {
    let fits = readings.iter().filter(|reading| reading.is_like(name)).map(|reading| Fit {
        district,
        accents: reading.exact == name.exact,
        kind: reading.kind.is_some() && reading.kind == name.kind,
        today,
    });
    fits.max()
}

/// Each commune once, in the order of coming.
fn distinct(found: impl Iterator<Item = (usize, bool)>) -> Vec<(usize, bool)> {
    let mut once: Vec<(usize, bool)> = Vec::new();
    for (unit, today) in found {
        if !once.iter().any(|(known, _)| *known == unit) {
            once.push((unit, today));
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "# comment\n37\ttỉnh Ninh Bình\t14221\txã Hải Thịnh\n37\ttỉnh Ninh Bình\t14215\txã Hải Hậu\n\
        37\ttỉnh Ninh Bình\t1\txã Tân Thành\n37\ttỉnh Ninh Bình\t2\tphường Tân Thạnh\n\
        37\ttỉnh Ninh Bình\t3\txã Đông Đô\n01\tthành phố Hà Nội\t4\txã Phượng Dực\nbroken line\n";
    const BEFORE: &str = "tỉnh Nam Định\thuyện Hải Hậu\tthị trấn Thịnh Long\t14221\n\
        tỉnh Nam Định\thuyện Hải Hậu\txã Hải Châu\t14221,14215\n\
        tỉnh Nam Định\thuyện Ý Yên\txã Yên Xá\t1\ntỉnh Nam Định\thuyện Vụ Bản\txã Yên Xá\t2\n\
        tỉnh Hà Nam\thuyện Kim Bảng\txã Đông Đô\t1\n";

    fn find(province: &str, commune: &str, chosen: Option<&str>) -> Result<(String, bool), PlaceRefusal> {
        let places = Places::read(TODAY, BEFORE);
        let found = places.find(TypedPlace { province, commune, chosen })?;
        Ok((found.place.commune.code, found.renamed))
    }

    fn codes(refusal: &PlaceRefusal) -> Vec<&str> {
        refusal.candidates().iter().map(|place| place.commune.code.as_str()).collect()
    }

    #[test]
    fn a_name_of_today_is_found_with_and_without_type_and_accents() {
        for commune in ["xã Hải Thịnh", "Hải Thịnh", "hai thinh", " HẢI  THỊNH ", "Xã Hải Thịnh, tỉnh Ninh Bình"]
        {
            for province in ["tỉnh Ninh Bình", "Ninh Bình", "ninh binh", "37"] {
                assert_eq!(find(province, commune, None), Ok(("14221".into(), false)), "{commune}, {province}");
            }
        }
        assert_eq!(find("TP. Hà Nội", "Phượng Dực", None), Ok(("4".into(), false)));
        assert_eq!(find("Ninh Binh", "dong do", None), Ok(("3".into(), false)), "đ is d");
    }

    #[test]
    fn a_name_of_before_leads_to_the_one_of_today() {
        for province in ["Nam Định", "tỉnh Nam Định", "Ninh Bình"] {
            for commune in ["Thịnh Long", "thị trấn Thịnh Long", "TT. Thinh Long", "Thịnh Long, Hải Hậu"]
            {
                assert_eq!(find(province, commune, None), Ok(("14221".into(), true)), "{commune}, {province}");
            }
        }
    }

    #[test]
    fn a_divided_commune_asks_and_takes_the_answer() {
        let refusal = find("Nam Định", "Hải Châu", None).expect_err("was divided");
        assert_eq!(codes(&refusal), ["14221", "14215"]);
        assert_eq!(find("Nam Định", "Hải Châu", Some("14215")), Ok(("14215".into(), true)));
        assert!(find("Nam Định", "Hải Châu", Some("4")).is_err(), "not one of those offered");
    }

    #[test]
    fn what_is_ambiguous_offers_candidates_and_accents_or_districts_decide() {
        assert_eq!(find("Ninh Bình", "tan thanh", None).as_ref().map_err(codes), Err(vec!["1", "2"]));
        assert_eq!(find("Ninh Bình", "Tân Thạnh", None), Ok(("2".into(), false)));
        assert_eq!(find("Ninh Bình", "phuong tan thanh", None), Ok(("2".into(), false)));
        assert_eq!(find("Nam Định", "Yên Xá", None).as_ref().map_err(codes), Err(vec!["1", "2"]));
        assert_eq!(find("Nam Định", "Yên Xá, huyện Vụ Bản", None), Ok(("2".into(), true)));
        assert_eq!(
            find("Ninh Bình", "huyện Ý Yên", None),
            Ok(("1".into(), true)),
            "a district that became one commune"
        );
    }

    #[test]
    fn today_comes_first_unless_the_province_is_one_of_before() {
        assert_eq!(find("Ninh Bình", "Đông Đô", None), Ok(("3".into(), false)));
        assert_eq!(find("Hà Nam", "Đông Đô", None).as_ref().map_err(codes), Err(vec!["3", "1"]));
    }

    #[test]
    fn of_a_text_that_nobody_types_only_the_beginning_is_read() {
        let long = |begin: &str, filler: &str| format!("{begin}{}", filler.repeat(TYPED_CHARS_MAX));
        let province = long("Ninh Bình", " ");
        assert_eq!(find(&province, &long("Hải Thịnh, ", "ệ, "), None), Ok(("14221".into(), false)));
        assert_eq!(find(&province, &long("Hải Thịnh", "ệ"), None), Err(PlaceRefusal::CommuneUnknown));
        assert_eq!(find(&long("Atlantis", "ệ"), "Hải Thịnh", None), Err(PlaceRefusal::ProvinceUnknown));
        assert_eq!(beginning(&long("", "ệ")).chars().count(), TYPED_CHARS_MAX);
        assert_eq!(beginning(&long("   a", "ệ")).chars().count(), TYPED_CHARS_MAX);
        assert_eq!(beginning("  Hải Thịnh"), "Hải Thịnh");
        // Whatever the length, the last word is not read.
        let cut = format!("{} Thịnh", long("Hải", "  "));
        assert_ne!(find("Ninh Bình", &cut, None), Ok(("14221".into(), false)));
    }

    #[test]
    fn what_is_unknown_is_refused_and_what_is_elsewhere_is_offered() {
        assert_eq!(find("", "Hải Thịnh", None), Err(PlaceRefusal::ProvinceMissing));
        assert_eq!(find("Atlantis", "Hải Thịnh", None), Err(PlaceRefusal::ProvinceUnknown));
        assert_eq!(find("Ninh Bình", " , ", None), Err(PlaceRefusal::CommuneMissing));
        assert_eq!(find("Ninh Bình", "Không Có", None), Err(PlaceRefusal::CommuneUnknown));
        let elsewhere = find("Hà Nội", "Hải Thịnh", None).expect_err("it lies in Ninh Bình");
        assert!(matches!(elsewhere, PlaceRefusal::Elsewhere(_)));
        assert_eq!(codes(&elsewhere), ["14221"]);
        assert_eq!(find("Hà Nội", "Hải Thịnh", Some("14221")), Ok(("14221".into(), true)));
    }
}
