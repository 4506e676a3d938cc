//! VietQR: the payload by which a bank's app fills in a transfer (EMV QRCPS, merchant-presented mode, as NAPAS uses it).
//!
//! Fields follow each other: tag in two figures, length in two figures, value. Some values are made of such fields.

/// Application id of the interbank network.
const NETWORK: &str = "A000000727";
/// ISO 4217 number of the đồng.
const CURRENCY: &str = "704";
/// Tag and length of the checksum, which stands last.
const CHECKSUM: &str = "6304";

/// A transfer as the payload says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// Number of the bank, 6 figures.
    pub bank: &'a str,
    /// Account, or card.
    pub account: &'a str,
    /// Amount in đồng.
    pub amount: u64,
    /// Text of the transfer, by which the payment is found again.
    pub memo: &'a str,
}

/// Why a payload is not to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPayload {
    /// Its fields do not follow each other as they should.
    Shape,
    /// Its checksum is that of something else.
    Checksum,
    /// Not in đồng.
    Currency,
    /// Not in Viet Nam.
    Country,
    /// Not an account of the interbank network.
    Account,
    /// Without amount, or with one that is none.
    Amount,
    /// Without text.
    Memo,
}

/// Reads a payload.
///
/// # Errors
/// See [`BadPayload`].
pub fn read(payload: &str) -> Result<Transfer<'_>, BadPayload> {
    let fields = fields(payload).ok_or(BadPayload::Shape)?;
    let field = |tag: &str| value(&fields, tag);
    if !is_summed(payload) {
        return Err(BadPayload::Checksum);
    }
    if field("00") != Some("01") {
        return Err(BadPayload::Shape);
    }
    if field("53") != Some(CURRENCY) {
        return Err(BadPayload::Currency);
    }
    if field("58") != Some("VN") {
        return Err(BadPayload::Country);
    }
    let (bank, account) = field("38").and_then(account).ok_or(BadPayload::Account)?;
    let amount = field("54").and_then(amount).ok_or(BadPayload::Amount)?;
    let memo = field("62").and_then(memo).ok_or(BadPayload::Memo)?;
    Ok(Transfer {
        bank,
        account,
        amount,
        memo,
    })
}

/// CRC-16/CCITT-FALSE: polynomial 1021, begins with FFFF, nothing reflected.
fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |sum, byte| {
        (0..8).fold(sum ^ (u16::from(*byte) << 8), |sum, _| {
            if sum & 0x8000 == 0 {
                sum << 1
            } else {
                (sum << 1) ^ 0x1021
            }
        })
    })
}

/// Whether the last four figures are the checksum of all before them.
fn is_summed(payload: &str) -> bool {
    let Some((before, sum)) = payload
        .len()
        .checked_sub(4)
        .and_then(|at| payload.split_at_checked(at))
    else {
        return false;
    };
    before.ends_with(CHECKSUM) && u16::from_str_radix(sum, 16) == Ok(checksum(before.as_bytes()))
}

/// All fields in order; none where one is cut off, or a tag comes twice.
fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut fields: Vec<(&str, &str)> = Vec::new();
    let mut rest = Some(text).filter(|text| text.is_ascii())?;
    while !rest.is_empty() {
        let (tag, after) = figures(rest)?;
        let (length, after) = figures(after)?;
        let (value, after) = after.split_at_checked(length.parse().ok()?)?;
        if fields.iter().any(|(known, _)| *known == tag) {
            return None;
        }
        fields.push((tag, value));
        rest = after;
    }
    Some(fields)
}

/// Two figures, and what follows them.
fn figures(text: &str) -> Option<(&str, &str)> {
    let (two, rest) = text.split_at_checked(2)?;
    two.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some((two, rest))
}

fn value<'a>(fields: &[(&str, &'a str)], tag: &str) -> Option<&'a str> {
    let mut fields = fields.iter();
    fields
        .find(|(known, _)| *known == tag)
        .map(|(_, value)| *value)
}

/// Bank and account of the network's field.
fn account(text: &str) -> Option<(&str, &str)> {
    let network = fields(text)?;
    if value(&network, "00") != Some(NETWORK) {
        return None;
    }
    let at = fields(value(&network, "01")?)?;
    let (bank, account) = (value(&at, "00")?, value(&at, "01")?);
    let is_bank = bank.len() == 6 && bank.bytes().all(|byte| byte.is_ascii_digit());
    (is_bank && !account.is_empty()).then_some((bank, account))
}

