//! Operation 44: every look-up of the contract, what it shows, and whom it refuses.

use portal_api::{
    ContributionAnswer, ElectricityAnswer, ExamAnswer, ExamState, FaultCode, HealthCardAnswer,
    LookupAnswer, MatchOutcome, PersonMatchAnswer, PlateChoiceAnswer, ProblemKind, ProgrammeAnswer,
    SchoolAnswer, SourceAnswer, ViolationAnswer, ViolationState, Vnd,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};
use crate::sample;

pub async fn ask(browser: &Browser, id: &str, body: Value) -> Reply {
    browser.post(&format!("/lookups/{id}"), body).await
}

pub async fn said<T: DeserializeOwned + Serialize>(
    browser: &Browser,
    id: &str,
    body: Value,
) -> LookupAnswer<T> {
    ask(browser, id, body).await.read()
}

pub async fn found<T: DeserializeOwned + Serialize>(browser: &Browser, id: &str, body: Value) -> T {
    let said = said(browser, id, body).await;
    assert_eq!(said.status.status, SourceAnswer::Ok);
    said.answer.unwrap()
}

#[tokio::test]
async fn a_fine_is_found_by_decision_record_and_plate() {
    let portal = Portal::start().await;
    let anybody = portal.browser();
    let asked = [
        json!({ "by": "decision", "decisionNo": "0099/qđ-xphc" }),
        json!({ "by": "record", "recordNo": "BB-0099020", "offenderName": "cao van lai", "date": "2026-10-12", "province": "01" }),
        json!({ "by": "plate", "plate": "29A-999.99", "vehicleKind": "car", "date": "2026-10-12" }),
    ];
    for body in asked {
        let answer: ViolationAnswer = found(&anybody, "violation", body.clone()).await;
        assert_eq!(answer.items.len(), 1, "{body}");
        let fine = &answer.items[0];
        assert_eq!(fine.offender.as_str(), "Cao V. L.");
        assert_eq!(fine.offender_id.as_ref().unwrap().as_str(), "•••••••••020");
        assert_eq!(fine.state, ViolationState::Unpaid);
        // Due on 2026-11-09, sixteen days late at 0.05 percent a day.
        assert_eq!(fine.due_on.as_ref().unwrap().as_str(), "2026-11-09");
        assert_eq!(
            (fine.amount, fine.late_amount, fine.total),
            (Vnd(5_000_000), Some(Vnd(40_000)), Vnd(5_040_000))
        );
        assert!(fine.r#ref.is_some() && fine.account.is_some());
    }
    for wrong in [
        json!({ "by": "decision", "decisionNo": "0001/QĐ-XPHC" }),
        json!({ "by": "record", "recordNo": "BB-0099020", "offenderName": "Cao Văn Lái", "date": "2026-10-12", "province": "79" }),
        json!({ "by": "record", "recordNo": "BB-0099020", "offenderName": "Cao Văn Xe", "date": "2026-10-12", "province": "01" }),
        json!({ "by": "plate", "plate": "29A99999", "vehicleKind": "motorcycle" }),
    ] {
        let answer: LookupAnswer<ViolationAnswer> =
            said(&anybody, "violation", wrong.clone()).await;
        assert_eq!(answer.status.status, SourceAnswer::NotHeld, "{wrong}");
        assert!(answer.answer.is_none());
    }
}

#[tokio::test]
async fn what_nobody_decided_cannot_be_paid_and_a_term_not_over_has_no_surcharge() {
    let portal = Portal::start().await;
    let anybody = portal.browser();
    let camera = json!({ "by": "plate", "plate": "29-B1 999.98", "vehicleKind": "motorcycle" });
    let answer: ViolationAnswer = found(&anybody, "violation", camera).await;
    assert_eq!(answer.items[0].state, ViolationState::NotDecided);
    assert_eq!(answer.items[0].r#ref, None);
    let decision = json!({ "by": "decision", "decisionNo": "0100/QĐ-XPHC" });
    let answer: ViolationAnswer = found(&anybody, "violation", decision).await;
    assert!(answer.items[0].papers_held && answer.items[0].late_amount.is_none());
    assert_eq!(answer.items[0].total, Vnd(900_000));
}

#[tokio::test]
async fn ones_own_fines_need_a_level_2_identity() {
    let portal = Portal::start().await;
    let mine = json!({ "by": "me" });
    ask(&portal.browser(), "violation", mine.clone())
        .await
        .problem(ProblemKind::Unauthenticated);
    let one = portal.signed_in("level-one").await;
    ask(&one, "violation", mine.clone())
        .await
        .problem(ProblemKind::StepUpRequired);
    let driver = portal.signed_in("driver").await;
    let answer: ViolationAnswer = found(&driver, "violation", mine.clone()).await;
    assert_eq!(answer.items.len(), 3);
    // A record that says that there is none is none.
    let full = portal.signed_in("full").await;
    let answer: LookupAnswer<ViolationAnswer> = said(&full, "violation", mine).await;
    assert_eq!(answer.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn a_health_card_is_found_by_card_insurance_and_identity_number() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    for number in ["GD4019990000001", "9990000001", "001195999001"] {
        let card: HealthCardAnswer = found(
            &browser,
            "health-card",
            json!({ "number": number, "birthDate": "1995" }),
        )
        .await;
        assert_eq!(card.holder.as_str(), "Nguyễn T. M. Đ.");
        assert_eq!(card.number.as_str(), "GD••••••••••001");
        assert_eq!(
            (card.from.as_str(), card.to.as_str()),
            ("2026-01-01", "2026-12-31")
        );
        assert_eq!(card.group.code.as_str(), "GD");
        assert_eq!(card.facility.code.as_str(), "01901");
    }
    let other = json!({ "number": "GD4019990000001", "birthDate": "1996" });
    let said: LookupAnswer<HealthCardAnswer> = said(&browser, "health-card", other).await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn a_household_pays_less_with_every_member() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let member = |at: u32| json!({ "number": format!("999000000{at}"), "months": 12 });
    let members: Vec<Value> = (1..=6).map(member).collect();
    let answer: ContributionAnswer =
        found(&browser, "contribution", json!({ "members": members })).await;
    let rows: Vec<(u8, f64, u64)> = answer
        .items
        .iter()
        .map(|item| (item.order, item.rate, item.amount.0))
        .collect();
    assert_eq!(
        rows,
        [
            (1, 100.0, 1_366_200),
            (2, 70.0, 956_340),
            (3, 60.0, 819_720),
            (4, 50.0, 683_100),
            (5, 40.0, 546_480),
            (6, 40.0, 546_480)
        ]
    );
    assert_eq!(answer.total, Vnd(4_918_320));
    assert_eq!(answer.valid_until.as_str(), "2026-12-02");

    let wrong = json!({ "members": [{ "number": "9990000001", "months": 9 }, { "number": "9990000001", "months": 3 }, { "number": "1", "months": 3 }] });
    let problem = ask(&browser, "contribution", wrong)
        .await
        .problem(ProblemKind::ValidationFailed);
    let faults: Vec<(&str, FaultCode)> = problem
        .errors
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.code))
        .collect();
    assert_eq!(
        faults,
        [
            ("/members/0/months", FaultCode::NotInList),
            ("/members/1/number", FaultCode::NotUnique),
            ("/members/2/number", FaultCode::Pattern)
        ]
    );
    ask(&browser, "contribution", json!({ "members": [] }))
        .await
        .problem(ProblemKind::ValidationFailed);
}

#[tokio::test]
async fn the_base_salary_is_that_of_the_day() {
    let portal = Portal::start_with(|settings| {
        settings.today = sandbox::clock::parse_date("2026-06-30");
    })
    .await;
    let browser = portal.signed_in("full").await;
    let one = json!({ "members": [{ "number": "9990000001", "months": 3 }] });
    let answer: ContributionAnswer = found(&browser, "contribution", one).await;
    assert_eq!(answer.total, Vnd(315_900));
}

#[tokio::test]
async fn an_electricity_contract_is_shown_with_its_debt() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let debt: ElectricityAnswer = found(
        &browser,
        "electricity-customer",
        json!({ "customerCode": "pd99010099010" }),
    )
    .await;
    assert_eq!(debt.holder.as_str(), "Vũ V. Đ.");
    assert_eq!(debt.phone.as_ref().unwrap().as_str(), "•••••••010");
    assert_eq!((debt.debt, debt.r#ref.is_some()), (Vnd(412_500), true));
    assert_eq!(debt.purpose.code.as_str(), "living");
    let clear: ElectricityAnswer = found(
        &browser,
        "electricity-customer",
        json!({ "customerCode": "PD99010099001" }),
    )
    .await;
    assert_eq!((clear.debt, clear.r#ref), (Vnd(0), None));
    let unknown = json!({ "customerCode": "PD99010000000" });
    let said: LookupAnswer<ElectricityAnswer> =
        said(&browser, "electricity-customer", unknown).await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn a_source_that_is_out_says_so_and_nothing_else() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("slow-sources").await;
    let said: LookupAnswer<ElectricityAnswer> = said(
        &browser,
        "electricity-customer",
        json!({ "customerCode": "PD99010099010" }),
    )
    .await;
    assert_eq!(said.status.status, SourceAnswer::Unavailable);
    assert!(said.answer.is_none() && said.status.retry_after.is_some());
}

#[tokio::test]
async fn schools_and_programmes_are_public_and_go_by_the_year() {
    let portal = Portal::start().await;
    let anybody = portal.browser();
    let of = |year: u32| json!({ "code": "01-902", "year": year });
    let before: SchoolAnswer = found(&anybody, "school", of(2025)).await;
    let after: SchoolAnswer = found(&anybody, "school", of(2026)).await;
    assert_eq!(
        (before.region.as_str(), after.region.as_str()),
        ("KV2", "KV3")
    );
    assert_eq!(
        (after.province.as_str(), after.commune.as_str()),
        ("01", "00235")
    );
    let said: LookupAnswer<SchoolAnswer> = said(&anybody, "school", of(2010)).await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);

    let of = |year: u32| json!({ "institution": "M02", "programme": "9900003", "year": year });
    let open: ProgrammeAnswer = found(&anybody, "programme", of(2025)).await;
    let closed: ProgrammeAnswer = found(&anybody, "programme", of(2026)).await;
    assert!(open.open && !closed.open);
    assert!(open.institution.name.as_str().contains("Sư phạm"));
    // A programme belongs to its institution.
    let other = json!({ "institution": "M01", "programme": "9900003", "year": 2025 });
    let said: LookupAnswer<ProgrammeAnswer> =
        crate::lookups::said(&anybody, "programme", other).await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn wishes_cost_what_their_number_says_and_are_ones_own() {
    let portal = Portal::start().await;
    let round = json!({ "round": "2026-1" });
    let pupil = portal.signed_in("pupil").await;
    let exam: ExamAnswer = found(&pupil, "exam", round.clone()).await;
    assert_eq!(
        (exam.wishes, exam.total, exam.state),
        (4, Vnd(60_000), ExamState::Unpaid)
    );
    let other = portal.signed_in("plain").await;
    let said: LookupAnswer<ExamAnswer> = said(&other, "exam", round).await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn a_draft_draws_one_plate_however_often_it_asks() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let mut drawn = Vec::new();
    for _ in 0..2 {
        let begun = sample::begin(&portal, &browser).await;
        let draft = begun.json()["draftId"].clone();
        let asked = |draw: bool| json!({ "draftId": draft, "draw": draw });
        let before: PlateChoiceAnswer = found(&browser, "plate-choice", asked(false)).await;
        assert_eq!(before.held[0].plate.as_str(), "29B199998");
        assert_eq!(before.auctioned[0].plate.as_str(), "29B288888");
        assert_eq!(before.drawn, None);
        let first: PlateChoiceAnswer = found(&browser, "plate-choice", asked(true)).await;
        let again: PlateChoiceAnswer = found(&browser, "plate-choice", asked(true)).await;
        let seen: PlateChoiceAnswer = found(&browser, "plate-choice", asked(false)).await;
        assert!(first.drawn.is_some() && first.drawn == again.drawn && first.drawn == seen.drawn);
        drawn.push(first.drawn.unwrap().plate);
        let other = portal.signed_in("plain").await;
        ask(&other, "plate-choice", asked(true))
            .await
            .problem(ProblemKind::NotFound);
    }
    assert_ne!(drawn[0], drawn[1], "no number for two drafts");
}

#[tokio::test]
async fn number_name_and_birth_date_belong_together_or_not() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let of = |number: &str, name: &str, born: &str| json!({ "personalId": number, "fullName": name, "birthDate": born });
    for (body, outcome) in [
        (
            of("040089999020", "CAO VĂN LÁI", "1989-09-19"),
            MatchOutcome::Match,
        ),
        (
            of("040089999020", "Cao Văn Lái", "1989"),
            MatchOutcome::Match,
        ),
        (
            of("040089999020", "Cao Văn Lái", "1990"),
            MatchOutcome::Mismatch,
        ),
        (
            of("040089999020", "Cao Thị Lái", "1989-09-19"),
            MatchOutcome::Mismatch,
        ),
        (
            of("001220999005", "Phạm Mẫu Bình", "2020-06-01"),
            MatchOutcome::Match,
        ),
    ] {
        let answer: PersonMatchAnswer = found(&browser, "person-match", body.clone()).await;
        assert_eq!(answer.outcome, outcome, "{body}");
    }
    let said: LookupAnswer<PersonMatchAnswer> = said(
        &browser,
        "person-match",
        of("001099999099", "Không Ai Cả", "1999"),
    )
    .await;
    assert_eq!(said.status.status, SourceAnswer::NotHeld);
}

#[tokio::test]
async fn look_ups_are_limited_in_number_per_person() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let body = json!({ "code": "01-901", "year": 2026 });
    for _ in 0..30 {
        ask(&browser, "school", body.clone()).await.json();
    }
    let refused = ask(&browser, "school", body.clone()).await;
    refused.problem(ProblemKind::RateLimited);
    assert_eq!(refused.header("retry-after"), "60");
    let other = portal.signed_in("driver").await;
    ask(&other, "school", body.clone()).await.json();
    portal.running.state.clock.advance(61);
    ask(&browser, "school", body).await.json();
}

#[tokio::test]
async fn unknown_look_ups_are_not_offered_and_odd_requests_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    ask(&browser, "horoscope", json!({}))
        .await
        .problem(ProblemKind::NotOffered);
    ask(&browser, "exam", json!({ "year": 1 }))
        .await
        .problem(ProblemKind::MalformedRequest);
    ask(&portal.browser(), "exam", json!({ "round": "2026-1" }))
        .await
        .problem(ProblemKind::Unauthenticated);
}
