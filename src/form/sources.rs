//! Asking the sources, side by side, once the person agrees. Late answers are merged when they come.

mod asked;

use super::Filling;
use super::agreements::{self, AUTHORISED};
use super::basis::basis;
use super::earlier;
use super::family;
use super::family_typed::Parted;
use super::wanted::{Chosen, Need, may_need, needs};
use crate::device::random::uuid;
use crate::portal::Problem;
use crate::portal::availability::Trouble;
use crate::portal::consents;
use crate::portal::draft::{Head, KNOWN};
use crate::portal::family::Relative;
use crate::portal::records::{self, Given, GivenState, Purpose, Wanted};
use crate::portal::subject::{Basis, Who};
use forms::answers::Reader;
use forms::definition::Service;
use forms::fact::{Fact, PRIOR_DOSSIER};
use forms::merge::Voice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, BTreeSet};

pub use asked::{AskState, Asked, waits};
use asked::{asking_for_itself, still_agreed};

/// The sources and how asking them goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// Those that were asked.
    pub asked: Vec<Asked>,
    /// Ids of those that the person agreed to.
    pub agreed: BTreeSet<String>,
    /// Ids of those about which the person has decided.
    pub decided: BTreeSet<String>,
    /// Ids of those that are ticked where the person is asked; nothing is agreed yet. Saved nowhere.
    pub ticked: Vec<String>,
    /// Ids of the consents.
    pub consents: Vec<String>,
    /// Answers that were used, by source and subject; those of a draft that was opened by themselves.
    pub answers: BTreeMap<(String, String), String>,
    /// Notes of sources that were out, by source and subject; those of a draft that was opened by themselves.
    pub later: BTreeMap<(String, String), String>,
    /// Relatives whom the registers know; none: not asked yet.
    pub relatives: Option<Vec<Relative>>,
    /// Those who were chosen among them, by subject kind.
    pub chosen: BTreeMap<String, Chosen>,
    /// What was typed about whoever was meant before, by subject kind.
    pub parted: BTreeMap<String, Parted>,
    /// What was chosen to show what somebody is to the person, by subject kind: a prior result, and what a draft says.
    pub bases: BTreeMap<String, Basis>,
    /// What was asked on a basis that does not do.
    pub unproved: Vec<Wanted>,
    /// Whose records were read when the draft was last open.
    pub remembered: Vec<Who>,
    /// Sources that the portal says are slow or out.
    pub troubles: Vec<Trouble>,
}

impl Sources {
    /// Whether a source is still waited for.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.asked
            .iter()
            .any(|asked| asked.state == AskState::Waiting)
    }

    /// Whether the server knows a newer version of the form than the one that is open.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.asked.iter().any(|asked| asked.state == AskState::Old)
    }

    /// The sources that have answered, and about whom, be it that they hold nothing.
    #[must_use]
    pub fn answered(&self) -> BTreeSet<Voice> {
        let answered = self.asked.iter().filter(|asked| {
            matches!(
                asked.state,
                AskState::Done(GivenState::Here | GivenState::NotHeld | GivenState::NotProved)
            )
        });
        answered.map(Asked::voice).collect()
    }

    /// The notes, for the draft.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.later.values().cloned().collect()
    }

    /// Takes over the answers of a draft.
    pub fn keep_answers(&mut self, ids: Vec<String>) {
        let keyed = ids.into_iter().map(|id| ((id.clone(), String::new()), id));
        self.answers = keyed.collect();
    }

    /// Takes over the notes of a draft.
    pub fn keep_notes(&mut self, notes: Vec<String>) {
        let keyed = notes
            .into_iter()
            .map(|note| ((note.clone(), String::new()), note));
        self.later = keyed.collect();
    }

    /// Whether it is still this that is asked: not of somebody chosen before, nor with keys that have changed.
    fn is_asked(&self, wanted: &Wanted) -> bool {
        self.asked.iter().any(|asked| asked.wanted == *wanted)
    }

    /// Notes what came of asking a source: a note that it was out goes as soon as it has answered.
    fn close(&mut self, wanted: &Wanted, given: &Given) {
        let key = (wanted.source.clone(), wanted.about.clone());
        match &given.later {
            Some(note) => drop(self.later.insert(key, note.clone())),
            None => drop(self.later.remove(&key)),
        }
        let found = self.asked.iter_mut().find(|asked| asked.is_of(wanted));
        if let Some(asked) = found {
            asked.absent = match given.state {
                GivenState::Out => wanted.attributes.keys().cloned().collect(),
                _ => given.absent.clone(),
            };
            asked.refusal.clone_from(&given.refusal);
        }
        if given.state == GivenState::NotProved && !self.unproved.contains(wanted) {
            self.unproved.push(wanted.clone());
        }
        if let Some(id) = &given.prefill_id {
            let key = (wanted.source.clone(), wanted.about.clone());
            self.answers.insert(key, id.clone());
        }
        self.set(wanted, AskState::Done(given.state));
        // What sources say again takes the place of what they said before.
        let is_over = |asked: &Asked| {
            matches!(asked.state, AskState::Refused)
                || matches!(asked.state, AskState::Done(state) if state != GivenState::Out)
        };
        if self.asked.iter().all(is_over) {
            self.answers.retain(|(_, about), _| !about.is_empty());
        }
    }

    fn set(&mut self, wanted: &Wanted, state: AskState) {
        let found = self.asked.iter_mut().find(|asked| asked.is_of(wanted));
        if let Some(asked) = found {
            asked.state = state;
        }
    }
}

