//! Draws the sheets.

use forms::print::{Block, Entry, Line, Sheet, Signature, Table, Written};
use leptos::prelude::*;
use vietnam::PartialDate;
use vietnam::date::date_on_paper;

use super::source::Printed;
use super::wording::{ANNEX, CODE, Gloss, MOTTO, NOT_SENT, RECORD, ROW, STATE, TO};
use crate::ui::Qr;

/// Room for a date or a place that is written by hand.
const BY_HAND: &str = "……………";

/// So many columns stand closer.
const MANY: usize = 8;

/// All sheets, and the annex.
pub(super) fn paper(printed: &Printed) -> AnyView {
    let drawing = Drawing { printed };
    let sheets = printed.print.sheets.iter();
    let sheets: Vec<AnyView> = sheets.map(|sheet| drawing.sheet(sheet)).collect();
    let annex = (!printed.print.annex.is_empty()).then(|| drawing.annex(&printed.print.annex));
    view! { {sheets} {annex} }.into_any()
}

struct Drawing<'a> {
    printed: &'a Printed,
}

impl Drawing<'_> {
    /// A word of the form, with its meaning for the screen.
    fn word(&self, word: &str) -> AnyView {
        word_in(&self.printed.gloss, word)
    }

    fn sheet(&self, sheet: &Sheet) -> AnyView {
        let form = [&sheet.number, &sheet.law].into_iter().flatten();
        let form: Vec<AnyView> = form
            .map(|line| view! { <p>{line.clone()}</p> }.into_any())
            .collect();
        let title = self.titled(&sheet.title);
        let heading = if sheet.official {
            view! { <h2>{title}</h2> }.into_any()
        } else {
            view! { <h2>{self.word(RECORD)}</h2> <p class="sheet-subject">{title}</p> }.into_any()
        };
        let to = sheet.to.as_ref().map(|to| {
            view! { <p class="sheet-to"><span class="sheet-label">{self.word(TO)}</span> " " {value(&to.written)}</p> }
        });
        let blocks: Vec<AnyView> = sheet.blocks.iter().map(|block| self.block(block)).collect();
        let signatures = self.signatures(&sheet.signatures);
        let notes = (!sheet.notes.is_empty()).then(|| {
            let notes = sheet.notes.iter();
            let notes: Vec<AnyView> = notes
                .map(|note| view! { <p>{self.word(note)}</p> }.into_any())
                .collect();
            view! { <div class="sheet-notes">{notes}</div> }
        });
        view! {
            <section class="sheet">
                <div class="sheet-head">{self.code()} <div class="sheet-form">{form}</div></div>
                <div class="sheet-state">
                    <p class="sheet-state-name">{self.word(STATE)}</p>
                    <p class="sheet-motto"><span>{self.word(MOTTO)}</span></p>
                </div>
                {heading}
                {to}
                {blocks}
                {signatures}
                {notes}
            </section>
        }
        .into_any()
    }

    fn annex(&self, lines: &[Line]) -> AnyView {
        let lines: Vec<AnyView> = lines.iter().map(|line| self.line(line)).collect();
        view! {
            <section class="sheet">
                <div class="sheet-head">{self.code()}</div>
                <h2>{self.word(ANNEX)}</h2>
                {lines}
            </section>
        }
        .into_any()
    }

    /// The code with its QR code; before sending, that it is not sent.
    fn code(&self) -> AnyView {
        match &self.printed.sent {
            Some((code, _)) => view! {
                <div class="sheet-code">
                    <Qr text=code.clone() />
                    <p>{self.word(CODE)} <br /> <strong>{code.clone()}</strong></p>
                </div>
            }
            .into_any(),
            None => view! { <p class="sheet-code">{self.word(NOT_SENT)}</p> }.into_any(),
        }
    }

    /// A title in capitals, as the form has it; its meaning as it is.
    fn titled(&self, title: &str) -> AnyView {
        let meaning = self.printed.gloss.meaning(title).map(gloss);
        view! { {title.to_uppercase()} {meaning} }.into_any()
    }

    fn block(&self, block: &Block) -> AnyView {
        let heading = block.heading.as_ref();
        let heading = heading.map(|heading| view! { <h3>{self.word(heading)}</h3> });
        let text: Vec<AnyView> = block
            .text
            .iter()
            .map(|text| view! { <p>{self.word(text)}</p> }.into_any())
            .collect();
        let lines: Vec<AnyView> = block.lines.iter().map(|line| self.line(line)).collect();
        view! { <div class="sheet-block">{heading} {text} {lines}</div> }.into_any()
    }

    fn line(&self, line: &Line) -> AnyView {
        match line {
            Line::Entries(entries) => {
                let entries: Vec<AnyView> = entries.iter().map(|entry| self.entry(entry)).collect();
                view! { <div class="sheet-line">{entries}</div> }.into_any()
            }
            Line::Table(table) => self.table(table),
        }
    }

    fn entry(&self, entry: &Entry) -> AnyView {
        let class = if entry.written == Written::Blank {
            "sheet-entry sheet-open"
        } else {
            "sheet-entry"
        };
        let item = item(&entry.item);
        let label = (!entry.label.is_empty()).then(|| {
            view! { <span class="sheet-label">{self.word(&entry.label)} {colon(&entry.label)}</span> " " }
        });
        view! { <p class=class>{item} {label} {self.value(&entry.written)}</p> }.into_any()
    }

    /// The answer; options with their meaning.
    fn value(&self, written: &Written) -> AnyView {
        let Written::Boxes(options) = written else {
            return value(written);
        };
        let one = |(chosen, label): &(bool, String)| {
            let tick = if *chosen { "☒" } else { "☐" };
            view! { <span class="sheet-box">{tick} "\u{a0}" {self.word(label)}</span> " " }
                .into_any()
        };
        options.iter().map(one).collect::<Vec<AnyView>>().into_any()
    }

    /// On a roll each cell stands under the name of its column.
    fn table(&self, table: &Table) -> AnyView {
        let head: Vec<AnyView> = table
            .head
            .iter()
            .map(|name| view! { <th scope="col">{self.word(name)}</th> }.into_any())
            .collect();
        let cell = |entry: &Entry| {
            view! { <td data-label=entry.label.clone()>{self.value(&entry.written)}</td> }
                .into_any()
        };
        let counts = !table.numbered;
        let row = |(number, row): (usize, &Vec<Entry>)| {
            let number = counts.then(|| view! { <td data-label=ROW>{number}</td> });
            let cells: Vec<AnyView> = row.iter().map(cell).collect();
            view! { <tr>{number} {cells}</tr> }.into_any()
        };
        let mut rows: Vec<AnyView> = (1..).zip(&table.rows).map(row).collect();
        if rows.is_empty() {
            let cells: Vec<AnyView> = (0..table.head.len() + usize::from(counts))
                .map(|_| view! { <td></td> }.into_any())
                .collect();
            rows.push(view! { <tr class="sheet-empty">{cells}</tr> }.into_any());
        }
        let row_head = counts.then(|| view! { <th scope="col">{self.word(ROW)}</th> });
        let class = (table.head.len() >= MANY).then_some("sheet-wide");
        view! {
            <p class="sheet-entry">{item(&table.item)} <span class="sheet-label">{self.word(&table.label)} {colon(&table.label)}</span></p>
            <table class=class>
                <thead><tr>{row_head} {head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    /// Place and date stand above the last: that of the person who declares.
    fn signatures(&self, signatures: &[Signature]) -> AnyView {
        let Some((last, others)) = signatures.split_last() else {
            return ().into_any();
        };
        let day = match &self.printed.sent {
            Some((_, day)) => date_on_paper(PartialDate::from(*day)),
            None => "ngày …… tháng …… năm ………".to_owned(),
        };
        let dated =
            view! { <p class="sheet-dated">{[BY_HAND, ", ", &day].concat()}</p> }.into_any();
        let others: Vec<AnyView> = others.iter().map(|one| self.signature(one, None)).collect();
        view! { <div class="sheet-signatures">{others} {self.signature(last, Some(dated))}</div> }
            .into_any()
    }

    fn signature(&self, signature: &Signature, dated: Option<AnyView>) -> AnyView {
        let title = self.titled(&signature.title);
        let note = signature.note.as_ref();
        let note = note.map(|note| view! { <p class="sheet-how">{self.word(note)}</p> });
        // What is declared stands above, the names of those who agree below the room for their hand.
        let is_sentence = |entry: &&Entry| entry.label.is_empty();
        let (sentences, entries): (Vec<&Entry>, Vec<&Entry>) =
            signature.entries.iter().partition(is_sentence);
        let drawn = |entries: Vec<&Entry>| -> Vec<AnyView> {
            entries.into_iter().map(|entry| self.entry(entry)).collect()
        };
        let (sentences, entries) = (drawn(sentences), drawn(entries));
        view! {
            <div class="sheet-signature">
                {sentences}
                {dated}
                <p class="sheet-who">{title}</p>
                {note}
                <div class="sheet-room"></div>
                {entries}
                <p class="sheet-name">{signature.name.join(" ")}</p>
            </div>
        }
        .into_any()
    }
}

/// What stands between a label and its answer.
fn colon(label: &str) -> &'static str {
    if label.ends_with(['?', ':', '.']) {
        ""
    } else {
        ":"
    }
}

fn item(item: &str) -> Option<impl IntoView> {
    (!item.is_empty()).then(|| view! { <span class="sheet-item">{item.to_owned()}</span> " " })
}

fn value(written: &Written) -> AnyView {
    match written {
        Written::Lines(lines) => {
            let lines: Vec<AnyView> = lines
                .iter()
                .map(|line| {
                    view! { <span class="sheet-value">{line.clone()}</span> " " }.into_any()
                })
                .collect();
            lines.into_any()
        }
        Written::Blank | Written::Boxes(_) => view! { <span class="sheet-dots"></span> }.into_any(),
    }
}

fn word_in(gloss_of: &Gloss, word: &str) -> AnyView {
    let meaning = gloss_of.meaning(word).map(gloss);
    view! { {word.to_owned()} {meaning} }.into_any()
}

fn gloss(meaning: String) -> impl IntoView {
    view! { " " <span class="sheet-gloss" lang="en">{meaning}</span> }
}
