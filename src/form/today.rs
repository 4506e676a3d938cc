//! The units of today that an address of two levels names, by the site's own lists: only those of its province are
//! brought.

use crate::portal::site::{self, List};
use vietnam::unit::{CurrentAddress, Units};

/// The address as it was understood; none where a list could not be had: it is then shown as it was read.
pub(super) async fn understood(text: &str) -> Option<CurrentAddress> {
    let provinces = site::list("provinces").await.ok()?;
    let named = Units::of_names(pairs(&provinces), [], None).read_address(text);
    let Some(province) = named.province else {
        return Some(named);
    };
    let communes = ["communes/", province.as_str()].concat();
    let communes = site::list(&communes).await.ok()?;
    let units = Units::of_names(pairs(&provinces), pairs(&communes), Some(province));
    Some(units.read_address(text))
}

fn pairs(list: &List) -> impl Iterator<Item = (&str, &str)> {
    { list.items.iter() }.map(|item| (item.code.as_str(), item.name.as_str()))
}
