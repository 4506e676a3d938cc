//! What a draft says of where values come from, brought down to what this server knows of it: what a source told is told
//! by the source, not by who read it (contract 3, `Provenance`; 4.6).

use forms::definition::{Lookup, Service};
use forms::fact::PRIOR_DOSSIER;
use forms::place::Pointer;
use portal_api::{AttachmentKind, DraftContent, OriginKind, ProvId, Provenance, Verification};
use serde_json::Value;

use super::earlier::Earlier;
use super::judge::Judged;
use super::said::Known;
use crate::conventions::Language;
use crate::prefill::{Told, records};
use crate::problem::Failure;
use crate::results::{self, Held};
use crate::session::Assured;
use crate::state::AppState;

/// Puts in place of what a draft says of its sources what they told this person. Of what nobody told, and only the person
/// can bring, the kind and the time are kept; the rest is dropped.
///
/// # Errors
/// When the database fails.
pub(super) async fn hold_sources(
    state: &AppState,
    who: &Assured,
    content: &mut DraftContent,
) -> Result<(), Failure> {
    if content.answers.provenance.is_empty() {
        return Ok(());
    }
    let told = Told::load(state, &who.person).await?;
    let held = results::held(state, who).await?;
    let earlier = Earlier::load(state, &who.person, content).await?;
    let defined = state.definitions.of_procedure(&content.frame.form_id);
    let service = defined.map(|one| one.in_language(Language::Vi));
    let known = |(key, said): (ProvId, Provenance)| {
        if told.provenance(&key).is_some() {
            return Some((key.clone(), told_as(&told, &key, &said)?));
        }
        let from = of_result(state, &held, &key, &said)
            .or_else(|| of_lookup(service?, &key, &said))
            .or_else(|| earlier.provenance(state, &key))
            .or_else(|| brought(state, &said))?;
        Some((key, from))
    };
    let said = std::mem::take(&mut content.answers.provenance);
    content.answers.provenance = said.into_iter().filter_map(known).collect();
    Ok(())
}

/// Takes back what the origins of a draft say of sources beside the values that count, where no source told it: what had
/// stood there before the person changed it, and what they did not choose.
///
/// # Errors
/// When the database fails.
pub async fn hold_origins(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    content: &mut DraftContent,
) -> Result<(), Failure> {
    hold_sources(state, who, content).await?;
    let told = Told::load(state, &who.person).await?;
    let earlier = Earlier::load(state, &who.person, content).await?;
    let mut origins = std::mem::take(&mut content.answers.origins);
    let known = Known {
        state,
        judged,
        content,
        told: &told,
        earlier: &earlier,
    };
    for (pointer, origin) in &mut origins {
        let at = Pointer::new(pointer.as_str());
        let place = forms::send::place(judged.service, &judged.answers, &at);
        let field = place
            .as_ref()
            .and_then(|at| judged.service.field(&at.field));
        let says = |prov: &ProvId, value: &Value| {
            let at = place.as_ref().zip(field);
            at.is_some_and(|(place, field)| {
                Lookup::is_key(prov) || known.says(place, field, prov, value)
            })
        };
        origin
            .others
            .retain(|other| says(&other.prov, &other.value));
        // Of a list it is the rows that were taken out: nothing that anybody said.
        let is_list = field.is_some_and(|field| field.id.is_list());
        let said = origin.prov.as_ref().zip(origin.original.as_ref());
        let is_said = is_list || said.is_some_and(|(prov, value)| says(prov, value));
        if origin.origin == OriginKind::Override && !is_said {
            origin.origin = OriginKind::Manual;
            origin.prov = None;
            origin.original = None;
        }
    }
    content.answers.origins = origins;
    entitle(state, who, content).await
}

/// Of a prior result its warehouse says what it is called and of what kind it is, not the draft.
async fn entitle(
    state: &AppState,
    who: &Assured,
    content: &mut DraftContent,
) -> Result<(), Failure> {
    let held = results::held(state, who).await?;
    for attachment in &mut content.answers.attachments {
        let id = attachment.result_id.as_ref();
        let id = id.filter(|_| attachment.kind == AttachmentKind::PriorResult);
        let result = id.and_then(|id| held.iter().find(|one| *id == *one.id.as_str()));
        if attachment.kind != AttachmentKind::PriorResult {
            attachment.replaces_with_result_code = None;
        }
        if let Some(result) = result {
            attachment.label = Some(result.title.as_str().into());
            attachment.replaces_with_result_code = Some(result.code.as_str().into());
        }
    }
    Ok(())
}

/// As the source told it: at the time that the draft names, else as it did last. Named as another source, it is nobody's.
fn told_as(told: &Told, key: &ProvId, said: &Provenance) -> Option<Provenance> {
    let all = || {
        let all = told.provenances(key);
        all.filter(|known| known.source == said.source)
    };
    let then = all().find(|known| known.retrieved_at == said.retrieved_at);
    then.or_else(|| all().next()).cloned()
}

/// Of a prior result that the person has.
fn of_result(
    state: &AppState,
    held: &[Held],
    key: &ProvId,
    said: &Provenance,
) -> Option<Provenance> {
    let is_it = |one: &&Held| *key == *results::key(one).as_str();
    let result = held.iter().find(is_it)?;
    Some(Provenance {
        retrieved_at: said.retrieved_at.clone(),
        ..records::of_result(state, result, Language::Vi)
    })
}

/// Of a look-up of the form; whether it was answered is judged with the values.
fn of_lookup(service: &Service, key: &ProvId, said: &Provenance) -> Option<Provenance> {
    let mut lookups = service.lookups.iter();
    let lookup = lookups.find(|one| *key == *one.key().as_str())?;
    let is_of_it = said.source == *lookup.source.as_str();
    is_of_it.then(|| read(said, &lookup.source_name, Verification::Verified))
}

/// Of what was read on the person's device: it proves nothing, and names no paper or office. The day that the card bears
/// says how old it is, to the person too; it is as unproved as the rest.
fn brought(state: &AppState, said: &Provenance) -> Option<Provenance> {
    let source = said.source.as_str();
    let is_read = source != PRIOR_DOSSIER && state.sources.is_brought(source);
    let name = state.sources.named(source, Language::Vi);
    is_read.then(|| Provenance {
        issued_on: said.issued_on.clone(),
        ..read(said, name, Verification::Unverified)
    })
}

/// The source and the time of what is said, and nothing else of it.
fn read(said: &Provenance, name: &str, verification: Verification) -> Provenance {
    let (source, at) = (said.source.clone(), said.retrieved_at.clone());
    Provenance::bare(source, name, at, verification)
}
