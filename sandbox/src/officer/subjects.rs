//! Whom a dossier is for and whose records were read for it, with what entitled to that (contract 4.6).

use forms::answers::Reader;
use forms::definition::Service;
use forms::fact::Provenance;
use forms::whose::part;
use portal_api::{DraftContent, DraftFrame, Proof, ProofKind, Subject, SubjectKind};

use super::words::words;
use crate::conventions::Language;
use crate::dossiers::store::Stored;
use crate::pages::{escape, table};
use crate::words::of_contract;

/// "Phạm Mẫu Bình (con)"; none where the person who sent it is who it is for.
pub(super) fn applicant(frame: &DraftFrame, language: Language) -> Option<String> {
    let applicant = &frame.applicant;
    (applicant.kind != SubjectKind::Own).then(|| named(applicant, language))
}

/// A table of whom it is for and of the others; empty where the person who sent it is the only one.
pub(super) fn shown(sent: &DraftContent, language: Language) -> String {
    let frame = &sent.frame;
    let row = |what: &str, subject: &Subject| {
        vec![
            words(what, language).to_owned(),
            named(subject, language),
            proof(sent, subject, language),
        ]
    };
    let applicant = Some(&frame.applicant).filter(|one| one.kind != SubjectKind::Own);
    let rows: Vec<Vec<String>> = { applicant.iter() }
        .map(|subject| row("for", subject))
        .chain(frame.subjects.iter().map(|subject| row("read-of", subject)))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    [
        format!("<h2>{}</h2>", escape(words("subjects", language))),
        table(
            &["what", "who", "basis"].map(|key| words(key, language)),
            &rows,
        ),
    ]
    .concat()
}

/// Whom the record of a source is about: by their part of the form, else as the dossier names such a subject.
pub(super) fn whose(
    service: &Service,
    reader: &dyn Reader,
    row: &Stored,
    source: &Provenance,
    language: Language,
) -> Option<String> {
    let about = source.about.as_deref()?;
    if let Some(part) = part(service, reader, &source.source, about) {
        return Some(format!("{} ({})", part.name, part.title));
    }
    let frame = &row.sent.frame;
    let is_it = |one: &&Subject| of_contract(one.kind).is_ok_and(|kind| kind == about);
    let mut all = [&frame.applicant].into_iter().chain(&frame.subjects);
    let subject = all.find(is_it).filter(|one| one.kind != SubjectKind::Own);
    Some(match subject {
        Some(subject) => named(subject, language),
        None => {
            let kind = words(&format!("kind-{about}"), language);
            let own = of_contract(SubjectKind::Own).is_ok_and(|own| own == about);
            let name = own.then_some(row.applicant_name.as_str());
            name.map_or_else(|| kind.to_owned(), |name| format!("{name} ({kind})"))
        }
    })
}

fn named(subject: &Subject, language: Language) -> String {
    let name = match (&subject.person, &subject.organisation) {
        (Some(person), _) => person.full_name.to_string(),
        (None, Some(organisation)) => organisation.name.to_string(),
        (None, None) => String::new(),
    };
    let kind = of_contract(subject.kind).unwrap_or_default();
    let kind = words(&format!("kind-{kind}"), language);
    if name.is_empty() {
        kind.to_owned()
    } else {
        format!("{name} ({kind})")
    }
}

/// What entitles to it, with the id of the paper, result or confirmation; of an authorisation in VNeID, its number.
fn proof(sent: &DraftContent, subject: &Subject, language: Language) -> String {
    let Some(proof) = &subject.proof else {
        return words("proof-none", language).to_owned();
    };
    if let Some(number) = record(sent, proof) {
        let told = words("proof-authorisation", language);
        return format!("{told} · {} {number}", words("number", language));
    }
    let id = match proof.kind {
        ProofKind::Session | ProofKind::RegisterLink => None,
        ProofKind::PriorResult => proof.result_id.as_ref(),
        ProofKind::Upload => proof.upload_id.as_ref(),
        ProofKind::Confirmation => proof.confirmation_id.as_ref(),
    };
    let kind = of_contract(proof.kind).unwrap_or_default();
    let told = words(&format!("proof-{kind}"), language);
    id.map_or_else(|| told.to_owned(), |id| format!("{told} · {id}"))
}

/// The number of the record that entitles to it, as its source told it; where the dossier does not have that, its id.
fn record(sent: &DraftContent, proof: &Proof) -> Option<String> {
    let id = proof.record_id.as_ref()?;
    let mut known = sent.answers.provenance.values();
    let told = known.find(|from| from.record_id.as_ref() == Some(id));
    let number = told.and_then(|from| from.record_ref.as_ref());
    Some(number.map_or_else(|| id.to_string(), ToString::to_string))
}
