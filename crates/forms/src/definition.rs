//! A service as data, compiled for one language (decision 14). Authors write TOML in `services/`; this is what travels.

use crate::condition::{Condition, Expr};
use crate::kind::{Kind, is_false};
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One of the essential services.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Number among the 25: "09".
    pub id: String,
    /// Name in addresses: "dang-ky-khai-sinh".
    pub slug: String,
    /// Id of the form: "motcua.09".
    pub form_id: String,
    /// Semver of the definition and start of its digest (contract 2.4, FormVersion).
    pub form_version: String,
    /// Language of the texts: "vi" or "en".
    pub language: String,
    /// Name as people know it.
    pub name: String,
    /// What the person gets.
    pub what: String,
    /// Who may apply.
    pub who: String,
    /// Law that the service rests on.
    pub legal: Vec<LegalGround>,
    /// The case questions, in order (decision 10).
    pub dimensions: Vec<FieldId>,
    /// The case table; the first row whose condition holds is the case.
    pub cases: Vec<Case>,
    /// Cases that answers never choose, told on the service page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ToldCase>,
    /// Whose records fill whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleRule>,
    /// Sources that this service asks, with the keys they need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceUse>,
    /// The steps, in order. Case questions are steps of kind [`StepKind::Case`].
    pub steps: Vec<Step>,
    /// Checks across fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Papers of all cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// Fees of all cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// Small tables that expressions look into: table, key, column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>,
    /// Version of the declaration's text, sent with operation 28.
    pub declaration_version: String,
}

/// A law, decree or circular.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegalGround {
    /// "Luật Hộ tịch 60/2014/QH13, Điều 15".
    pub number: String,
    /// What it says, in short.
    pub title: String,
}

/// A row of the case table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// `NN.slug`.
    pub code: String,
    /// National procedure code, or `motcua.NN`.
    pub procedure: String,
    /// Name of this case.
    pub name: String,
    /// When it is the case.
    pub when: Condition,
    /// What can be done here.
    pub online: Online,
    /// Ids of the fees that may apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<String>,
    /// How long it takes, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Who receives it.
    pub authority: AuthorityRule,
    /// What is issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultKind>,
    /// Official forms of this case, e.g. `["TKKS", "TKNCMC"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// Page of information for rows that must be done in person, or a remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<String>,
    /// Not confirmed by a source: warns, never blocks (decision 12).
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// A case that is explained and never chosen by answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldCase {
    /// `NN.slug`.
    pub code: String,
    /// Name of the case.
    pub name: String,
    /// What to know.
    pub information: String,
}

/// How far a case can go here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Online {
    /// From start to result.
    Full,
    /// Filed here, something is shown or handed over in person.
    Partial,
    /// In person only: ends on an information page.
    InPerson,
    /// Nothing is filed.
    Info,
}

/// How long a case takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// How many; 0 with [`TermUnit::SameDay`].
    pub value: u32,
    /// Of what.
    pub unit: TermUnit,
    /// A remark: "nhận sau 15 giờ: ngày làm việc tiếp theo".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Unit of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermUnit {
    /// On the day of receipt.
    SameDay,
    /// Working days.
    WorkingDays,
    /// Calendar days.
    Days,
}

/// Which office receives the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthorityRule {
    /// Kind of office: `commune-committee`, `commune-police`, `transport-department` …; texts by the app.
    pub office: String,
    /// Field that says where: a unit or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// What to expect there when `field` is empty, best first: the default of `field`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<FieldId>,
}

/// A result of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultKind {
    /// `KQ.…`, or the product's own.
    pub code: String,
    /// Name.
    pub name: String,
    /// Record kind of `facts.csv` that the result holds as structured data, e.g. `birth_certificate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Attribute of that record ← expression over the answers, so that the next service can reuse it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<String, Expr>,
}

/// "In this form the `role` is the `is` of records about `of`, when …" (README of the services, columns of fields).
///
/// Example: the `mother` is the `person` of records about `self` when the requester is the mother;
/// the `father` is then the `spouse` of those same records. A fact of concept `person.x` (or `residence.x`) fills `mother.x`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleRule {
    /// Role of the fields filled: first part of their concept.
    pub role: String,
    /// Role inside the record: `person`, `spouse`, `father`, `husband` …
    pub is: String,
    /// About whom the record must be: a subject kind (`self`, `child`, `spouse` …; contract 3.1).
    pub of: String,
    /// Only these record kinds; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// When it is so.
    #[serde(default)]
    pub when: Condition,
}

/// A source that the service asks (contract 4.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceUse {
    /// Id of `sources.csv`.
    pub id: String,
    /// When to ask it.
    #[serde(default)]
    pub when: Condition,
    /// Subject kinds to ask it about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Attributes wanted, `record.attribute`.
    pub want: Vec<String>,
    /// Key ← field whose answer it is (`notice_code` ← `birth_notice_code`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, FieldId>,
}

/// A page of questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Last part of its address.
    pub id: String,
    /// The page's heading.
    pub title: String,
    /// Said under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// What kind of step.
    #[serde(default)]
    pub kind: StepKind,
    /// Card on "what we already know": `you`, `child`, `mother`, `household`, `request` …; texts by the app or `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// One to a few questions that belong together. Columns of a list stand after their list.
    pub fields: Vec<Field>,
}

