//! When a result is due: working days as the Labour Code counts them (45/2019/QH14, articles 111 and 112).

use std::path::Path;

use forms::definition::{Term, TermUnit};
use serde::Deserialize;
use vietnam::CivilDate;
use vietnam::date::{Weekday, add_days};

use crate::start::StartError;

/// What arrives at this hour or later counts from the next working day (as the forms' notes say).
const CLOSING_HOUR: u8 = 15;

/// Days on which offices are closed, besides Saturdays and Sundays.
#[derive(Clone, Debug, Default)]
pub struct Holidays(Vec<CivilDate>);

#[derive(Deserialize)]
struct Row {
    date: String,
}

impl Holidays {
    /// Reads `data/public-holidays.csv` of a project.
    ///
    /// # Errors
    /// When it is missing or a line is wrong.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let file = root.join("data/public-holidays.csv");
        let doing = || format!("reading {}", file.display());
        let rows = csv::Reader::from_path(&file)
            .map_err(StartError::doing(doing()))?
            .into_deserialize::<Row>();
        let mut days = Vec::new();
        for row in rows {
            let date = row.map_err(StartError::doing(doing()))?.date;
            days.push(
                CivilDate::parse_iso(&date)
                    .map_err(|_| StartError::doing(doing())(format!("no date: {date}")))?,
            );
        }
        Ok(Self(days))
    }

    /// Whether offices are open on a day.
    pub fn is_working(&self, day: CivilDate) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.0.contains(&day)
    }

    /// This day, or the first working day after it.
    fn working_from(&self, day: CivilDate) -> CivilDate {
        let mut day = day;
        // The longest closure known is nine days.
        for _ in 0..30 {
            if self.is_working(day) {
                break;
            }
            day = add_days(day, 1);
        }
        day
    }

    /// The day on which a term ends that begins with a dossier sent on `day` at `hour`. A term in calendar days that
    /// ends on a day off ends on the next working day (Civil Code 91/2015/QH13, article 148).
    pub fn due(&self, term: &Term, day: CivilDate, hour: u8) -> CivilDate {
        let late = self.is_working(day) && hour >= CLOSING_HOUR;
        let received = self.working_from(add_days(day, i64::from(late)));
        match term.unit {
            TermUnit::SameDay => received,
            TermUnit::WorkingDays => (0..term.value.min(1000))
                .fold(received, |day, _| self.working_from(add_days(day, 1))),
            TermUnit::Days => self.working_from(add_days(received, i64::from(term.value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: u32, unit: TermUnit, sent: (&str, u8), due: &str) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let term = Term {
            value,
            unit,
            note: None,
        };
        let (day, hour) = sent;
        let found =
            Holidays::load(&root)
                .unwrap()
                .due(&term, CivilDate::parse_iso(day).unwrap(), hour);
        assert_eq!(found.to_string(), due);
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        check(5, TermUnit::WorkingDays, ("2026-11-25", 9), "2026-12-02");
        check(3, TermUnit::WorkingDays, ("2026-12-30", 9), "2027-01-05");
        check(1, TermUnit::WorkingDays, ("2026-04-29", 9), "2026-05-04");
    }

    #[test]
    fn the_same_day_ends_at_three() {
        check(0, TermUnit::SameDay, ("2026-11-25", 14), "2026-11-25");
        check(0, TermUnit::SameDay, ("2026-11-25", 15), "2026-11-26");
        check(0, TermUnit::SameDay, ("2026-11-28", 9), "2026-11-30");
    }

    #[test]
    fn calendar_days_that_end_on_a_day_off_are_put_off() {
        check(10, TermUnit::Days, ("2026-11-25", 9), "2026-12-07");
    }
}
