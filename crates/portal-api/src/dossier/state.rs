//! The ten states of a dossier (contract 8.1) and what the person can do in each.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::Text;

/// State of a dossier: national code, slug and name (3, 8.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierState {
    /// National code, 1 to 10; see [`StateCode`].
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10))]
    pub code: u8,
    /// Its slug.
    pub slug: String,
    /// Its name in the language of the request.
    pub name: Text<100>,
}

impl DossierState {
    /// The state by its code; nothing for a code newer than this crate, which
    /// is then shown by its name.
    #[must_use]
    pub fn known(&self) -> Option<StateCode> {
        StateCode::from_code(self.code)
    }
}

impl From<StateCode> for DossierState {
    /// The state with its Vietnamese name.
    fn from(state: StateCode) -> Self {
        Self {
            code: state.code(),
            slug: state.slug().to_owned(),
            name: state.vietnamese().into(),
        }
    }
}

/// What the person can do with a dossier (4.8, 8.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Action {
    /// Pay.
    Pay,
    /// Send what was asked for.
    Supplement,
    /// Take it back.
    Withdraw,
    /// Rate the service (6.3).
    Rate,
    /// Fetch the result.
    DownloadResult,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $slug:literal, $vi:literal, [$($action:ident),*];)+) => {
        /// The states by their national codes (8.1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StateCode {
            $($(#[$doc])* $name = $code,)+
        }

        impl StateCode {
            /// Every state, by code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// National code, 1 to 10.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The state of a national code; nothing outside 1 to 10.
            #[must_use]
            pub const fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }

            /// Slug.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// Official Vietnamese name.
            #[must_use]
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Self::$name => $vi,)+ }
            }

            /// What the state opens for the citizen; the dossier may open less.
            #[must_use]
            pub const fn actions(self) -> &'static [Action] {
                match self { $(Self::$name => &[$(Action::$action),*],)+ }
            }
        }
    };
}

states! {
    /// Submitted, not yet looked at.
    Registered = 1, "registered", "Mới đăng ký", [Withdraw, Pay];
    /// Accepted.
    Accepted = 2, "accepted", "Được tiếp nhận", [Withdraw];
    /// Not accepted; final.
    NotAccepted = 3, "not-accepted", "Không được tiếp nhận", [];
    /// Being worked on.
    Processing = 4, "processing", "Đang xử lý", [Withdraw];
    /// Papers or answers are asked for.
    SupplementRequired = 5, "supplement-required", "Yêu cầu bổ sung giấy tờ", [Supplement, Withdraw];
    /// A payment is asked for.
    PaymentRequired = 6, "payment-required", "Yêu cầu thực hiện nghĩa vụ tài chính", [Pay, Withdraw];
    /// The citizen wants it back.
    WithdrawalRequested = 7, "withdrawal-requested", "Công dân yêu cầu rút hồ sơ", [];
    /// Work has stopped.
    Stopped = 8, "stopped", "Dừng xử lý", [Rate];
    /// Done; the result is there.
    Processed = 9, "processed", "Đã xử lý xong", [DownloadResult, Rate];
    /// The result was handed out.
    Returned = 10, "returned", "Đã trả kết quả", [DownloadResult, Rate];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_to_ten_in_order() {
        let codes: Vec<u8> = StateCode::ALL.iter().map(|state| state.code()).collect();
        assert_eq!(codes, (1..=10).collect::<Vec<u8>>());
        for state in StateCode::ALL {
            assert_eq!(DossierState::from(*state).known(), Some(*state));
        }
        assert_eq!(StateCode::from_code(0), None);
        assert_eq!(StateCode::from_code(11), None);
    }

    #[test]
    fn final_states_open_nothing_that_changes_the_dossier() {
        for state in [
            StateCode::NotAccepted,
            StateCode::Stopped,
            StateCode::Returned,
        ] {
            assert!(!state.actions().contains(&Action::Withdraw));
            assert!(!state.actions().contains(&Action::Pay));
        }
    }
}
