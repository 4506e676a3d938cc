//! Several records of one kind about one person: twins have two birth notices. One is meant as a whole.

use crate::fact::Fact;
use std::collections::BTreeSet;

/// Records of one kind that a source gave about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several<'a> {
    /// Id of the source.
    pub source: &'a str,
    /// Kind of the records.
    pub record: &'a str,
    /// About whom they are.
    pub subject: &'a str,
    /// Their ids, in an order of their own.
    pub ids: Vec<&'a str>,
}

/// Where a source gave more than one record of a kind about the same person. The citizen is asked which one is meant
/// before the facts are merged; otherwise every value that differs would be a conflict of its own, and values of two
/// records could be mixed. Rows inside a record are no records of their own.
pub fn several(facts: &[Fact]) -> Vec<Several<'_>> {
    let all: BTreeSet<(&str, &str, &str, &str)> = facts
        .iter()
        .filter(|fact| fact.row.is_none())
        .map(|fact| {
            let source = fact.provenance.source.as_str();
            (
                source,
                fact.record.as_str(),
                fact.subject.as_str(),
                fact.record_id.as_str(),
            )
        })
        .collect();
    let mut found: Vec<Several<'_>> = Vec::new();
    for (source, record, subject, id) in all {
        match found.last_mut() {
            Some(last) if (last.source, last.record, last.subject) == (source, record, subject) => {
                last.ids.push(id);
            }
            _ => found.push(Several {
                source,
                record,
                subject,
                ids: vec![id],
            }),
        }
    }
    found.retain(|records| records.ids.len() > 1);
    found
}
