//! A way to pay that was chosen can be left; nobody is kept from paying by what somebody else only means to.

use portal_api::{PaymentState, ProblemKind};

use crate::browser::Portal;
use crate::payments::{FINE, arrives, of_fine, order, pay, pays_and_leaves, state};

#[tokio::test]
async fn another_way_takes_the_place_of_the_one_that_waits() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, first) = of_fine(&browser, "counter").await;
    let mut before = first;
    for method in ["vietqr", "national-gateway", "vietqr", "counter"] {
        // In the same way it is the same payment.
        let same = serde_json::to_value(before.method).unwrap();
        let problem = browser
            .post("/payments", order(&subject, FINE, same.as_str().unwrap()))
            .await
            .problem(ProblemKind::PaymentInProgress);
        assert_eq!(
            problem.current::<String>().as_deref(),
            Some(before.payment_id.as_str())
        );
        let next = pay(&browser, &subject, FINE, method).await;
        let left = state(&browser, &before).await;
        assert_eq!(left.state, PaymentState::Cancelled);
        assert_eq!(left.failure.unwrap().code.as_str(), "replaced");
        assert!(left.vietqr.is_none() && left.counter_code.is_none());
        assert!(left.redirect_url.is_none());
        before = next;
    }
}

#[tokio::test]
async fn what_arrives_for_a_way_that_was_left_is_never_paid_twice() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, first) = of_fine(&browser, "vietqr").await;
    let second = pay(&browser, &subject, FINE, "counter").await;
    arrives(&portal, &first).await;
    let now = state(&browser, &second).await;
    assert_eq!(now.state, PaymentState::Cancelled);
    assert_eq!(now.failure.unwrap().code.as_str(), "settled");
    arrives(&portal, &second).await;
    assert_eq!(state(&browser, &second).await.state, PaymentState::Refunded);
    assert_eq!(state(&browser, &first).await.state, PaymentState::Succeeded);
}

#[tokio::test]
async fn what_the_gateway_took_is_not_given_up() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, payment) = of_fine(&browser, "national-gateway").await;
    pays_and_leaves(&portal, &payment).await;
    browser
        .post("/payments", order(&subject, FINE, "vietqr"))
        .await
        .problem(ProblemKind::PaymentInProgress);
    portal.running.state.clock.advance(11);
    assert_eq!(
        state(&browser, &payment).await.state,
        PaymentState::Succeeded
    );
}

#[tokio::test]
async fn who_means_to_pay_at_a_counter_keeps_nobody_from_paying() {
    let portal = Portal::start().await;
    let stranger = portal.signed_in("plain").await;
    let (_, meant) = of_fine(&stranger, "counter").await;
    let browser = portal.signed_in("driver").await;
    let (subject, payment) = of_fine(&browser, "vietqr").await;
    assert_eq!(state(&stranger, &meant).await.state, PaymentState::Pending);
    // A transfer that may be on its way does.
    stranger
        .post("/payments", order(&subject, FINE, "national-gateway"))
        .await
        .problem(ProblemKind::PaymentInProgress);
    arrives(&portal, &payment).await;
    assert_eq!(
        state(&stranger, &meant).await.state,
        PaymentState::Cancelled
    );
    arrives(&portal, &meant).await;
    assert_eq!(state(&stranger, &meant).await.state, PaymentState::Refunded);
}
