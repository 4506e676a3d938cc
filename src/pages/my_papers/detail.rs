//! One paper: how it stands, what it says, its file, and the services it can be used in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use vietnam::CivilDate;

use crate::device;
use crate::form::{found, held_words, words};
use crate::pages::waiting::awaited;
use crate::portal::Problem;
use crate::portal::records::{self, PriorResult, ResultFile};
use crate::portal::site::{self, List};
use crate::route::{Route, use_go};
use crate::text::{Text, language, say, t};
use crate::ui::{
    Button, ButtonKind, Glyph, Icon, Notice, PageHeading, PageState, Tone, masked_id, size_in_words,
};
use forms::fact::{Fact, FactValue};
use forms::results::{ResultKind, ResultUse};
use forms::value::show_any;
use serde_json::Value;

/// What a page of a paper shows.
#[derive(Clone)]
struct Shown {
    result: PriorResult,
    facts: Vec<Fact>,
    kinds: Arc<Vec<ResultKind>>,
    names: List,
    words: List,
}

/// The paper of this id, or why it cannot be shown.
pub(super) fn paper(id: String) -> AnyView {
    let ask = move || {
        let id = id.clone();
        async move {
            let (result, facts) = records::detail(&id).await.map_err(PageState::from)?;
            let list = |name: &str| [name, ".", language().code].concat();
            // Without the names a paper still shows what else is known of it.
            Ok(Shown {
                kinds: site::result_kinds().await.unwrap_or_default(),
                names: site::list(&list("record-attributes"))
                    .await
                    .unwrap_or_default(),
                words: site::list(&list("record-words")).await.unwrap_or_default(),
                result,
                facts,
            })
        }
    };
    awaited(Some(Text::MyPapers), ask, |shown| {
        view! { <Paper shown=shown /> }.into_any()
    })
}

#[component]
fn Paper(
    /// The paper.
    shown: Shown,
) -> impl IntoView {
    let Shown {
        result,
        facts,
        kinds,
        names,
        words,
    } = shown;
    let kind = ResultKind::of(&kinds, &result.held.result_code);
    let today = super::today();
    let row = |label: Text, value: String| {
        (!value.is_empty()).then(|| {
            view! { <div><dt>{t(label)}</dt><dd>{value}</dd></div> }
        })
    };
    let holds = super::state(&result, kind, today);
    let aged = today.and_then(|today| held_words::aged(&result, kind, today));
    let issued = result.held.issued_on.as_deref().map(words::date);
    let data = if facts.is_empty() {
        view! { <p>{t(Text::MyPapersNoData)}</p> }.into_any()
    } else {
        let lines = lines(&facts, &names, &words);
        view! { <dl class="facts known-card">{lines.into_iter().map(said).collect_view()}</dl> }
            .into_any()
    };
    let services = kind.map(|kind| kind.services.clone()).unwrap_or_default();
    view! {
        <PageHeading title=result.title.clone() caption=kind.map(|kind| kind.name.clone()) />
        <dl class="facts known-card">
            {row(Text::MyPapersValidity, [Some(holds), aged].into_iter().flatten().collect::<Vec<_>>().join(" "))}
            {row(Text::MyPapersNumber, result.number.clone().unwrap_or_default())}
            {row(Text::MyPapersIssuer, result.issuer.clone().unwrap_or_default())}
            {row(Text::MyPapersIssued, issued.unwrap_or_default())}
            {row(Text::MyPapersKept, result.source_name().to_owned())}
            {row(Text::MyPapersSignature, held_words::signature(result.signature).to_owned())}
        </dl>
        <section><h2>{t(Text::MyPapersData)}</h2>{data}</section>
        <section><h2>{t(Text::MyPapersFile)}</h2>{files(&result)}</section>
        <section><h2>{t(Text::MyPapersUses)}</h2>{uses(&result, services, today)}</section>
    }
}

/// A line of what the paper says: name, value, and whether the value is hidden until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    name: String,
    value: String,
    hidden: bool,
}

