//! Whom a dossier is for and about whom records are read, and what entitles the person to that (contract 3.1).

use super::records::Wanted;
use portal_api::{
    OrganisationRef, OrganisationType, PersonRef, Proof, ProofKind, Subject, SubjectKind,
};

/// Subject kind of the person who asks.
pub const SELF: &str = "self";
/// Subject kind of organisations.
const ORGANISATION: &str = "organisation";

/// Subject kinds and their words.
const KINDS: [(SubjectKind, &str); 10] = [
    (SubjectKind::Own, SELF),
    (SubjectKind::Child, "child"),
    (SubjectKind::Parent, "parent"),
    (SubjectKind::Spouse, "spouse"),
    (SubjectKind::Ward, "ward"),
    (SubjectKind::Deceased, "deceased"),
    (SubjectKind::HouseholdMember, "household-member"),
    (SubjectKind::Guest, "guest"),
    (SubjectKind::OtherByAuthorisation, "other-by-authorisation"),
    (SubjectKind::Organisation, ORGANISATION),
];

/// The word of a subject kind.
pub(super) fn word(kind: SubjectKind) -> &'static str {
    let mut kinds = KINDS.iter();
    kinds
        .find(|(known, _)| *known == kind)
        .map_or(SELF, |(_, word)| word)
}

/// What entitles the person to see another's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A register links the two.
    Link,
    /// The other person agreed: id of the confirmation.
    Agreement(String),
    /// A paper that was sent: id of the upload.
    Upload(String),
    /// A prior result: its id.
    Result(String),
    /// An authorisation that stands in VNeID: id of the record.
    Record(String),
}

/// The person who asks, or another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Subject kind.
    pub about: String,
    /// Stands for them in requests, where they were chosen by name (operation 9).
    pub handle: Option<String>,
    /// Name of the person or organisation.
    pub name: Option<String>,
    /// Number of the person.
    pub personal_id: Option<String>,
    /// Birth date of the person, perhaps a bare year.
    pub birth_date: Option<String>,
    /// Tax code of the organisation.
    pub tax_code: Option<String>,
    /// What entitles to it; none: nothing does yet.
    pub basis: Option<Basis>,
}

impl Who {
    /// The person who asks.
    #[must_use]
    pub fn own() -> Self {
        Self {
            about: SELF.to_owned(),
            ..Self::default()
        }
    }

    /// About whom a source is asked. Unless something else entitles to that, the registers' own link is to.
    #[must_use]
    pub fn of(wanted: &Wanted) -> Self {
        let key = |name: &str| wanted.keys.get(name).cloned();
        Self {
            about: wanted.about.clone(),
            handle: wanted.person.clone(),
            name: key("full_name"),
            personal_id: key("personal_id"),
            birth_date: key("birth_date"),
            tax_code: key("tax_code").filter(|_| wanted.about == ORGANISATION),
            basis: Some(wanted.basis.clone().unwrap_or(Basis::Link)),
        }
    }

    /// About whom a request is. A number, a birth date or a name alone names nobody.
    pub(super) fn asked(&self) -> Subject {
        let is_named = self.handle.is_some() || self.personal_id.is_some();
        let mut subject = self.subject();
        if !is_named && self.birth_date.is_none() {
            subject.person = None;
        }
        subject
    }

    /// The same for a draft, with all that is known of them.
    pub(super) fn subject(&self) -> Subject {
        let mut kinds = KINDS.iter();
        let kind = kinds.find(|(_, word)| *word == self.about);
        let kind = kind.map_or(SubjectKind::Own, |(kind, _)| *kind);
        if kind == SubjectKind::Own {
            return Subject {
                kind,
                person: None,
                organisation: None,
                proof: Some(bare(ProofKind::Session)),
            };
        }
        let is_person = kind != SubjectKind::Organisation;
        Subject {
            kind,
            person: self.person().filter(|_| is_person),
            organisation: self.organisation().filter(|_| !is_person),
            proof: self.basis.as_ref().map(proof),
        }
    }

    /// Reads somebody of a draft.
    pub(super) fn read(subject: Subject) -> Self {
        let mut who = Self {
            about: word(subject.kind).to_owned(),
            basis: subject.proof.and_then(basis),
            ..Self::default()
        };
        if let Some(person) = subject.person {
            who.handle = person.r#ref.map(|handle| handle.to_string());
            who.name = Some(person.full_name.to_string());
            who.personal_id = person.personal_id.map(|number| number.to_string());
            who.birth_date = person.birth_date.map(|date| date.to_string());
        }
        if let Some(organisation) = subject.organisation {
            who.name = Some(organisation.name.to_string());
            who.tax_code = organisation.tax_code.map(|code| code.to_string());
        }
        who
    }

    fn person(&self) -> Option<PersonRef> {
        Some(PersonRef {
            r#ref: self.handle.as_deref().map(Into::into),
            full_name: self.name.as_deref()?.into(),
            personal_id: self.personal_id.as_deref().map(Into::into),
            birth_date: self.birth_date.as_deref().map(Into::into),
            ..PersonRef::default()
        })
    }

