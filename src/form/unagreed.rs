//! What may not be read any more: consents and agreements that were taken back while the form was open. What was read by
//! them goes here too, as it does in the server's draft.

use super::background::Told;
use super::sources::{Asked, forget};
use super::{Filling, agreements, words};
use crate::portal::Problem;
use crate::portal::confirmation::{Agreement, Stand};
use crate::portal::consents::{self, Agreed};
use crate::portal::draft::AttachedBy;
use crate::portal::records::Wanted;
use crate::portal::subject::Basis;
use crate::text::say;
use forms::definition::Service;
use forms::place::{FieldId, Pointer};
use forms::send;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Where a consent was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// On this page: the person knows, and has decided.
    Here,
    /// In another window or device: they are told, and asked about that source again.
    Elsewhere,
}

impl Filling {
    /// Asks the server what may be read now, and keeps no more than that.
    ///
    /// # Errors
    /// See [`Problem`].
    pub async fn take_out(&self) -> Result<(), Problem> {
        let asks = { self.sources() }.with_untracked(|sources| !sources.consents.is_empty());
        if asks {
            let held = consents::agreed().await?;
            self.keep_agreed(&held, TakenBack::Elsewhere);
        }
        agreements::learn(self).await.map(drop)
    }

    /// Keeps of sources and results only what `held` still allows: the consents that hold now. What was typed stays.
    pub fn keep_agreed(&self, held: &[Agreed], taken_back: TakenBack) {
        let ids: BTreeSet<&str> = held.iter().map(|one| one.id.as_str()).collect();
        let sources = self.sources().get_untracked();
        let is_held = |id: &String| ids.contains(id.as_str());
        if sources.consents.iter().all(is_held) {
            return;
        }
        let filling = held.iter().filter(|one| !one.is_for_papers);
        let filling = filling.filter(|one| sources.consents.contains(&one.id));
        let allowed: BTreeSet<&str> = filling.map(|one| one.source.as_str()).collect();
        let is_gone = |source: &str| sources.agreed.contains(source) && !allowed.contains(source);
        let gone: Vec<&Asked> = { sources.asked.iter() }
            .filter(|asked| is_gone(&asked.wanted.source))
            .collect();
        let lost: BTreeSet<&String> = gone.iter().map(|asked| &asked.wanted.source).collect();
        for asked in &gone {
            forget(self, &asked.wanted);
        }
        self.sources().update(|now| {
            now.consents.retain(is_held);
            if taken_back == TakenBack::Elsewhere {
                now.decided.retain(|source| !is_gone(source));
            }
            now.agreed.retain(|source| !is_gone(source));
        });
        self.attached().update(|attached| {
            attached.retain(|one| match &one.by {
                AttachedBy::Result { consent, .. } => is_held(consent),
                _ => true,
            });
        });
        if taken_back == TakenBack::Elsewhere && !lost.is_empty() {
            self.tell([Told::Unagreed(lost.into_iter().cloned().collect())]);
        }
    }

    /// Keeps of others only what they still let be read: `known` is how all that was asked of them stands. Gives the
    /// fields whose answers went.
    pub(super) fn keep_shared(&self, known: &[Agreement]) -> Vec<FieldId> {
        let before = self.plain();
        let asked = { self.sources() }.with_untracked(|sources| sources.asked.clone());
        for one in asked {
            if has_ended(one.wanted.basis.as_ref(), known) {
                forget(self, &one.wanted);
            }
        }
        self.sources().update(|now| {
            now.remembered
                .retain(|who| !has_ended(who.basis.as_ref(), known));
        });
        let after = self.plain();
        let gone = { before.values.into_keys() }.filter(|place| !after.values.contains_key(place));
        let mut fields: Vec<FieldId> = Vec::new();
        for place in gone {
            if !fields.contains(&place.field) {
                fields.push(place.field);
            }
        }
        fields
    }

