//! The same where there is no dossier: what was answered, what is agreed to, then paying.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::faults::faults_list;
use super::verdict::own_verdict;
use super::{cards, declaration_places, declarations, listed, see, told};
use crate::draft;
use crate::form::Filling;
use crate::form::field::Shown;
use crate::pages::parts::failed;
use crate::pages::visit::{Visit, back_to, save_and_leave, save_line};
use crate::portal::Problem;
use crate::route::DraftPage;
use crate::text::{Text, t};
use crate::ui::{BottomBar, Button, PageHeading};

/// The page.
pub(super) fn body(filling: &Filling, visit: &Visit) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let service = untrack(|| filling.service());
    let shown = Shown::none();
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let (problem, set_problem) = signal(None::<Problem>);
    let own = {
        let filling = filling.clone();
        Memo::new(move |_| own_verdict(&filling))
    };
    let faults = Signal::derive(move || own.with(|own| own.errors.clone()));
    let listed = listed(&filling, faults, tries);
    let faulty = Signal::derive(move || listed.with(|lines| !lines.is_empty()));
    let go_on = {
        let (filling, visit) = (filling.clone(), visit.clone());
        Callback::new(move |()| {
            shown.show(declaration_places(&filling));
            set_problem.set(None);
            if own.with_untracked(|own| !own.errors.is_empty()) {
                tries.update(|tries| *tries += 1);
                return;
            }
            busy.set(true);
            let (filling, visit) = (filling.clone(), visit.clone());
            spawn_local(async move {
                let saved = draft::flush(&filling).await;
                let _gone = busy.try_set(false);
                match saved {
                    Ok(()) => visit.go(DraftPage::Pay),
                    Err(why) => drop(set_problem.try_set(Some(why))),
                }
            });
        })
    };
    let here = visit.link(DraftPage::Check);
    view! {
        {back_to(visit.link(DraftPage::Known))}
        <PageHeading title=t(Text::CheckPayFineTitle) caption=Some(service.name.clone()) faulty=faulty />
        {faults_list(&filling, &visit, listed, tries)}
        {told::warnings(own)}
        {see::section(own)}
        <p>{t(Text::CheckPayFineLead)}</p>
        {cards::cards(&filling, &visit)}
        {declarations(&filling, shown)}
        {failed(problem, here)}
        {save_line(&filling, &visit)}
        <BottomBar>
            <Button on_press=go_on busy=busy>{t(Text::CheckPayFine)}</Button>
            {save_and_leave(&filling, &visit)}
        </BottomBar>
    }
    .into_any()
}
