//! An identity paper: its type, number, day and place of issue.

use leptos::prelude::*;

use super::date::date_boxes;
use super::{CodeField, Entries, FieldFrame, FieldSet, SelectField, TextField};
use crate::text::{Text, t};

/// An identity paper as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityPaper {
    /// Code of its type.
    pub kind: Option<String>,
    /// Its name, for a type that takes any.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Day of issue, `YYYY-MM-DD` or as far as it is typed.
    pub issued_on: String,
    /// Who issued it.
    pub issued_by: String,
}

/// An identity paper.
#[component]
pub fn IdentityPaperField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// Allowed types; none while loading.
    #[prop(into)]
    types: Signal<Option<Entries>>,
    /// The code of the type that takes any name, if any.
    #[prop(default = None, into)]
    other: Option<String>,
    /// The paper.
    #[prop(into)]
    value: Signal<IdentityPaper>,
    /// The paper with one part changed.
    on_change: Callback<IdentityPaper>,
) -> impl IntoView {
    let text = move |part: fn(&IdentityPaper) -> &String| {
        Signal::derive(move || value.with(|paper| part(paper).clone()))
    };
    let set = move |part: fn(&mut IdentityPaper) -> &mut String| {
        Callback::new(move |text: String| {
            let mut paper = value.get_untracked();
            *part(&mut paper) = text;
            on_change.run(paper);
        })
    };
    let kind = Signal::derive(move || value.with(|paper| paper.kind.clone()));
    let set_kind = Callback::new(move |kind| {
        on_change.run(IdentityPaper {
            kind,
            ..value.get_untracked()
        });
    });
    let other = other.map(|code| super::Other {
        value: code,
        text: text(|paper| &paper.name),
        on_text: set(|paper| &mut paper.name),
    });
    let issued = FieldFrame::new(
        format!("{}:issued_on", frame.pointer),
        t(Text::PaperIssuedOn),
    )
    .required(false);
    let boxes = date_boxes(
        &issued,
        text(|paper| &paper.issued_on),
        set(|paper| &mut paper.issued_on),
        false,
    );
    let kind_frame = frame.part("type", t(Text::PaperType));
    let number_frame = frame.part("number", t(Text::PaperNumber));
    let by_frame = frame
        .part("issued_by", t(Text::PaperIssuedBy))
        .required(false);
    view! {
        <FieldSet frame=frame>
            <SelectField frame=kind_frame entries=types value=kind on_change=set_kind other=other />
            <CodeField frame=number_frame value=text(|paper| &paper.number) on_change=set(|paper| &mut paper.number) />
            <FieldSet frame=issued>{boxes}</FieldSet>
            <TextField frame=by_frame value=text(|paper| &paper.issued_by) on_change=set(|paper| &mut paper.issued_by) />
        </FieldSet>
    }
}
