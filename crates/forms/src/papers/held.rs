//! Prior results beside a paper: which cover it, which would and no longer do.

use crate::answers::Reader;
use crate::definition::{Paper, Service};
use crate::eval::Scope;
use crate::fact::Fact;
use crate::merge::Wants;
use crate::whose::{Named, is_another, may_be, told, unspoken};
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
    /// The paper is wanted of each of several, and it is about one.
    OneOfSeveral,
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
    facts: &[Fact],
    paper: &Paper,
    results: &'a [Held],
) -> Vec<(&'a Held, Unfit)> {
    let scope = Scope::new(service, reader);
    let wants = Wants::new(service, scope);
    let meant: Vec<&Fact> = facts.iter().filter(|fact| wants.count(fact)).collect();
    let open = open(scope, paper, &meant);
    let of_kind = results.iter().filter(|held| is_of_kind(held, paper));
    let mut unfit: Vec<_> = of_kind
        .filter_map(|held| Some((held, why_not(held, paper, scope, open.as_deref())?)))
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

/// The prior results that cover a paper, the newest first. `open`: of those of whom it is wanted, each in a row, those of
/// whom no record speaks.
pub(super) fn covering<'a>(
    results: &'a [Held],
    paper: &Paper,
    scope: Scope<'_>,
    open: Option<&[Named]>,
) -> Vec<&'a Held> {
    let of_kind = results.iter().filter(|held| is_of_kind(held, paper));
    let mut covering: Vec<&Held> = of_kind
        .filter(|held| why_not(held, paper, scope, open).is_none())
        .collect();
    covering.sort_by(|a, b| (&b.issued_on, &b.result_id).cmp(&(&a.issued_on, &a.result_id)));
    covering
}

/// Valid on its last day still. A last day that cannot be read is no validity.
pub(super) fn is_valid(until: Option<&str>, today: CivilDate) -> bool {
    until.is_none_or(|day| CivilDate::parse_iso(day).is_ok_and(|day| today <= day))
}

fn is_of_kind(held: &Held, paper: &Paper) -> bool {
    held.satisfies.contains(&paper.code) || paper.result_codes.contains(&held.result_code)
}

/// Of those of whom a paper is wanted, each in a row of a list: those of whom no record speaks that may replace it. `None`:
/// it is wanted of one, or of nobody.
pub(super) fn open(scope: Scope<'_>, paper: &Paper, facts: &[&Fact]) -> Option<Vec<Named>> {
    let replaces = |fact: &&&Fact| paper.replaced_by.iter().any(|by| by.record == fact.record);
    let of_paper: Vec<&Fact> = facts.iter().filter(replaces).copied().collect();
    unspoken(scope, &paper.whose, &told(&of_paper))
}

fn why_not(held: &Held, paper: &Paper, scope: Scope<'_>, open: Option<&[Named]>) -> Option<Unfit> {
    let today = scope.reader().today();
    let about = held.about.as_ref();
    let is_another = about.is_some_and(|about| match open {
        Some(open) => !open.iter().any(|one| may_be(one, about)),
        None => is_another(scope, &paper.whose, about),
    });
    if is_another {
        Some(Unfit::Another)
    } else if open.is_some_and(|open| open.len() > 1) {
        Some(Unfit::OneOfSeveral)
    } else if held.revoked {
        Some(Unfit::Revoked)
    } else if held.expired || !is_valid(held.valid_until.as_deref(), today) {
        Some(Unfit::Expired)
    } else {
        (!held.usable).then_some(Unfit::Unusable)
    }
}
