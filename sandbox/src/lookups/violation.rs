//! Look-up `violation`: fines by decision, by record, by plate, and one's own.

use portal_api::{
    Agency, AgencyLevel, LookupAnswer, Masked, Violation, ViolationAnswer, ViolationRequest,
    ViolationState, Vnd,
};
use vietnam::CivilDate;
use vietnam::plate::compact;
use vietnam::text::search_fold;

use super::{Ask, masked_name};
use crate::drafts::judge::today;
use crate::prefill::records::agency;
use crate::problem::Failure;
use crate::registers::{Entry, Settled, entries, reference};
use crate::state::AppState;

const SOURCE: &str = "violations";

pub(super) async fn find(
    ask: &Ask<'_>,
    request: ViolationRequest,
) -> Result<LookupAnswer<ViolationAnswer>, Failure> {
    let own = match (&request, ask.session) {
        (ViolationRequest::Me, Some(session)) => session.personal_id.as_deref(),
        _ => None,
    };
    let found: Vec<Entry<'_>> = known(ask.state)
        .filter(|entry| fits(entry, &request, own))
        .collect();
    let settled = Settled::load(&ask.state.db).await?;
    let items: Vec<Violation> = found
        .iter()
        .map(|entry| shown(ask.state, *entry, &settled))
        .collect::<Result<_, _>>()?;
    let about = found.first().map(|entry| entry.person);
    let answer = (!items.is_empty()).then_some(ViolationAnswer { items });
    Ok(ask.answer(SOURCE, about, answer).await)
}

/// What is to be paid for the violation of a reference, if it can be.
///
/// # Errors
/// When the database fails.
pub(super) async fn payable(state: &AppState, asked: &str) -> Result<Option<u64>, Failure> {
    let settled = Settled::load(&state.db).await?;
    let Some(entry) = known(state).find(|entry| reference(entry.record) == asked) else {
        return Ok(None);
    };
    let shown = shown(state, entry, &settled)?;
    Ok(shown.r#ref.map(|_| shown.total.0))
}

/// What a receipt names of the violation of a reference, by key of its words; the offender as a look-up shows them.
pub fn violation_named(state: &AppState, asked: &str) -> Vec<(&'static str, String)> {
    let Some(entry) = known(state).find(|entry| reference(entry.record) == asked) else {
        return Vec::new();
    };
    let text = |name: &str| entry.text(name).map(str::to_owned);
    let named = [
        ("decision", text("decision_number")),
        ("offence", text("violation")),
        (
            "offender",
            text("offender_name").map(|name| masked_name(&name)),
        ),
        ("vehicle", text("plate")),
    ];
    let held = named.into_iter();
    held.filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

/// Records that tell of a violation; some say only that there is none.
fn known(state: &AppState) -> impl Iterator<Item = Entry<'_>> {
    entries(&state.persons, "violation").filter(|entry| entry.text("violation").is_some())
}

fn fits(entry: &Entry<'_>, request: &ViolationRequest, own: Option<&str>) -> bool {
    let same = |held: Option<&str>, asked: &str| {
        held.is_some_and(|held| search_fold(held) == search_fold(asked))
    };
    match request {
        ViolationRequest::Decision { decision_no } => {
            same(entry.text("decision_number"), decision_no)
        }
        ViolationRequest::Record {
            record_no,
            offender_name,
            date,
            province,
        } => {
            same(entry.text("record_number"), record_no)
                && same(entry.text("offender_name"), offender_name)
                && entry.text("violation_date") == Some(date.as_str())
                && entry.besides("province") == Some(province.as_str())
        }
        ViolationRequest::Plate {
            plate,
            vehicle_kind,
            date,
        } => {
            entry
                .text("plate")
                .is_some_and(|held| compact(held) == compact(plate))
                && entry.besides("vehicle_kind") == Some(vehicle_kind.as_str())
                && date
                    .as_ref()
                    .is_none_or(|date| entry.text("violation_date") == Some(date.as_str()))
        }
        ViolationRequest::Me => own.is_some() && entry.text("offender_id") == own,
    }
}

fn shown(state: &AppState, entry: Entry<'_>, settled: &Settled) -> Result<Violation, Failure> {
    let reference = reference(entry.record);
    let standing = match entry.text("state") {
        _ if settled.is_paid("violation", &reference) => ViolationState::Paid,
        Some("unpaid") => ViolationState::Unpaid,
        Some("paid") => ViolationState::Paid,
        Some("not_decided") => ViolationState::NotDecided,
        _ => ViolationState::Unknown,
    };
    let fine = entry.number("fine_amount").unwrap_or_default();
    let due = due(state, entry);
    let unpaid = standing == ViolationState::Unpaid;
    let late = match (unpaid, due) {
        (true, Some(due)) => state.registers.surcharge.amount(fine, due, today(state)?),
        _ => 0,
    };
    let day = entry.text("violation_date").unwrap_or_default();
    let time = entry.besides("time").unwrap_or("00:00");
    let text = |name: &str| entry.text(name).map(Into::into);
    Ok(Violation {
        r#ref: (unpaid && fine > 0).then(|| reference.as_str().into()),
        decision_no: text("decision_number"),
        decided_on: entry.text("decision_date").map(Into::into),
        agency: office(entry),
        offender: masked_name(entry.text("offender_name").unwrap_or_default()).into(),
        offender_id: entry.text("offender_id").map(Masked::of),
        violation: entry.text("violation").unwrap_or_default().into(),
        at: format!("{day}T{time}:00+07:00").into(),
        place: entry.besides("place").unwrap_or("–").into(),
        sanctions: entry.text("extra_sanction").map(Into::into),
        papers_held: entry.yes("papers_held"),
        amount: Vnd(fine),
        late_amount: (late > 0).then_some(Vnd(late)),
        total: Vnd(fine + late),
        account: text("treasury_account"),
        due_on: due.map(|day| day.to_string().into()),
        state: standing,
    })
}

/// The decision's own term, else the law's.
fn due(state: &AppState, entry: Entry<'_>) -> Option<CivilDate> {
    let day = |text: &str| CivilDate::parse_iso(text).ok();
    let decided = || entry.text("decision_date").and_then(day);
    entry
        .besides("due_on")
        .and_then(day)
        .or_else(|| decided().map(|decided| state.registers.surcharge.due(decided)))
}

fn office(entry: Entry<'_>) -> Agency {
    entry.record.issuer.as_ref().map_or_else(
        || Agency {
            code: "traffic-police".into(),
            name: entry.text("agency").unwrap_or_default().into(),
            level: AgencyLevel::Other,
            admin_unit_code: None,
        },
        agency,
    )
}
