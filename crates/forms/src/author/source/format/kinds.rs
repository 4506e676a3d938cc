//! The kinds of answers as authors name them, and the constraints that stand beside each.

use super::{CHOICE, Form, Member, Shape, may, needed};

/// A kind's name and the constraints that stand beside it.
pub(crate) static KINDS: &[(&str, &[Member])] = &[
    ("text", TEXT),
    ("person-name", TEXT),
    ("date", DATE),
    ("partial-date", DATE),
    ("date-time", DATE),
    ("time", &[]),
    ("yes-no", &[]),
    ("one-of", CHOICES),
    ("several-of", CHOICES),
    ("lookup", LIST),
    ("ordered-list", LIST),
    ("unit", LEVEL),
    ("address", ADDRESS),
    ("personal-id", &[]),
    ("phone", &[may("foreign", Form::Flag)]),
    ("email", &[]),
    ("number", NUMBER),
    ("money", NUMBER),
    ("plate", &[]),
    ("code", CODE),
    ("file", FILE),
    ("identity-paper", LIST),
    ("group-list", ROWS),
    ("statement", &[]),
];

const TEXT: &[Member] = &[
    may("min", Form::Count),
    may("max", Form::Count),
    may("lines", Form::Flag),
];
const DATE: &[Member] = &[
    may("not_before", Form::Expr),
    may("not_after", Form::Expr),
    may("full_when", Form::Condition),
];
const CHOICES: &[Member] = &[
    needed("options", Form::Shared("options", &CHOICE)),
    may("other", Form::Word),
    may("quantity", Form::Flag),
    may("most", Form::Count),
];
const LIST: &[Member] = &[
    needed("list", Form::Word),
    may("only", Form::Words),
    may("other", Form::Word),
    may("open", Form::Flag),
    may("most", Form::Count),
];
const ADDRESS: &[Member] = &[
    may("abroad", Form::Flag),
    may("legacy", Form::Flag),
    may("detail", Form::Flag),
    may("province_only", Form::Flag),
];
const NUMBER: &[Member] = &[may("min", Form::Expr), may("max", Form::Expr)];
const CODE: &[Member] = &[
    may("shapes", Form::Shapes),
    may("max", Form::Count),
    may("warn_only", Form::Flag),
    may("numeric", Form::Flag),
    may("example", Form::Word),
];
const FILE: &[Member] = &[
    may("most", Form::Count),
    may("picture", Form::Flag),
    may("portrait", Form::Table(&PORTRAIT)),
];

static PORTRAIT: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("width", Form::Count),
        needed("height", Form::Count),
        needed("least", Form::Count),
    ],
};
const ROWS: &[Member] = &[
    may("min", Form::Count),
    may("max", Form::Count),
    may("unique", Form::Keys),
    may("except", Form::Map(&Form::Word)),
    may("periods", Form::Table(&PERIODS)),
];

static PERIODS: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("from", Form::Word),
        needed("to", Form::Word),
        may("since", Form::Expr),
        may("beside", Form::Word),
    ],
};
const LEVEL: &[Member] = &[needed(
    "level",
    Form::Choice(&["province", "commune", "authority"]),
)];
