//! Others: who gave authority on paper, and organisations. (Who agreed in person is [`Reach::shared`].)

use serde_json::Value;

use super::{Asked, Reach};
use crate::persons::{Organisation, Record};
use crate::registers::Entry;

impl<'a> Asked<'a> {
    /// Somebody whose written authority was uploaded: what the case asks about them, and nothing else. They are named by
    /// number and name, or a contract by its code.
    pub(super) fn authorised(&self) -> Option<Reach<'a>> {
        if !self.by_upload {
            return None;
        }
        let meant = self.request.subject.person.as_ref();
        let meant = meant.and_then(|meant| Some((meant.personal_id.as_deref()?, &meant.full_name)));
        let contract = self.key("electricity", "customer_code");
        let is_meant = |entry: &Entry<'a>| match (meant, contract) {
            (Some((number, name)), _) => {
                entry.personal_id() == Some(number)
                    && vietnam::name::same_name(entry.full_name(), name)
            }
            (None, Some(code)) => entry.record.names("customer_code", code),
            (None, None) => false,
        };
        let records: Vec<&Record> = crate::registers::all(&self.state.persons)
            .filter(is_meant)
            .map(|entry| entry.record)
            .collect();
        let may = |record: &Record, source: &str| self.service_wants(record, source);
        (!records.is_empty()).then(|| Reach::whole(records).only(may))
    }

    /// An organisation that the person acts for: by its own account, by the business register, or by an uploaded
    /// authorisation.
    pub(super) fn organisation(&self) -> Option<Reach<'a>> {
        let person = self.person?;
        let proved = |one: &&Organisation| {
            person.organisation_account || one.is_acted_for(&self.today) || self.by_upload
        };
        let mut known = person.organisations.iter().filter(proved);
        let found = known.find(|one| self.means_organisation(one))?;
        Some(Reach::whole(&found.records))
    }

    /// By what the request says of it, or by the tax code among the keys. Nothing said: the first.
    fn means_organisation(&self, organisation: &Organisation) -> bool {
        if let Some(meant) = &self.request.subject.organisation {
            return organisation.is(meant);
        }
        let mut keys = self.request.keys.values();
        let tax_code = keys.find_map(|keys| keys.get("tax_code").and_then(Value::as_str));
        tax_code.is_none_or(|code| organisation.tax_code.as_deref() == Some(code))
    }
}
