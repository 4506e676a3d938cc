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

/// More than any answer has of characters, rows, files or points.
const MANY: u32 = 100_000;

const TEXT: &[Member] = &[
    may("min", Form::Count(MANY)),
    may("max", Form::Count(MANY)),
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
    may("most", Form::Count(MANY)),
];
const LIST: &[Member] = &[
    needed("list", Form::Word),
    may("only", Form::Words),
    may("other", Form::Word),
    may("open", Form::Flag),
    may("most", Form::Count(MANY)),
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
    may("max", Form::Count(MANY)),
    may("warn_only", Form::Flag),
    may("numeric", Form::Flag),
    may("example", Form::Word),
];
const FILE: &[Member] = &[
    may("most", Form::Count(MANY)),
    may("picture", Form::Flag),
    may("portrait", Form::Table(&PORTRAIT)),
];

static PORTRAIT: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("width", Form::Count(MANY)),
        needed("height", Form::Count(MANY)),
        needed("least", Form::Count(MANY)),
    ],
};
const ROWS: &[Member] = &[
    may("min", Form::Count(MANY)),
    may("max", Form::Count(MANY)),
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
