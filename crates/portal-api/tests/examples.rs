//! The JSON of the contract and of its tables, read and written.

use portal_api::{
    Action, AgencyLevel, AttachmentKind, Change, ContactPatch, Fault, FaultCode, FaultPlace,
    Figures, FileRef, LookupId, OtpProof, OtpRequest, PROBLEMS_BASE, PaymentState, Phone, Pointer,
    Problem, ProblemKind, Session, SessionState, StateCode, Subject, SubjectKind, Submission,
    SubmissionState, TrackingProof, TrackingRequest, UploadState, ViolationRequest,
};
use serde_json::{Value, from_value, json, to_value};

/// The example of section 2.5.
fn validation_failed() -> Value {
    json!({
        "type": format!("{PROBLEMS_BASE}/validation-failed"),
        "title": "Thông tin chưa hợp lệ",
        "status": 422,
        "traceId": "4bf9",
        "retryable": false,
        "errors": [
            { "pointer": "/child_birth_date", "code": "after-today", "detail": "Ngày sinh không được sau hôm nay" },
            { "in": "body", "pointer": "/attachments/1", "code": "document-required", "params": { "documentCode": "DOC-1" } }
        ]
    })
}

#[test]
fn problem_of_section_2_5() {
    let problem: Problem = from_value(validation_failed()).unwrap();
    assert_eq!(problem.kind(), Some(ProblemKind::ValidationFailed));
    let [birth, paper]: &[Fault; 2] = problem.errors.as_slice().try_into().unwrap();
    assert_eq!((birth.code, birth.r#in), (FaultCode::AfterToday, None));
    assert_eq!(paper.r#in, Some(FaultPlace::Body));
    assert_eq!(paper.params.as_ref().unwrap()["documentCode"], "DOC-1");
    assert_eq!(to_value(&problem).unwrap(), validation_failed());
}

#[test]
fn problem_kinds_are_those_of_section_8_2() {
    let table: &[(u16, &str)] = &[
        (400, "malformed-request idempotency-key-missing"),
        (401, "unauthenticated"),
        (
            403,
            "csrf-check-failed forbidden device-not-enrolled consent-required representation-not-proved step-up-required",
        ),
        (404, "not-found"),
        (
            409,
            "procedure-closed figures-changed duplicate-dossier upload-not-ready form-version-changed dossier-state-conflict supplement-closed payment-not-open payment-in-progress confirmation-closed handover-closed slot-taken rating-closed idempotency-in-progress",
        ),
        (410, "content-gone"),
        (412, "precondition-failed"),
        (428, "precondition-required"),
        (413, "payload-too-large"),
        (415, "unsupported-media-type"),
        (
            422,
            "validation-failed signature-required authority-not-competent idempotency-key-reused otp-refused",
        ),
        (429, "rate-limited"),
        (500, "internal"),
        (501, "not-offered"),
        (502, "upstream-rejected"),
        (503, "upstream-unavailable maintenance"),
        (504, "upstream-timeout"),
    ];
    let mut count = 0;
    for (status, slugs) in table {
        for slug in slugs.split(' ') {
            let kind = ProblemKind::from_type_uri(&format!("{PROBLEMS_BASE}/{slug}")).unwrap();
            assert_eq!(kind.status(), *status, "{slug}");
            let made = Problem::new(kind, "…", "t");
            assert_eq!((made.kind(), made.status), (Some(kind), *status));
            count += 1;
        }
    }
    assert_eq!(count, ProblemKind::ALL.len());
    assert_eq!(ProblemKind::from_type_uri("about:blank"), None);
    assert_eq!(
        ProblemKind::from_type_uri(&format!("{PROBLEMS_BASE}/newer")),
        None
    );
}

#[test]
fn what_holds_now_has_the_shape_of_the_kind() {
    let figures = Figures {
        case_code: "BIRTH-1".into(),
        ..Figures::default()
    };
    let problem = Problem {
        current: Some(to_value(&figures).unwrap()),
        ..Problem::new(ProblemKind::FiguresChanged, "…", "t")
    };
    assert_eq!(problem.current::<Figures>(), Some(figures));
    assert_eq!(problem.current::<String>(), None);
}

#[test]
fn fault_codes_are_those_of_section_2_5() {
    let list = "required, too-short, too-long, too-many, pattern, not-a-number, not-a-date, \
        after-today, before-min, after-max, not-in-list, not-unique, checksum, sum-mismatch, \
        cross-field, unit-unknown, conflict-open, document-required, document-unreadable, \
        document-expired, signature-required, signature-invalid, mismatch-with-source, \
        not-eligible, other";
    let codes: Vec<&str> = FaultCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.join(", "), list);
    for code in FaultCode::ALL {
        assert_eq!(to_value(code).unwrap(), code.as_str());
        assert_eq!(
            from_value::<FaultCode>(json!(code.as_str())).unwrap(),
            *code
        );
    }
    assert_eq!(
        from_value::<FaultCode>(json!("newer")).unwrap(),
        FaultCode::Other
    );
}

#[test]
fn states_are_those_of_section_8_1() {
    let state = portal_api::DossierState::from(StateCode::SupplementRequired);
    let wire =
        json!({ "code": 5, "slug": "supplement-required", "name": "Yêu cầu bổ sung giấy tờ" });
    assert_eq!(to_value(&state).unwrap(), wire);
    let actions = StateCode::SupplementRequired.actions();
    assert_eq!(actions, [Action::Supplement, Action::Withdraw]);
}

#[test]
fn tagged_requests_have_the_shape_of_the_contract() {
    let cases = [
        (
            to_value(OtpRequest::Tracking {
                dossier_code: "H29-1".into(),
            }),
            json!({ "purpose": "tracking", "dossierCode": "H29-1" }),
        ),
        (
            to_value(OtpRequest::StepUp),
            json!({ "purpose": "step-up" }),
        ),
        (
            to_value(OtpRequest::Contact {
                phone: Some("0912345678".into()),
                email: None,
            }),
            json!({ "purpose": "contact", "phone": "0912345678" }),
        ),
        (
            to_value(TrackingRequest {
                dossier_code: "H29-1".into(),
                proof: TrackingProof::IdSuffix {
                    value: "000123".into(),
                },
            }),
            json!({ "dossierCode": "H29-1", "proof": { "kind": "id-suffix", "value": "000123" } }),
        ),
        (
            to_value(TrackingProof::Otp {
                otp_id: "otp-0001".into(),
                value: "1234".into(),
            }),
            json!({ "kind": "otp", "otpId": "otp-0001", "value": "1234" }),
        ),
        (to_value(ViolationRequest::Me), json!({ "by": "me" })),
        (
            to_value(ViolationRequest::Plate {
                plate: "30A-123.45".into(),
                vehicle_kind: "car".into(),
                date: None,
            }),
            json!({ "by": "plate", "plate": "30A-123.45", "vehicleKind": "car" }),
        ),
    ];
    for (written, wire) in cases {
        assert_eq!(written.unwrap(), wire);
    }
}

#[test]
fn file_answers_say_whether_upload_or_result() {
    let upload = json!({ "uploadId": "u-000001", "name": "a.pdf", "sha256": "0".repeat(64) });
    let result = json!({ "resultId": "r-000001", "name": "a.pdf", "sha256": "0".repeat(64) });
    assert!(matches!(from_value(upload).unwrap(), FileRef::Upload(_)));
    assert!(matches!(from_value(result).unwrap(), FileRef::Result(_)));
}

#[test]
fn merge_patch_is_the_only_place_of_null() {
    let patch = ContactPatch {
        phone: Change::Delete,
        email: Change::Set("a@b.vn".into()),
        ..ContactPatch::default()
    };
    let wire = json!({ "phone": null, "email": "a@b.vn" });
    assert_eq!(to_value(&patch).unwrap(), wire);
    assert_eq!(from_value::<ContactPatch>(wire).unwrap(), patch);
    let untouched: ContactPatch = from_value(json!({})).unwrap();
    assert_eq!(untouched.phone, Change::Keep::<Phone>);
    assert_eq!(to_value(&untouched).unwrap(), json!({}));
}

#[test]
fn the_least_session_of_an_adapter_reads() {
    let session: Session = from_value(json!({
        "state": "anonymous",
        "serverTime": "2026-11-25T08:00:00+07:00",
        "today": "2026-11-25",
        "limits": { "uploadMaxBytes": 20971520, "draftDays": 30 }
    }))
    .unwrap();
    assert_eq!(session.state, SessionState::Anonymous);
    assert!(!session.features.signing);
    assert!(session.person.is_none());
}

#[test]
fn submission_is_unknown_running_or_done() {
    let unknown: Submission = from_value(json!({ "state": "unknown" })).unwrap();
    assert_eq!(unknown.state, SubmissionState::Unknown);
    let refused: Submission =
        from_value(json!({ "state": "done", "problem": validation_failed() })).unwrap();
    let kind = refused.problem.and_then(|problem| problem.kind());
    assert_eq!(kind, Some(ProblemKind::ValidationFailed));
}

#[test]
fn newer_values_read_where_that_is_harmless_and_only_there() {
    let newer = || json!("newer");
    assert_eq!(
        from_value::<AgencyLevel>(newer()).unwrap(),
        AgencyLevel::Other
    );
    assert_eq!(
        from_value::<PaymentState>(newer()).unwrap(),
        PaymentState::Unknown
    );
    assert_eq!(
        from_value::<UploadState>(newer()).unwrap(),
        UploadState::Unrecognised
    );
    assert_eq!(
        from_value::<LookupId>(newer()).unwrap(),
        LookupId::Unrecognised
    );
    assert!(from_value::<AttachmentKind>(newer()).is_err());
    assert!(from_value::<SubjectKind>(newer()).is_err());
    assert!(from_value::<SubmissionState>(newer()).is_err());
    assert!(
        to_value(UploadState::Unrecognised).is_err(),
        "never written"
    );
}

#[test]
fn the_person_signed_in_is_called_self() {
    assert_eq!(
        to_value(Subject::default()).unwrap(),
        json!({ "kind": "self" })
    );
}

#[test]
fn secrets_stay_out_of_debug() {
    let proof = OtpProof {
        otp_id: "otp-0001".into(),
        value: "73519".into(),
    };
    assert!(!format!("{proof:?}").contains("73519"));
    let suffix = TrackingProof::IdSuffix {
        value: "73519".into(),
    };
    assert!(!format!("{suffix:?}").contains("73519"));
    assert_eq!(format!("{:?}", Pointer::from("/a")), r#"Pointer("/a")"#);
}
