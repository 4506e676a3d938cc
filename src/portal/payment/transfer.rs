//! A bank transfer by VietQR: shown only where its payload says what stands beside it (contract 4.9).

use super::NotShown;
use portal_api::VietQr;
use vietnam::vietqr;

/// A transfer to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// What the QR code says.
    pub payload: String,
    /// Number of the bank.
    pub bank: String,
    /// Account.
    pub account: String,
    /// Its holder.
    pub holder: String,
    /// Text of the transfer.
    pub memo: String,
}

/// Holds the payload against amount, bank, account and text.
pub(super) fn checked(wire: &VietQr, amount: u64) -> Result<Transfer, NotShown> {
    let said = vietqr::read(&wire.payload).map_err(|_| NotShown)?;
    let account = wire.account_number.to_string();
    let is_so = said.amount == amount
        && said.bank == wire.bank_bin
        && said.account == account
        && said.memo == wire.memo;
    is_so
        .then(|| Transfer {
            payload: wire.payload.clone(),
            bank: wire.bank_bin.clone(),
            account,
            holder: wire.account_name.to_string(),
            memo: wire.memo.clone(),
        })
        .ok_or(NotShown)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a bank would make it: 16 000 đồng to 990001 / 9990000000001, "MC0000000001".
    const PAYLOAD: &str = "00020101021238570010A00000072701270006990001011399900000000010208QRIBFTTA53037045405160005802VN62160812MC00000000016304E807";

    fn wire() -> VietQr {
        VietQr {
            payload: PAYLOAD.to_owned(),
            bank_bin: "990001".to_owned(),
            account_number: "9990000000001".into(),
            account_name: "KHO BAC MAU".into(),
            memo: "MC0000000001".to_owned(),
            expires_at: "2026-11-25T09:00:00+07:00".into(),
        }
    }

    #[test]
    fn what_stands_beside_the_code_is_what_it_says() {
        let shown = checked(&wire(), 16_000).unwrap();
        assert_eq!(shown.account, "9990000000001");
        assert_eq!(checked(&wire(), 16_001), Err(NotShown));
        let other = |change: fn(&mut VietQr)| {
            let mut wire = wire();
            change(&mut wire);
            checked(&wire, 16_000)
        };
        assert_eq!(
            other(|wire| wire.bank_bin = "990002".to_owned()),
            Err(NotShown)
        );
        assert_eq!(
            other(|wire| wire.account_number = "1".into()),
            Err(NotShown)
        );
        assert_eq!(other(|wire| wire.memo = "MC2".to_owned()), Err(NotShown));
        assert_eq!(other(|wire| wire.payload.push('0')), Err(NotShown));
    }
}
