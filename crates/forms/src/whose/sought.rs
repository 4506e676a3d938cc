//! About whom the form asks by name.

use crate::answers::Reader;
use crate::definition::{Service, SourceUse};
use crate::eval::Scope;
use crate::place::FieldId;

/// Subject kinds of those whom operation 9 names: the person is offered them by name.
pub const BY_NAME: [&str; 6] = [
    "child",
    "parent",
    "spouse",
    "ward",
    "household-member",
    "deceased",
];

/// A person about whom the form asks, and who that may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Subject kind, one of [`BY_NAME`].
    pub about: String,
    /// The field of their name.
    pub name: FieldId,
    /// The field of their birth date, where it says who they are.
    pub born: Option<FieldId>,
}

/// The people whom sources are asked about by a name that is to be given, each subject kind once.
pub fn sought(service: &Service, reader: &dyn Reader) -> Vec<Sought> {
    let scope = Scope::new(service, reader);
    let mut all: Vec<Sought> = Vec::new();
    let uses = service.sources.iter();
    for used in uses.filter(|used| scope.holds(&used.when)) {
        for one in named_by(used) {
            if !all.iter().any(|known| known.about == one.about) {
                all.push(one);
            }
        }
    }
    all
}

/// Those whom the keys of a source name.
pub(crate) fn named_by(used: &SourceUse) -> impl Iterator<Item = Sought> {
    let name = used.keys.get("full_name").into_iter();
    name.flat_map(|name| {
        let kinds = used.about.iter();
        let kinds = kinds.filter(|about| BY_NAME.contains(&about.as_str()));
        kinds.map(|about| Sought {
            about: about.clone(),
            name: name.clone(),
            born: used.keys.get("birth_date").cloned(),
        })
    })
}
