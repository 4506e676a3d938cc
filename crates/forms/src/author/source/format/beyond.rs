//! What a service does beyond asking: registers, other people, times at the office, payments, linked procedures.

use super::{Form, RESULT, Shape, may, needed};

pub(super) static LOOKUP: Shape = Shape {
    name: "lookup",
    label: "id",
    members: &[
        needed(
            "id",
            Form::Choice(&[
                "violation",
                "health-card",
                "contribution",
                "electricity-customer",
                "school",
                "programme",
                "exam",
                "plate-choice",
                "person-match",
            ]),
        ),
        may("of", Form::Word),
        may("when", Form::Condition),
        needed("after", Form::Word),
        needed("text", Form::Texts),
        may("request", Form::Map(&Form::Expr)),
        may("that", Form::Condition),
        may("optional", Form::Words),
        may("choose", Form::Word),
        needed("source", Form::Word),
        needed("record", Form::Word),
        may("gives", Form::Map(&Form::Word)),
        may("none", Form::Texts),
        may("needed", Form::Condition),
    ],
};

pub(super) static CONFIRMATION: Shape = Shape {
    name: "confirmation",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed(
            "role",
            Form::Choice(&[
                "head",
                "owner",
                "relative",
                "spouse",
                "parent",
                "guardian",
                "previous-holder",
                "represented",
            ]),
        ),
        needed("purpose", Form::Choice(&["agree", "share-data", "declare"])),
        needed("name", Form::Texts),
        may("when", Form::Condition),
        may("list", Form::Word),
        may("that", Form::Condition),
        needed("full_name", Form::Word),
        needed("personal_id", Form::Word),
        needed("covers", Form::Words),
        needed("statement", Form::Texts),
        may("unconfirmed", Form::Flag),
    ],
};

pub(super) static APPOINTMENT: Shape = Shape {
    name: "",
    label: "",
    members: &[
        may("when", Form::Condition),
        may("needed", Form::Condition),
        needed("date", Form::Word),
        may("slot", Form::Word),
        needed("at", Form::Word),
    ],
};

pub(super) static ONE_TIME_CODE: Shape = Shape {
    name: "",
    label: "",
    members: &[may("when", Form::Condition)],
};

pub(super) static PAYMENT: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed(
            "subject",
            Form::Choice(&["violation", "contribution", "exam", "electricity"]),
        ),
        needed("lookup", Form::Word),
        needed("amount", Form::Word),
        may("when", Form::Condition),
        needed(
            "time",
            Form::Choice(&["before-sending", "after-sending", "alone"]),
        ),
        may("optional", Form::Flag),
        may("unconfirmed", Form::Flag),
    ],
};

pub(super) static PART: Shape = Shape {
    name: "part",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("procedure", Form::Code),
        needed("name", Form::Texts),
        may("when", Form::Condition),
        needed("office", Form::Word),
        may("field", Form::Word),
        may("results", Form::Shared("result", &RESULT)),
    ],
};

pub(super) static OFFER: Shape = Shape {
    name: "offer",
    label: "service",
    members: &[
        needed("service", Form::Word),
        needed("when", Form::Condition),
        needed("text", Form::Texts),
    ],
};
