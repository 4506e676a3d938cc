//! How a dossier stands, in plain words. Pure.

use crate::form::words::money;
use crate::portal::dossier::{Booked, Dossier, Event, State};
use crate::portal::fee::{Fee, FeeState};
use crate::text::when::{day, moment};
use crate::text::{Text, say, t};
use crate::ui::{EventState, TimelineEvent};

/// What a state is called, and what happens next, by its national code.
fn words(code: u8) -> Option<(Text, Text)> {
    Some(match code {
        1 => (Text::DossierRegistered, Text::DossierRegisteredNext),
        2 => (Text::DossierAccepted, Text::DossierAcceptedNext),
        3 => (Text::DossierNotAccepted, Text::DossierNotAcceptedNext),
        4 => (Text::DossierProcessing, Text::DossierProcessingNext),
        5 => (Text::DossierSupplement, Text::DossierSupplementNext),
        6 => (Text::DossierPayment, Text::DossierPaymentNext),
        7 => (Text::DossierWithdrawal, Text::DossierWithdrawalNext),
        8 => (Text::DossierStopped, Text::DossierStoppedNext),
        9 => (Text::DossierProcessed, Text::DossierProcessedNext),
        10 => (Text::DossierReturned, Text::DossierReturnedNext),
        _ => return None,
    })
}

/// The state in plain words; one that the app does not know goes by its official name.
#[must_use]
pub fn name(state: &State) -> String {
    words(state.code).map_or_else(|| state.name.clone(), |(name, _)| t(name).to_owned())
}

/// What happens next, or what the person does.
#[must_use]
pub fn next(state: &State) -> Option<&'static str> {
    words(state.code).map(|(_, next)| t(next))
}

/// Whether the office waits for the person in this state.
fn waits(code: u8) -> bool {
    matches!(code, 5 | 6)
}

/// Whether nothing follows any more.
fn is_final(code: u8) -> bool {
    matches!(code, 3 | 8 | 10)
}

/// Whether the office has nothing to do any more.
fn is_worked_off(code: u8) -> bool {
    is_final(code) || code == 9
}

/// Whether the office works on it, as far as others agree.
#[must_use]
pub fn goes_on(dossier: &Dossier) -> bool {
    let refused = !dossier.refusing.is_empty() && !is_worked_off(dossier.state.code);
    dossier.agreeing.is_empty() && !refused
}

/// When it is due: words for a list of facts; none once the office has done its part.
#[must_use]
pub fn due(dossier: &Dossier) -> Option<String> {
    let due = dossier
        .due_at
        .as_deref()
        .filter(|_| !is_worked_off(dossier.state.code) && dossier.refusing.is_empty())?;
    Some(if dossier.overdue {
        say::dossier_late(&day(due))
    } else {
        day(due)
    })
}

/// When and where to come.
#[must_use]
pub fn come(booked: &Booked) -> String {
    say::appointment_on(&booked.office, &booked.ticket, &moment(&booked.start))
}

/// Names of the parts that an office did not take, of a dossier of several.
#[must_use]
pub fn refused_parts(dossier: &Dossier) -> Vec<&str> {
    let refused = dossier.parts.iter().filter(|(.., state)| state.code == 3);
    refused.map(|(name, ..)| name.as_str()).collect()
}

/// What the person still has to pay, in words: what nobody is paying yet, and what has not arrived.
#[must_use]
pub fn owed(fees: &[Fee]) -> Vec<String> {
    let sum = |state: FeeState| {
        let of_state = fees.iter().filter(|fee| fee.state == state);
        let sum = of_state.fold(0_u64, |sum, fee| sum.saturating_add(fee.total));
        (sum > 0).then(|| money(sum))
    };
    let open = sum(FeeState::Open).map(|amount| say::dossier_owed(&amount));
    let pending = sum(FeeState::Pending).map(|amount| say::dossier_not_arrived(&amount));
    open.into_iter().chain(pending).collect()
}

/// What happened, where the dossier is, and what is expected.
#[must_use]
pub fn timeline(dossier: &Dossier) -> Vec<TimelineEvent> {
    let last = dossier.events.len().saturating_sub(1);
    let events = dossier.events.iter().enumerate();
    let mut events: Vec<TimelineEvent> = events
        .map(|(index, event)| told(event, index == last))
        .collect();
    if let Some(when) = due(dossier) {
        events.push(TimelineEvent {
            state: EventState::Ahead,
            title: t(Text::DossierResult).to_owned(),
            when: Some(say::expected_on(&when)),
            note: None,
        });
    }
    events
}

