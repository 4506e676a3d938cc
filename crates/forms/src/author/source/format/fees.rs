//! What is paid, from when until when, and who does not pay.

use super::{Form, Shape, may, needed};

pub(super) static FEE: Shape = Shape {
    name: "fee",
    label: "id",
    members: &[
        needed("id", Form::Word),
        needed("name", Form::Texts),
        may("amount", Form::Amount),
        may("when", Form::Condition),
        may("from", Form::Day),
        may("until", Form::Day),
        may("law", Form::Word),
        may("apart", Form::Flag),
        may("exemptions", Form::Tables(&EXEMPTION)),
        may("unconfirmed", Form::Flag),
    ],
};

static EXEMPTION: Shape = Shape {
    name: "",
    label: "",
    members: &[
        needed("name", Form::Texts),
        needed("when", Form::Condition),
        may("from", Form::Day),
        may("until", Form::Day),
        may("unconfirmed", Form::Flag),
    ],
};
