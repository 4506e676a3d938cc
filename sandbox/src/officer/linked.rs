//! The parts of a linked service on the officer's page: each with its state and what can be done with it.

use portal_api::StateCode;

use super::words::words;
use crate::conventions::Language;
use crate::dossiers::parts::StoredPart;
use crate::dossiers::state_words;
use crate::dossiers::store::Stored;
use crate::pages::escape;

/// One paragraph per part.
pub(super) fn parts(row: &Stored, all: &[StoredPart], language: Language) -> String {
    all.iter().map(|part| one(row, part, language)).collect()
}

fn one(row: &Stored, part: &StoredPart, language: Language) -> String {
    let word = |key: &str| escape(words(key, language));
    let form = |act: &str, inner: &str| {
        format!(
            "<form method=post action=\"/officer/{}\"><input type=hidden name=part value=\"{}\">{inner}<button name=act value={act}>{}</button></form>",
            escape(&row.code),
            escape(&part.id),
            word(act)
        )
    };
    let working = matches!(part.state, StateCode::Accepted | StateCode::Processing);
    let mut forms = String::new();
    if part.state == StateCode::Registered {
        forms.push_str(&form("accept", ""));
    }
    if working {
        forms.push_str(&form("issue", ""));
    }
    if working || part.state == StateCode::Registered {
        let reason = format!(
            "<label>{} <input name=reason required></label> ",
            word("reason")
        );
        forms.push_str(&form("refuse", &reason));
    }
    let option = |state: &StateCode| {
        let chosen = if *state == part.state {
            " selected"
        } else {
            ""
        };
        let name = state_words(state.code(), language).name;
        format!("<option value={}{chosen}>{}", state.code(), escape(&name))
    };
    let options: String = StateCode::ALL.iter().map(option).collect();
    let choice = format!(
        "<label>{} <select name=state>{options}</select></label> ",
        word("state")
    );
    forms.push_str(&form("move", &choice));
    format!(
        "<p><strong>{}</strong> · {} · {}</p>{forms}",
        escape(&part.made.name),
        escape(&part.made.agency.name),
        escape(&state_words(part.state.code(), language).name)
    )
}
