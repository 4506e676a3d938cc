//! The lines of the ledger in words.

use forms::definition::{Field, Service};
use forms::fact::Provenance;
use forms::ledger::{self, Brought, Came, LedgerLine, PaperLine, ledger};
use forms::papers::Supply;
use leptos::prelude::*;

use crate::form::field::hidden_of;
use crate::form::kept::{Kept, Seen};
use crate::form::{basis_words, dispute, told, words};
use crate::portal::subject::Basis;
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{KnownCard, KnownRow, Mark};

/// A card per step: every answer with its source.
pub(super) fn cards(service: &Service, kept: &Kept) -> AnyView {
    let lines = ledger(service, &kept.answers, kept.known(), &kept.disputes);
    let cards = service.steps.iter().map(|step| {
        let rows = lines.iter().filter_map(|line| {
            let mut fields = step.fields.iter();
            let field = fields.find(|field| field.id == line.place.field)?;
            Some((line.place.clone(), (field, line)))
        });
        let parts = told::by_row(service, &kept.answers, rows.collect());
        let is_any = !parts.is_empty();
        is_any.then(|| {
            let parts = parts.into_iter().map(|(title, rows)| {
                let rows = rows.into_iter();
                let rows = rows.map(|(_, (field, line))| answer(service, kept, field, line));
                (title, rows.collect())
            });
            view! { <KnownCard title=step.title.clone() parts=parts.collect() /> }
        })
    });
    cards.collect_view().into_any()
}

fn answer(service: &Service, kept: &Kept, field: &Field, line: &LedgerLine<'_>) -> AnyView {
    let numbers = hidden_of(service, &kept.answers, &line.place);
    let shown = |value| words::shown_with(field, Some(value), &numbers);
    let mark = match &line.how {
        Came::Computed => Some((Mark::Typed, t(Text::LedgerComputed).to_owned())),
        Came::Typed => Some((Mark::Typed, t(Text::OriginTyped).to_owned())),
        Came::Filled(_) => Some((Mark::Known, t(Text::LedgerUnchanged).to_owned())),
        Came::Changed { original, .. } => {
            let before = original.map(shown).unwrap_or_default();
            Some((Mark::Changed, say::row_before(&before)))
        }
    };
    let mut notes: Vec<String> = Vec::new();
    notes.extend(line.source().map(|source| from(service, source)));
    for (other, source) in &line.others {
        let said = say::ledger_other(&shown(&other.value));
        let by = source.map(|source| from(service, source));
        notes.push([said, by.unwrap_or_default()].join(" · "));
    }
    if let Some((said, source)) = &line.dispute {
        notes.push(dispute::words(service, said, *source));
    }
    notes.extend(line.source().and_then(|source| ground(service, source)));
    let below = notes
        .into_iter()
        .map(|note| view! { <p class="hint">{note}</p> });
    let below = below.collect_view().into_any();
    view! {
        <KnownRow
            label=field.label.clone()
            value=Signal::stored(told::value(field, Some(&line.value), &numbers))
            whole=Signal::stored(words::whole(field, Some(&line.value), &numbers))
            origin=Signal::stored(mark)
            below=Some(below)
        />
    }
    .into_any()
}

