//! E-mail addresses: a tolerant check of the shape.

use crate::text;

/// The longest address that can be delivered to, in characters.
const LONGEST: usize = 254;

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmailFault {
    /// Nothing is written.
    Empty,
    /// No `@`.
    NoAt,
    /// More than one `@`.
    ManyAt,
    /// What stands before the `@` is empty or has spaces, accents or brackets.
    Local,
    /// What stands after the `@` is no domain: it needs a dot, letters, digits
    /// and hyphens.
    Domain,
    /// More than 254 characters.
    TooLong,
}

/// Reads an address. Only the domain is put into lower case; what stands
/// before the `@` is left as written.
///
/// # Errors
/// The first thing that is wrong.
pub fn read_email(written: &str) -> Result<String, EmailFault> {
    let address = text::clean(written);
    if address.is_empty() {
        return Err(EmailFault::Empty);
    }
    let (local, domain) = address.split_once('@').ok_or(EmailFault::NoAt)?;
    if domain.contains('@') {
        return Err(EmailFault::ManyAt);
    }
    if local.is_empty() || !local.chars().all(is_local) {
        return Err(EmailFault::Local);
    }
    let labels = || domain.split('.');
    if labels().count() < 2 || !labels().all(is_domain_label) {
        return Err(EmailFault::Domain);
    }
    if address.len() > LONGEST {
        return Err(EmailFault::TooLong);
    }
    Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
}

fn is_local(c: char) -> bool {
    c.is_ascii_graphic()
        && !matches!(
            c,
            '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | ']' | '\\'
        )
}

fn is_domain_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, EmailFault>) {
        assert_eq!(
            read_email(written).as_deref(),
            expected.as_ref().copied(),
            "{written}"
        );
    }

    #[test]
    fn addresses() {
        check(" Mau.Nguyen+kk@Example.VN ", Ok("Mau.Nguyen+kk@example.vn"));
        check("o'b_1@a-b.example.com", Ok("o'b_1@a-b.example.com"));
    }

    #[test]
    fn faults() {
        check("", Err(EmailFault::Empty));
        check("mau.example.vn", Err(EmailFault::NoAt));
        check("mau@@example.vn", Err(EmailFault::ManyAt));
        check("@example.vn", Err(EmailFault::Local));
        check("mẫu@example.vn", Err(EmailFault::Local));
        check("mau nguyen@example.vn", Err(EmailFault::Local));
        check("mau@example", Err(EmailFault::Domain));
        check("mau@example..vn", Err(EmailFault::Domain));
        check("mau@-example.vn", Err(EmailFault::Domain));
        check("mau@example.vn.", Err(EmailFault::Domain));
        check(
            &format!("{}@example.vn", "a".repeat(244)),
            Err(EmailFault::TooLong),
        );
        assert!(read_email(&format!("{}@example.vn", "a".repeat(243))).is_ok());
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_again(text in "(?s).{0,30}|[a-z@. -]{0,30}|[a-z]{1,9}@[A-Z]{1,9}\\.vn") {
            if let Ok(address) = read_email(&text) {
                prop_assert_eq!(read_email(&address), Ok(address));
            }
        }
    }
}
