//! Every operation of the contract in one table (contract 4, 6). The API
//! document, the contract tests and the sandbox go through it.

mod table;

use crate::ProblemKind;

pub use table::OPERATIONS;

/// One operation: what a caller must know before sending (4, 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Name, unique; `operationId` of the API document.
    pub id: &'static str,
    /// Number of a core operation, 1 to 52; those of the profiles have none.
    pub number: Option<u8>,
    /// Section of the contract.
    pub section: &'static str,
    /// What it is for, in a few words.
    pub summary: &'static str,
    /// Method.
    pub method: Method,
    /// Path below [`crate::header::BASE_PATH`], parameters in braces.
    pub path: &'static str,
    /// Who may call it: any one of these.
    pub access: &'static [Access],
    /// What the access depends on, where that is not said by the level alone.
    pub access_note: &'static str,
    /// Whether `Idempotency-Key` is required (2.3).
    pub idempotent: bool,
    /// Whether `If-Match` is required (2.3).
    pub if_match: bool,
    /// Whether the answer carries an `ETag` and `If-None-Match` is honoured.
    pub etag: bool,
    /// Seconds of `max-age` where the answer is public; otherwise `no-store`.
    pub public_seconds: Option<u32>,
    /// Names of the query's members.
    pub query: &'static [&'static str],
    /// Request headers of this operation's own.
    pub headers: &'static [&'static str],
    /// Status of success.
    pub success: u16,
    /// Kinds of problem that this operation names, besides [`ProblemKind::COMMON`].
    pub problems: &'static [ProblemKind],
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET.
    Get,
    /// HEAD.
    Head,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it changes nothing, and so needs no `X-Portal-Client` (2.1).
    #[must_use]
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }
}

/// Access levels (2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// P: public, no session.
    Public,
    /// S1: signed in.
    SignedIn,
    /// S2: signed in with a level-2 electronic identity.
    Level2,
    /// S2F: S2 and authenticated less than 10 minutes ago, or a `step-up` code.
    Level2Fresh,
    /// D: an enrolled kiosk.
    Device,
    /// H: a phone or second screen bound to a kiosk.
    Handover,
}

impl Access {
    /// Code of the level in the contract.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "P",
            Self::SignedIn => "S1",
            Self::Level2 => "S2",
            Self::Level2Fresh => "S2F",
            Self::Device => "D",
            Self::Handover => "H",
        }
    }
}

impl Operation {
    /// The core operation of a number, 1 to 52.
    #[must_use]
    pub fn numbered(number: u8) -> Option<&'static Self> {
        OPERATIONS.iter().find(|op| op.number == Some(number))
    }

    /// The operation of an id.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        OPERATIONS.iter().find(|op| op.id == id)
    }

    /// Whether it belongs to an optional profile (6).
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.number.is_none()
    }

    /// Whether a portal may leave it out and answer `not-offered` (5, 6).
    #[must_use]
    pub const fn may_be_left_out(&self) -> bool {
        matches!(
            self.number,
            None | Some(17 | 21 | 38..=43 | 46..=50 | 52)
        )
    }

    /// Names of the parameters in the path, in order.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Every kind of problem it may answer: the common ones, those that follow
    /// from its headers, and its own. No kind comes twice.
    #[must_use]
    pub fn problem_kinds(&self) -> Vec<ProblemKind> {
        let keyed: &[ProblemKind] = if self.idempotent {
            &[
                ProblemKind::IdempotencyKeyMissing,
                ProblemKind::IdempotencyInProgress,
                ProblemKind::IdempotencyKeyReused,
            ]
        } else {
            &[]
        };
        let guarded: &[ProblemKind] = if self.if_match {
            &[
                ProblemKind::PreconditionFailed,
                ProblemKind::PreconditionRequired,
            ]
        } else {
            &[]
        };
        let device: &[ProblemKind] = if self.access.contains(&Access::Device) {
            &[ProblemKind::DeviceNotEnrolled]
        } else {
            &[]
        };
        let omissible: &[ProblemKind] = if self.may_be_left_out() {
            &[ProblemKind::NotOffered]
        } else {
            &[]
        };
        let all = [
            ProblemKind::COMMON,
            keyed,
            guarded,
            device,
            omissible,
            self.problems,
        ]
        .concat();
        ProblemKind::ALL
            .iter()
            .copied()
            .filter(|kind| all.contains(kind))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn counts_are_those_of_the_contract() {
        let core: Vec<u8> = OPERATIONS.iter().filter_map(|op| op.number).collect();
        let numbers: BTreeSet<u8> = core.iter().copied().collect();
        assert_eq!(core.len(), 52);
        assert_eq!(numbers, (1..=52).collect());
        for (section, count) in [("6.1", 3), ("6.2", 4), ("6.3", 2), ("6.4", 10)] {
            let found = OPERATIONS.iter().filter(|op| op.section == section);
            assert_eq!(found.clone().count(), count, "section {section}");
            assert!(found.clone().all(Operation::is_optional));
        }
        for (section, count) in [
            ("4.1", 4),
            ("4.2", 6),
            ("4.3", 4),
            ("4.4", 5),
            ("4.5", 2),
            ("4.6", 6),
            ("4.7", 5),
            ("4.8", 8),
            ("4.9", 2),
            ("4.10", 2),
            ("4.11", 2),
            ("4.12", 5),
            ("4.13", 1),
        ] {
            let found = OPERATIONS.iter().filter(|op| op.section == section);
            assert_eq!(found.count(), count, "section {section}");
        }
    }

    #[test]
    fn ids_and_routes_are_unique() {
        let ids: BTreeSet<_> = OPERATIONS.iter().map(|op| op.id).collect();
        let routes: BTreeSet<_> = OPERATIONS
            .iter()
            .map(|op| (op.path, op.method.as_str()))
            .collect();
        assert_eq!(ids.len(), OPERATIONS.len());
        assert_eq!(routes.len(), OPERATIONS.len());
    }

    #[test]
    fn keys_and_guards_are_those_of_the_contract() {
        let numbers = |chosen: fn(&Operation) -> bool| -> Vec<u8> {
            let mut found: Vec<u8> = OPERATIONS
                .iter()
                .filter(|op| chosen(op))
                .filter_map(|op| op.number)
                .collect();
            found.sort_unstable();
            found
        };
        assert_eq!(
            numbers(|op| op.idempotent),
            [14, 18, 28, 32, 33, 35, 47, 50]
        );
        assert_eq!(numbers(|op| op.if_match), [10, 20]);
        assert!(
            OPERATIONS
                .iter()
                .all(|op| !op.method.is_safe() || !(op.idempotent || op.if_match))
        );
    }

    #[test]
    fn problems_of_an_operation_come_once() {
        for op in OPERATIONS {
            let kinds = op.problem_kinds();
            let once: BTreeSet<_> = kinds.iter().collect();
            assert_eq!(once.len(), kinds.len(), "{}", op.id);
        }
        let used: BTreeSet<_> = OPERATIONS
            .iter()
            .flat_map(Operation::problem_kinds)
            .collect();
        let unused: Vec<_> = ProblemKind::ALL
            .iter()
            .filter(|kind| !used.contains(kind))
            .collect();
        // Named by section 8.2 for whatever has a system behind it.
        assert_eq!(unused, [&ProblemKind::UpstreamTimeout]);
    }

    #[test]
    fn path_parameters_are_found() {
        let found = Operation::numbered(31).map(|op| op.path_parameters().collect::<Vec<_>>());
        assert_eq!(found, Some(vec!["dossierCode", "documentId"]));
    }
}