    /// Takes out what still rests there on records that the server says may not be read any more.
    pub fn take_out_at(&self, pointers: &[Pointer]) {
        let service = untrack(|| self.service());
        let answers = self.plain();
        let places = pointers.iter();
        let places = places.filter_map(|at| send::place(&service, &answers, at));
        let mut lost = BTreeSet::new();
        self.background().update(|known| {
            for origin in places.filter_map(|place| known.origins.get(&place)) {
                lost.extend(origin.prov.clone());
                lost.extend(origin.others.iter().map(|other| other.prov.clone()));
            }
            known
                .facts
                .retain(|fact| !lost.contains(&fact.provenance.id));
        });
        self.forget_records(&lost);
    }

    /// Drops what a source said of somebody. Gives the keys of the records that nothing else speaks of.
    pub(super) fn unsaid(&self, wanted: &Wanted) -> BTreeSet<String> {
        let mut lost = BTreeSet::new();
        self.background().update(|known| {
            let said = known.provenance.iter().filter(|(_, by)| {
                by.source == wanted.source && by.about.as_ref() == Some(&wanted.about)
            });
            lost.extend(said.map(|(key, _)| key.clone()));
            known.facts.retain(|fact| {
                let is_said =
                    fact.provenance.source == wanted.source && fact.subject == wanted.about;
                if is_said {
                    lost.insert(fact.provenance.id.clone());
                }
                !is_said
            });
            for fact in &known.facts {
                lost.remove(&fact.provenance.id);
            }
        });
        lost
    }

    /// Leaves no trace of these records: not beside what the person made of them, nor where nothing asks for it now.
    pub(super) fn forget_records(&self, lost: &BTreeSet<String>) {
        let mut emptied = Vec::new();
        self.background().update(|known| {
            known.origins.retain(|place, origin| {
                let stays = origin.forget(lost);
                if !stays {
                    emptied.push(place.clone());
                }
                stays
            });
            known
                .disputes
                .retain(|_, dispute| !lost.contains(&dispute.prov));
            known.provenance.retain(|key, _| !lost.contains(key));
            known.proofs.retain(|key, _| !lost.contains(key));
        });
        for place in emptied {
            self.signal(&place).set(None);
        }
    }

    /// Tells the person, above every page of the filling, each thing once.
    pub(super) fn tell(&self, news: impl IntoIterator<Item = Told>) {
        for one in news {
            self.background().update(|known| {
                if !known.notices.contains(&one) {
                    known.notices.push(one);
                }
            });
        }
    }
}

/// What is told, in words of the language that is spoken now.
#[must_use]
pub fn worded(service: &Service, told: &Told) -> String {
    match told {
        Told::Said(text) => text.clone(),
        Told::TakenBack(name, gone) => {
            let label = |id: &FieldId| Some(service.field(id)?.label.as_str());
            let labels: Vec<&str> = gone.iter().filter_map(label).collect();
            let told = say::agreement_gone(name);
            if labels.is_empty() {
                return told;
            }
            [told, say::agreement_gone_what(&labels.join("; "))].join(" ")
        }
        Told::Unagreed(sources) => {
            let name = |id: &String| words::asked_name(service, id).to_owned();
            let names: BTreeSet<String> = sources.iter().map(name).collect();
            let names: Vec<String> = names.into_iter().collect();
            say::consents_gone(&names.join(", "))
        }
    }
}

/// Whether what entitled to read somebody's records is an agreement that does not stand any more.
fn has_ended(basis: Option<&Basis>, known: &[Agreement]) -> bool {
    let Some(Basis::Agreement(id)) = basis else {
        return false;
    };
    let mut known = known.iter();
    !known.any(|one| one.id == *id && one.state == Stand::Agreed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rests_on_an_agreement_ends_with_it() {
        let agreement = Basis::Agreement("a1".to_owned());
        let stands = |state: Stand| {
            let mut known = Agreement::waiting();
            known.state = state;
            !has_ended(Some(&agreement), &[known])
        };
        assert!(stands(Stand::Agreed));
        assert!(!stands(Stand::TakenBack) && !stands(Stand::Void));
        assert!(has_ended(Some(&agreement), &[]));
        assert!(!has_ended(Some(&Basis::Link), &[]) && !has_ended(None, &[]));
    }
}
