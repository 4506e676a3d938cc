//! The format of a definition as data: which members stand where. The reader, the "did you mean" of the linter
//! and the JSON Schema for editors are made from these tables. `docs/authoring.md` says the same for people.

mod beyond;
mod fees;
mod files;
mod kinds;
mod print;

use crate::definition::ABOUT;
use beyond::{APPOINTMENT, CONFIRMATION, LOOKUP, OFFER, ONE_TIME_CODE, PART, PAYMENT};
use fees::FEE;
pub(crate) use files::{CATALOGUE, FIXED, LIST_FILE, OVERLAY};
pub(crate) use kinds::KINDS;

/// Parts that stand once in a file and are named where they belong.
pub(crate) const SHARED: [&str; 2] = ["result", "options"];

/// What a member holds.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// `{ vi = "…", en = "…" }`.
    Texts,
    /// A text that is the same in every language: an id, a code, a date.
    Word,
    /// A day: `2026-11-25`.
    Day,
    /// A code of the contract (2.4).
    Code,
    /// A list of words.
    Words,
    /// A list of those, where several stand together in a list of their own: `[["a", "b"], "c"]`.
    Keys,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A whole number from 0 to this one.
    Count(u32),
    /// True or false.
    Flag,
    /// A text, number, true, false, a text in both languages, or a code of a list.
    Scalar,
    /// A condition; `true` and `false` stand for always and never.
    Condition,
    /// An expression.
    Expr,
    /// An expression whose fixed values are amounts in đồng (2.4, Vnd).
    Amount,
    /// Shapes of a code: `["99999.GCS.99999.99"]`.
    Shapes,
    /// A table of known members.
    Table(&'static Shape),
    /// A list of such tables.
    Tables(&'static Shape),
    /// A list of tables, where a mere text stands for a table with that text as this member.
    Named(&'static str, &'static Shape),
    /// A list of tables; the name of a shared part stands for it, and one name alone for a whole shared list.
    Shared(&'static str, &'static Shape),
    /// Shared parts: read where they are named.
    Parts,
    /// Fields: their members depend on their kind.
    Fields,
    /// A table with free keys.
    Map(&'static Form),
}

/// A member of a table.
#[derive(Clone, Copy)]
pub(crate) struct Member {
    /// Its key in TOML.
    pub(crate) key: &'static str,
    /// Its key in the compiled definition.
    pub(crate) to: &'static str,
    /// What it holds.
    pub(crate) form: Form,
    /// It may not be left out.
    pub(crate) needed: bool,
}

/// A table of known members.
pub(crate) struct Shape {
    /// What it is called in messages: `case`; empty for nameless ones.
    pub(crate) name: &'static str,
    /// The member that tells one from another.
    pub(crate) label: &'static str,
    /// Its members.
    pub(crate) members: &'static [Member],
}

const fn needed(key: &'static str, form: Form) -> Member {
    Member {
        key,
        to: key,
        form,
        needed: true,
    }
}

const fn may(key: &'static str, form: Form) -> Member {
    Member {
        key,
        to: key,
        form,
        needed: false,
    }
}

const fn renamed(member: Member, to: &'static str) -> Member {
    Member { to, ..member }
}

/// A whole file.
pub(crate) static SERVICE: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("id", Form::Word),
        needed("slug", Form::Word),
        renamed(needed("form", Form::Word), "form_id"),
        needed("version", Form::Word),
        renamed(needed("declaration", Form::Word), "declaration_version"),
        needed("name", Form::Texts),
        needed("what", Form::Texts),
        needed("who", Form::Texts),
        may("closed", Form::Texts),
        needed("dimensions", Form::Words),
        needed("legal", Form::Tables(&LEGAL)),
        renamed(needed("case", Form::Tables(&CASE)), "cases"),
        may("told", Form::Tables(&TOLD)),
        renamed(may("role", Form::Tables(&ROLE)), "roles"),
        renamed(may("source", Form::Tables(&SOURCE)), "sources"),
        may("result", Form::Parts),
        may("options", Form::Parts),
        renamed(needed("step", Form::Tables(&STEP)), "steps"),
        renamed(may("rule", Form::Tables(&RULE)), "rules"),
        renamed(may("paper", Form::Tables(&PAPER)), "papers"),
        renamed(may("fee", Form::Tables(&FEE)), "fees"),
        renamed(may("lookup", Form::Tables(&LOOKUP)), "lookups"),
        renamed(
            may("confirmation", Form::Tables(&CONFIRMATION)),
            "confirmations",
        ),
        may("appointment", Form::Table(&APPOINTMENT)),
        may("one_time_code", Form::Table(&ONE_TIME_CODE)),
        may("payment", Form::Table(&PAYMENT)),
        renamed(may("part", Form::Tables(&PART)), "parts"),
        renamed(may("offer", Form::Tables(&OFFER)), "offers"),
        renamed(
            may("table", Form::Map(&Form::Map(&Form::Map(&Form::Scalar)))),
            "tables",
        ),
        may("least", Form::Words),
        renamed(may("print", Form::Tables(&print::LAYOUT)), "layouts"),
    ],
};