/// Kinds of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Case questions: asked first, before sources are read.
    Case,
    /// Ordinary questions.
    #[default]
    Questions,
    /// Shown on the check page: declarations and the like.
    Declaration,
}

/// One question or shown value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Id of the service sheet.
    pub id: FieldId,
    /// What it is about, `role.thing` (decision 6).
    pub concept: String,
    /// What sort of answer, with its constraints.
    pub kind: Kind,
    /// The question or name of the value.
    pub label: String,
    /// Help between label and control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// "Why do you ask this?": what it is used for and the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Official form → number there (decision 17). `E`: only on the electronic form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<String, String>,
    /// When it is shown.
    #[serde(default, skip_serializing_if = "is_always")]
    pub shown: Condition,
    /// When it must be answered (and is shown).
    #[serde(default = "never", skip_serializing_if = "is_never")]
    pub required: Condition,
    /// Where it may come from, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRef>,
    /// Worked out by the engine where nothing was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Expr>,
    /// The citizen cannot change it here; `computed` or a source gives it. Asked when no source does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Shown with all but the last three characters hidden until tapped.
    #[serde(default, skip_serializing_if = "is_false")]
    pub masked: bool,
    /// Its item, list or rule is not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// Value of the control's `autocomplete`, e.g. `tel`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    /// Target system → (our value → its code); `""` maps names of members.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// A source of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Id of `sources.csv`.
    pub id: String,
    /// `record.attribute` where the concept alone does not find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What the record's value means here: `{ valid: true }`; `*` stands for any other value. Empty: as it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub means: BTreeMap<String, Value>,
}

/// One option of a short list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Our own word (decision 4).
    pub value: String,
    /// What people read.
    pub label: String,
    /// Help under the option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Offered only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
}

/// A check across fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Unique in the service.
    pub id: String,
    /// Checked only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// What must hold.
    pub holds: Condition,
    /// Where the message stands; the first gets the error link.
    pub at: Vec<FieldId>,
    /// Blocks, or only warns.
    #[serde(default)]
    pub level: Level,
    /// Fault code sent: `cross-field`, `not-eligible`, …
    #[serde(default = "cross_field")]
    pub code: crate::fault::FaultCode,
    /// What is wrong and how to mend it.
    pub text: String,
    /// A way on: the id of another service ("08"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
    /// Not confirmed by a source: always a warning.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// Whether a rule blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Cannot be sent.
    #[default]
    Error,
    /// Is told, can be sent.
    Warning,
}

/// A document of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// `NN.slug`: the document code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Help: what must be seen on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// When it belongs to the dossier.
    #[serde(default)]
    pub when: Condition,
    /// Offered, never demanded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// How it comes.
    #[serde(default)]
    pub how: PaperHow,
    /// Record kinds of `facts.csv`, any of which makes it unnecessary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<String>,
    /// Result codes that cover it (`replaceableBy` of the contract).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result_codes: Vec<String>,
    /// What the citizen reads when it is not needed: by what rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spared: Option<String>,
    /// Originals handed in, and copies.
    #[serde(default)]
    pub originals: u8,
    /// Copies handed in.
    #[serde(default)]
    pub copies: u8,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// How a paper comes to the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperHow {
    /// A picture or file is sent, or a prior result is reused.
    #[default]
    Upload,
    /// Made from the answers: nothing to do.
    FromAnswers,
    /// Shown or handed over at the counter, never uploaded.
    InPerson,
    /// Never asked: told so.
    NeverAsked,
}

/// A fee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fee {
    /// Unique in the service; `feeCode` of the contract.
    pub id: String,
    /// Name.
    pub name: String,
    /// Amount in đồng; none: set by the province's overlay, until then "the office will say".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Expr>,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// In force from (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// In force until and on (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who does not pay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
    /// Law it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// A ground for not paying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exemption {
    /// Who.
    pub name: String,
    /// When it applies.
    pub when: Condition,
    /// In force from (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// In force until and on (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

impl Service {
    /// Every field in order, columns of lists included.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.steps.iter().flat_map(|step| step.fields.iter())
    }

    /// The field of this id.
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields().find(|field| field.id == *id)
    }

    /// The columns of a list, in order.
    pub fn columns<'a>(&'a self, list: &'a FieldId) -> impl Iterator<Item = &'a Field> {
        self.fields()
            .filter(move |field| field.id.list().as_ref() == Some(list))
    }

    /// The language in which numbers and dates are put into words.
    pub fn words(&self) -> vietnam::Language {
        if self.language == "en" {
            vietnam::Language::En
        } else {
            vietnam::Language::Vi
        }
    }

    /// The case of this code.
    pub fn case(&self, code: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.code == code)
    }
}

impl Field {
    /// Whom or what it is about: the first part of its concept.
    pub fn role(&self) -> &str {
        self.concept
            .split_once('.')
            .map_or(self.concept.as_str(), |(role, _)| role)
    }

    /// Whether the engine alone says its value: read-only, computed, and no source gives it.
    pub fn is_worked_out(&self) -> bool {
        self.read_only && self.computed.is_some() && self.sources.is_empty()
    }
}

fn is_always(condition: &Condition) -> bool {
    *condition == Condition::Always
}

fn is_never(condition: &Condition) -> bool {
    *condition == Condition::Never
}

fn never() -> Condition {
    Condition::Never
}

fn cross_field() -> crate::fault::FaultCode {
    crate::fault::FaultCode::CrossField
}
