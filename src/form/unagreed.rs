//! Consents that were taken back elsewhere while the form was open: what their sources said goes here too.

use super::Filling;
use super::sources::{Asked, forget};
use crate::portal::consents::Agreed;
use crate::portal::draft::AttachedBy;
use leptos::prelude::*;
use std::collections::BTreeSet;

impl Filling {
    /// Keeps of sources and results only what `held` still allows: the consents that hold now. What was typed stays;
    /// a source whose consent is gone is asked about again.
    pub fn keep_agreed(&self, held: &[Agreed]) {
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
        for asked in gone {
            forget(self, &asked.wanted);
        }
        self.sources().update(|now| {
            now.consents.retain(is_held);
            now.decided.retain(|source| !is_gone(source));
            now.agreed.retain(|source| !is_gone(source));
        });
        self.attached().update(|attached| {
            attached.retain(|one| match &one.by {
                AttachedBy::Result { consent, .. } => is_held(consent),
                _ => true,
            });
        });
    }
}
