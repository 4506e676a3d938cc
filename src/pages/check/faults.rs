//! What is to be mended, each with the way there: on this page, or to the page that asks it.

use leptos::prelude::*;

use crate::device::page;
use crate::form::Filling;
use crate::form::dispute::of_paper;
use crate::form::store::Editing;
use crate::pages::visit::Visit;
use crate::route::DraftPage;
use crate::ui::{ErrorSummary, SummaryLine};
use forms::definition::Service;
use forms::place::{Place, Pointer};

/// The list. What does not stand on this page, a paper say, is gone to.
pub(super) fn faults_list(
    filling: &Filling,
    visit: &Visit,
    faults: Signal<Vec<SummaryLine>>,
    tries: RwSignal<u32>,
) -> impl IntoView + use<> {
    let (filling, visit) = (filling.clone(), visit.clone());
    let go = move |event: web_sys::MouseEvent| {
        let service = untrack(|| filling.service());
        let away = page::link_away(&event).and_then(|pointer| asked_at(&service, &pointer));
        if let Some((place, page)) = away {
            let back = DraftPage::Check;
            filling.editing().set(Some(Editing { place, back }));
            visit.go(page);
        }
    };
    view! { <div on:click=go><ErrorSummary faults=faults shown=tries /></div> }
}

/// The page that asks what a line of the list points to, and what it is.
fn asked_at(service: &Service, pointer: &str) -> Option<(Place, DraftPage)> {
    let mut papers = service.papers.iter();
    if let Some(paper) = papers.find(|paper| paper.code == pointer) {
        return Some((of_paper(paper), DraftPage::Papers));
    }
    let pointer = pointer.split(':').next().unwrap_or_default();
    let steps = service.steps.iter();
    let mut fields = steps.flat_map(|step| step.fields.iter().map(move |field| (step, field)));
    let (step, field) = fields.find(|(_, field)| Pointer::of(&field.id).as_str() == pointer)?;
    let place = Place::from(field.id.clone());
    Some((place, DraftPage::Step(step.id.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_mended_among_the_papers_and_an_answer_where_it_is_asked() {
        let service = Service::read(
            r#"{"id":"09","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
            "dimensions":[],"cases":[],"declaration_version":"1","steps":[{"id":"a","title":"A","fields":[
            {"id":"code","concept":"birth.notice_code","kind":{"code":{}},"label":"L"}]}],
            "papers":[{"code":"09.copy","name":"Copy","how":"upload"}]}"#,
        )
        .unwrap();
        let (place, page) = asked_at(&service, "09.copy").unwrap();
        assert_eq!((place, page), (Place::of("09.copy"), DraftPage::Papers));
        let (place, page) = asked_at(&service, "/code").unwrap();
        let step = DraftPage::Step("a".to_owned());
        assert_eq!((place, page), (Place::of("code"), step));
        assert!(asked_at(&service, "/code:province").is_some(), "a part");
        assert_eq!(asked_at(&service, "/unknown"), None);
    }
}