/// What the paper says, in the order of the names; rows of a list one after the other. An attribute without a name is
/// called as the record calls it.
fn lines(facts: &[Fact], names: &List, words: &List) -> Vec<Line> {
    let place = |fact: &Fact| {
        let mut items = names.items.iter();
        let at = items.position(|item| item.code == fact.attribute);
        let list = fact.attribute.split_once("[].").map(|(list, _)| list);
        // A list stands where its first column does.
        let first = list.and_then(|list| {
            let mut items = names.items.iter();
            items.position(|item| {
                item.code
                    .split_once("[].")
                    .is_some_and(|(of, _)| of == list)
            })
        });
        let end = names.items.len();
        (first.or(at).unwrap_or(end), fact.row, at.unwrap_or(end))
    };
    let mut facts: Vec<&Fact> = facts.iter().collect();
    facts.sort_by_key(|fact| place(fact));
    let line = |fact: &Fact| {
        let named = names.items.iter().find(|item| item.code == fact.attribute);
        let value = match &fact.value {
            FactValue::Raw(text) => text.clone(),
            FactValue::Value(value) => in_words(value, words),
        };
        Line {
            name: named.map_or_else(|| fact.attribute.clone(), |item| item.name.clone()),
            hidden: hides(&fact.attribute),
            value,
        }
    };
    let all = facts.into_iter().map(line);
    all.filter(|line| !line.value.is_empty()).collect()
}

/// A value as people read it; words of the record by their names.
fn in_words(value: &Value, words: &List) -> String {
    match value {
        Value::String(word) => match words.items.iter().find(|item| item.code == *word) {
            Some(item) => item.name.clone(),
            None => show_any(value, words::spoken()),
        },
        Value::Array(all) if all.iter().all(Value::is_string) => {
            let each = all.iter().map(|one| in_words(one, words));
            each.collect::<Vec<_>>().join(", ")
        }
        _ => show_any(value, words::spoken()),
    }
}

/// Numbers of persons, and those of their papers that stand for them, are hidden but for their end until the person taps.
fn hides(attribute: &str) -> bool {
    let last = attribute.rsplit('.').next().unwrap_or_default();
    let names = [
        "personal_id",
        "old_id",
        "id_number",
        "tax_code",
        "id_paper",
        "payer_id",
    ];
    attribute == "cancelled_ids[].number"
        || names
            .iter()
            .any(|name| last == *name || last.ends_with(&["_", name].concat()))
}

fn said(line: Line) -> impl IntoView {
    let open = RwSignal::new(!line.hidden);
    let place = NodeRef::<leptos::html::Dd>::new();
    // The button goes: the focus is then on what it showed.
    let show = move |_| {
        open.set(true);
        if let Some(place) = place.get_untracked() {
            device::page::focus(&place);
        }
    };
    let value = line.value;
    let name = line.name.clone();
    let told = move || {
        if open.get() {
            return view! { <span>{value.clone()}</span> }.into_any();
        }
        let end: String = value
            .chars()
            .skip(value.chars().count().saturating_sub(3))
            .collect();
        let label = [t(Text::IdShow), ": ", &name].concat();
        view! {
            <span class="masked">
                <span aria-hidden="true">{masked_id(&value)}</span>
                <span class="unseen">{say::id_masked(&end)}</span>
                <button type="button" class="quiet" aria-label=label on:click=show>{t(Text::IdShow)}</button>
            </span>
        }
        .into_any()
    };
    view! { <div><dt>{line.name}</dt><dd node_ref=place tabindex="-1">{told}</dd></div> }
}

/// The files, fetched with the session: no address leads to them.
fn files(result: &PriorResult) -> AnyView {
    let kept: Vec<&ResultFile> = { result.files.iter() }
        .filter(|file| file.size.is_some())
        .collect();
    if kept.is_empty() {
        return view! { <p>{t(Text::MyPapersFileGone)}</p> }.into_any();
    }
    let one = |file: &ResultFile| {
        let (id, file) = (result.held.result_id.clone(), file.clone());
        let (busy, set_busy) = signal(false);
        let (failed, set_failed) = signal(None::<Problem>);
        let label = say::own_see_of(&file.name);
        #[allow(clippy::cast_precision_loss, reason = "files lie far below 2^52 bytes")]
        let size = size_in_words(file.size.unwrap_or_default() as f64);
        let name = file.name.clone();
        let see = Callback::new(move |()| {
            let (id, file) = (id.clone(), file.clone());
            set_busy.set(true);
            set_failed.set(None);
            spawn_local(async move {
                let got = keep(&id, &file).await;
                let _gone = set_failed.try_set(got.err());
                let _gone = set_busy.try_set(false);
            });
        });
        view! {
            <li>
                <div>
                    {name}
                    <p class="hint">{size}</p>
                    {move || failed.get().map(|why| view! { <p role="alert">{words::problem(&why)}</p> })}
                </div>
                <Button kind=ButtonKind::Second on_press=see busy=busy>
                    <span aria-hidden="true">{t(Text::OwnSee)}</span>
                    <span class="unseen">{label}</span>
                </Button>
            </li>
        }
    };
    let signed = held_words::signature(result.signature);
    view! {
        <ul class="marked">{kept.into_iter().map(one).collect_view()}</ul>
        <p class="hint">{signed}</p>
    }
    .into_any()
}

