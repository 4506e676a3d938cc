//! Numbers that are hidden on screens, and in texts that are worked out from them.

use crate::support::{answers, field, service};
use forms::condition::{Expr, TextPiece};
use forms::eval::Scope;
use forms::kind::{Kind, TextLimits};
use serde_json::json;

#[test]
fn a_text_knows_the_hidden_numbers_that_it_is_worked_out_from() {
    let mut service = service();
    let piece = |id: &str| TextPiece {
        before: "số ".into(),
        value: Some(Expr::Field(field(id))),
        after: String::new(),
    };
    // One text of the number, another of the first.
    let texts = [("late", "mother_personal_id"), ("copy_count", "late")];
    for (id, of) in texts {
        let fields = service.steps.iter_mut().flat_map(|step| &mut step.fields);
        for one in fields.filter(|one| one.id == field(id)) {
            one.kind = Kind::Text(TextLimits::default());
            one.computed = Some(Expr::Text(vec![piece(of)]));
        }
    }
    let data = json!({"birth_case": "both", "mother_personal_id": "001099000001"});
    let answers = answers(&data);
    let scope = Scope::new(&service, &answers);
    for (id, _) in texts {
        let text = service.field(&field(id)).unwrap();
        assert_eq!(scope.hidden_in(text), ["001099000001"], "{id}");
    }
    let other = service.field(&field("child_name")).unwrap();
    assert_eq!(scope.hidden_in(other), Vec::<String>::new());
}
