//! Whoever a service lets people choose by name, their record must fill: their name and their number at least.

use super::Lint;
use super::walk::Logic;
use super::worlds::Worlds;
use crate::definition::SourceUse;
use crate::eval::Scope;
use crate::merge::Wants;
use crate::place::{FieldId, Place};
use crate::whose::{Sought, named_by};

/// The keys that say who somebody is, and of which a record tells (contract 3.1).
const WHO: [&str; 2] = ["full_name", "personal_id"];

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, used) in service.sources.iter().enumerate() {
        for sought in named_by(used) {
            let told = WHO.into_iter();
            let fields = told.filter_map(|key| used.keys.get(key));
            for field in fields {
                if let Some(world) = unfilled(lint, used, &sought, field) {
                    let about = &sought.about;
                    lint.tell(
                        &format!("/sources/{i}/about"),
                        format!("source {} about", used.id),
                        format!("a `{about}` is offered by name here, and no record about them fills `{field}` {world}"),
                        format!("add what is missing: a [[role]] of `{about}`, a [[source]] about `{about}` that wants the attribute, its id among the sources of `{field}`; or leave `{about}` out"),
                    );
                }
            }
        }
    }
}

/// Answers with which they are offered, and a field is shown that nothing fills.
fn unfilled(lint: &Lint<'_>, used: &SourceUse, sought: &Sought, field: &FieldId) -> Option<String> {
    let service = lint.service;
    let asked = service.field(field)?;
    let ever = Wants::ever(service);
    let of_field = |source: &&SourceUse| {
        let mut cited = source.want.iter();
        source.about.contains(&sought.about)
            && cited.any(|cited| ever.by(asked, &source.id, &sought.about, cited).is_some())
    };
    let sources = service.sources.iter().filter(of_field);
    let role = asked.concept.split('.').next().unwrap_or_default();
    let roles = { service.roles.iter() }
        .filter(|rule| rule.role == role)
        .map(|rule| &rule.when);
    let seeds: Vec<Logic<'_>> = [&used.when, &asked.shown]
        .into_iter()
        .chain(sources.map(|source| &source.when))
        .chain(roles)
        .map(Logic::Condition)
        .collect();
    let worlds = Worlds::of(service, lint.today, &seeds);
    let is_unfilled = |scope: &Scope<'_>| {
        let wants = Wants::new(service, *scope);
        let place = Place::from(field.clone());
        let mut by = asked.sources.iter();
        // A number that is not asked need not be known; a name that is not asked chooses nobody.
        let is_filled = if scope.is_shown(asked) {
            by.any(|by| wants.may_fill(&place, &by.id).contains(&sought.about))
        } else {
            asked.id != sought.name
        };
        scope.holds(&used.when) && !is_filled
    };
    let found = worlds.find(|world| world.at(None, is_unfilled) == Some(true))?;
    Some(found.told())
}
