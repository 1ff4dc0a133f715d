//! Where people live: 34 provinces and cities, 3,321 communes, wards and special zones since 1 July 2025, and the names
//! of before.
//!
//! Source of the rules: `domain.md`, *Addresses*. The data is handed in; this module reads no file.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::place_name::Name;

/// A province or a city under the central government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// The official code, two digits.
    pub code: String,
    /// The name with its type, as inside an address: `tỉnh Ninh Bình`.
    pub name: String,
}

/// A commune, ward or special zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    /// The official code, five digits.
    pub code: String,
    /// The name with its type, as inside an address: `xã Hải Thịnh`.
    pub name: String,
}

/// A commune in its province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The commune.
    pub commune: Commune,
    /// Its province.
    pub province: Province,
}

impl std::fmt::Display for Place {
    /// `xã Hải Thịnh, tỉnh Ninh Bình`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}, {}", self.commune.name, self.province.name)
    }
}

/// A commune of today with its name taken apart.
pub(super) struct Unit {
    pub name: Name,
    pub commune: Commune,
    pub province: usize,
}

/// A commune as it was before 1 July 2025, and what became of it.
pub(super) struct Former {
    pub name: Name,
    pub district: Name,
    pub province: Name,
    /// Today's communes, the likeliest first: one, or several where it was divided.
    pub now: Vec<usize>,
}

/// Province and district of a row of before, as written and taken apart.
type Around<'a> = Option<((&'a str, &'a str), (Name, Name))>;

/// All places, of today and of before.
pub struct Places {
    pub(super) provinces: Vec<(Name, Province)>,
    pub(super) units: Vec<Unit>,
    pub(super) formers: Vec<Former>,
    by_code: HashMap<String, usize>,
}

impl Places {
    /// Reads the two tables of `server/data/`, tab-separated, lines that begin with `#` left out.
    ///
    /// `today`: province code, province, commune code, commune. `before`: province, district, commune, codes of today's
    /// communes with commas between. A line that lacks a column is left out; a test counts what was read.
    #[must_use]
    pub fn read(today: &str, before: &str) -> Places {
        let mut places =
            Places { provinces: Vec::new(), units: Vec::new(), formers: Vec::new(), by_code: HashMap::new() };
        rows(today).for_each(|row| places.add_unit(row));
        let mut around = Around::default();
        rows(before).for_each(|row| places.add_former(row, &mut around));
        places
    }

    fn add_unit(&mut self, [province_code, province, code, name]: [&str; 4]) {
        let known = self.provinces.iter().position(|(_, known)| known.code == province_code);
        let province = known.unwrap_or_else(|| {
            let row = Province { code: province_code.to_owned(), name: province.to_owned() };
            self.provinces.push((Name::of_unit(province), row));
            self.provinces.len() - 1
        });
        self.by_code.insert(code.to_owned(), self.units.len());
        let commune = Commune { code: code.to_owned(), name: name.to_owned() };
        self.units.push(Unit { name: Name::of_unit(name), commune, province });
    }

    fn add_former<'a>(&mut self, [province, district, commune, codes]: [&'a str; 4], around: &mut Around<'a>) {
        let now = codes.split(',').filter_map(|code| self.by_code.get(code).copied()).collect();
        // An island district had no communes: it was the place itself.
        let name = Name::of_unit(if commune.is_empty() { district } else { commune });
        // Rows of one district stand together: its name is taken apart once.
        let known = around.take().filter(|(written, _)| *written == (province, district));
        let names = known.map_or_else(|| (Name::of_unit(province), Name::of_unit(district)), |(_, names)| names);
        *around = Some(((province, district), names.clone()));
        let (province, district) = names;
        self.formers.push(Former { name, district, province, now });
    }

    /// All provinces in the order of their codes.
    pub fn provinces(&self) -> impl Iterator<Item = &Province> {
        self.provinces.iter().map(|(_, province)| province)
    }

    /// The province of a code.
    #[must_use]
    pub fn province(&self, code: &str) -> Option<&Province> {
        self.provinces().find(|province| province.code == code)
    }

    /// The communes of a province in the order of their codes; none for an unknown code.
    pub fn communes<'a>(&'a self, province_code: &'a str) -> impl Iterator<Item = &'a Commune> {
        let of_it = move |unit: &&Unit| self.provinces[unit.province].1.code == province_code;
        self.units.iter().filter(of_it).map(|unit| &unit.commune)
    }

    /// The commune of a code, with its province.
    #[must_use]
    pub fn place(&self, commune_code: &str) -> Option<Place> {
        self.by_code.get(commune_code).map(|unit| self.place_at(*unit))
    }

    /// How many communes there are today, and how many there were.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.units.len(), self.formers.len())
    }

    pub(super) fn place_at(&self, unit: usize) -> Place {
        let unit = &self.units[unit];
        Place { commune: unit.commune.clone(), province: self.provinces[unit.province].1.clone() }
    }
}

fn rows(table: &str) -> impl Iterator<Item = [&str; 4]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?, columns.next()?, columns.next()?])
    })
}
