//! What the engine asks about lists that it does not hold: units, countries, offices, ethnic groups.

/// Ids of the lists of administrative units, which several kinds use.
pub mod unit {
    /// Provinces and centrally-run cities.
    pub const PROVINCES: &str = "provinces";
    /// Communes, wards and special zones.
    pub const COMMUNES: &str = "communes";
    /// Offices that receive dossiers.
    pub const AUTHORITIES: &str = "authorities";
    /// Countries, by ISO alpha-2.
    pub const COUNTRIES: &str = "countries";
}

/// Lists as they are known here. `None` everywhere means "cannot be judged here": the code is then taken.
pub trait Lists {
    /// Whether the list has the code.
    fn contains(&self, list: &str, code: &str) -> Option<bool>;

    /// The name that people read for the code.
    fn name(&self, list: &str, code: &str) -> Option<String>;
}

/// Knows no list.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLists;

impl Lists for NoLists {
    fn contains(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn name(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}
