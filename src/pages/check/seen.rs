//! The figures that the person was shown, and what a new answer of the server is beside them. Pure.

use crate::portal::Problem;
use crate::portal::draft::Verdict;
use crate::text::{Text, t};
use crate::ui::Tone;

/// What the server says, as far as it has answered.
pub(super) type Told = Option<Result<Verdict, Problem>>;

/// What keeps figures from being sent at once: the person has not seen them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Figures were never shown before.
    First,
    /// They are not those that were shown.
    Changed,
}

impl News {
    /// Tone, title and what to do.
    pub(super) fn parts(self) -> (Tone, Option<String>, Text) {
        match self {
            Self::First => (Tone::Info, None, Text::FiguresFirst),
            Self::Changed => {
                let title = t(Text::FiguresChangedTitle).to_owned();
                (Tone::Warning, Some(title), Text::FiguresChanged)
            }
        }
    }
}

/// What figures are to a person who was shown others, the same, or none.
pub(super) fn news(shown: Option<&Verdict>, now: &Verdict) -> Option<News> {
    match shown {
        None => Some(News::First),
        Some(shown) if shown.is_same_for_person(now) => None,
        Some(_) => Some(News::Changed),
    }
}

/// Takes in an answer. Figures that were shown stay in sight while no newer ones come.
pub(super) fn seen(told: &mut Told, found: Result<Verdict, Problem>) {
    if found.is_ok() || !matches!(told, Some(Ok(_))) {
        *told = Some(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_question_changes_no_figures() {
        let shown = Verdict::of_total(8_000);
        let mut told = Some(Ok(shown.clone()));
        seen(&mut told, Err(Problem::Offline));
        assert_eq!(told, Some(Ok(shown.clone())));
        assert_eq!(news(Some(&shown), &shown), None);
    }

    #[test]
    fn figures_that_are_new_or_changed_are_told() {
        let (few, many) = (Verdict::of_total(8_000), Verdict::of_total(16_000));
        assert_eq!(news(None, &few), Some(News::First));
        assert_eq!(news(Some(&few), &many), Some(News::Changed));
        let mut told = Some(Ok(few));
        seen(&mut told, Ok(many.clone()));
        assert_eq!(told, Some(Ok(many)));
    }
}
