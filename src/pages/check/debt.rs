//! What is paid before a dossier is sent: the debt, and the way to pay it or to ask for it again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::form::lookups::take;
use crate::form::{Filling, payable, words};
use crate::pages::visit::Visit;
use crate::portal::Problem;
use crate::route::DraftPage;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, ButtonLink, Notice, Tone};
use forms::definition::PaymentTime;
use forms::needs;

/// Where faults about the debt lead.
const HERE: &str = "/payment";

/// The debt; nothing where none is owed.
pub(super) fn section(filling: &Filling, visit: &Visit) -> AnyView {
    let owed = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let service = filling.service();
            let payment = needs::payment(&service, &filling)?;
            (payment.time == PaymentTime::BeforeSending).then_some(payment.optional)
        })
    };
    let amount = RwSignal::new(None::<u64>);
    // What became of asking again, where it is still owed.
    let (said, set_said) = signal(None::<Result<(), Problem>>);
    let (busy, set_busy) = signal(false);
    let ask = {
        let filling = filling.clone();
        move |by_hand: bool| {
            let filling = filling.clone();
            set_busy.set(true);
            set_said.set(None);
            spawn_local(async move {
                let asked = look(&filling).await;
                let _gone = set_busy.try_set(false);
                match asked {
                    Ok(due) => {
                        let _gone = amount.try_set(due);
                        if by_hand && due.is_some() {
                            let _gone = set_said.try_set(Some(Ok(())));
                        }
                    }
                    Err(problem) if by_hand => drop(set_said.try_set(Some(Err(problem)))),
                    Err(_) => {}
                }
            });
        }
    };
    if owed.get_untracked().is_some() {
        ask(false);
    }
    let again = Callback::new(move |()| ask(true));
    let pay = visit.link(DraftPage::Pay);
    let still = move || {
        said.get().map(|said| {
            let text = match said {
                Ok(()) => t(Text::CheckDebtStill).to_owned(),
                Err(problem) => words::problem(&problem),
            };
            view! { <p role="status">{text}</p> }
        })
    };
    (move || {
        let is_optional = owed.get()?;
        let pay = pay.clone();
        let why = if is_optional { Text::CheckDebtMay } else { Text::CheckDebtMust };
        let title = move || {
            let amount = amount.get().map(words::money).unwrap_or_default();
            say::check_debt(&amount)
        };
        Some(view! {
            <div id=HERE tabindex="-1" class="found">
                {move || { let pay = pay.clone(); view! {
                    <Notice tone=Tone::Warning title=title()>
                        <p>{t(why)}</p>
                        <ButtonLink kind=ButtonKind::Second href=pay>{t(Text::CheckDebtPay)}</ButtonLink>
                        <Button kind=ButtonKind::Quiet on_press=again busy=busy>{t(Text::CheckDebtAgain)}</Button>
                        {still}
                    </Notice>
                } }}
            </div>
        })
    })
    .into_any()
}

/// Asks the register again; what it says stands in the form. Gives what is owed, in đồng.
async fn look(filling: &Filling) -> Result<Option<u64>, Problem> {
    let service = untrack(|| filling.service());
    let Some(payment) = &service.payment else {
        return Ok(None);
    };
    let asked = payable::ask(&service, &filling.plain(), payment).await?;
    let Some(asked) = asked else {
        return Ok(None);
    };
    take(filling, &asked.lookup, &asked.answer, &asked.as_of);
    Ok(asked.due.map(|(_, amount)| amount))
}
