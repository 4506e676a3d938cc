//! The ledger on the officer's page: where every answer and paper of a dossier comes from (decision 22).

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use forms::definition::Service;
use forms::fact::Provenance;
use forms::ledger::{self, Attached, Brought, Came, Disputed, LedgerLine, PaperLine, ledger};
use forms::origin::Dispute;
use forms::papers::Supply;
use forms::place::{Place, Pointer};
use forms::route::Known;
use forms::send;
use portal_api::{Attachment, AttachmentKind, Correction, Verification};
use serde_json::Value;
use vietnam::CivilDate;

use super::page::day;
use super::subjects;
use super::words::words;
use crate::conventions::Language;
use crate::dossiers::store::{self, Stored};
use crate::drafts::judge;
use crate::pages::{document, escape, heading, table};
use crate::prefill::records;
use crate::problem::Failure;
use crate::results;
use crate::state::AppState;
use crate::words::of_contract;

/// The page; none where no dossier has this code.
pub(super) async fn page(
    state: &AppState,
    code: &str,
    language: Language,
) -> Result<Option<impl IntoResponse + use<>>, Failure> {
    let Some(row) = store::by_code(&state.db, code).await? else {
        return Ok(None);
    };
    let Some((service, _)) = state.definitions.case(&row.case_code, language) else {
        return Ok(None);
    };
    let sent = { row.times.submitted.get(..10) }.and_then(|day| CivilDate::parse_iso(day).ok());
    let today = match sent {
        Some(day) => day,
        None => judge::today(state)?,
    };
    let held = results::held_by(state, &row.person, row.personal_id.as_deref()).await?;
    let results = held.iter().map(|result| {
        let key = result_key(&result.id);
        let from = read(&key, &records::of_result(state, result, language));
        (key, from)
    });
    // Names as the page speaks, whatever language was spoken when they were told; what is not asked here names itself.
    let said = row.sent.answers.provenance.iter().map(|(key, prov)| {
        let mut from = read(key, prov);
        let source = state.sources.get(&from.source);
        if let Some(source) = source.filter(|_| !state.sources.is_brought(&from.source)) {
            source.name(language).clone_into(&mut from.source_name);
        }
        (key.to_string(), from)
    });
    let provenance = said.chain(results).collect();
    let body = tables(service, &row, &provenance, today, language)?;
    let title = words("ledger", language);
    let subjects = subjects::shown(&row.sent, language);
    let body = [&heading(title, code), subjects.as_str(), body.as_str()].concat();
    Ok(Some(document(language, title, &body)))
}

/// Answers, then papers.
fn tables(
    service: &Service,
    row: &Stored,
    provenance: &BTreeMap<String, Provenance>,
    today: CivilDate,
    language: Language,
) -> Result<String, Failure> {
    let sent = &row.sent;
    let answers = judge::answers(service, sent, today);
    let origins = judge::origins(service, &answers, sent);
    let disputes = { sent.answers.disputes.iter() }.filter_map(|(pointer, dispute)| {
        let dispute = Dispute {
            prov: dispute.prov.to_string(),
            note: dispute.note.to_string(),
            asked: dispute.correction == Correction::Asked,
            at: dispute.at.to_string(),
        };
        let at = Pointer::new(pointer.as_str());
        Some((send::disputed(service, &answers, &at)?, dispute))
    });
    let disputes: BTreeMap<Place, Dispute> = disputes.collect();
    let known = Known {
        origins: &origins,
        provenance,
        conflicts: &std::collections::BTreeSet::new(),
    };
    let told = Told { service, language };
    let lines = ledger(service, &answers, known, &disputes);
    let rows: Vec<Vec<String>> = lines.iter().filter_map(|line| told.answer(line)).collect();
    let attached = attached(&sent.answers.attachments);
    let papers = ledger::papers(service, &answers, &attached, provenance, &disputes);
    let whose = |source: &Provenance| subjects::whose(service, &answers, row, source, language);
    let papers = { papers.iter() }.map(|line| {
        let whose = line.source.and_then(whose);
        told.paper(line, whose.as_deref())
    });
    let papers: Vec<Vec<String>> = papers.collect();
    let word = |key| words(key, language);
    Ok([
        table(
            &[word("what"), word("answer"), word("came"), word("ground")],
            &rows,
        ),
        format!("<h2>{}</h2>", escape(word("papers"))),
        table(&[word("what"), word("came"), word("ground")], &papers),
    ]
    .concat())
}

fn read(key: &str, prov: &portal_api::Provenance) -> Provenance {
    let date = |date: &Option<portal_api::Date>| date.as_ref().map(ToString::to_string);
    Provenance {
        id: key.to_owned(),
        source: prov.source.to_string(),
        source_name: prov.source_name.to_string(),
        result_id: prov.result_id.as_ref().map(ToString::to_string),
        number: prov.record_ref.as_ref().map(ToString::to_string),
        issuer: prov.issuer.as_ref().map(|issuer| issuer.name.to_string()),
        issued_on: date(&prov.issued_on),
        valid_until: date(&prov.valid_until),
        retrieved_at: prov.retrieved_at.to_string(),
        verified: prov.verification == Verification::Verified,
        about: prov.about.and_then(|about| of_contract(about).ok()),
    }
}

