//! Other people whose agreement the dossier needs: who, to what, how it stands, and asking them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::one_time_code::Code;
use crate::device::random::uuid;
use crate::form::agreements::{Wanted, ask, look, own};
use crate::form::{Filling, words};
use crate::portal::Problem;
use crate::portal::confirmation::{self, Agreement, Said, Stand};
use crate::portal::one_time_code::to_asked;
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, Tone, masked_id};
use forms::definition::{Confirmation, Step};
use forms::fault::FaultCode;
use forms::needs::{Asked, confirmations};
use forms::place::FieldId;

/// Where faults about agreements lead.
pub(super) const HERE: &str = "/confirmationIds";

/// One who is asked, as the page shows it.
#[derive(Clone, PartialEq)]
struct Line {
    /// Tells one from another.
    key: String,
    /// Whose agreement it is: "Chủ hộ".
    name: String,
    /// Who, with a number of which only the end is shown.
    who: String,
    statement: String,
    wanted: Option<Wanted>,
    is_own: bool,
    unconfirmed: bool,
    stands: Option<Agreement>,
}

/// The section of the check page; nothing where nobody is to be asked.
pub(super) fn section(filling: &Filling) -> AnyView {
    drawn(filling, t(Text::AgreementLead), |confirmation| {
        !confirmation.shares()
    })
}

/// On the page that asks for the number of somebody whose records may be read once they agree: asking for that.
pub fn sharing(filling: &Filling, step: &Step) -> AnyView {
    let here: Vec<FieldId> = step.fields.iter().map(|field| field.id.clone()).collect();
    drawn(filling, t(Text::SharingLead), move |confirmation| {
        confirmation.shares() && here.contains(&confirmation.personal_id)
    })
}

fn drawn(
    filling: &Filling,
    lead: &'static str,
    which: impl Fn(&Confirmation) -> bool + Send + Sync + 'static,
) -> AnyView {
    let lines = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let service = filling.service();
            let asked = confirmations(&service, &filling);
            let agreements = filling.agreements().get();
            asked
                .iter()
                .enumerate()
                .filter(|(_, asked)| which(asked.confirmation))
                .map(|(index, asked)| line(&filling, index, asked, agreements.of(asked)))
                .collect::<Vec<_>>()
        })
    };
    let (problem, set_problem) = signal(None::<Problem>);
    let again = {
        let filling = filling.clone();
        Callback::new(move |()| {
            let filling = filling.clone();
            spawn_local(async move {
                let said = look(&filling).await;
                let _gone = set_problem.try_set(said.err());
            });
        })
    };
    if !untrack(|| lines.with(Vec::is_empty)) {
        again.run(());
    }
    let filling = filling.clone();
    let one = move |line: Line| person(&filling, line, again);
    let is_there = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    (move || {
        let one = one.clone();
        is_there.get().then(|| {
            view! {
                <section class="known-card" id=HERE tabindex="-1">
                    <h2>{t(Text::AgreementTitle)}</h2>
                    <p>{lead}</p>
                    {move || problem.get().map(|why| notice(&why))}
                    <ul class="plain agreements">
                        <For each=move || lines.get() key=Line::key children=one />
                    </ul>
                </section>
            }
        })
    })
    .into_any()
}

impl Line {
    /// A line is drawn anew when anything about it changes.
    fn key(&self) -> String {
        let stands = self.stands.as_ref().map(|known| (&known.id, known.state));
        format!("{} {} {stands:?}", self.key, self.who)
    }
}

fn line(filling: &Filling, index: usize, asked: &Asked<'_>, stands: Option<&Agreement>) -> Line {
    let row = asked
        .row
        .as_ref()
        .map_or(String::new(), |row| row.0.clone());
    let id = asked.personal_id.as_deref().map(masked_id);
    let who = [asked.full_name.clone(), id];
    let is_own = filling
        .account()
        .is_some_and(|account| own(account).is(asked));
    Line {
        key: format!("{index} {} {row}", asked.confirmation.id),
        name: asked.confirmation.name.clone(),
        who: who.into_iter().flatten().collect::<Vec<_>>().join(", "),
        statement: asked.confirmation.statement.clone(),
        wanted: Wanted::of(&filling.service(), filling, asked),
        is_own,
        unconfirmed: asked.confirmation.unconfirmed,
        stands: stands.cloned(),
    }
}

fn person(filling: &Filling, line: Line, again: Callback<()>) -> AnyView {
    let body = match (&line.wanted, &line.stands) {
        _ if line.is_own => view! { <p class="hint">{t(Text::AgreementOwn)}</p> }.into_any(),
        (None, _) => view! { <p class="hint">{t(Text::AgreementNameFirst)}</p> }.into_any(),
        (Some(wanted), None) => asking(filling, wanted, Text::AgreementAsk),
        (Some(wanted), Some(known)) => standing(filling, wanted, known, again),
    };
    let unconfirmed = line
        .unconfirmed
        .then(|| view! { <p class="hint">{t(Text::AgreementUnconfirmed)}</p> });
    view! {
        <li class="agreement">
            <h3>{line.name}</h3>
            <p>{line.who}</p>
            <p class="hint">{say::agreement_statement(&line.statement)}</p>
            {unconfirmed}
            {body}
        </li>
    }
    .into_any()
}

