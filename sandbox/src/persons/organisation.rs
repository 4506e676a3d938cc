//! An organisation that a test person acts for, with the records that sources hold of it.

use portal_api::{MembershipRole, OrganisationRef, OrganisationType};
use serde::Deserialize;

use super::expand::{Expander, Wrong};
use super::{Record, handle};

/// An organisation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its identification code.
    pub identifier: Option<String>,
    /// Its tax code.
    pub tax_code: Option<String>,
    /// `enterprise`, `cooperative`, `household-business`, `state-agency`, `other`.
    pub kind: OrganisationType,
    /// What the person is to it by the business register; none: no register knows it.
    pub role: Option<MembershipRole>,
    /// Title of the person in it.
    pub title: Option<String>,
    /// Last day of the authority.
    pub until: Option<String>,
    /// Records about it.
    #[serde(default, rename = "record")]
    pub records: Vec<Record>,
    /// Handle that operation 9 shows. Made here.
    #[serde(skip)]
    pub handle: String,
}

impl Organisation {
    pub(super) fn finish(&mut self, expander: &Expander, place: &[&str]) -> Result<(), Wrong> {
        self.handle = handle(place);
        for (row, record) in self.records.iter_mut().enumerate() {
            let row = row.to_string();
            let place: Vec<&str> = place.iter().copied().chain([row.as_str()]).collect();
            record.finish(expander, &place)?;
        }
        Ok(())
    }

    /// As it travels.
    pub fn shown(&self) -> OrganisationRef {
        OrganisationRef {
            r#ref: Some(self.handle.as_str().into()),
            name: self.name.as_str().into(),
            identifier: self.identifier.as_deref().map(Into::into),
            tax_code: self.tax_code.as_deref().map(Into::into),
            r#type: self.kind,
        }
    }

    /// Whether the person's authority holds on a day.
    pub fn is_acted_for(&self, today: &str) -> bool {
        self.role.is_some() && self.until.as_deref().is_none_or(|until| until >= today)
    }

    /// Whether it is the one meant: by handle, by a code, or by name.
    pub fn is(&self, meant: &OrganisationRef) -> bool {
        if let Some(handle) = &meant.r#ref {
            return *handle == self.handle.as_str();
        }
        let same = |meant: Option<&str>, own: &Option<String>| {
            meant.zip(own.as_deref()).map(|(meant, own)| meant == own)
        };
        same(meant.identifier.as_deref(), &self.identifier)
            .or_else(|| same(meant.tax_code.as_deref(), &self.tax_code))
            .unwrap_or_else(|| *meant.name == *self.name)
    }
}