    fn organisation(&self) -> Option<OrganisationRef> {
        Some(OrganisationRef {
            r#ref: None,
            name: self.name.as_deref()?.into(),
            identifier: None,
            tax_code: self.tax_code.as_deref().map(Into::into),
            r#type: OrganisationType::Other,
        })
    }
}

fn bare(kind: ProofKind) -> Proof {
    Proof {
        kind,
        record_id: None,
        result_id: None,
        upload_id: None,
        confirmation_id: None,
    }
}

fn proof(basis: &Basis) -> Proof {
    match basis {
        Basis::Link => bare(ProofKind::RegisterLink),
        Basis::Agreement(id) => Proof {
            confirmation_id: Some(id.as_str().into()),
            ..bare(ProofKind::Confirmation)
        },
        Basis::Upload(id) => Proof {
            upload_id: Some(id.as_str().into()),
            ..bare(ProofKind::Upload)
        },
        Basis::Result(id) => Proof {
            result_id: Some(id.as_str().into()),
            ..bare(ProofKind::PriorResult)
        },
        Basis::Record(id) => Proof {
            record_id: Some(id.as_str().into()),
            ..bare(ProofKind::RegisterLink)
        },
    }
}

/// None where the id is missing that its kind needs.
fn basis(proof: Proof) -> Option<Basis> {
    let text = |id: Option<portal_api::Id>| id.map(|id| id.to_string());
    match proof.kind {
        ProofKind::Session => None,
        ProofKind::RegisterLink => text(proof.record_id)
            .map(Basis::Record)
            .or(Some(Basis::Link)),
        ProofKind::Confirmation => text(proof.confirmation_id).map(Basis::Agreement),
        ProofKind::Upload => text(proof.upload_id).map(Basis::Upload),
        ProofKind::PriorResult => text(proof.result_id).map(Basis::Result),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    fn wanted(about: &str, names: &[&str]) -> Wanted {
        let all = [
            ("personal_id", "001220999005"),
            ("full_name", "Mẫu An"),
            ("birth_date", "2020-06-01"),
            ("code", "x"),
        ];
        let named = all.iter().filter(|(name, _)| names.contains(name));
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Wanted {
            source: "population".into(),
            about: about.into(),
            attributes: BTreeMap::new(),
            keys: named.map(pair).collect(),
            person: None,
            basis: None,
        }
    }

    fn wire(about: &str, names: &[&str]) -> Value {
        json!(Who::of(&wanted(about, names)).asked())
    }

    #[test]
    fn another_person_is_named_by_the_keys() {
        assert_eq!(
            wire("child", &["personal_id", "full_name", "code"]),
            json!({ "kind": "child", "proof": { "kind": "register-link" },
                "person": { "fullName": "Mẫu An", "personalId": "001220999005" } })
        );
        assert_eq!(
            wire("child", &["full_name", "birth_date"])["person"],
            json!({ "fullName": "Mẫu An", "birthDate": "2020-06-01" })
        );
        let mut chosen = wanted("child", &["full_name"]);
        chosen.person = Some("h1".into());
        assert_eq!(
            json!(Who::of(&chosen).asked())["person"],
            json!({ "ref": "h1", "fullName": "Mẫu An" })
        );
        for (about, names) in [
            ("self", &["personal_id", "full_name"][..]),
            ("child", &["personal_id"]),
            ("child", &["full_name", "code"]),
        ] {
            assert_eq!(wire(about, names).get("person"), None, "{about} {names:?}");
        }
    }

    #[test]
    fn what_entitles_goes_with_every_request_and_comes_back_with_the_draft() {
        for (basis, proof) in [
            (
                Basis::Agreement("c1".into()),
                json!({ "kind": "confirmation", "confirmationId": "c1" }),
            ),
            (
                Basis::Upload("u1".into()),
                json!({ "kind": "upload", "uploadId": "u1" }),
            ),
            (
                Basis::Result("r1".into()),
                json!({ "kind": "prior-result", "resultId": "r1" }),
            ),
            (
                Basis::Record("v1".into()),
                json!({ "kind": "register-link", "recordId": "v1" }),
            ),
        ] {
            let mut asked = wanted("other-by-authorisation", &["personal_id", "full_name"]);
            asked.basis = Some(basis);
            let who = Who::of(&asked);
            assert_eq!(json!(who.asked())["proof"], proof);
            assert_eq!(Who::read(who.subject()), who);
        }
        let organisation = Who {
            about: "organisation".into(),
            name: Some("Trường Mẫu".into()),
            tax_code: Some("0100000001".into()),
            ..Who::default()
        };
        assert_eq!(Who::read(organisation.subject()), organisation);
        assert_eq!(json!(Who::own().subject())["proof"]["kind"], "session");
    }
}
