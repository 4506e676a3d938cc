//! Operations 39 and 46: receipts are signed, and can be checked by anybody.

use portal_api::{Dossier, KeySet, ProblemKind, ReceiptCheck, ReceiptClaims, ReceiptKind};
use ring::signature::{ED25519, UnparsedPublicKey};

use crate::browser::Portal;
use crate::sample::sent;

#[tokio::test]
async fn a_receipt_is_signed_and_can_be_checked_by_anybody() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let dossier: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    let receipt = dossier.receipt.unwrap();
    let token = receipt.token.clone().unwrap();

    // Offline: against a stored answer of operation 46.
    let stranger = portal.browser();
    let answer = stranger.get("/keys").await;
    assert_eq!(answer.header("cache-control"), "public, max-age=86400");
    let keys: KeySet = answer.read();
    let [key] = keys.keys.as_slice() else {
        panic!("one key is in use: {keys:?}");
    };
    assert_eq!((key.kty.as_str(), key.crv.as_str()), ("OKP", "Ed25519"));
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let public = sandbox::random::decode(&key.x).unwrap();
    let signature = sandbox::random::decode(signature).unwrap();
    let public = UnparsedPublicKey::new(&ED25519, public);
    public.verify(signed.as_bytes(), &signature).unwrap();
    let (_, claims) = signed.split_once('.').unwrap();
    let claims = sandbox::random::decode(claims).unwrap();
    let text = String::from_utf8(claims.clone()).unwrap();
    assert!(
        !text.contains("Trần Văn Thường") && !text.contains("999002"),
        "{text}"
    );
    let claims: ReceiptClaims = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims.content_sha256, receipt.content_sha256);

    // Online: against what the office knows.
    let path = format!("/verifications/{token}");
    let check: ReceiptCheck = stranger.get(&path).await.read();
    assert_eq!((check.kind, check.valid), (ReceiptKind::Submission, true));
    assert_eq!((&check.code, &check.at), (&receipt.code, &receipt.at));

    // What was changed, or signed elsewhere, was never issued.
    let (head, rest) = token.split_once('.').unwrap();
    let changed = text.replace(&code, "H01.2026.999999");
    let forged = [
        head,
        &sandbox::random::encode(changed.as_bytes()),
        rest.rsplit_once('.').unwrap().1,
    ];
    for other in [
        forged.join("."),
        token.replace('.', ""),
        format!("{token}A"),
        "x".to_owned(),
    ] {
        let refused = stranger.get(&format!("/verifications/{other}")).await;
        refused.problem(ProblemKind::NotFound);
    }

    // A year later another key signs; the old one stays listed, and what it signed holds.
    portal.running.state.clock.advance(366 * 86_400);
    let keys: KeySet = stranger.get("/keys").await.read();
    let in_use = keys.keys.iter().filter(|key| key.valid_to.is_none());
    assert_eq!((keys.keys.len(), in_use.count()), (2, 1));
    let check: ReceiptCheck = stranger.get(&path).await.read();
    assert!(check.valid);

    // The office does not know it any more.
    let db = &portal.running.state.db;
    let lost = sqlx::query("UPDATE dossier SET receipt = replace(receipt, ?, 'x') WHERE code = ?");
    let lost = lost.bind(receipt.content_sha256.as_str()).bind(&code);
    lost.execute(db).await.unwrap();
    let check: ReceiptCheck = stranger.get(&path).await.read();
    assert!(!check.valid);
}
