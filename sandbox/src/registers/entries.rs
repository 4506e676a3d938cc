//! All records of all test persons as a register sees them: by what they hold, whosever they are.

use crate::persons::{Person, Persons, Record, Relative};

/// A record, and whose it is.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The test person in whose file it stands.
    pub person: &'a Person,
    /// The relative it is about; none: the person.
    pub relative: Option<&'a Relative>,
    /// The record.
    pub record: &'a Record,
}

/// Records of a kind. The same record may stand in the files of two persons; the first counts.
pub fn entries<'a>(persons: &'a Persons, kind: &'a str) -> impl Iterator<Item = Entry<'a>> {
    all(persons).filter(move |entry| entry.record.kind == kind)
}

/// Records of all kinds about persons.
pub fn all(persons: &Persons) -> impl Iterator<Item = Entry<'_>> {
    persons.all().iter().flat_map(|person| {
        let own = person.records.iter().map(move |record| Entry {
            person,
            relative: None,
            record,
        });
        let others = person.relatives.iter().flat_map(move |relative| {
            relative.records.iter().map(move |record| Entry {
                person,
                relative: Some(relative),
                record,
            })
        });
        own.chain(others)
    })
}

impl Entry<'_> {
    /// Identity number of whom it is about.
    pub fn personal_id(&self) -> Option<&str> {
        match self.relative {
            Some(relative) => relative.personal_id.as_deref(),
            None => Some(&self.person.personal_id),
        }
    }

    /// Name of whom it is about.
    pub fn full_name(&self) -> &str {
        match self.relative {
            Some(relative) => &relative.full_name,
            None => &self.person.full_name,
        }
    }

    /// A text that the record holds.
    pub fn text(&self, attribute: &str) -> Option<&str> {
        self.record.holds.get(attribute)?.as_str()
    }

    /// A number that the record holds.
    pub fn number(&self, attribute: &str) -> Option<u64> {
        self.record.holds.get(attribute)?.as_u64()
    }

    /// A yes or no that the record holds.
    pub fn yes(&self, attribute: &str) -> bool {
        self.record
            .holds
            .get(attribute)
            .is_some_and(|value| value == true)
    }

    /// A text that the register says besides.
    pub fn besides(&self, name: &str) -> Option<&str> {
        self.record.besides.get(name).map(String::as_str)
    }
}

/// The ten figures that a health card of fifteen characters and the insurance number of its holder share.
pub fn insurance_number(number: &str) -> String {
    let characters: Vec<char> = number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let skip = if characters.len() == 15 { 5 } else { 0 };
    characters.into_iter().skip(skip).collect()
}
