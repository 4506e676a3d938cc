//! The official form in print: `[[print]]` with its blocks and signatures.

use super::{Form, Shape, may, needed, renamed};

/// One official form.
pub(super) static LAYOUT: Shape = Shape {
    name: "print",
    label: "form",
    members: &[
        renamed(needed("form", Form::Word), "id"),
        may("official", Form::Flag),
        needed("title", Form::Texts),
        may("number", Form::Word),
        may("law", Form::Word),
        may("to", Form::Word),
        renamed(may("block", Form::Tables(&BLOCK)), "blocks"),
        renamed(may("signature", Form::Tables(&SIGNATURE)), "signatures"),
        may("note", Form::Texts),
        may("unconfirmed", Form::Flag),
    ],
};

static BLOCK: Shape = Shape {
    name: "",
    label: "",
    members: &[
        may("heading", Form::Texts),
        may("text", Form::Texts),
        may("when", Form::Condition),
        may("rows", Form::Named("field", &ROW)),
    ],
};

static ROW: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("field", Form::Word),
        may("item", Form::Word),
        may("label", Form::Texts),
        may("capitals", Form::Flag),
        may("words", Form::Flag),
        may("boxes", Form::Flag),
        may("beside", Form::Flag),
        may("columns", Form::Named("field", &COLUMN)),
    ],
};

static COLUMN: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("field", Form::Word),
        may("label", Form::Texts),
        may("capitals", Form::Flag),
    ],
};

static SIGNATURE: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("title", Form::Texts),
        may("note", Form::Texts),
        may("name", Form::Word),
        may("rows", Form::Named("field", &ROW)),
        may("when", Form::Condition),
    ],
};