static LEGAL: Shape = Shape {
    name: "legal",
    label: "number",
    members: &[needed("number", Form::Word), needed("title", Form::Texts)],
};

static CASE: Shape = Shape {
    name: "case",
    label: "code",
    members: &[
        needed("code", Form::Word),
        needed("procedure", Form::Code),
        needed("name", Form::Texts),
        needed("when", Form::Condition),
        needed(
            "online",
            Form::Choice(&["full", "partial", "in-person", "info"]),
        ),
        may("fees", Form::Words),
        may("term", Form::Table(&TERM)),
        needed("authority", Form::Table(&AUTHORITY)),
        may("results", Form::Shared("result", &RESULT)),
        may("forms", Form::Words),
        may("information", Form::Texts),
        may("shows", Form::Words),
        may("unconfirmed", Form::Flag),
        may("closed", Form::Texts),
    ],
};

static TERM: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("value", Form::Count(1_000)),
        needed("unit", Form::Choice(&["same-day", "working-days", "days"])),
        may("note", Form::Texts),
    ],
};

static AUTHORITY: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("office", Form::Word),
        may("field", Form::Word),
        may("by", Form::Words),
    ],
};

static RESULT: Shape = Shape {
    name: "result",
    label: "code",
    members: &[
        needed("code", Form::Word),
        needed("name", Form::Texts),
        may("record", Form::Word),
        may("holds", Form::Map(&Form::Expr)),
    ],
};

static TOLD: Shape = Shape {
    name: "told",
    label: "code",
    members: &[
        needed("code", Form::Word),
        needed("name", Form::Texts),
        needed("information", Form::Texts),
    ],
};

static ROLE: Shape = Shape {
    name: "role",
    label: "role",
    members: &[
        needed("role", Form::Word),
        needed("is", Form::Word),
        needed("of", Form::Word),
        may("records", Form::Words),
        may("when", Form::Condition),
    ],
};

static SOURCE: Shape = Shape {
    name: "source",
    label: "id",
    members: &[
        needed("id", Form::Word),
        may("when", Form::Condition),
        may("about", Form::Words),
        needed("want", Form::Words),
        may("keys", Form::Map(&Form::Word)),
    ],
};

static STEP: Shape = Shape {
    name: "step",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("title", Form::Texts),
        may("lead", Form::Texts),
        may("kind", Form::Choice(&["case", "questions", "declaration"])),
        may("about", Form::Choice(&ABOUT)),
        renamed(needed("field", Form::Fields), "fields"),
    ],
};

/// What every field may have, whatever its kind.
pub(crate) static FIELD: Shape = Shape {
    name: "field",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("concept", Form::Word),
        needed("label", Form::Texts),
        may("hint", Form::Texts),
        may("why", Form::Texts),
        may("items", Form::Map(&Form::Word)),
        may("shown", Form::Condition),
        may("required", Form::Condition),
        may("sources", Form::Named("id", &SOURCE_REF)),
        may("computed", Form::Expr),
        may("read_only", Form::Flag),
        may("masked", Form::Flag),
        may("unconfirmed", Form::Flag),
        may("autocomplete", Form::Word),
        may("codes", Form::Map(&Form::Map(&Form::Word))),
    ],
};

static SOURCE_REF: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("id", Form::Word),
        may("from", Form::Word),
        may("means", Form::Map(&Form::Scalar)),
    ],
};

static RULE: Shape = Shape {
    name: "rule",
    label: "id",
    members: &[
        needed("id", Form::Word),
        may("when", Form::Condition),
        needed("holds", Form::Condition),
        needed("at", Form::Words),
        may("level", Form::Choice(&["error", "warning"])),
        may(
            "code",
            Form::Choice(&[
                "cross-field",
                "not-eligible",
                "not-unique",
                "sum-mismatch",
                "checksum",
                "other",
            ]),
        ),
        needed("text", Form::Texts),
        may("see", Form::Word),
        may("unconfirmed", Form::Flag),
    ],
};

static PAPER: Shape = Shape {
    name: "paper",
    label: "code",
    members: &[
        needed("code", Form::Word),
        needed("name", Form::Texts),
        may("hint", Form::Texts),
        may("when", Form::Condition),
        may("optional", Form::Flag),
        may(
            "how",
            Form::Choice(&[
                "upload",
                "from-answers",
                "signed-form",
                "in-person",
                "never-asked",
            ]),
        ),
        may("given_in", Form::Words),
        may("replaced_by", Form::Named("record", &REPLACEMENT)),
        may("replaced_when", Form::Condition),
        may("result_codes", Form::Words),
        may("proves", Form::Words),
        may("whose", Form::Words),
        may("spared", Form::Texts),
        may("originals", Form::Count(99)),
        may("copies", Form::Count(99)),
        may("unconfirmed", Form::Flag),
    ],
};

static REPLACEMENT: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("record", Form::Word),
        may("when", Form::Condition),
        may("says", Form::Map(&Form::Word)),
    ],
};

static CHOICE: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("value", Form::Word),
        needed("label", Form::Texts),
        may("hint", Form::Texts),
        may("when", Form::Condition),
    ],
};
