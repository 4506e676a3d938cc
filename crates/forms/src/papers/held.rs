//! Prior results beside a paper: which cover it, which would and no longer do.

use crate::answers::Reader;
use crate::definition::{Paper, Service};
use crate::eval::Scope;
use crate::whose::{Named, is_another};
use vietnam::CivilDate;

/// A prior result that the citizen holds (contract 4.4, the members that matter here).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub result_id: String,
    /// `KQ.…`
    pub result_code: String,
    /// Document codes that it satisfies, as the server says.
    pub satisfies: Vec<String>,
    /// The server says that it can be used.
    pub usable: bool,
    /// It was revoked.
    pub revoked: bool,
    /// The server says that its time is over, whatever its last day.
    pub expired: bool,
    /// Day of issue (`YYYY-MM-DD`).
    pub issued_on: Option<String>,
    /// Last day of validity (`YYYY-MM-DD`).
    pub valid_until: Option<String>,
    /// Whom it is about, where the server says so.
    pub about: Option<Named>,
}

/// Why a prior result of the right kind cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is about somebody else than this dossier.
    Another,
    /// It was revoked.
    Revoked,
    /// Its time is over.
    Expired,
    /// The server says that it cannot be used, and why.
    Unusable,
}

/// Prior results of the right kind that cannot be used, each with the reason, the newest first: told, never offered.
pub fn unfit<'a>(
    service: &Service,
    reader: &dyn Reader,
    paper: &Paper,
    results: &'a [Held],
) -> Vec<(&'a Held, Unfit)> {
    let scope = Scope::new(service, reader);
    let of_kind = results.iter().filter(|held| is_of_kind(held, paper));
    let mut unfit: Vec<_> = of_kind
        .filter_map(|held| Some((held, why_not(held, paper, scope)?)))
        .collect();
    unfit.sort_by(|(a, _), (b, _)| (&b.issued_on, &b.result_id).cmp(&(&a.issued_on, &a.result_id)));
    unfit
}

/// Whether a file that was sent for one paper may do for the other, of another service perhaps: both go by the same
/// name (`NN.name`), or a prior result of the same kind covers both. Whether it really does, the citizen sees.
pub fn are_alike(one: &Paper, other: &Paper) -> bool {
    let name = |paper: &'_ Paper| paper.code.split_once('.').map(|(_, name)| name.to_owned());
    let covered = |code: &String| other.result_codes.contains(code);
    one.code == other.code
        || (name(one).is_some() && name(one) == name(other))
        || one.result_codes.iter().any(covered)
}

pub(super) fn covers(held: &Held, paper: &Paper, scope: Scope<'_>) -> bool {
    is_of_kind(held, paper) && why_not(held, paper, scope).is_none()
}

/// Valid on its last day still. A last day that cannot be read is no validity.
pub(super) fn is_valid(until: Option<&str>, today: CivilDate) -> bool {
    until.is_none_or(|day| CivilDate::parse_iso(day).is_ok_and(|day| today <= day))
}

fn is_of_kind(held: &Held, paper: &Paper) -> bool {
    held.satisfies.contains(&paper.code) || paper.result_codes.contains(&held.result_code)
}

fn why_not(held: &Held, paper: &Paper, scope: Scope<'_>) -> Option<Unfit> {
    let today = scope.reader().today();
    let is_another = { held.about.iter() }.any(|about| is_another(scope, &paper.whose, about));
    if is_another {
        Some(Unfit::Another)
    } else if held.revoked {
        Some(Unfit::Revoked)
    } else if held.expired || !is_valid(held.valid_until.as_deref(), today) {
        Some(Unfit::Expired)
    } else {
        (!held.usable).then_some(Unfit::Unusable)
    }
}
