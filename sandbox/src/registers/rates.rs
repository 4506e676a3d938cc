//! Rates from `data/`: what a contribution and a late fine come to.

use serde::{Deserialize, Deserializer, de::Error};
use vietnam::CivilDate;
use vietnam::date::days_between;

/// Rates of household health insurance (`data/health-contribution.toml`).
#[derive(Clone, Debug, Deserialize)]
pub struct Contribution {
    #[serde(
        rename = "percent_of_base_salary",
        deserialize_with = "hundredths_of_a_percent"
    )]
    rate: u64,
    steps: Vec<u64>,
    months: Vec<u8>,
    base_salary: Vec<BaseSalary>,
}

#[derive(Clone, Debug, Deserialize)]
struct BaseSalary {
    from: String,
    amount: u64,
}

impl Contribution {
    /// Whether so many months can be paid at once.
    pub fn takes(&self, months: u8) -> bool {
        self.months.contains(&months)
    }

    /// Percent of the first member's amount for the member at this place, counted from 0.
    pub fn step(&self, place: usize) -> u64 {
        let last = self.steps.last().copied().unwrap_or(100);
        self.steps.get(place).copied().unwrap_or(last)
    }

    /// What the member at this place pays for so many months when it is worked out on `today`, in đồng; none where no
    /// base salary is known.
    pub fn amount(&self, place: usize, months: u8, today: &str) -> Option<u64> {
        let base = self
            .base_salary
            .iter()
            .filter(|base| base.from.as_str() <= today)
            .max_by(|a, b| a.from.cmp(&b.from))?;
        let whole = base.amount * self.rate * u64::from(months) * self.step(place);
        Some(whole / 1_000_000)
    }
}

/// Surcharge on late fines (`data/fine-surcharge.toml`).
#[derive(Clone, Debug, Deserialize)]
pub struct Surcharge {
    #[serde(
        rename = "percent_per_day",
        deserialize_with = "hundredths_of_a_percent"
    )]
    rate: u64,
    days: i64,
}

impl Surcharge {
    /// Last day on which a fine can be paid without surcharge, where the decision names none itself.
    pub fn due(&self, decided: CivilDate) -> CivilDate {
        vietnam::date::add_days(decided, self.days)
    }

    /// What has come on top of an unpaid fine that was due on a day, in đồng.
    pub fn amount(&self, fine: u64, due: CivilDate, today: CivilDate) -> u64 {
        let late = u64::try_from(days_between(due, today)).unwrap_or_default();
        fine * self.rate * late / 10_000
    }
}

/// "4.5" is 450: no binary fraction stands between the law and the amount.
fn hundredths_of_a_percent<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let text = String::deserialize(from)?;
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let padded = format!("{whole}{rest:0<2}");
    padded
        .parse()
        .ok()
        .filter(|_| rest.len() <= 2)
        .ok_or_else(|| D::Error::custom("a percentage of at most two decimals"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::registers::Registers;

    fn registers() -> Registers {
        Registers::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
    }

    #[test]
    fn twelve_months_cost_what_the_decree_says() {
        let rates = registers().contribution;
        let year: Vec<u64> = (0..6)
            .map(|place| rates.amount(place, 12, "2026-11-25").unwrap())
            .collect();
        assert_eq!(
            year,
            [1_366_200, 956_340, 819_720, 683_100, 546_480, 546_480]
        );
        assert_eq!(rates.amount(0, 3, "2026-06-30"), Some(315_900));
        assert_eq!(rates.amount(0, 3, "2020-01-01"), None);
        assert!(rates.takes(6) && !rates.takes(9));
    }

    #[test]
    fn a_late_fine_grows_by_the_day() {
        let surcharge = registers().surcharge;
        let day = |text| vietnam::CivilDate::parse_iso(text).unwrap();
        let due = surcharge.due(day("2026-10-30"));
        assert_eq!(due.to_string(), "2026-11-09");
        assert_eq!(surcharge.amount(5_000_000, due, day("2026-11-25")), 40_000);
        assert_eq!(surcharge.amount(5_000_000, due, day("2026-11-09")), 0);
        assert_eq!(surcharge.amount(5_000_000, due, day("2026-11-01")), 0);
    }
}
