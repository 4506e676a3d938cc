//! Whoever a service lets people choose by name, their record must fill: their name and their number at least. And
//! nothing else may name them before: nobody's records are read until the person has said who is meant.

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

/// Subject kind of who files.
const SELF: &str = "self";

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, used) in service.sources.iter().enumerate() {
        for sought in named_by(used) {
            if let Some((by, cited)) = named_before(lint, &sought) {
                let (about, name) = (&sought.about, &sought.name);
                lint.tell(
                    &format!("/sources/{i}/about"),
                    format!("source {} about", used.id),
                    format!("a `{about}` is chosen by name here, and `{cited}` of {by} would fill `{name}` before anybody is chosen"),
                    format!("take out the [[role]] or the want by which `{cited}` fills `{name}`: who is chosen brings it"),
                );
            }
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

/// By which source and attribute the records of who files name, as somebody else than themselves, whoever is sought.
fn named_before(lint: &Lint<'_>, sought: &Sought) -> Option<(String, String)> {
    let service = lint.service;
    let asked = service.field(&sought.name)?;
    let ever = Wants::ever(service);
    let of_self =
        { service.sources.iter() }.filter(|used| used.about.iter().any(|one| one == SELF));
    let mut cited = of_self.flat_map(|used| used.want.iter().map(move |cited| (used, cited)));
    cited
        .find(|(used, cited)| {
            let concept = service.concepts.get(*cited);
            let is_another = concept.is_some_and(|one| !one.starts_with("person."));
            is_another && ever.by(asked, &used.id, SELF, cited).is_some()
        })
        .map(|(used, cited)| (used.id.clone(), cited.clone()))
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
