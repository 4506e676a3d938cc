//! Why a paper is to be sent that a record or a prior result might have spared: which source is out, holds nothing, may
//! not be read, or gave a record that does not do.

use super::background::Search;
use super::sources::{AskState, Asked, Sources, needed};
use super::wanted::Need;
use super::{Filling, words};
use crate::portal::records::{GivenState, Wanted};
use forms::definition::{Paper, Service};
use forms::papers::{Short, Supplied, papers, short};
use leptos::prelude::With;

/// Why a paper is not spared.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The source has not answered yet; its name.
    Waiting(String),
    /// The source of this name is out: it can be asked again.
    Out(String, Asked),
    /// The session ended before the source of this name was asked.
    Ended(String, Asked),
    /// The source holds no such record; its name.
    NotHeld(String),
    /// The person did not agree that it is read; its name.
    Refused(String),
    /// The source wants proof that the person may ask about somebody else; its name.
    NotProved(String),
    /// A record came and does not do; the name of the source, and what the record lacks.
    Short(String, Short),
    /// The person says that the record is wrong; the name of the source.
    Disputed(String),
    /// The warehouses of prior results did not answer: they can be asked again.
    StoreOut,
    /// They have not answered yet.
    StoreWaiting,
}

impl Why {
    /// Whether it may still be otherwise: a source has not answered, or can be asked again; or the person said so.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Waiting(_)
            | Self::Out(..)
            | Self::Ended(..)
            | Self::StoreOut
            | Self::StoreWaiting
            | Self::Disputed(_) => true,
            Self::NotHeld(_) | Self::Refused(_) | Self::NotProved(_) | Self::Short(..) => false,
        }
    }
}

/// The reasons for a paper, one of each source.
#[must_use]
pub fn why(filling: &Filling, paper: &Paper) -> Vec<Why> {
    let service = filling.service();
    let disputed = filling.background().with(|known| {
        let (held, attached) = (known.held(), Supplied::new());
        let views = papers(&service, filling, &known.facts, &held, &attached, &[]);
        let view = views.into_iter().find(|view| view.paper.code == paper.code);
        let by = view.and_then(|view| view.replaced_by)?;
        let mut wrong = known.wrong().into_iter();
        let is_wrong = wrong.any(|(code, one)| code == paper.code && one.is_of_record(by));
        is_wrong.then(|| words::from(&service, by))
    });
    if let Some(from) = disputed {
        return vec![Why::Disputed(from)];
    }
    let lacks = |source: &str| {
        filling
            .background()
            .with(|known| short(&service, filling, &known.facts, paper, source))
    };
    let mut all = filling
        .sources()
        .with(|sources| of_sources(&service, sources, &needed(filling), paper, lacks));
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

/// `lacks` says what the records of a source lack that came.
fn of_sources(
    service: &Service,
    sources: &Sources,
    needs: &[Need],
    paper: &Paper,
    lacks: impl Fn(&str) -> Option<Short>,
) -> Vec<Why> {
    let replaces = |wanted: &Wanted| {
        paper.replaced_by.iter().any(|by| {
            let is_of = |cited: &String| cited.split('.').next() == Some(by.record.as_str());
            wanted.attributes.keys().any(is_of)
        })
    };
    let name = |wanted: &Wanted| words::asked_name(service, &wanted.source).to_owned();
    let mut all: Vec<Why> = Vec::new();
    // A source that the person does not want to be read is never asked.
    let refused = needs.iter().filter(|need| {
        let id = &need.wanted.source;
        sources.decided.contains(id) && !sources.agreed.contains(id) && replaces(&need.wanted)
    });
    let refused = refused.map(|need| Why::Refused(name(&need.wanted)));
    let asked = sources.asked.iter().filter(|asked| replaces(&asked.wanted));
    for asked in asked {
        let name = name(&asked.wanted);
        let why = match asked.state {
            AskState::Waiting | AskState::Left => Why::Waiting(name),
            AskState::Done(GivenState::Out) => Why::Out(name, asked.clone()),
            AskState::SignedOut => Why::Ended(name, asked.clone()),
            AskState::Done(GivenState::NotHeld) => Why::NotHeld(name),
            AskState::Refused => Why::Refused(name),
            AskState::Done(GivenState::NotProved) => Why::NotProved(name),
            AskState::Done(GivenState::Here) => match lacks(&asked.wanted.source) {
                Some(short) => Why::Short(name, short),
                // It spoke of something else.
                None => Why::NotHeld(name),
            },
            AskState::Old => continue,
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
            wanted: Wanted {
                source: source.to_owned(),
                about: "self".to_owned(),
                attributes: BTreeMap::from([(cited.to_owned(), String::new())]),
                keys: BTreeMap::new(),
                person: None,
                basis: None,
            },
            state,
            absent: Vec::new(),
            refusal: None,
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
                asked(
                    "births",
                    "residence.x",
                    AskState::Done(GivenState::NotProved),
                ),
                asked("vneid", "residence.x", AskState::Done(GivenState::Here)),
                asked("house", "residence.y", AskState::Done(GivenState::Here)),
                asked("register", "land_certificate.x", AskState::SignedOut),
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
            given_in: Vec::new(),
            replaced_by: vec![by("land_certificate"), by("residence")],
            replaced_when: forms::condition::Condition::Always,
            result_codes: Vec::new(),
            proves: Vec::new(),
            whose: Vec::new(),
            spared: None,
            originals: 0,
            copies: 0,
            unconfirmed: false,
        };
        let expected = [
            Why::Out("Đất đai".to_owned(), sources.asked[0].clone()),
            Why::Refused("residence".to_owned()),
            Why::NotHeld("population".to_owned()),
            Why::NotProved("births".to_owned()),
            Why::Short("vneid".to_owned(), Short::Over),
            Why::NotHeld("house".to_owned()),
            Why::Ended("register".to_owned(), sources.asked[7].clone()),
        ];
        let named = r#"{"id":"land","name":"Đất đai","want":[]}"#;
        let service = Service {
            sources: vec![plain_json::from_text(named).unwrap()],
            ..Service::default()
        };
        let lacks = |source: &str| (source == "vneid").then_some(Short::Over);
        assert_eq!(of_sources(&service, &sources, &[], &paper, lacks), expected);
        let need = Need {
            wanted: sources.asked[0].wanted.clone(),
            ready: true,
            after: Vec::new(),
        };
        let refused = Sources {
            decided: ["land".to_owned()].into(),
            ..Sources::default()
        };
        let expected = [Why::Refused("Đất đai".to_owned())];
        assert_eq!(
            of_sources(&service, &refused, &[need], &paper, lacks),
            expected
        );
    }
}