/// A source by its whole name, with number, issuer, day of issue, and when it was read.
fn from(service: &Service, source: &Provenance) -> String {
    let name = match words::source_name(service, source) {
        "" => service.short_name(&source.source).unwrap_or(&source.source),
        name => name,
    };
    let read = day(&source.retrieved_at);
    let number = source
        .number
        .as_ref()
        .map(|number| say::ledger_number(number));
    let issuer = source
        .issuer
        .as_ref()
        .map(|issuer| say::ledger_issuer(issuer));
    let issued = source.issued_on.as_deref();
    let issued = issued.map(|issued| say::held_issued(&words::date(issued)));
    let parts = [
        Some(name.to_owned()),
        number,
        issuer,
        issued,
        Some(say::ledger_read(&read)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whose record it is.
fn of(service: &Service, kept: &Kept, source: &Provenance) -> Option<String> {
    let whose = kept.whose(service, source)?;
    Some(match (&whose.name, &whose.part) {
        (Some(name), Some(part)) => say::ledger_of_part(name, part),
        (Some(name), None) => say::ledger_of(name),
        (None, _) if whose.is_own => t(Text::LedgerOfOwn).to_owned(),
        (None, _) => say::ledger_of(&t(Text::LedgerSomebody)),
    })
}

fn ground(service: &Service, source: &Provenance) -> Option<String> {
    let register = service.register(&source.source)?;
    let ground = say::ledger_ground(&register.ground);
    Some(if register.unconfirmed {
        [&ground, " ", t(Text::DisputeUnconfirmed)].concat()
    } else {
        ground
    })
}

/// A card of the others whose records were read.
pub(super) fn seen(service: &Service, kept: &Kept) -> AnyView {
    if kept.seen.is_empty() {
        return ().into_any();
    }
    let row = |one: &Seen| {
        let name = one.who.name.as_deref();
        let name = name.unwrap_or_else(|| t(Text::LedgerSomebody)).to_owned();
        let by = entitled(service, one);
        view! { <KnownRow label=name value=Signal::stored(by) origin=Signal::stored(None) /> }
            .into_any()
    };
    let rows = kept.seen.iter().map(row).collect();
    view! { <KnownCard title=t(Text::LedgerSeen) parts=vec![(None, rows)] /> }.into_any()
}

fn entitled(service: &Service, one: &Seen) -> String {
    let text = match one.who.basis {
        Some(Basis::Record(_)) => {
            let number = basis_words::number(one.by.as_deref());
            return say::ledger_by_mandate(&number);
        }
        Some(Basis::Upload(_)) => {
            let code = one.by.as_deref().unwrap_or_default();
            let mut papers = service.papers.iter();
            let paper = papers.find(|paper| paper.code == code);
            return say::ledger_by_file(&paper.map_or(code, |paper| &paper.name));
        }
        Some(Basis::Link) => Text::LedgerByLink,
        Some(Basis::Agreement(_)) => Text::LedgerByAgreement,
        Some(Basis::Result(_)) => Text::LedgerByResult,
        None => Text::LedgerByNone,
    };
    t(text).to_owned()
}

/// A card of the papers.
pub(super) fn papers(service: &Service, kept: &Kept) -> AnyView {
    let lines = ledger::papers(
        service,
        &kept.answers,
        &kept.attached,
        &kept.provenance,
        &kept.disputes,
    );
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .iter()
        .map(|line| paper(service, kept, line))
        .collect();
    view! { <KnownCard title=t(Text::LedgerPapers) parts=vec![(None, rows)] /> }.into_any()
}

fn paper(service: &Service, kept: &Kept, line: &PaperLine<'_>) -> AnyView {
    let name = line.paper.map_or(&line.document, |paper| &paper.name);
    let how = t(match line.how {
        Brought::Attached(Supply::Upload | Supply::OwnFile) => Text::LedgerFile,
        Brought::Attached(Supply::Result) => Text::LedgerResult,
        Brought::Attached(Supply::Record) => Text::LedgerRecord,
        Brought::Attached(Supply::Later) => Text::LedgerLater,
        Brought::Attached(Supply::NotNeeded) | Brought::NeverAsked => Text::LedgerSpared,
        Brought::FromAnswers => Text::PaperMade,
        Brought::InPerson => Text::LedgerShown,
    });
    let how = match &line.label {
        Some(label) => [how, ": ", label].concat(),
        None => how.to_owned(),
    };
    let rule = line.paper.filter(|_| line.how.is_spared());
    let rule = rule.and_then(|paper| {
        let text = paper.spared.as_ref()?;
        let ground = say::ledger_ground(text);
        Some(if paper.unconfirmed {
            [&ground, " ", t(Text::DisputeUnconfirmed)].concat()
        } else {
            ground
        })
    });
    let wrong = line.dispute.as_ref();
    let notes = [
        line.source.map(|source| from(service, source)),
        line.source.and_then(|source| of(service, kept, source)),
        wrong.map(|(said, source)| dispute::words(service, said, *source)),
        rule,
    ];
    let below = notes.into_iter().flatten();
    let below = below
        .map(|note| view! { <p class="hint">{note}</p> })
        .collect_view();
    view! {
        <KnownRow label=name.clone() value=Signal::stored(how) origin=Signal::stored(None) below=Some(below.into_any()) />
    }
    .into_any()
}
