//! The kinds of answers (decision 8) with their own constraints. Adding a kind touches this enum, one check, one control.
//!
//! Value shapes (decision 4), the same in every service:
//! text, person-name, phone, email, personal-id, plate, code: string · date `YYYY-MM-DD` · partial-date `YYYY[-MM[-DD]]` ·
//! date-time `YYYY-MM-DDTHH:MM` · time `HH:MM` · yes-no: bool · one-of: string, or `{ value: "other", text }` ·
//! several-of: array of strings or `{ value, quantity }` · lookup: `{ code, name, list, version }`, or with `text` where "other" allows it ·
//! unit: `{ code, name, list, version }` · address: [`crate::value::Address`] · number, money: integer ·
//! file: array of `{ uploadId | resultId, name, sha256 }` · identity-paper: `{ type, number, issued_on?, issued_by?, name? }` ·
//! ordered-list: array of lookups · group-list: array of objects · statement: `true`.

mod rows;

pub use rows::{Periods, RowLimits};

use crate::condition::{Condition, Expr};
use crate::definition::Choice;
use serde::{Deserialize, Serialize};

/// What sort of answer a field takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Free text.
    Text(TextLimits),
    /// A person's whole name in one field (decision 5). Letters, spaces, apostrophes, hyphens, dots.
    PersonName(TextLimits),
    /// A full date.
    Date(DateLimits),
    /// A date of which day or month may be unknown.
    PartialDate(DateLimits),
    /// Date and time of day.
    DateTime(DateLimits),
    /// Time of day.
    Time,
    /// Yes or no.
    YesNo,
    /// One of a short list.
    OneOf(Choices),
    /// Several of a short list.
    SeveralOf(Choices),
    /// One of a long or shared list.
    Lookup(ListRef),
    /// Several of a list in the order of the citizen's wish.
    OrderedList(ListRef),
    /// A unit of administration.
    Unit(UnitLevel),
    /// A place: country, unit, detail.
    Address(AddressLimits),
    /// 12 digits; structure warns and never blocks.
    PersonalId,
    /// A phone number.
    Phone {
        /// Foreign E.164 numbers are taken too.
        #[serde(default)]
        foreign: bool,
    },
    /// An e-mail address.
    Email,
    /// A whole number.
    Number(NumberLimits),
    /// Whole đồng.
    Money(NumberLimits),
    /// A vehicle's plate.
    Plate,
    /// A code of a known shape: decision numbers, licence numbers.
    Code(CodeShape),
    /// Files or pictures, uploaded or reused.
    File(FileLimits),
    /// Type, number, day and place of issue of an identity paper; holds the allowed types.
    IdentityPaper(ListRef),
    /// Rows of columns. The columns are fields `list[].column`.
    GroupList(RowLimits),
    /// A sentence that the person affirms.
    Statement,
}

/// Limits of a text, in characters after cleaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextLimits {
    /// Fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    /// Most characters; without it 500 (names 100).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// More than one line may be written.
    #[serde(default, skip_serializing_if = "is_false")]
    pub lines: bool,
}

/// Bounds of a date, worked out at evaluation. A partial date breaks a bound only when all of it lies beyond.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DateLimits {
    /// Earliest allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Expr>,
    /// Latest allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Expr>,
    /// A partial date must be full when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_when: Option<Condition>,
}

/// The options of a short list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// In the order shown.
    pub options: Vec<Choice>,
    /// The option beside which a text is written, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Each chosen option takes a quantity (several-of).
    #[serde(default, skip_serializing_if = "is_false")]
    pub quantity: bool,
    /// Fewest and most that may be chosen (several-of).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<usize>,
}

/// A list by its id: `ethnic-groups`, `countries` … closed lists ship in `data/`, open ones come from the API (decision 16).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListRef {
    /// Id of the list.
    pub list: String,
    /// Only these codes of the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// The code beside which a text is written, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The list comes from the API: a code cannot be judged here.
    #[serde(default, skip_serializing_if = "is_false")]
    pub open: bool,
    /// Most entries (ordered-list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<usize>,
}

/// Which unit is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitLevel {
    /// A province or centrally-run city.
    Province,
    /// A commune, ward or special zone.
    Commune,
    /// An office that receives the dossier (operation 6), chosen by its commune.
    Authority,
}

/// What an address may be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddressLimits {
    /// Places abroad are taken.
    #[serde(default, skip_serializing_if = "is_false")]
    pub abroad: bool,
    /// Units of before 01/07/2025 are taken as they were written.
    #[serde(default, skip_serializing_if = "is_false")]
    pub legacy: bool,
    /// The detail (house, street, hamlet) must be given.
    #[serde(default, skip_serializing_if = "is_false")]
    pub detail: bool,
    /// Province alone is enough.
    #[serde(default, skip_serializing_if = "is_false")]
    pub province_only: bool,
}

/// Bounds of a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumberLimits {
    /// Least allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Expr>,
    /// Most allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Expr>,
}

/// The shape of a code: one of several sequences of pieces. None: any text of the length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodeShape {
    /// The value must fit one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shapes: Vec<Vec<ShapePiece>>,
    /// Most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// Another shape only warns.
    #[serde(default, skip_serializing_if = "is_false")]
    pub warn_only: bool,
    /// Keyboard of digits.
    #[serde(default, skip_serializing_if = "is_false")]
    pub numeric: bool,
    /// An example of how it looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// A piece of a code's shape. Letters are A–Z and Đ after upper-casing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShapePiece {
    /// From so many to so many digits.
    Digits(usize, usize),
    /// Letters.
    Letters(usize, usize),
    /// Letters or digits.
    Alnum(usize, usize),
    /// This very text.
    Text(String),
}

/// What files are taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileLimits {
    /// Most files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<usize>,
    /// Only pictures.
    #[serde(default, skip_serializing_if = "is_false")]
    pub picture: bool,
    /// A picture of the face, for a paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<Portrait>,
}

/// What a picture of the face must be like; the device that takes it looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portrait {
    /// Its width to its `height`: 2 to 3 for a picture of 4 × 6 cm.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// Fewest pixels across; fewer only warn.
    pub least: u32,
}

/// Lets `false` be left out of compiled definitions.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}
