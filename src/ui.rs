//! Controls and page parts. They know nothing of services: values and texts come in, changes go out.
//!
//! Every control takes a [`FieldFrame`] (name, hint, fault …), its value as a signal and a callback for changes.
//! A change is reported at every input outside of composition; the frame's `on_leave` follows when focus leaves.
//! Controls never refuse or rewrite what is typed while the person types.

pub mod frame;
pub mod icon;
pub mod input;

pub mod colour;
#[cfg(feature = "gallery")]
pub mod gallery;

// Controls.
pub mod address;
pub mod choice;
pub mod date;
pub mod date_time;
pub mod entry;
pub mod file;
pub mod group_list;
pub mod identity_paper;
pub mod lookup;
pub mod masked;
pub mod number;
pub mod ordered_list;
pub mod partial_date;
pub mod personal_id;
pub mod proposal;
pub mod select;
pub mod several;
pub mod statement;
pub mod text;
pub mod text_area;
pub mod unit;
pub mod yes_no;

// Page parts.
pub mod button;
pub mod card;
pub mod conflict;
pub mod error_summary;
pub mod known;
pub mod notice;
pub mod page_frame;
pub mod page_state;
pub mod progress;
pub mod qr;
pub mod receipt_code;
pub mod scan;
pub mod step_page;
pub mod timeline;
pub mod waiting;

pub use address::{Address, AddressField, AddressTakes, Former, LegacyAddress};
pub use button::{Button, ButtonKind, ButtonLink, SubmitButton};
pub use card::{Card, CardList};
pub use choice::{Choice, ChoiceField, Other};
pub use conflict::{Between, Candidate, ConflictChoice};
pub use date::{DateField, DateParts};
pub use date_time::{DateTimeField, TimeField};
pub use entry::{Entries, Entry, Meant, Typed};
pub use error_summary::{ErrorSummary, SummaryLine};
pub use file::{FileField, FileRow, FileState, FileTakes, size_in_words};
pub use frame::{Field, FieldFrame, FieldSet, Ties};
pub use group_list::{GroupList, RowLimits};
pub use icon::{Glyph, Icon};
pub use identity_paper::{IdentityPaper, IdentityPaperField};
pub use input::{InputBox, Keys, Writing};
pub use known::{KnownCard, KnownRow, Mark};
pub use lookup::{AsTyped, LookupField};
pub use masked::{MaskedField, hidden_text, masked_id};
pub use notice::{LiveNotice, Notice, Tone};
pub use number::{MoneyField, NumberField};
pub use ordered_list::OrderedListField;
pub use page_frame::{Brand, PageFrame};
pub use page_state::{PageState, SaveLine, SaveState, StatePanel};
pub use partial_date::PartialDateField;
pub use personal_id::PersonalIdField;
pub use progress::ProgressLine;
pub use proposal::{Found, Proposal, Proposed};
pub use qr::Qr;
pub use receipt_code::ReceiptCode;
pub use scan::{ScanPart, ScanResult};
pub use select::SelectField;
pub use several::{Picked, SeveralField};
pub use statement::StatementField;
pub use step_page::{BottomBar, PageHeading, StepPage};
pub use text::{CodeField, EmailField, PersonNameField, PhoneField, PlateField, TextField};
pub use text_area::TextArea;
pub use timeline::{EventState, Timeline, TimelineEvent};
pub use unit::{TypedPart, UnitChoice, UnitField};
pub use waiting::WaitingLine;
pub use yes_no::{YesNoField, yes_or_no};
