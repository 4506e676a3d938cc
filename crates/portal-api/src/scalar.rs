//! Scalar types (contract 2.4): text newtypes that read any text and offer
//! `is_valid` to the side that has to judge it. Reading never fails on shape,
//! so that one odd value does not cost the whole answer.

mod shape;
mod text;

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Serialize};

pub use text::Text;

/// Declares a text newtype with its pattern for the API document and its check.
macro_rules! text_scalar {
    ($(#[$meta:meta])* $name:ident, $pattern:expr, $valid:path) => {
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Whether a text has the shape that the contract gives this type.
            #[must_use]
            pub fn is_valid(text: &str) -> bool {
                $valid(text)
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        text_like!([] $name);

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::String)
                    .pattern($pattern)
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

/// What every text newtype can do: it reads as `str` and is made from one.
macro_rules! text_like {
    ([$($generics:tt)*] $name:ty) => {
        impl $($generics)* Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl $($generics)* Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl $($generics)* AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl $($generics)* fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $($generics)* From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl $($generics)* From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl $($generics)* From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl $($generics)* PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl $($generics)* PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}
use text_like;

/// Keeps a personal number out of logs: its debug form shows the type only.
macro_rules! hidden_in_debug {
    ($($name:ident),+) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        })+
    };
}

text_scalar!(
    /// An opaque id made by the server.
    #[derive(Debug)]
    Id,
    Some("^[0-9A-Za-z_-]{8,64}$"),
    shape::id
);
text_scalar!(
    /// A national or local code: dossier, procedure, agency, document, unit.
    /// A `/` in it is percent-encoded in paths.
    #[derive(Debug)]
    Code,
    Some("^[0-9A-Za-z][0-9A-Za-z._/-]{0,63}$"),
    shape::code
);
text_scalar!(
    /// A source of facts (section 3). Open list: an unknown id is shown by
    /// its `sourceName`.
    #[derive(Debug)]
    SourceId,
    Some("^[a-z][a-z0-9-]{1,39}$"),
    shape::source_id
);
text_scalar!(
    /// `record.attribute` in snake_case, as `services/facts.csv` names it.
    #[derive(Debug)]
    Attribute,
    Some("^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$"),
    shape::attribute
);
text_scalar!(
    /// `<semver>+<16 hex>`: version of the definition and the start of the
    /// SHA-256 over compiled definition and overlay.
    #[derive(Debug)]
    FormVersion,
    Some("^[0-9]+\\.[0-9]+\\.[0-9]+\\+[0-9a-f]{16}$"),
    shape::form_version
);
text_scalar!(
    /// A calendar date, `YYYY-MM-DD`.
    #[derive(Debug)]
    Date,
    Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    shape::date
);
text_scalar!(
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: population data may hold a bare year.
    #[derive(Debug)]
    PartialDate,
    Some("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    shape::partial_date
);
text_scalar!(
    /// RFC 3339 with offset.
    #[derive(Debug)]
    Instant,
    Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"),
    shape::instant
);
text_scalar!(
    /// A personal identity number, 12 digits. Never in a path, a title or a log.
    PersonalId,
    Some("^[0-9]{12}$"),
    shape::personal_id
);
text_scalar!(
    /// The old identity-card number, 9 digits. Never in a path, a title or a log.
    OldId,
    Some("^[0-9]{9}$"),
    shape::old_id
);
text_scalar!(
    /// A number shown only in part: every digit but the last three as `•`.
    #[derive(Debug)]
    Masked,
    None::<String>,
    shape::masked
);
text_scalar!(
    /// `0` and 9 to 10 digits; foreign E.164 where a field allows it.
    Phone,
    Some("^(0[0-9]{9,10}|\\+[1-9][0-9]{7,14})$"),
    shape::phone
);
text_scalar!(
    /// An e-mail address of at most 254 characters.
    Email,
    Some("^[^@\\s]+@[^@\\s]+$"),
    shape::email
);
text_scalar!(
    /// RFC 6901: `/` and the field's id, list rows `/members/0/full_name`.
    /// Relative to `data` unless said otherwise; empty is the whole.
    #[derive(Debug)]
    Pointer,
    Some("^(/([^~]|~[01])*)?$"),
    shape::pointer
);
text_scalar!(
    /// An absolute https address, or a path of this origin that starts with `/`.
    #[derive(Debug)]
    Uri,
    Some("^(https://.+|/.*)$"),
    shape::uri
);
text_scalar!(
    /// 64 lower-case hex digits.
    #[derive(Debug)]
    Sha256,
    Some("^[0-9a-f]{64}$"),
    shape::sha256
);
text_scalar!(
    /// ISO 3166-1 alpha-2 code of a country, upper case (decisions 4).
    #[derive(Debug)]
    Country,
    Some("^[A-Z]{2}$"),
    shape::country
);

hidden_in_debug!(PersonalId, OldId, Phone, Email);

/// Key of a [`crate::ProvenanceMap`].
pub type ProvId = Id;

impl Masked {
    /// Masks a number: every digit but the last three becomes `•`, other
    /// characters stay.
    #[must_use]
    pub fn of(number: &str) -> Self {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let mut seen = 0;
        Self(
            number
                .chars()
                .map(|c| {
                    if !c.is_ascii_digit() {
                        return c;
                    }
                    seen += 1;
                    if seen + 3 > digits { c } else { '•' }
                })
                .collect(),
        )
    }
}

impl FormVersion {
    /// Version of the definition: what stands before `+`.
    #[must_use]
    pub fn version(&self) -> &str {
        self.0.split_once('+').map_or(self.0.as_str(), |(v, _)| v)
    }

    /// Start of the digest: what stands after `+`, or nothing.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.0.split_once('+').map_or("", |(_, d)| d)
    }
}

/// An amount in đồng, 0 to 999 999 999 999, without decimals.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Vnd(pub u64);

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Vnd {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::Integer)
            .minimum(Some(0_u64))
            .maximum(Some(Self::MAX.0))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Vnd {}

impl Vnd {
    /// The greatest amount that the contract knows.
    pub const MAX: Self = Self(999_999_999_999);

    /// Whether the amount is within the contract's bounds.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self <= Self::MAX
    }

    /// The sum, or nothing where it would leave the bounds.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .filter(|sum| sum.is_valid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_all_but_the_last_three_digits() {
        assert_eq!(Masked::of("012345678234"), "•••••••••234");
        assert_eq!(Masked::of("09 1234 5678"), "•• •••• •678");
        assert_eq!(Masked::of("12"), "12");
        assert_eq!(Masked::of(""), "");
        assert!(Masked::is_valid(&Masked::of("012345678234")));
        assert!(!Masked::is_valid("012345678234"));
    }

    #[test]
    fn debug_hides_personal_numbers() {
        let shown = format!("{:?}", PersonalId::from("001099000001"));
        assert_eq!(shown, "PersonalId(…)");
        assert!(!format!("{:?}", Phone::from("0912345678")).contains('9'));
    }

    #[test]
    fn form_version_has_two_parts() {
        let version = FormVersion::from("1.2.0+0123456789abcdef");
        assert_eq!(
            (version.version(), version.digest()),
            ("1.2.0", "0123456789abcdef")
        );
        assert_eq!(FormVersion::from("1.2.0").digest(), "");
    }

    #[test]
    fn amounts_stay_within_bounds() {
        assert_eq!(Vnd(1).checked_add(Vnd(2)), Some(Vnd(3)));
        assert_eq!(Vnd::MAX.checked_add(Vnd(1)), None);
        assert_eq!(Vnd(u64::MAX).checked_add(Vnd(1)), None);
    }
}