/// What is attached. Of a prior result the warehouses say where it comes from, not the draft: under `result:ID`.
fn attached(attachments: &[Attachment]) -> Vec<Attached> {
    let one = |one: &Attachment| {
        let supply = match one.kind {
            AttachmentKind::Upload => Supply::Upload,
            AttachmentKind::OwnFile => Supply::OwnFile,
            AttachmentKind::PriorResult => Supply::Result,
            AttachmentKind::Record => Supply::Record,
            AttachmentKind::PaperLater => Supply::Later,
            AttachmentKind::NotNeeded => Supply::NotNeeded,
        };
        let prov = match supply {
            Supply::Result => one.result_id.as_ref().map(|id| result_key(id)),
            _ => one.prov.as_ref().map(ToString::to_string),
        };
        Attached {
            document: one.document_code.to_string(),
            supply,
            label: one.label.as_ref().map(ToString::to_string),
            prov,
        }
    };
    attachments.iter().map(one).collect()
}

fn result_key(id: &str) -> String {
    ["result:", id].concat()
}

/// Lines as cells of HTML.
struct Told<'a> {
    service: &'a Service,
    language: Language,
}

impl Told<'_> {
    fn word(&self, key: &str) -> &'static str {
        words(key, self.language)
    }

    fn answer(&self, line: &LedgerLine<'_>) -> Option<Vec<String>> {
        let field = self.service.field(&line.place.field)?;
        let language = self.language.into();
        let shown = |value: &Value| forms::value::show(&field.kind, value, language);
        let mut came = match &line.how {
            Came::Computed => vec![self.word("computed").to_owned()],
            Came::Typed => vec![self.word("typed").to_owned()],
            Came::Filled(source) => vec![self.from(self.word("filled"), *source)],
            Came::Changed { from, original } => {
                let before = original.map(&shown).unwrap_or_default();
                let changed = format!("{}: {before}", self.word("changed"));
                vec![changed, self.from("", *from)]
            }
        };
        for (other, source) in &line.others {
            let said = format!("{}: {}", self.word("others"), shown(&other.value));
            came.push(self.from(&said, *source));
        }
        came.extend(line.dispute.as_ref().map(|wrong| self.wrong(wrong)));
        let cells = [&field.label, &shown(&line.value)].map(|text| escape(text));
        let came: Vec<String> = came.iter().map(|text| escape(text)).collect();
        let ground = escape(&self.ground(line.source()));
        Some([cells.into(), vec![came.join("<br>"), ground]].concat())
    }

    fn paper(&self, line: &PaperLine<'_>, whose: Option<&str>) -> Vec<String> {
        let name = line.paper.map_or(&line.document, |paper| &paper.name);
        let key = match line.how {
            Brought::Attached(Supply::Upload | Supply::OwnFile) => "upload",
            Brought::Attached(Supply::Result) => "result",
            Brought::Attached(Supply::Record) => "record",
            Brought::Attached(Supply::Later) => "later",
            Brought::Attached(Supply::NotNeeded) => "not-needed",
            Brought::FromAnswers => "from-answers",
            Brought::NeverAsked => "never-asked",
            Brought::InPerson => "in-person",
        };
        let rule = line.paper.filter(|_| line.how.is_spared());
        let rule = rule.and_then(|paper| paper.spared.clone());
        let word = self.word(key);
        let what = match &line.label {
            Some(label) => format!("{word} “{label}”"),
            None => word.to_owned(),
        };
        let mut came = vec![escape(&self.from(&what, line.source))];
        came.extend(whose.map(|whose| escape(&format!("{}: {whose}", self.word("record-of")))));
        let wrong = line.dispute.as_ref();
        came.extend(wrong.map(|wrong| escape(&self.wrong(wrong))));
        let rule = escape(&rule.unwrap_or_default());
        vec![escape(name), came.join("<br>"), rule]
    }

    fn wrong(&self, (dispute, source): &Disputed<'_>) -> String {
        let mut said = format!("{}: “{}”", self.word("disputed"), dispute.note);
        if dispute.asked {
            said = format!("{said}; {}", self.word("correction-asked"));
        }
        self.from(&said, *source)
    }

    /// A source with its number and days, after some words.
    fn from(&self, before: &str, source: Option<&Provenance>) -> String {
        let Some(source) = source else {
            return before.to_owned();
        };
        let date = |key: &str, text: Option<&str>| {
            text.map(|text| format!("{} {}", self.word(key), day(text)))
        };
        let number = source.number.as_ref();
        let parts = [
            Some(source.source_name.clone()),
            source.issuer.clone(),
            number.map(|number| format!("{} {number}", self.word("number"))),
            date("issued", source.issued_on.as_deref()),
            date("read", Some(&source.retrieved_at)),
        ];
        let said = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if before.is_empty() {
            said
        } else {
            format!("{before}: {said}")
        }
    }

    /// By what rule nothing of a source is handed in again.
    fn ground(&self, source: Option<&Provenance>) -> String {
        let register = source.and_then(|source| self.service.register(&source.source));
        let Some(register) = register else {
            return String::new();
        };
        if register.unconfirmed {
            [register.ground.as_str(), " ", self.word("unconfirmed")].concat()
        } else {
            register.ground.clone()
        }
    }
}
