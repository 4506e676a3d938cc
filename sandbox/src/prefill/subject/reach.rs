//! Records that a request may read.

use std::borrow::Cow;

use portal_api::{PrefillRequest, SourceId};
use serde_json::Value;

use crate::me;
use crate::persons::{Person, Record, handle};
use crate::problem::Failure;
use crate::registers::Settled;
use crate::results::Held;
use crate::state::AppState;

/// The records that a request may read.
#[derive(Default)]
pub(in crate::prefill) struct Reach<'a>(Vec<Reached<'a>>);

/// One of them.
pub struct Reached<'a> {
    /// The record.
    pub record: Cow<'a, Record>,
    /// The prior result it stands on, where a warehouse gives it.
    pub result: Option<String>,
}

impl<'a> Reach<'a> {
    /// Those that a source holds and finds with the keys of the request.
    pub(in crate::prefill) fn of<'b>(
        &'b self,
        request: &'b PrefillRequest,
        source: &'b str,
    ) -> impl Iterator<Item = &'b Reached<'a>> {
        self.0.iter().filter(move |reached| {
            let record = reached.record.as_ref();
            record.sources.iter().any(|one| one == source) && is_found(record, request, source)
        })
    }

    /// The same records as their registers have them now.
    pub(in crate::prefill) fn now(mut self, settled: &Settled) -> Self {
        for reached in &mut self.0 {
            let changed = match settled.now(&reached.record) {
                Cow::Owned(changed) => Some(changed),
                Cow::Borrowed(_) => None,
            };
            if let Some(changed) = changed {
                reached.record = Cow::Owned(changed);
            }
        }
        self
    }

    /// The person's own profile as they have changed it since.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::prefill) async fn refresh(
        &mut self,
        state: &AppState,
        person: &str,
    ) -> Result<(), Failure> {
        for reached in &mut self.0 {
            if let Some(now) = me::profile_now(state, person, &reached.record).await? {
                reached.record = Cow::Owned(now);
            }
        }
        Ok(())
    }

    /// The records that somebody agreed to share, from the sources that they agreed to.
    pub(in crate::prefill) fn shared(person: &'a Person, scopes: &[SourceId]) -> Self {
        Self::whole(&person.records).only(|_, source| scopes.iter().any(|scope| *scope == *source))
    }

    /// Whole records.
    pub(super) fn whole(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let reached = |record: &'a Record| Reached {
            result: record
                .result
                .as_ref()
                .map(|_| handle(&["result", &record.handle])),
            record: Cow::Borrowed(record),
        };
        Self(records.into_iter().map(reached).collect())
    }

    /// What was issued here.
    pub(super) fn issued(results: impl IntoIterator<Item = &'a Held>) -> Self {
        let reached = |result: &'a Held| {
            Some(Reached {
                record: Cow::Borrowed(result.record.as_ref()?),
                result: Some(result.id.clone()),
            })
        };
        Self(results.into_iter().filter_map(reached).collect())
    }

    /// A record of which a part only may be read.
    pub(super) fn part(record: Record) -> Self {
        Self(vec![Reached {
            record: Cow::Owned(record),
            result: None,
        }])
    }

    /// These and those.
    pub(super) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Only what may be read of a record from a source.
    pub(super) fn only(self, may: impl Fn(&Record, &str) -> bool) -> Self {
        let cut = |mut reached: Reached<'a>| {
            let record = reached.record.as_ref();
            let mut sources = record.sources.clone();
            sources.retain(|source| may(record, source));
            if sources.len() < record.sources.len() {
                reached.record.to_mut().sources = sources;
            }
            (!reached.record.sources.is_empty()).then_some(reached)
        };
        Self(self.0.into_iter().filter_map(cut).collect())
    }
}

/// Keys that are attributes of a record must be what it holds: a notice's code, a plate, a frame number.
fn is_found(record: &Record, request: &PrefillRequest, source: &str) -> bool {
    let keys = request.keys.get(source).into_iter().flatten();
    { keys }.all(|(key, asked)| {
        let attribute = match (record.kind.as_str(), key.as_str()) {
            (_, "personal_id" | "full_name") => return true,
            ("birth_notice", "notice_code") => "code",
            (_, key) => key,
        };
        record
            .holds
            .get(attribute)
            .and_then(Value::as_str)
            .is_none_or(|held| asked.as_str().is_none_or(|asked| asked == held))
    })
}