/// A whole amount above zero; a fraction must be nought.
fn amount(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_whole = whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_even = fraction.bytes().all(|byte| byte == b'0');
    let amount = whole.parse().ok().filter(|amount| *amount > 0)?;
    (is_whole && is_even).then_some(amount)
}

fn memo(text: &str) -> Option<&str> {
    let memo = value(&fields(text)?, "08")?;
    (!memo.trim().is_empty()).then_some(memo)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(tag: &str, value: &str) -> String {
        format!("{tag}{:02}{value}", value.len())
    }

    fn summed(body: &str) -> String {
        let body = [body, CHECKSUM].concat();
        format!("{body}{:04X}", checksum(body.as_bytes()))
    }

    fn account() -> String {
        let at = [field("00", "990001"), field("01", "9990000000001")].concat();
        let network = [
            field("00", NETWORK),
            field("01", &at),
            field("02", "QRIBFTTA"),
        ];
        network.concat()
    }

    /// A payload with one of its fields changed, or without it.
    fn payload(changed: &str, to: Option<&str>) -> String {
        let (account, memo) = (account(), field("08", "MC0000000001"));
        let whole = [
            ("00", "01"),
            ("01", "12"),
            ("38", account.as_str()),
            ("53", "704"),
            ("54", "16000"),
            ("58", "VN"),
            ("62", memo.as_str()),
        ];
        let fields = whole.into_iter().filter_map(|(tag, value)| {
            let value = if tag == changed { to? } else { value };
            Some(field(tag, value))
        });
        summed(&fields.collect::<String>())
    }

    #[track_caller]
    fn refused(changed: &str, to: Option<&str>, expected: BadPayload) {
        assert_eq!(read(&payload(changed, to)), Err(expected));
    }

    #[test]
    fn the_checksum_is_that_of_the_catalogue() {
        assert_eq!(checksum(b"123456789"), 0x29B1);
        // The example of the network's own specification.
        let example = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304";
        assert_eq!(checksum(example.as_bytes()), 0x9E6F);
    }

    #[test]
    fn a_payload_says_where_how_much_and_what_for() {
        let text = payload("", None);
        let transfer = Transfer {
            bank: "990001",
            account: "9990000000001",
            amount: 16_000,
            memo: "MC0000000001",
        };
        assert_eq!(read(&text), Ok(transfer));
        assert_eq!(
            read(&payload("54", Some("16000.00"))).map(|t| t.amount),
            Ok(16_000)
        );
    }

    #[test]
    fn each_field_must_be_what_it_should() {
        refused("00", Some("02"), BadPayload::Shape);
        refused("53", Some("840"), BadPayload::Currency);
        refused("53", None, BadPayload::Currency);
        refused("58", Some("US"), BadPayload::Country);
        refused("38", None, BadPayload::Account);
        refused("38", Some("0010A000000728"), BadPayload::Account);
        refused("38", Some(""), BadPayload::Account);
        for amount in [
            "0",
            "",
            "16000.50",
            "+16000",
            "16 000",
            "99999999999999999999999",
        ] {
            refused("54", Some(amount), BadPayload::Amount);
        }
        refused("54", None, BadPayload::Amount);
        refused("62", None, BadPayload::Memo);
        refused("62", Some("0800"), BadPayload::Memo);
        refused("62", Some("0803   "), BadPayload::Memo);
    }

    #[test]
    fn one_changed_figure_is_noticed() {
        let whole = payload("", None);
        let changed = whole.replace("540516000", "540576000");
        assert_eq!(read(&changed), Err(BadPayload::Checksum));
        let unsummed = whole.get(..whole.len() - 8).unwrap();
        assert_eq!(read(unsummed), Err(BadPayload::Checksum));
    }

    #[test]
    fn what_is_cut_off_twice_there_or_no_payload_is_refused() {
        let whole = payload("", None);
        for end in 0..whole.len() {
            assert!(read(whole.get(..end).unwrap()).is_err(), "cut at {end}");
        }
        let twice = summed(&[field("00", "01"), field("54", "1"), field("54", "2")].concat());
        assert_eq!(read(&twice), Err(BadPayload::Shape));
        for text in [
            "",
            "https://example.vn",
            "0002",
            "00zz01",
            "đồng",
            "000201é",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