async fn keep(id: &str, file: &ResultFile) -> Result<(), Problem> {
    let bytes = records::content(id, &file.id).await?;
    device::file::offer(&bytes, &file.media_type, &file.name).map_err(|_| Problem::NotTaken)
}

/// The services, and beginning one from this paper.
fn uses(result: &PriorResult, services: Vec<ResultUse>, today: Option<CivilDate>) -> AnyView {
    if services.is_empty() {
        return view! { <p>{t(Text::MyPapersNoUses)}</p> }.into_any();
    }
    let over = today
        .zip(result.held.valid_until.as_deref())
        .is_some_and(|(today, last)| CivilDate::parse_iso(last).is_ok_and(|last| last < today));
    let fits = result.held.usable && !result.held.revoked && !result.held.expired && !over;
    let go = use_go();
    let id = result.held.result_id.clone();
    let one = move |used: ResultUse| {
        let papers = used.papers.join(", ");
        let covers = (!papers.is_empty()).then(|| say::my_papers_covers(&papers));
        let fills = used.fills.then(|| t(Text::MyPapersFills));
        let label = say::my_papers_start_with(&used.name);
        let (id, slug) = (id.clone(), used.slug);
        let start = Callback::new(move |()| {
            found::begin_from(&id);
            go.run(Route::Service(slug.clone()));
        });
        view! {
            <li>
                <div>
                    {used.name}
                    {covers.map(|text| view! { <p class="hint">{text}</p> })}
                    {fills.map(|text| view! { <p class="mark known"><Icon glyph=Glyph::Check /> {text}</p> })}
                </div>
                {fits.then(|| view! {
                    <Button kind=ButtonKind::Second on_press=start>
                        <span aria-hidden="true">{t(Text::MyPapersStart)}</span>
                        <span class="unseen">{label}</span>
                    </Button>
                })}
            </li>
        }
    };
    view! {
        {(!fits).then(|| view! { <Notice tone=Tone::Warning><p>{t(Text::MyPapersCannotStart)}</p></Notice> })}
        <ul class="marked">{services.into_iter().map(one).collect_view()}</ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::fact::Provenance;
    use serde_json::json;

    fn list(items: &[(&str, &str)]) -> List {
        List {
            items: { items.iter() }
                .map(|(code, name)| site::Item {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    also: Vec::new(),
                })
                .collect(),
            ..List::default()
        }
    }

    fn fact(attribute: &str, row: Option<usize>, value: FactValue) -> Fact {
        Fact {
            record: "residence".to_owned(),
            attribute: attribute.to_owned(),
            concept: String::new(),
            record_id: "r".to_owned(),
            row,
            subject: "self".to_owned(),
            value,
            provenance: Provenance::default(),
        }
    }

    #[test]
    fn numbers_of_persons_and_of_what_stands_for_them_are_hidden() {
        let hidden = [
            "personal_id",
            "members[].personal_id",
            "id_paper",
            "wife_id_paper",
            "cancelled_ids[].number",
            "payer_id",
        ];
        for attribute in hidden {
            assert!(hides(attribute), "{attribute}");
        }
        for attribute in ["number", "id_paper_issuer", "full_name", "plates[].number"] {
            assert!(!hides(attribute), "{attribute}");
        }
    }

    #[test]
    fn what_a_paper_says_is_told_in_words_row_by_row() {
        crate::text::speak_for_test("vi");
        let names = list(&[
            ("members[].full_name", "Thành viên"),
            ("members[].personal_id", "Số định danh"),
            ("state", "Tình trạng"),
        ]);
        let value = |value| FactValue::Value(value);
        let facts = [
            fact("state", None, value(json!("valid"))),
            fact("other", None, FactValue::Raw("như sổ ghi".to_owned())),
            fact(
                "members[].personal_id",
                Some(0),
                value(json!("001099999001")),
            ),
            fact("members[].full_name", Some(1), value(json!("Mẫu Bình"))),
            fact("members[].full_name", Some(0), value(json!("Mẫu An"))),
            fact("empty", None, value(Value::Null)),
        ];
        let lines = lines(&facts, &names, &list(&[("valid", "Còn hiệu lực")]));
        let told: Vec<_> = { lines.iter() }
            .map(|line| (line.name.as_str(), line.value.as_str(), line.hidden))
            .collect();
        assert_eq!(
            told,
            [
                ("Thành viên", "Mẫu An", false),
                ("Số định danh", "001099999001", true),
                ("Thành viên", "Mẫu Bình", false),
                ("Tình trạng", "Còn hiệu lực", false),
                ("other", "như sổ ghi", false),
            ]
        );
    }
}
