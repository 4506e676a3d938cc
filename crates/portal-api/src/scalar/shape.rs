//! Shape checks of the scalar types (contract 2.4), by hand: the patterns are
//! few and a regex engine is too heavy for a phone.

/// `Id`.
pub(super) fn id(text: &str) -> bool {
    (8..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// `Code`.
pub(super) fn code(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b))
}

/// `SourceId`.
pub(super) fn source_id(text: &str) -> bool {
    (2..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// `Attribute`.
pub(super) fn attribute(text: &str) -> bool {
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.split_once('.')
        .is_some_and(|(record, attribute)| name(record) && name(attribute))
}

/// `FormVersion`.
pub(super) fn form_version(text: &str) -> bool {
    let Some((version, digest)) = text.split_once('+') else {
        return false;
    };
    version.split('.').count() == 3
        && version
            .split('.')
            .all(|part| !part.is_empty() && digits(part))
        && digest.len() == 16
        && lower_hex(digest)
}

/// `Date`: a day that the calendar has.
pub(super) fn date(text: &str) -> bool {
    text.len() == 10 && partial_date(text)
}

/// `PartialDate`: a year, month or day that the calendar has.
pub(super) fn partial_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut part = |width: usize| match parts.next() {
        Some(part) if part.len() == width && digits(part) => Some(part.parse::<u32>().ok()),
        Some(_) => Some(None),
        None => None,
    };
    match (part(4), part(2), part(2)) {
        (Some(Some(_)), None, None) => true,
        (Some(Some(_)), Some(Some(month)), None) => (1..=12).contains(&month),
        (Some(Some(year)), Some(Some(month)), Some(Some(day))) => {
            day >= 1 && day <= days_in(year, month)
        }
        _ => false,
    }
}

/// `Instant`: date, time and offset.
pub(super) fn instant(text: &str) -> bool {
    let Some((day, rest)) = text.split_once('T') else {
        return false;
    };
    let Some(at) = rest.find(['Z', '+', '-']) else {
        return false;
    };
    let (time, offset) = rest.split_at(at);
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let offset_fits = offset == "Z"
        || offset
            .get(1..)
            .is_some_and(|clock| clock_fits(clock, &[23, 59]));
    date(day)
        && clock_fits(whole, &[23, 59, 60])
        && !fraction.is_empty()
        && digits(fraction)
        && offset_fits
}

/// `PersonalId`.
pub(super) fn personal_id(text: &str) -> bool {
    text.len() == 12 && digits(text)
}

/// `OldId`.
pub(super) fn old_id(text: &str) -> bool {
    text.len() == 9 && digits(text)
}

/// `Masked`: at most three digits, and they are the last of the number.
pub(super) fn masked(text: &str) -> bool {
    let shown = text.chars().filter(char::is_ascii_digit).count();
    let hidden_after_shown = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .any(|c| c == '•');
    shown <= 3 && !hidden_after_shown
}

/// `Phone`: domestic, or E.164.
pub(super) fn phone(text: &str) -> bool {
    match text.strip_prefix('+') {
        Some(number) => {
            (8..=15).contains(&number.len()) && digits(number) && !number.starts_with('0')
        }
        None => (10..=11).contains(&text.len()) && digits(text) && text.starts_with('0'),
    }
}

/// `Email`: one `@` with something on both sides; the rest shows when it is used.
pub(super) fn email(text: &str) -> bool {
    text.chars().count() <= 254
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && text.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty() && !host.is_empty() && !host.contains('@')
        })
}

/// `Pointer`: RFC 6901, `~` only as `~0` or `~1`.
pub(super) fn pointer(text: &str) -> bool {
    (text.is_empty() || text.starts_with('/'))
        && text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']))
}

/// `Uri`: https, or a path of this origin (`//host` would leave it).
pub(super) fn uri(text: &str) -> bool {
    let clean = !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    let absolute = text
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty());
    let local = text.starts_with('/') && !text.starts_with("//");
    clean && (absolute || local)
}

/// `Sha256`.
pub(super) fn sha256(text: &str) -> bool {
    text.len() == 64 && lower_hex(text)
}

/// Country code.
pub(super) fn country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// `Text(max)`.
pub(super) fn text(text: &str, max: usize) -> bool {
    !text.is_empty()
        && text.chars().count() <= max
        && !text.contains(|c: char| c.is_control() && c != '\n')
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn lower_hex(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Two-digit parts joined by `:`, each at most its limit.
fn clock_fits(text: &str, limits: &[u32]) -> bool {
    text.split(':').count() == limits.len()
        && text.split(':').zip(limits).all(|(part, limit)| {
            part.len() == 2 && digits(part) && part.parse::<u32>().is_ok_and(|n| n <= *limit)
        })
}

/// Days of a month of the Gregorian calendar; 0 for a month that is none.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(shape: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(shape(text), "{text:?} is well-formed");
        }
        for text in bad {
            assert!(!shape(text), "{text:?} is not");
        }
    }

    #[test]
    fn codes_and_ids() {
        check(
            super::id,
            &["abcd_-12"],
            &["short", "has space", &"a".repeat(65)],
        );
        check(
            super::code,
            &["1.001193", "H29.18-2511/0007", "motcua.09"],
            &["", ".1", "a b", &"a".repeat(65)],
        );
        check(
            super::source_id,
            &["civil-status", "ocr"],
            &["a", "Civil", "1ab"],
        );
        check(
            super::attribute,
            &["birth_notice.mother_id"],
            &["birth_notice", ".a", "a.", "a.b.c", "A.b"],
        );
        check(
            super::form_version,
            &["1.0.12+0123456789abcdef"],
            &[
                "1.0+0123456789abcdef",
                "1.0.0",
                "1.0.0+0123456789ABCDEF",
                "1..0+0123456789abcdef",
            ],
        );
    }

    #[test]
    fn dates_and_instants() {
        check(
            super::date,
            &["2024-02-29", "2026-11-25"],
            &[
                "2026-02-29",
                "2026-13-01",
                "2026-1-01",
                "1980",
                "2026-11-25x",
                "2026-11-00",
            ],
        );
        check(
            super::partial_date,
            &["1957", "1957-03", "1957-03-31"],
            &["", "57", "1957-00", "1957-"],
        );
        check(
            super::instant,
            &["2026-11-25T08:00:00+07:00", "2026-11-25T01:00:00.123Z"],
            &[
                "2026-11-25",
                "2026-11-25T08:00:00",
                "2026-11-25T24:00:00Z",
                "2026-11-25T08:00:00.Z",
                "2026-11-25T08:00:00+7",
            ],
        );
    }

    #[test]
    fn numbers_of_persons() {
        check(
            super::personal_id,
            &["001099000001"],
            &["00109900000", "00109900000a"],
        );
        check(super::old_id, &["012345678"], &["0123456789"]);
        check(
            super::phone,
            &["0912345678", "02412345678", "+33612345678"],
            &["912345678", "+0123456789", "091234567", "09123a5678"],
        );
        check(
            super::email,
            &["a@b.vn"],
            &["a", "@b", "a@", "a b@c", "a@b@c"],
        );
    }

    #[test]
    fn pointers_addresses_and_texts() {
        check(
            super::pointer,
            &["", "/child_name", "/a~1b/0"],
            &["child", "/a~2", "/a~"],
        );
        check(
            super::uri,
            &["https://a.vn/x", "/x"],
            &["http://a.vn", "//a.vn", "/a\\b", "x", "https://"],
        );
        check(
            |t| super::text(t, 3),
            &["ghế", "a\nb"],
            &["", "abcd", "a\tb"],
        );
    }
}
