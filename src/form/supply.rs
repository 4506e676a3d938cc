//! Papers that are attached, as the engine and the draft see them.

use super::Filling;
use super::uploads::entitled;
use crate::portal::draft::{Attached, AttachedBy};
use forms::answers::Answers;
use forms::origin::{How, Origin};
use forms::papers::{PaperState, PaperView, Supplied, Supply, Unfit, unfit};
use leptos::prelude::*;

impl Filling {
    /// What is attached, by document code.
    #[must_use]
    pub fn supplied(&self) -> Supplied {
        self.attached()
            .with(|attached| supplied(attached.iter().filter(|one| self.stands(one))))
    }

    /// Whether what is attached may stand for its paper, as the answers are now: a prior result that was chosen for one
    /// person does not once another is named.
    fn stands(&self, one: &Attached) -> bool {
        let AttachedBy::Result { id, .. } = &one.by else {
            return true;
        };
        let service = self.service();
        let mut papers = service.papers.iter();
        let Some(paper) = papers.find(|paper| paper.code == one.document) else {
            return true;
        };
        self.background().with(|known| {
            let held = known.held();
            let mut unfit = unfit(&service, self, &known.facts, paper, &held).into_iter();
            !unfit.any(|(held, why)| {
                held.result_id == *id && matches!(why, Unfit::Another | Unfit::OneOfSeveral)
            })
        })
    }

    /// Attaches this for its paper, in place of what was attached before.
    pub fn supply(&self, one: Attached) {
        let document = one.document.clone();
        self.attached().update(|attached| {
            attached.retain(|known| known.document != document);
            attached.push(one);
        });
        self.touch_now();
        entitled(self, &document);
    }

    /// Nothing is attached for this paper any more.
    pub fn withdraw(&self, document: &str) {
        self.attached()
            .update(|attached| attached.retain(|known| known.document != document));
        self.touch_now();
        entitled(self, document);
    }

    /// What is attached, with the records that make papers unnecessary.
    #[must_use]
    pub fn attachments(&self, answers: &Answers) -> Vec<Attached> {
        let service = untrack(|| self.service());
        let mut attached = self.attached().get_untracked();
        attached.retain(|one| untrack(|| self.stands(one)));
        let supplied = supplied(attached.iter());
        let spare = |views: Vec<PaperView<'_>>| {
            for view in views {
                if let PaperState::NotNeeded(by) = view.state {
                    attached.retain(|one| one.document != view.paper.code);
                    attached.push(Attached {
                        document: view.paper.code.clone(),
                        by: AttachedBy::Record(by.id.clone()),
                        label: None,
                        reason: view.paper.spared.clone(),
                    });
                }
            }
        };
        self.background()
            .with_untracked(|known| known.papers(&service, answers, &supplied, spare));
        attached
    }

    /// How many answers sources gave, and how many papers are not needed or were found.
    #[must_use]
    pub fn spared(&self) -> (usize, usize) {
        let filled = |origin: &&Origin| origin.how == How::Auto;
        let answers = self
            .background()
            .with_untracked(|known| known.origins.values().filter(filled).count());
        (answers, self.spared_papers())
    }

    /// As many as would have had to be handed in, and need not be.
    fn spared_papers(&self) -> usize {
        let service = untrack(|| self.service());
        let (answers, supplied) = (self.plain(), untrack(|| self.supplied()));
        let count =
            |views: Vec<PaperView<'_>>| views.iter().filter(|view| view.is_spared()).count();
        self.background()
            .with_untracked(|known| known.papers(&service, &answers, &supplied, count))
    }
}

/// What a way of attaching counts as.
#[must_use]
pub fn supply(by: &AttachedBy) -> Supply {
    match by {
        AttachedBy::Upload(_) => Supply::Upload,
        AttachedBy::OwnFile(_) => Supply::OwnFile,
        AttachedBy::Result { .. } => Supply::Result,
        AttachedBy::Record(_) => Supply::Record,
        AttachedBy::Later => Supply::Later,
        AttachedBy::NotNeeded => Supply::NotNeeded,
    }
}

fn supplied<'a>(attached: impl Iterator<Item = &'a Attached>) -> Supplied {
    attached
        .map(|one| (one.document.clone(), supply(&one.by)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_attaching_counts_as_what_it_is() {
        let one = |document: &str, by| Attached {
            document: document.into(),
            by,
            label: None,
            reason: None,
        };
        let attached = [
            one("a", AttachedBy::Upload("u1".into())),
            one("b", AttachedBy::Later),
            one("c", AttachedBy::Record("v1".into())),
            one("d", AttachedBy::OwnFile("f1".into())),
        ];
        let supplied = supplied(attached.iter());
        assert_eq!(supplied["a"], Supply::Upload);
        assert_eq!(supplied["b"], Supply::Later);
        assert_eq!(supplied["c"], Supply::Record);
        assert_eq!(supplied["d"], Supply::OwnFile);
    }
}