fn told(event: &Event, is_last: bool) -> TimelineEvent {
    let state = if !is_last {
        EventState::Done
    } else if waits(event.state) || event.state == 3 {
        EventState::Failed
    } else if is_final(event.state) {
        EventState::Done
    } else {
        EventState::Now
    };
    let notes: Vec<&str> = [&event.unit, &event.note]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    TimelineEvent {
        state,
        title: match &event.part {
            Some(part) => [part, ": ", &event.title].concat(),
            None => event.title.clone(),
        },
        when: Some(moment(&event.at)),
        note: (!notes.is_empty()).then(|| notes.join(". ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::dossier::Refusal;
    use crate::text::speak_for_test;

    fn event(state: u8) -> Event {
        Event {
            at: "2026-11-24T08:30:00+07:00".to_owned(),
            state,
            title: "x".to_owned(),
            note: Some("chụp lại".to_owned()),
            unit: Some("UBND phường".to_owned()),
            part: None,
        }
    }

    fn dossier(codes: &[u8]) -> Dossier {
        Dossier {
            applicant: None,
            code: "c".to_owned(),
            title: "t".to_owned(),
            service: None,
            office: "o".to_owned(),
            state: State {
                code: codes.last().copied().unwrap_or(1),
                name: "n".to_owned(),
            },
            detail: None,
            sent_at: "2026-11-24T08:30:00+07:00".to_owned(),
            due_at: Some("2026-11-27T17:00:00+07:00".to_owned()),
            overdue: false,
            parts: Vec::new(),
            events: codes.iter().copied().map(event).collect(),
            asked: Vec::new(),
            documents: Vec::new(),
            agreeing: Vec::new(),
            refusing: Vec::new(),
            appointment: None,
            fees: Vec::new(),
            may_pay: false,
        }
    }

    #[track_caller]
    fn check(codes: &[u8], expected: &[EventState]) {
        speak_for_test("vi");
        let states: Vec<EventState> = timeline(&dossier(codes))
            .iter()
            .map(|event| event.state)
            .collect();
        assert_eq!(states, expected);
    }

    #[test]
    fn the_last_event_is_where_the_dossier_stands() {
        use EventState::{Ahead, Done, Failed, Now};
        check(&[1, 4], &[Done, Now, Ahead]);
        check(&[1, 5], &[Done, Failed, Ahead]);
        check(&[1, 4, 10], &[Done, Done, Done]);
        check(&[1, 9], &[Done, Now]);
        check(&[3], &[Failed]);
        check(&[], &[Ahead]);
    }

    #[test]
    fn a_dossier_to_which_somebody_does_not_agree_has_no_day_and_does_not_go_on() {
        speak_for_test("vi");
        let mut dossier = dossier(&[1]);
        assert!(goes_on(&dossier) && due(&dossier).is_some());
        dossier.refusing = vec![Refusal {
            name: "Trang Thị Mẫu Chủ".to_owned(),
            reason: None,
        }];
        assert!(!goes_on(&dossier) && due(&dossier).is_none());
        dossier.state.code = 9;
        assert!(goes_on(&dossier), "it is over");
    }

    #[test]
    fn what_is_being_paid_is_owed_until_it_has_arrived() {
        speak_for_test("vi");
        let fee = |total: u64, state: FeeState| Fee {
            id: "p".to_owned(),
            title: "t".to_owned(),
            items: Vec::new(),
            total,
            due_by: None,
            state,
            payment: None,
        };
        let owed = |fees: &[Fee]| owed(fees).join(" ");
        let open = owed(&[fee(7_000, FeeState::Open), fee(60_000, FeeState::Open)]);
        assert!(open.contains("67.000"), "{open}");
        let both = owed(&[fee(7_000, FeeState::Open), fee(60_000, FeeState::Pending)]);
        assert!(both.contains("7.000") && both.contains("60.000"), "{both}");
        let over = [FeeState::Paid, FeeState::Cancelled, FeeState::Waived];
        assert_eq!(owed(&over.map(|state| fee(7_000, state))), "");
    }

    #[test]
    fn unit_and_note_stand_under_an_event() {
        speak_for_test("vi");
        let events = timeline(&dossier(&[4]));
        assert_eq!(events[0].note.as_deref(), Some("UBND phường. chụp lại"));
        assert_eq!(events[0].when.as_deref(), Some("08:30 ngày 24/11/2026"));
    }

    #[test]
    fn events_name_their_part_and_parts_that_were_not_taken_are_told() {
        speak_for_test("vi");
        let mut dossier = dossier(&[1, 3]);
        dossier.events[1].part = Some("Đăng ký thường trú".to_owned());
        let titles: Vec<_> = timeline(&dossier)
            .iter()
            .map(|event| event.title.clone())
            .take(2)
            .collect();
        assert_eq!(titles, ["x", "Đăng ký thường trú: x"]);
        let part = |name: &str, code: u8| {
            let name = name.to_owned();
            (name.clone(), name.clone(), State { code, name })
        };
        dossier.parts = vec![part("Đăng ký khai sinh", 9), part("Đăng ký thường trú", 3)];
        assert_eq!(refused_parts(&dossier), ["Đăng ký thường trú"]);
    }

    #[test]
    fn every_national_state_has_words_and_others_keep_their_name() {
        speak_for_test("vi");
        let state = |code: u8| State {
            code,
            name: "tên của cơ quan".to_owned(),
        };
        for code in 1..=10 {
            assert_ne!(name(&state(code)), "tên của cơ quan");
            assert!(next(&state(code)).is_some());
        }
        assert_eq!(name(&state(11)), "tên của cơ quan");
        assert_eq!(next(&state(11)), None);
    }
}
