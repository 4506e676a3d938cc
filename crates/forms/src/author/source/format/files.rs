//! The files beside the definitions: closed lists, overlays of provinces, and the catalogue of all services.

use super::{Form, Shape, may, needed, renamed};

/// A list's file.
pub(crate) static LIST_FILE: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("id", Form::Word),
        needed("name", Form::Texts),
        needed("source", Form::Word),
        needed("date", Form::Word),
        may("unconfirmed", Form::Flag),
        renamed(needed("item", Form::Tables(&LIST_ITEM)), "items"),
    ],
};

static LIST_ITEM: Shape = Shape {
    name: "item",
    label: "code",
    members: &[
        needed("code", Form::Word),
        needed("vi", Form::Word),
        needed("en", Form::Word),
        may("also", Form::Words),
        may("codes", Form::Map(&Form::Word)),
        may("note", Form::Word),
        may("unconfirmed", Form::Flag),
    ],
};

/// A province's overlay. What it says of a service is read against the definition.
pub(crate) static OVERLAY: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("province", Form::Word),
        needed("date", Form::Word),
        needed("service", Form::Parts),
    ],
};

/// What is the same in every province.
pub(crate) const FIXED: [&str; 12] = [
    "id",
    "slug",
    "form",
    "version",
    "declaration",
    "dimensions",
    "role",
    "source",
    "lookup",
    "payment",
    "offer",
    "least",
];

/// The catalogue of all services.
pub(crate) static CATALOGUE: Shape = Shape {
    name: "",
    label: "",
    members: &[renamed(needed("group", Form::Tables(&GROUP)), "groups")],
};

static GROUP: Shape = Shape {
    name: "group",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("name", Form::Texts),
        renamed(needed("service", Form::Tables(&ENTRY)), "services"),
    ],
};

static ENTRY: Shape = Shape {
    name: "service",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("slug", Form::Word),
        needed("name", Form::Texts),
        needed("official", Form::Word),
    ],
};