/// About which procedure, case and form the sources are asked.
#[must_use]
pub fn purpose(filling: &Filling) -> Option<Purpose> {
    let case = untrack(|| filling.case())?;
    Some(Purpose {
        procedure: case.procedure,
        case: case.code,
        form_version: untrack(|| filling.service()).form_version.clone(),
    })
}

/// What the answers so far call for.
#[must_use]
pub fn needed(filling: &Filling) -> Vec<Need> {
    called_for(filling, needs)
}

/// What they call for, and what the sources' own answers may yet call for.
fn in_view(filling: &Filling) -> Vec<Need> {
    called_for(filling, may_need)
}

fn called_for(
    filling: &Filling,
    needs: fn(&Service, &dyn Reader, &BTreeMap<String, Chosen>) -> Vec<Need>,
) -> Vec<Need> {
    let service = untrack(|| filling.service());
    let chosen = { filling.sources() }.with_untracked(|sources| sources.chosen.clone());
    let mut needs = needs(&service, &filling.plain(), &chosen);
    needs.push(Need {
        wanted: earlier::wanted(),
        ready: true,
        after: Vec::new(),
    });
    needs
}

/// The sources about which the person has not decided yet: all of them at first, new ones when the case changes.
#[must_use]
pub fn undecided(filling: &Filling) -> Vec<Need> {
    let mut needs = in_view(filling);
    filling
        .sources()
        .with(|sources| needs.retain(|need| !sources.decided.contains(&need.wanted.source)));
    needs
}

/// The person agrees that these sources are read, and to no other. Then they are asked.
///
/// # Errors
/// See [`Problem`]: nothing is asked then.
pub async fn agree(filling: &Filling, chosen: Vec<String>) -> Result<(), Problem> {
    if !chosen.is_empty() {
        let purpose = purpose(filling).ok_or(Problem::NotFound)?;
        let key = uuid().unwrap_or_default();
        let consents = records::agree(&purpose, &chosen, None, &key).await?;
        filling.sources().update(|sources| {
            sources.consents.extend(consents.into_values());
            sources.agreed.extend(chosen);
        });
    }
    let all: Vec<Need> = in_view(filling);
    filling.sources().update(|sources| {
        let ids = all.into_iter().map(|need| need.wanted.source);
        sources.decided.extend(ids);
        sources.ticked.clear();
    });
    KNOWN.clone_into(&mut filling.head().write().step);
    // The consents are what a reload needs to fetch the rest again: saved at once. So is that there are none.
    filling.touch_now();
    look(filling);
    Ok(())
}

/// Goes on with the consents of a draft. The server says which source each is for: none is asked that the person
/// refused.
pub fn resume(filling: &Filling) {
    let consents = filling
        .sources()
        .with_untracked(|sources| sources.consents.clone());
    if consents.is_empty() {
        // Whoever has gone on without a consent has refused all of them, and is not asked again.
        if filling.head().with_untracked(Head::is_past_consent) {
            let all = in_view(filling).into_iter().map(|need| need.wanted.source);
            filling
                .sources()
                .update(|sources| sources.decided.extend(all));
        }
        return;
    }
    let all = in_view(filling).into_iter().map(|need| need.wanted.source);
    let all: BTreeSet<String> = all.collect();
    filling.sources().update(|sources| {
        // They are asked again, and speak for themselves.
        sources.later.clear();
        sources.decided = all.clone();
    });
    family::recall(filling);
    let filling = filling.clone();
    spawn_local(async move {
        let agreed = match consents::agreed().await {
            Ok(held) => still_agreed(held, &consents),
            Err(_) => asking_for_itself(all),
        };
        filling.sources().update(|sources| sources.agreed = agreed);
        // Who has agreed to be read is known before anything is asked; where it cannot be had, they are not read.
        let _told = agreements::look(&filling).await;
        look(&filling);
    });
}

