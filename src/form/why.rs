//! Why a paper is to be sent that a record or a prior result might have spared: which source is out, holds nothing, or
//! may not be read.

use super::Filling;
use super::background::Search;
use super::sources::{AskState, Asked, Sources, needed};
use super::wanted::Need;
use crate::portal::records::{GivenState, Wanted};
use forms::definition::Paper;
use leptos::prelude::With;

/// Why a paper is not spared.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The source has not answered yet.
    Waiting(Asked),
    /// The source is out: it can be asked again.
    Out(Asked),
    /// The source holds no such record; its name.
    NotHeld(String),
    /// The person did not agree that it is read; its name.
    Refused(String),
    /// The warehouses of prior results did not answer: they can be asked again.
    StoreOut,
    /// They have not answered yet.
    StoreWaiting,
}

/// The reasons for a paper, one of each source.
#[must_use]
pub fn why(filling: &Filling, paper: &Paper) -> Vec<Why> {
    let mut all = filling
        .sources()
        .with(|sources| of_sources(sources, &needed(filling), paper));
    let covered = !paper.result_codes.is_empty();
    let store = filling
        .background()
        .with(|known| match &known.results_search {
            Search::Out(_) if covered => Some(Why::StoreOut),
            Search::Asking if covered => Some(Why::StoreWaiting),
            _ => None,
        });
    all.extend(store);
    all
}

fn of_sources(sources: &Sources, needs: &[Need], paper: &Paper) -> Vec<Why> {
    let replaces = |wanted: &Wanted| {
        paper.replaced_by.iter().any(|by| {
            let is_of = |cited: &String| cited.split('.').next() == Some(by.record.as_str());
            wanted.attributes.keys().any(is_of)
        })
    };
    let mut all: Vec<Why> = Vec::new();
    // A source that the person does not want to be read is never asked.
    let refused = needs.iter().filter(|need| {
        let id = &need.wanted.source;
        sources.decided.contains(id) && !sources.agreed.contains(id) && replaces(&need.wanted)
    });
    let refused = refused.map(|need| Why::Refused(need.name.clone()));
    let asked = sources.asked.iter().filter(|asked| replaces(&asked.wanted));
    for asked in asked {
        let why = match asked.state {
            AskState::Waiting | AskState::Left => Why::Waiting(asked.clone()),
            AskState::Done(GivenState::Out) | AskState::SignedOut => Why::Out(asked.clone()),
            AskState::Done(GivenState::NotHeld) => Why::NotHeld(asked.name.clone()),
            AskState::Refused => Why::Refused(asked.name.clone()),
            AskState::Done(GivenState::Here | GivenState::NotProved) | AskState::Old => continue,
        };
        all.push(why);
    }
    let mut once: Vec<Why> = Vec::new();
    for why in all.into_iter().chain(refused) {
        if !once.contains(&why) {
            once.push(why);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::definition::{PaperHow, Replacement};
    use std::collections::BTreeMap;

    fn asked(source: &str, cited: &str, state: AskState) -> Asked {
        Asked {
            name: source.to_owned(),
            wanted: Wanted {
                source: source.to_owned(),
                about: "self".to_owned(),
                attributes: BTreeMap::from([(cited.to_owned(), String::new())]),
                keys: BTreeMap::new(),
                person: None,
            },
            state,
            absent: Vec::new(),
        }
    }

    #[test]
    fn only_sources_whose_records_would_replace_the_paper_are_named() {
        let out = AskState::Done(GivenState::Out);
        let sources = Sources {
            asked: vec![
                asked("land", "land_certificate.serial", out),
                asked("tax", "tax_registration.tax_code", out),
                asked("residence", "residence.members", AskState::Refused),
                asked(
                    "population",
                    "residence.full_name",
                    AskState::Done(GivenState::NotHeld),
                ),
                asked("vneid", "residence.x", AskState::Done(GivenState::Here)),
            ],
            ..Sources::default()
        };
        let by = |record: &str| Replacement {
            record: record.to_owned(),
            when: forms::condition::Condition::Always,
            says: std::collections::BTreeMap::new(),
        };
        let paper = Paper {
            code: "99.x".to_owned(),
            name: String::new(),
            hint: None,
            when: forms::condition::Condition::Always,
            optional: false,
            how: PaperHow::Upload,
            replaced_by: vec![by("land_certificate"), by("residence")],
            replaced_when: forms::condition::Condition::Always,
            result_codes: Vec::new(),
            spared: None,
            originals: 0,
            copies: 0,
            unconfirmed: false,
        };
        let expected = [
            Why::Out(sources.asked[0].clone()),
            Why::Refused("residence".to_owned()),
            Why::NotHeld("population".to_owned()),
        ];
        assert_eq!(of_sources(&sources, &[], &paper), expected);
        let need = Need {
            name: "Đất đai".to_owned(),
            wanted: sources.asked[0].wanted.clone(),
            ready: true,
        };
        let refused = Sources {
            decided: ["land".to_owned()].into(),
            ..Sources::default()
        };
        let expected = [Why::Refused("Đất đai".to_owned())];
        assert_eq!(of_sources(&refused, &[need], &paper), expected);
    }
}
