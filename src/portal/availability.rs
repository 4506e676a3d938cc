//! How the sources are (operation 41): those that are slow or out, and what can be done meanwhile.

use super::Problem;
use super::request::Request;
use portal_api::{Availability, Items, SourceState};

/// A source that is slow or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Its id.
    pub source: String,
    /// Its name.
    pub name: String,
    /// It is out; else it answers slowly.
    pub is_out: bool,
    /// What the citizen can still do, in the language that is spoken.
    pub meaning: String,
    /// When it is expected back (RFC 3339).
    pub until: Option<String>,
    /// Procedures that it touches; none: all.
    procedures: Option<Vec<String>>,
}

impl Trouble {
    /// Whether it concerns this procedure.
    #[must_use]
    pub fn touches(&self, procedure: &str) -> bool {
        let touched = self.procedures.as_ref();
        touched.is_none_or(|codes| codes.iter().any(|code| code == procedure))
    }
}

/// The sources that are slow or out now.
///
/// # Errors
/// See [`Problem`].
pub async fn troubles() -> Result<Vec<Trouble>, Problem> {
    let all: Items<SourceState> = Request::get("/sources").send().await?.json().await?;
    Ok(all.items.into_iter().filter_map(trouble).collect())
}

fn trouble(state: SourceState) -> Option<Trouble> {
    let is_out = match state.state {
        Availability::Down => true,
        Availability::Slow => false,
        Availability::Up | Availability::NotConnected | Availability::Unknown => return None,
    };
    let codes = |codes: Vec<portal_api::Code>| codes.iter().map(ToString::to_string).collect();
    Some(Trouble {
        source: state.source.to_string(),
        name: state.name.to_string(),
        is_out,
        meaning: state.meaning.to_string(),
        until: state.expected_until.map(|until| until.to_string()),
        procedures: state.procedures.map(codes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_slow_or_out_is_trouble_and_only_where_it_is_used() {
        let state = |state: &str| {
            let wire = json!({ "source": "residence", "name": "Cư trú", "state": state, "since": "2026-11-25T08:00:00+07:00",
                "expectedUntil": "2026-11-25T17:00:00+07:00", "meaning": "Ông/Bà tự điền.", "procedures": ["1.001193"] });
            trouble(serde_json::from_value(wire).unwrap())
        };
        for quiet in ["up", "not-connected", "something-new"] {
            assert_eq!(state(quiet), None, "{quiet}");
        }
        let (slow, down) = (state("slow").unwrap(), state("down").unwrap());
        assert_eq!((slow.is_out, down.is_out), (false, true));
        assert_eq!(down.until.as_deref(), Some("2026-11-25T17:00:00+07:00"));
        assert!(down.touches("1.001193") && !down.touches("2.000635"));
    }
}
