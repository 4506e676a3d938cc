//! Options that are none, are not offered, or lack a text.

use super::{Trial, broken};
use forms::condition::Condition;
use forms::eval::Scope;
use forms::fault::FaultCode;
use forms::kind::Choices;
use serde_json::{Value, json};

pub(super) fn entry(choices: &Choices, word: &str) -> Value {
    let mut entry = json!({ "value": word, "text": "khác" });
    if choices.quantity {
        entry["quantity"] = 1.into();
    }
    entry
}

pub(super) fn options(scope: Scope<'_>, choices: &Choices, several: bool) -> Vec<Trial> {
    let answer = |entry: Value| if several { json!([entry]) } else { entry };
    let mut all = vec![
        broken(
            "no option",
            answer("none-such".into()),
            FaultCode::NotInList,
        ),
        broken(
            "no word",
            answer(json!({ "text": "x" })),
            FaultCode::Pattern,
        ),
    ];
    if let Some(other) = &choices.other {
        all.push(broken(
            "no text",
            answer(json!({ "value": other, "quantity": 1 })),
            FaultCode::Required,
        ));
        let long = json!({ "value": other, "quantity": 1, "text": "x".repeat(201) });
        all.push(broken("text too long", answer(long), FaultCode::TooLong));
    }
    let mut bound = choices
        .options
        .iter()
        .filter(|option| option.when != Condition::Always)
        .peekable();
    if bound.peek().is_some() {
        all.push(match bound.find(|option| !scope.holds(&option.when)) {
            Some(option) => broken(
                "not offered",
                answer(entry(choices, &option.value)),
                FaultCode::CrossField,
            ),
            None => Trial::NotNow("not offered"),
        });
    }
    all
}
