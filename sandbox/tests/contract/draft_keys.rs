//! Operation 40: the key of a person's drafts on a device.

use aes_kw::KekAes256;
use openidconnect::reqwest::{Method, StatusCode};
use portal_api::header::{CLIENT_KIOSK, PORTAL_CLIENT, WRAP_KEY};
use portal_api::{DraftKey, ProblemKind};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf;
use ring::rand::SystemRandom;

use crate::browser::{Browser, Portal, Reply};

/// Asks for a key as a device does; gives it unwrapped, with what the server said.
async fn key(browser: &Browser, query: &str) -> (Vec<u8>, DraftKey) {
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
    let public = sandbox::random::encode(own.compute_public_key().unwrap().as_ref());
    let told: DraftKey = ask(browser, query, &public).await.read();
    let theirs = sandbox::random::decode(&told.server_key).unwrap();
    let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
    let key = agree_ephemeral(own, &theirs, |shared| {
        let shared = hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(shared);
        let mut kek = [0; 32];
        let info = [told.key_id.as_str().as_bytes()];
        let bytes = shared.expand(&info, hkdf::HKDF_SHA256);
        bytes.unwrap().fill(&mut kek).unwrap();
        let wrapped = sandbox::random::decode(&told.wrapped).unwrap();
        KekAes256::from(kek).unwrap_vec(&wrapped).unwrap()
    });
    (key.unwrap(), told)
}

async fn ask(browser: &Browser, query: &str, public: &str) -> Reply {
    let path = format!("/api/v1/session/draft-key{query}");
    let call = browser.call(Method::GET, &path).header(WRAP_KEY, public);
    call.send().await
}

#[tokio::test]
async fn a_key_is_its_persons_and_the_same_until_it_runs_out() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (first, told) = key(&browser, "").await;
    assert_eq!(first.len(), 32);
    let (again, same) = key(&browser, "").await;
    assert_eq!((&again, &same.key_id), (&first, &told.key_id));
    assert_ne!(same.wrapped, told.wrapped, "wrapped for one call");
    // Another device of the person reads what this one keeps; another person does not.
    let phone = portal.signed_in("plain").await;
    assert_eq!(key(&phone, "").await.0, first);
    let other = portal.signed_in("full").await;
    assert_ne!(key(&other, "").await.0, first);
    let theirs = format!("?keyId={}", told.key_id);
    let refused = ask(&other, &theirs, &told.server_key).await;
    refused.problem(ProblemKind::NotFound);

    portal.running.state.clock.advance(31 * 86_400);
    let browser = portal.signed_in("plain").await;
    let (new, _) = key(&browser, "").await;
    assert_ne!(new, first);
    let (before, _) = key(&browser, &theirs).await;
    assert_eq!(before, first, "what was kept under it can still be read");
}

#[tokio::test]
async fn no_key_for_a_kiosk_a_stranger_or_a_slip() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (_, told) = key(&browser, "").await;
    let kiosk = browser.call(Method::GET, "/api/v1/session/draft-key");
    let kiosk = kiosk
        .header(WRAP_KEY, &told.server_key)
        .header(PORTAL_CLIENT, CLIENT_KIOSK);
    kiosk.send().await.problem(ProblemKind::Forbidden);
    for slip in ["", "!", "AAAA", &told.wrapped] {
        ask(&browser, "", slip)
            .await
            .problem(ProblemKind::MalformedRequest);
    }
    let nobody = portal.browser();
    let refused = ask(&nobody, "", &told.server_key).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}
