//! The times of an office: half hours of working days, so many places each.

use portal_api::{Agency, AppointmentSlot};
use vietnam::CivilDate;
use vietnam::date::{add_days, days_between};

use super::store;
use crate::drafts::judge::today;
use crate::offices;
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// Places at one time.
pub(super) const PLACES: i64 = 2;

/// How far ahead times are given out, in days.
const AHEAD: i64 = 60;

/// Half hours of a day, from and to, by minutes since midnight: 08:00 to 11:30, 13:30 to 16:30.
const HOURS: [(u16, u16); 2] = [(480, 690), (810, 990)];
const MINUTES: u16 = 30;

/// A time at an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub agency: String,
    pub day: CivilDate,
    /// Minutes since midnight.
    pub minute: u16,
}

impl Slot {
    /// When it begins, as the wire has it.
    pub(super) fn start(&self) -> String {
        at(self.day, self.minute)
    }

    /// Its id says what it is, so that none has to be kept.
    fn id(&self) -> String {
        random::encode(format!("{}|{}|{}", self.agency, self.day, self.minute).as_bytes())
    }

    /// The slot of an id; none for an id that is not ours.
    pub(super) fn of(id: &str) -> Option<Self> {
        let text = String::from_utf8(random::decode(id)?).ok()?;
        let mut parts = text.split('|');
        Some(Self {
            agency: parts.next()?.to_owned(),
            day: CivilDate::parse_iso(parts.next()?).ok()?,
            minute: parts.next()?.parse().ok()?,
        })
    }

    /// Whether the office gives this time out: it is open then, and the time is neither over nor too far ahead.
    pub(super) fn is_offered(&self, state: &AppState, today: CivilDate) -> bool {
        state.holidays.is_working(self.day)
            && self.day <= add_days(today, AHEAD)
            && minutes().any(|minute| minute == self.minute)
            && self.start().as_str() > state.clock.instant().as_str()
    }
}

/// The office of a code.
pub(super) fn office(state: &AppState, code: &str) -> Option<Agency> {
    let (kind, _) = code.rsplit_once('.')?;
    state.lists.name("offices", kind)?;
    offices::office(state, kind, code)
}

/// Times of an office from one day to another, with the places left.
pub(super) async fn free(
    state: &AppState,
    agency: &str,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<AppointmentSlot>, Failure> {
    let (taken, now) = (store::taken(&state.db, agency).await?, today(state)?);
    let days = (0..=days_between(from, to)).map(|after| add_days(from, after));
    let all = days.flat_map(|day| {
        minutes().map(move |minute| Slot {
            agency: agency.to_owned(),
            day,
            minute,
        })
    });
    let shown = all.filter(|slot| slot.is_offered(state, now)).map(|slot| {
        let taken = taken.get(&slot.start()).copied().unwrap_or_default();
        AppointmentSlot {
            slot_id: slot.id().into(),
            start: slot.start().into(),
            end: at(slot.day, slot.minute + MINUTES).into(),
            counter: None,
            free: u32::try_from(PLACES - taken).unwrap_or_default(),
        }
    });
    Ok(shown.filter(|slot| slot.free > 0).collect())
}

fn minutes() -> impl Iterator<Item = u16> {
    HOURS
        .into_iter()
        .flat_map(|(from, to)| (from..to).step_by(usize::from(MINUTES)))
}

fn at(day: CivilDate, minute: u16) -> String {
    format!("{day}T{:02}:{:02}:00+07:00", minute / 60, minute % 60)
}
