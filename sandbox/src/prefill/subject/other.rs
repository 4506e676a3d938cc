//! Others: who gave authority on paper or in VNeID, and organisations. (Who agreed in person is [`Reach::shared`].)

use forms::mandate::{AUTHORISATION, Mandate};
use portal_api::ProofKind;
use serde_json::Value;
use vietnam::CivilDate;

use super::{Asked, Reach, Refusal};
use crate::persons::{Organisation, Record};
use crate::registers::Entry;

impl<'a> Asked<'a> {
    /// Somebody whose written authority was uploaded, or whose authorisation VNeID has: what the case asks about them,
    /// and nothing else. They are named by number and name, or a contract by its code.
    pub(super) fn authorised(&self) -> Result<Reach<'a>, Refusal> {
        let mandate = if self.by_upload {
            None
        } else {
            Some(self.mandate()?)
        };
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
        let gave_it = |entry: &Entry<'a>| {
            mandate
                .as_ref()
                .is_none_or(|mandate| mandate.is_of(Some(entry.full_name()), entry.personal_id()))
        };
        let records: Vec<&Record> = crate::registers::all(&self.state.persons)
            .filter(|entry| is_meant(entry) && gave_it(entry))
            .map(|entry| entry.record)
            .collect();
        if records.is_empty() {
            return Err(match mandate {
                Some(_) => Refusal::AnothersRecord,
                None => Refusal::NobodyNamed,
            });
        }
        let may = |record: &Record, source: &str| self.service_wants(record, source);
        Ok(Reach::whole(records).only(may))
    }

    /// The person's own authorisation that the request names, if it holds today. One that was withdrawn VNeID has no
    /// more.
    fn mandate(&self) -> Result<Mandate, Refusal> {
        let proof = self.request.subject.proof.as_ref();
        let proof = proof.filter(|proof| proof.kind == ProofKind::RegisterLink);
        let id = proof.and_then(|proof| proof.record_id.as_deref());
        let id = id.ok_or_else(|| self.refusal())?;
        let mut own = self.person.into_iter().flat_map(|person| &person.records);
        let record = own.find(|record| record.kind == AUTHORISATION && record.handle == id);
        let mandate = of_record(record.ok_or(Refusal::NoRecord)?);
        let holds = CivilDate::parse_iso(&self.today).is_ok_and(|today| mandate.holds(today));
        if holds {
            Ok(mandate)
        } else {
            Err(Refusal::RecordOver)
        }
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

fn of_record(record: &Record) -> Mandate {
    let mut mandate = Mandate {
        record_id: record.handle.clone(),
        number: record.reference.clone(),
        until: record.valid_until.iter().cloned().collect(),
        ..Mandate::default()
    };
    for (attribute, value) in &record.holds {
        if let Some(said) = value.as_str() {
            mandate.says(attribute, said);
        }
    }
    mandate
}