/// The button that asks; asking saves the draft first, so that both sides see the same.
fn asking(filling: &Filling, wanted: &Wanted, label: Text) -> AnyView {
    let (problem, set_problem) = signal(None::<Problem>);
    let (busy, set_busy) = signal(false);
    let press = {
        let (filling, wanted) = (filling.clone(), wanted.clone());
        Callback::new(move |()| {
            set_busy.set(true);
            set_problem.set(None);
            let (filling, wanted) = (filling.clone(), wanted.clone());
            spawn_local(async move {
                let said = ask(&filling, wanted).await;
                let _gone = set_busy.try_set(false);
                let _gone = set_problem.try_set(said.err());
            });
        })
    };
    view! {
        <Button kind=ButtonKind::Second on_press=press busy=busy>{t(label)}</Button>
        {move || problem.get().map(|why| notice(&why))}
    }
    .into_any()
}

/// How it stands, and what can be done about it.
fn standing(filling: &Filling, wanted: &Wanted, known: &Agreement, again: Callback<()>) -> AnyView {
    let more = match known.state {
        Stand::Waiting => view! {
            <Button kind=ButtonKind::Quiet on_press=again>{t(Text::AgreementLook)}</Button>
            {by_code(known, Said::Yes, again)}
        }
        .into_any(),
        Stand::Agreed if known.shares() => by_code(known, Said::Back, again),
        Stand::Agreed => ().into_any(),
        Stand::Refused | Stand::Expired | Stand::Void | Stand::TakenBack => {
            asking(filling, wanted, Text::AgreementAskAgain)
        }
    };
    view! { {how_it_stands(known)} {more} }.into_any()
}

/// How an agreement stands, told to who asked for it. That somebody does not agree is theirs to decide, and no fault.
pub fn how_it_stands(known: &Agreement) -> AnyView {
    let until = words::date(&known.due_by);
    let (tone, text) = match known.state {
        Stand::Waiting => (Tone::Done, say::agreement_waiting(&until)),
        Stand::Agreed => (Tone::Done, t(Text::AgreementAgreed).to_owned()),
        Stand::Refused if known.shares() => (Tone::Info, t(Text::SharingRefused).to_owned()),
        Stand::Refused => (Tone::Info, t(Text::AgreementRefused).to_owned()),
        Stand::Expired => (Tone::Warning, t(Text::AgreementExpired).to_owned()),
        Stand::Void => (Tone::Warning, t(Text::AgreementVoid).to_owned()),
        Stand::TakenBack => {
            let on = known.taken_back_at.as_deref().map(day).unwrap_or_default();
            (Tone::Info, say::agreement_taken_back(&known.name, &on))
        }
    };
    let reason = known
        .reason
        .clone()
        .map(|reason| view! { <p>{say::agreement_reason(&reason)}</p> });
    view! { <Notice tone=tone spoken=true><p>{text}</p>{reason}</Notice> }.into_any()
}

/// Who is asked stands beside: a code goes to the phone that the register has of them, and they say it. So they agree,
/// and so they take it back.
fn by_code(known: &Agreement, said: Said, again: Callback<()>) -> AnyView {
    let [title, lead, label] = if said == Said::Back {
        [
            Text::SharingBackHere,
            Text::SharingBackLead,
            Text::SharingBackConfirm,
        ]
    } else {
        [
            Text::AgreementHere,
            Text::AgreementHereLead,
            Text::AgreementConfirm,
        ]
    };
    let code = Code::of(&known.id);
    let known = StoredValue::new(known.clone());
    let (problem, set_problem) = signal(None::<Problem>);
    let (busy, set_busy) = signal(false);
    let send = move || {
        let known = known.get_value();
        async move { to_asked(&known).await }
    };
    let confirm = Callback::new(move |()| {
        set_problem.set(None);
        let Some(typed) = code.taken() else { return };
        set_busy.set(true);
        let known = known.get_value();
        spawn_local(async move {
            let key = uuid().unwrap_or_default();
            match confirmation::answer(&known, said, None, Some(&typed), &key).await {
                Ok(_) => {
                    code.forget();
                    again.run(());
                }
                Err(why) => {
                    code.refused(&why);
                    let _gone = set_problem.try_set(Some(why));
                }
            }
            let _gone = set_busy.try_set(false);
        });
    });
    view! {
        <details>
            <summary>{t(title)}</summary>
            <p>{t(lead)}</p>
            {code.view(send, notice)}
            {move || code.is_sent().then(|| view! {
                <Button kind=ButtonKind::Second on_press=confirm busy=busy>{t(label)}</Button>
            })}
            {move || problem.get().map(|why| notice(&why))}
        </details>
    }
    .into_any()
}

fn notice(why: &Problem) -> AnyView {
    let (tone, text) = match why {
        Problem::Refused(faults)
            if faults
                .iter()
                .any(|fault| fault.code == FaultCode::NotEligible) =>
        {
            (Tone::Fault, t(Text::AgreementCannotAnswer).to_owned())
        }
        Problem::Refused(_) => (Tone::Fault, t(Text::AgreementNoSuchPerson).to_owned()),
        Problem::NotOffered => (Tone::Warning, t(Text::AgreementNotOffered).to_owned()),
        why => words::told(why),
    };
    view! { <Notice tone=tone spoken=true><p>{text}</p></Notice> }.into_any()
}
