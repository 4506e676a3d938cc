//! Where a code on a card or paper can fill answers in: offered beside them, and what came of it is told.

use futures::FutureExt;
use leptos::prelude::*;

use crate::form::Filling;
use crate::form::scanned::{Taken, take, targets};
use crate::text::{Text, say, t};
use crate::ui::{ScanPart, ScanResult, Tone};
use forms::definition::Step;
use forms::place::FieldId;
use forms::scan::{CodeKind, ScanFault, Target};

/// On the page of what is known: cards of the persons whom the form knows.
pub fn of_persons(filling: &Filling) -> AnyView {
    offered(filling, "scan", |target| target.list.is_none())
}

/// On a step: what may fill answers on it.
pub fn of_step(filling: &Filling, step: &Step) -> AnyView {
    let here: Vec<_> = step.fields.iter().map(|field| field.id.clone()).collect();
    let is_here = move |target: &Target| target.fields.iter().any(|field| here.contains(field));
    offered(filling, "scan", is_here)
}

fn offered(
    filling: &Filling,
    id: &'static str,
    is_meant: impl Fn(&Target) -> bool + Send + Sync + 'static,
) -> AnyView {
    let found = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let targets = targets(&filling).into_iter();
            targets
                .filter(|target| is_meant(target))
                .collect::<Vec<_>>()
        })
    };
    let filling = filling.clone();
    let key = |target: &Target| {
        let list = target.list.as_ref().map(FieldId::as_str);
        [
            target.kind.source(),
            "-",
            &target.subject,
            list.unwrap_or_default(),
        ]
        .concat()
    };
    let one = move |target: Target| {
        let id = [id, "-", &key(&target)].concat();
        let (title, guide) = words(&target);
        let filling = filling.clone();
        let on_text = Callback::new(move |text: String| {
            // Which fields are shown may have changed since it was offered.
            let now = untrack(|| targets(&filling));
            let now = now.into_iter().find(|now| key(now) == key(&target));
            let (filling, target) = (filling.clone(), now.unwrap_or_else(|| target.clone()));
            async move {
                match take(&filling, &target, &text).await {
                    Ok(taken) => told(&taken),
                    Err(fault) => refused(&target, fault),
                }
            }
            .boxed_local()
        });
        view! { <ScanPart id=id title=title.to_owned() guide=guide.to_owned() on_text=on_text /> }
    };
    view! { <For each=move || found.get() key=key children=one /> }.into_any()
}

fn words(target: &Target) -> (&'static str, &'static str) {
    let (title, guide) = match (target.kind, &target.list) {
        (CodeKind::Card, None) => (Text::ScanCard, Text::ScanCardGuide),
        (CodeKind::Card, Some(_)) => (Text::ScanCardOfOther, Text::ScanCardGuide),
        (CodeKind::HealthCard, _) => (Text::ScanHealthCard, Text::ScanHealthCardGuide),
        (CodeKind::Paper, _) => (Text::ScanPaper, Text::ScanPaperGuide),
    };
    (t(title), t(guide))
}

/// What was filled, what is to be chosen, and what the code does not say.
fn told(taken: &Taken) -> ScanResult {
    let lists = [
        (
            &taken.filled,
            say::scan_filled as fn(&dyn std::fmt::Display) -> String,
        ),
        (&taken.open, say::scan_open),
        (&taken.missing, say::scan_missing),
    ];
    let lines = lists
        .iter()
        .filter(|(labels, _)| !labels.is_empty())
        .map(|(labels, say)| say(&labels.join(", ")));
    let row = taken.row.iter().map(|row| say::scan_in_row(row));
    let mut lines: Vec<String> = row.chain(lines).collect();
    if taken.is_not_own {
        lines.push(t(Text::ScanNotYours).to_owned());
    }
    lines.push(t(Text::ScanCheck).to_owned());
    let (tone, title) = match (taken.open.is_empty(), taken.filled.is_empty()) {
        (false, _) => (Tone::Warning, Text::ScanDiffers),
        (true, false) if taken.is_not_own => (Tone::Warning, Text::ScanDone),
        (true, false) => (Tone::Done, Text::ScanDone),
        (true, true) => (Tone::Warning, Text::ScanNoneFilled),
    };
    ScanResult {
        tone,
        title: t(title).to_owned(),
        lines,
        is_done: true,
    }
}

fn refused(target: &Target, fault: ScanFault) -> ScanResult {
    let (title, next) = match (fault, target.kind) {
        (ScanFault::Again, _) => (Text::ScanAgain, Text::ScanAgainNext),
        (ScanFault::CapsLock, _) => (Text::ScanAgain, Text::ScanCapsLockNext),
        (ScanFault::SomebodyElse, _) => (Text::ScanSomebodyElse, Text::ScanSomebodyElseNext),
        (ScanFault::Days, _) => (Text::ScanDays, Text::ScanDaysNext),
        (ScanFault::Other, CodeKind::Card) => (Text::ScanOther, Text::ScanOtherCard),
        (ScanFault::Other, CodeKind::HealthCard) => (Text::ScanOther, Text::ScanOtherHealthCard),
        (ScanFault::Other, CodeKind::Paper) => (Text::ScanOther, Text::ScanOtherPaper),
    };
    ScanResult {
        tone: Tone::Warning,
        title: t(title).to_owned(),
        lines: vec![t(next).to_owned()],
        is_done: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(filled: &[&str], open: &[&str], missing: &[&str]) -> Taken {
        let owned = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect();
        Taken {
            row: None,
            is_not_own: false,
            filled: owned(filled),
            open: owned(open),
            missing: owned(missing),
        }
    }

    #[test]
    fn all_that_was_filled_and_was_not_is_told() {
        crate::text::speak_for_test("vi");
        // P12: both are listed.
        let all = told(&taken(&["Họ tên", "Giới tính"], &["Ngày sinh"], &["Số cũ"]));
        assert_eq!(
            (all.tone, all.lines.len(), all.is_done),
            (Tone::Warning, 4, true)
        );
        let one = told(&taken(&["Họ tên"], &[], &[]));
        assert_eq!((one.tone, one.lines.len()), (Tone::Done, 2));
        // Of a list, in whose row it stands.
        let of_second = told(&Taken {
            row: Some("Người lưu trú 2".to_owned()),
            ..taken(&["Họ tên"], &[], &[])
        });
        assert!(of_second.lines[0].contains("Người lưu trú 2"));
        let none = told(&taken(&[], &[], &["Số cũ"]));
        assert_eq!((none.tone, none.lines.len()), (Tone::Warning, 2));
    }
}
