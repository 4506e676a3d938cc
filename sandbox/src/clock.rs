//! Time as this server counts it: Asia/Ho_Chi_Minh, and a fixed evaluation date when it is told one (contract 2.3).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use portal_api::Instant;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

/// The server's clock. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<Date>,
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that stands on `fixed`, or runs.
    pub fn new(fixed: Option<Date>) -> Self {
        Self {
            fixed,
            ahead: Arc::default(),
        }
    }

    /// Moves it forward, for tests of what expires.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Seconds since 1970: what expiry is counted with. Never the fixed date.
    pub fn unix(&self) -> i64 {
        OffsetDateTime::now_utc().unix_timestamp() + self.ahead.load(Ordering::Relaxed)
    }

    /// Date and time of day here; on a fixed date only the time of day runs.
    pub fn now(&self) -> OffsetDateTime {
        let now = at(self.unix());
        self.fixed.map_or(now, |date| now.replace_date(date))
    }

    /// The evaluation date.
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// The evaluation date as `YYYY-MM-DD`.
    pub fn today_text(&self) -> String {
        iso(self.today())
    }

    /// [`Clock::now`] as the wire has it.
    pub fn instant(&self) -> Instant {
        instant(self.now())
    }
}

/// Seconds since 1970 as the wire has it.
pub fn instant_at(unix: i64) -> Instant {
    instant(at(unix))
}

/// RFC 3339 with the offset of Viet Nam, to the second.
pub fn instant(moment: OffsetDateTime) -> Instant {
    let whole = moment.replace_nanosecond(0).unwrap_or(moment);
    whole.format(&Rfc3339).unwrap_or_default().into()
}

/// `YYYY-MM-DD`.
pub fn iso(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// The reverse of [`iso`]; none for other text.
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(
        text,
        time::macros::format_description!("[year]-[month]-[day]"),
    )
    .ok()
}

/// One zone, without daylight saving since 1975.
fn at(unix: i64) -> OffsetDateTime {
    let offset = UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC);
    OffsetDateTime::from_unix_timestamp(unix)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .to_offset(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_viet_nam() {
        assert_eq!(
            instant_at(1_795_540_000).as_str(),
            "2026-11-25T00:06:40+07:00"
        );
    }

    #[test]
    fn a_fixed_date_stays() {
        let clock = Clock::new(parse_date("2026-11-25"));
        clock.advance(86_400 * 3);
        assert_eq!(clock.today_text(), "2026-11-25");
    }
}
