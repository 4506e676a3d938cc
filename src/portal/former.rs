//! Units of before 01/07/2025, from the site's own files: one old province at a time, each brought once.

use super::site::{SiteFault, file, text};
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use vietnam::unit::OldUnits;

/// An old province.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OldProvince {
    /// Name of its files.
    pub id: String,
    /// "Tỉnh Thái Bình".
    pub name: String,
    /// Code of the province in which it lies now.
    pub province: String,
}

thread_local! {
    static INDEX: RefCell<Option<Arc<Vec<OldProvince>>>> = const { RefCell::new(None) };
    static UNITS: RefCell<BTreeMap<String, Arc<OldUnits>>> = const { RefCell::new(BTreeMap::new()) };
}

/// All old provinces.
///
/// # Errors
/// See [`SiteFault`].
pub async fn provinces() -> Result<Arc<Vec<OldProvince>>, SiteFault> {
    if let Some(known) = INDEX.with_borrow(Clone::clone) {
        return Ok(known);
    }
    let index: Vec<OldProvince> = file("lists/legacy/index.json").await?;
    let index = Arc::new(index);
    INDEX.set(Some(Arc::clone(&index)));
    Ok(index)
}

/// The units of one of them.
///
/// # Errors
/// See [`SiteFault`].
pub async fn units(province: &OldProvince) -> Result<Arc<OldUnits>, SiteFault> {
    if let Some(known) = UNITS.with_borrow(|known| known.get(&province.id).cloned()) {
        return Ok(known);
    }
    let path = ["lists/legacy/", &province.id].concat();
    let communes = text(&[&path, ".csv"].concat()).await?;
    let splits = text(&[&path, ".splits.csv"].concat()).await?;
    let units = OldUnits::read(&communes, &splits).map_err(|_| SiteFault::Old)?;
    let units = Arc::new(units);
    UNITS.with_borrow_mut(|known| known.insert(province.id.clone(), Arc::clone(&units)));
    Ok(units)
}
