//! Values marked `auto` as those of a look-up, against what this server answered to the person (contract 4.5).

use std::collections::BTreeSet;

use forms::compare::same;
use forms::definition::{Lookup, SourceRef};
use forms::fact::FactValue;
use forms::lookup::{alternatives, facts, request};
use portal_api::{Fault, Pointer};
use serde_json::{Value, json};

use super::Stored;
use super::judge::Judged;
use super::said::{Marked, differs, meant};
use crate::facts::FactTable;
use crate::lookups::{answers, question};
use crate::problem::Failure;
use crate::session::Assured;
use crate::state::AppState;

/// The look-up whose answers are about one draft (contract 4.5).
const OF_DRAFT: &str = "plate-choice";

/// What look-ups of a draft come to.
#[derive(Default)]
pub(super) struct LookedUp {
    /// Keys of those that answered what the draft asks.
    pub keys: BTreeSet<String>,
    /// Values that are not what the register said.
    pub faults: Vec<Fault>,
}

/// Compares the values that a draft marks as looked up with what was answered to the request that its answers make now.
/// One answer, and of several that it offers one, must have said them all: values of two cards are of no card.
///
/// A mark that no answer of this server backs is a fault like one that differs. To keep the value as declared instead
/// would change what the person signs after they have seen it, and rule 4.5 leaves no third thing between a value of a
/// source and one that is not its. The way out is short: asking again, or writing the value oneself, which makes it
/// `override` or `manual`. Answers are kept as long as drafts are, so that who asked is not told to ask again.
pub(super) async fn looked_up(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    draft: &Stored,
    marked: &[Marked<'_>],
) -> Result<LookedUp, Failure> {
    let content = &draft.content;
    let mut found = LookedUp::default();
    for lookup in &judged.service.lookups {
        let key = lookup.key();
        let from = content.answers.provenance.get(key.as_str());
        let of_this: Vec<&Marked<'_>> = marked.iter().filter(|one| *one.prov == *key).collect();
        if from.is_none() && of_this.is_empty() {
            continue;
        }
        let answers = answered(state, who, judged, lookup, draft).await?;
        let is_named = from.is_some_and(|from| from.source == *lookup.source);
        let wrong = { answers.iter().filter(|_| is_named) }
            .flat_map(|answer| alternatives(lookup, answer))
            .map(|one| unsaid(&state.facts, judged, lookup, one, &of_this))
            .min_by_key(Vec::len)
            .unwrap_or_else(|| of_this.iter().map(|one| one.pointer).collect());
        found.faults.extend(wrong.into_iter().map(differs));
        if !answers.is_empty() {
            found.keys.insert(key);
        }
    }
    // Marks of a look-up that this form does not have.
    let keys: BTreeSet<String> = judged.service.lookups.iter().map(Lookup::key).collect();
    let unknown = marked
        .iter()
        .filter(|one| Lookup::is_key(one.prov) && !keys.contains(one.prov.as_str()));
    found.faults.extend(unknown.map(|one| differs(one.pointer)));
    Ok(found)
}

/// What the person was answered when they asked what the answers of the draft ask now.
async fn answered(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    lookup: &Lookup,
    draft: &Stored,
) -> Result<Vec<Value>, Failure> {
    let Some(mut asked) = request(judged.service, lookup, &judged.answers) else {
        return Ok(Vec::new());
    };
    if let Some(members) = asked.as_object_mut().filter(|_| lookup.id == OF_DRAFT) {
        members.insert("draftId".to_owned(), json!(draft.id));
    }
    answers(state, &who.person, &lookup.id, &question(&asked)?).await
}

/// The marked values that an answer, or one of several, did not say.
fn unsaid<'a>(
    table: &FactTable,
    judged: &Judged<'_>,
    lookup: &Lookup,
    answer: &Value,
    marked: &[&Marked<'a>],
) -> Vec<&'a Pointer> {
    let facts = facts(judged.service, lookup, answer, "");
    let is_said = |one: &Marked<'_>| {
        let sources = one.field.sources.iter();
        let named: Vec<&SourceRef> = sources
            .filter(|source| source.id == lookup.source)
            .collect();
        facts.iter().any(|fact| match &fact.value {
            FactValue::Value(value) => meant(
                table,
                &fact.record,
                &fact.attribute,
                value,
                &named,
                one.field,
            )
            .iter()
            .any(|said| same(&one.field.kind, &one.value, said)),
            _ => false,
        })
    };
    { marked.iter() }
        .filter(|one| !is_said(one))
        .map(|one| one.pointer)
        .collect()
}
