//! Who it is about, offered by name from the registers.

use leptos::prelude::*;

use crate::device::page;
use crate::form::Filling;
use crate::form::family::{
    DECEASED, Sought, bring, choose, chosen, may_bring, offered, other, sought,
};
use crate::form::family_typed::bring_back;
use crate::form::words;
use crate::portal::family::{Relation, Relative};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, masked_id};
use forms::definition::{Service, Step};

/// On the page of what is known: everybody who is sought.
pub fn all(filling: &Filling) -> AnyView {
    shown(filling, |_| true)
}

/// On the page that asks for their name.
pub fn of_step(filling: &Filling, step: &Step) -> AnyView {
    let here: Vec<_> = step.fields.iter().map(|field| field.id.clone()).collect();
    shown(filling, move |sought| here.contains(&sought.name))
}

fn shown(filling: &Filling, is_meant: impl Fn(&Sought) -> bool + Send + Sync + 'static) -> AnyView {
    let all = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let mut all = sought(&filling.service(), &filling);
            all.retain(&is_meant);
            all
        })
    };
    // Of a draft that was opened, what was agreed to is known later than its answers.
    let may_ask = {
        let filling = filling.clone();
        Memo::new(move |_| may_bring(&filling))
    };
    {
        let filling = filling.clone();
        Effect::new(move |_| {
            if may_ask.get() && !all.with(Vec::is_empty) {
                untrack(|| bring(&filling));
            }
        });
    }
    let filling = filling.clone();
    view! {
        <For each=move || all.get() key=|one| (one.about.clone(), one.name.clone()) children=move |one| one_of(&filling, one) />
    }
    .into_any()
}

/// One who is sought: those who may be it as buttons, or somebody else.
fn one_of(filling: &Filling, sought: Sought) -> impl IntoView + use<> {
    let relatives = {
        let (filling, about) = (filling.clone(), sought.about.clone());
        Memo::new(move |_| offered(&filling, &about))
    };
    let chosen = {
        let (filling, sought) = (filling.clone(), sought.clone());
        Memo::new(move |_| chosen(&filling, &sought).map(|chosen| chosen.handle))
    };
    let title = title(filling, &sought);
    let filling = filling.clone();
    move || {
        let relatives = relatives.get();
        if relatives.is_empty() {
            return ().into_any();
        }
        let button = |who: Relative| {
            let words = told(&who);
            let is_it = {
                let handle = who.handle.clone();
                Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&handle)))
            };
            let press = {
                let (filling, sought) = (filling.clone(), sought.clone());
                move |_| choose(&filling, &sought, &who)
            };
            view! {
                <li>
                    <button type="button" class="button second" aria-pressed=move || is_it.get().to_string() on:click=press>
                        {words}
                    </button>
                </li>
            }
        };
        let buttons = relatives.into_iter().map(button).collect_view();
        let nobody = {
            let (filling, sought) = (filling.clone(), sought.clone());
            Callback::new(move |()| other(&filling, &sought))
        };
        view! {
            <section class="proposal family" aria-label=title.clone() id=here(&sought) tabindex="-1">
                <p><strong>{title.clone()}</strong></p>
                <p class="hint">{t(Text::FamilyHint)}</p>
                <ul>{buttons}</ul>
                <Button kind=ButtonKind::Quiet on_press=nobody>{t(Text::FamilyOther)}</Button>
                {parted(&filling, &sought)}
            </section>
        }
        .into_any()
    }
}

fn here(sought: &Sought) -> String {
    ["family:", &sought.about].concat()
}

/// What was typed about whoever was meant before is not there any more, and can be taken back.
fn parted(filling: &Filling, sought: &Sought) -> AnyView {
    let (filling, sought) = (filling.clone(), sought.clone());
    let told = {
        let (filling, about) = (filling.clone(), sought.about.clone());
        Memo::new(move |_| {
            let service = filling.service();
            filling.sources().with(|sources| {
                let parted = sources.parted.get(&about)?;
                let fields = parted.answers.iter();
                let labels = fields.filter_map(|(place, _)| service.field(&place.field));
                let labels: Vec<&str> = labels.map(|field| field.label.as_str()).collect();
                Some(say::family_parted(&labels.join("; "), &parted.name))
            })
        })
    };
    (move || {
        let told = told.get()?;
        let (filling, sought) = (filling.clone(), sought.clone());
        let back = Callback::new(move |()| {
            bring_back(&filling, &sought);
            page::focus_next(&here(&sought));
        });
        Some(view! {
            <p role="status">{told}</p>
            <Button kind=ButtonKind::Quiet on_press=back>{t(Text::FamilyPartedBack)}</Button>
        })
    })
    .into_any()
}

/// Nothing is done for the dead: who it was is asked.
fn title(filling: &Filling, sought: &Sought) -> String {
    if sought.about == DECEASED {
        return t(Text::FamilyTitleDeceased).to_owned();
    }
    of_part(&untrack(|| filling.service()), sought)
}

/// The part of the form that names them says who they are: "Người được cấp thẻ". Where it asks, the question says it.
fn of_part(service: &Service, sought: &Sought) -> String {
    let is_of = |step: &&Step| step.fields.iter().any(|field| field.id == sought.name);
    let part = { service.steps.iter() }.find(is_of);
    let part = part.map(|step| step.title.as_str()).unwrap_or_default();
    if part.ends_with('?') {
        part.to_owned()
    } else {
        say::family_title(&part)
    }
}

/// "Phạm Mẫu Bình – con, sinh 01/06/2020"; a number is masked.
fn told(who: &Relative) -> String {
    let relation = t(match who.relation {
        Relation::Father => Text::FamilyFather,
        Relation::Mother => Text::FamilyMother,
        Relation::Spouse => Text::FamilySpouse,
        Relation::Child => Text::FamilyChild,
        Relation::Ward => Text::FamilyWard,
        Relation::Household => Text::FamilyHousehold,
    });
    let mut told = [who.full_name.as_str(), " – ", relation].concat();
    if let Some(born) = &who.birth_date {
        told.push_str(", ");
        told.push_str(&say::family_born(&words::date(born)));
    }
    if let Some(number) = &who.personal_id {
        told.push_str(", ");
        told.push_str(&masked_id(number));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::place::FieldId;

    #[test]
    fn the_heading_names_the_person_and_not_the_field_of_their_name() {
        let text = r#"{"id":"02","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
            "dimensions":[],"cases":[],"declaration_version":"1","steps":[
            {"id":"who","title":"TITLE","fields":[{"id":"full_name","concept":"person.full_name","label":"Họ, chữ đệm và tên","kind":{"person-name":{}}}]}]}"#;
        let of = |title: &str| {
            let service = Service::read(&text.replace("TITLE", title)).unwrap();
            let sought = Sought {
                about: "child".to_owned(),
                name: FieldId::new("full_name"),
                born: None,
            };
            of_part(&service, &sought)
        };
        crate::text::speak_for_test("vi");
        assert_eq!(
            of("Người được cấp thẻ"),
            "Người được cấp thẻ: Ông/Bà làm cho ai?"
        );
        assert_eq!(of("Trẻ tên là gì?"), "Trẻ tên là gì?");
    }
}
