//! A transfer by VietQR: the EMV payload of the bank's app (EMV QRCPS merchant-presented mode; NAPAS profile).

use portal_api::VietQr;

use super::store::Stored;
use crate::clock::instant_at;

/// The collecting account, of a bank that does not exist (`lists/banks.toml`).
const BANK_BIN: &str = "990001";
const ACCOUNT: &str = "9990000000001";
const HOLDER: &str = "KHO BAC MAU";

/// Application id of the interbank network, and its service "to an account".
const NETWORK: &str = "A000000727";
const SERVICE: &str = "QRIBFTTA";

/// What is shown for a payment.
pub(super) fn transfer(payment: &Stored) -> VietQr {
    VietQr {
        payload: payload(payment.amount.0, &payment.code),
        bank_bin: BANK_BIN.to_owned(),
        account_number: ACCOUNT.into(),
        account_name: HOLDER.into(),
        memo: payment.code.clone(),
        expires_at: instant_at(payment.expires_at),
    }
}

fn payload(amount: u64, memo: &str) -> String {
    let bank = [field("00", BANK_BIN), field("01", ACCOUNT)].concat();
    let account = [
        field("00", NETWORK),
        field("01", &bank),
        field("02", SERVICE),
    ]
    .concat();
    let fields = [
        field("00", "01"),
        // Made for one payment.
        field("01", "12"),
        field("38", &account),
        field("53", "704"),
        field("54", &amount.to_string()),
        field("58", "VN"),
        field("62", &field("08", memo)),
        // The checksum covers its own tag and length.
        "6304".to_owned(),
    ]
    .concat();
    format!("{fields}{:04X}", crc(fields.as_bytes()))
}

/// Tag, length in two figures, value. No value here is longer than 99.
fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.len())
}

/// CRC-16/CCITT-FALSE: polynomial 1021, begins with FFFF, nothing reflected.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_catalogue() {
        assert_eq!(crc(b"123456789"), 0x29B1);
        // The example of the network's own specification.
        let example = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304";
        assert_eq!(crc(example.as_bytes()), 0x9E6F);
    }

    #[test]
    fn a_payload_is_as_banks_read_it() {
        let made = payload(16_000, "MC0000000001");
        let body = "00020101021238570010A00000072701270006990001011399900000000010208QRIBFTTA530370454051600058\
                    02VN62160812MC0000000001";
        assert!(made.starts_with(&body.replace(' ', "")), "{made}");
        assert!(made.is_ascii() && made.len() <= 512);
    }
}