/// Asks what is agreed, can be asked, and was not asked in these words before.
pub fn look(filling: &Filling) {
    for mut need in needed(filling) {
        need.wanted.basis = basis(filling, &need.wanted);
        let (is_new, is_agreed, waits) = filling.sources().with_untracked(|sources| {
            let is_agreed = sources.agreed.contains(&need.wanted.source);
            let is_new = !sources.is_asked(&need.wanted);
            (is_new, is_agreed, waits(&sources.asked, &need))
        });
        if waits || (need.wanted.about == AUTHORISED && need.wanted.basis.is_none()) {
            forget(filling, &need.wanted);
        } else if need.ready && is_new && is_agreed {
            start(filling, need.wanted);
        }
    }
}

/// What a source said of somebody whose records may not be read any more counts no longer, and what it filled goes.
pub(super) fn forget(filling: &Filling, wanted: &Wanted) {
    let was_asked = filling
        .sources()
        .with_untracked(|sources| sources.asked.iter().any(|asked| asked.is_of(wanted)));
    if !was_asked {
        return;
    }
    let lost = filling.unsaid(wanted);
    // It counts as having answered, be it that its answer is still on its way, so that what it filled is withdrawn.
    let over = AskState::Done(GivenState::NotProved);
    filling
        .sources()
        .update(|sources| sources.set(wanted, over));
    filling.refill_if_known();
    filling.forget_records(&lost);
    let key = (wanted.source.clone(), wanted.about.clone());
    filling.sources().update(|sources| {
        sources.asked.retain(|asked| !asked.is_of(wanted));
        sources.answers.remove(&key);
        sources.later.remove(&key);
    });
}

/// Asks a source again, for the person wants it: what it says now is saved.
pub fn again(filling: &Filling, asked: &Asked) {
    filling.touch();
    start(filling, asked.wanted.clone());
}

/// The person does not wait any longer, for none of them; what comes late is merged all the same.
pub fn leave(filling: &Filling) {
    filling.sources().update(|sources| {
        for asked in &mut sources.asked {
            if asked.state == AskState::Waiting {
                asked.state = AskState::Left;
            }
        }
    });
}

fn start(filling: &Filling, wanted: Wanted) {
    let Some(purpose) = purpose(filling) else {
        return;
    };
    filling.sources().update(|sources| {
        sources.asked.retain(|asked| !asked.is_of(&wanted));
        sources.asked.push(Asked {
            wanted: wanted.clone(),
            state: AskState::Waiting,
            absent: Vec::new(),
            refusal: None,
        });
    });
    let filling = filling.clone();
    spawn_local(async move {
        let consents = filling
            .sources()
            .with_untracked(|sources| sources.consents.clone());
        let said = if wanted.source == PRIOR_DOSSIER {
            earlier::ask(&untrack(|| filling.service())).await
        } else {
            records::ask(&purpose, &wanted, &consents).await
        };
        // What was asked about somebody else meanwhile says nothing of who is meant now.
        if !filling
            .sources()
            .with_untracked(|sources| sources.is_asked(&wanted))
        {
            return;
        }
        match said {
            Ok(given) => take(&filling, &wanted, given),
            Err(problem) => {
                let state = AskState::after(&problem);
                filling
                    .sources()
                    .update(|sources| sources.set(&wanted, state));
            }
        }
    });
}

/// Takes over what a source said, in place of what it said before.
fn take(filling: &Filling, wanted: &Wanted, mut given: Given) {
    let (facts, proofs) = (
        std::mem::take(&mut given.facts),
        std::mem::take(&mut given.proofs),
    );
    filling.background().update(|known| {
        known.facts.retain(|fact| {
            let is_other = fact.provenance.source != wanted.source || fact.subject != wanted.about;
            let says_it = |new: &Fact| new.concept == fact.concept;
            is_other || (family::is_told(fact) && !facts.iter().any(says_it))
        });
        known.facts.extend(facts);
        let ids: Vec<String> = proofs.keys().cloned().collect();
        known.prove(proofs);
        known.are_about(ids.into_iter().map(|id| (id, wanted.about.clone())));
    });
    filling.sources().update(|sources| {
        sources.close(wanted, &given);
    });
    filling.refill();
    // What came may be the key of another source.
    look(filling);
}

#[cfg(test)]
mod tests;
