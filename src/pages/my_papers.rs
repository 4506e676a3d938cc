//! What offices have issued to the person, and the files that the person has sent: found, read, used again.

mod detail;
mod files;
mod lines;
mod national;

use leptos::prelude::*;
use std::sync::Arc;
use vietnam::CivilDate;
use vietnam::text::search_fold;

use super::sign_in::{LevelTwoNeeded, Personal};
use super::waiting::awaited;
use crate::app::{use_account, use_typed};
use crate::form::held_words;
use crate::portal::records::{self, Found, PriorResult};
use crate::portal::site;
use crate::route::{self, Route};
use crate::text::{Text, say, t};
use crate::ui::{
    Card, CardList, FieldFrame, Glyph, Icon, Notice, PageHeading, PageState, TextField, Tone,
};
use forms::results::ResultKind;

/// The page of all papers.
#[component]
#[must_use]
pub fn MyPapers() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::MyPapers) />
        <Personal>
            <p class="lead">{t(Text::MyPapersLead)}</p>
            <Results />
            <section>
                <h2>{t(Text::MyPapersFiles)}</h2>
                {files::files()}
            </section>
        </Personal>
    }
}

/// The page of one paper.
#[component]
#[must_use]
pub fn MyPaperPage(
    /// The paper's id.
    id: String,
) -> impl IntoView {
    let back = route::link(&Route::Papers);
    view! {
        <a class="back" href=back><Icon glyph=Glyph::Back /> {t(Text::MyPapersBack)}</a>
        <Personal>{detail::paper(id.clone())}</Personal>
    }
}

/// What was issued, for whoever may see it.
#[component]
fn Results() -> impl IntoView {
    let account = use_account();
    let level = Memo::new(move |_| account.person().map_or(0, |person| person.level));
    move || {
        if level.get() < 2 {
            return view! { <LevelTwoNeeded /> }.into_any();
        }
        let ask = || async {
            let found = records::all_results(None).await.map_err(PageState::from)?;
            // Without them the papers are shown with what they say themselves.
            let kinds = site::result_kinds().await.unwrap_or_default();
            Ok((found, kinds))
        };
        view! {
            <section>
                <h2>{t(Text::MyPapersResults)}</h2>
                {awaited(None, ask, |(found, kinds)| view! { <Held found=found kinds=kinds /> }.into_any())}
            </section>
        }
        .into_any()
    }
}

/// The search, the cards, and the way to the national store.
#[component]
fn Held(
    /// What the province's store gave.
    found: Found,
    /// The kinds of results.
    kinds: Arc<Vec<ResultKind>>,
) -> impl IntoView {
    let found = RwSignal::new(found);
    let written = use_typed().papers;
    let today = today();
    let fitting = {
        let kinds = Arc::clone(&kinds);
        Memo::new(move |_| {
            let folded = written.with(|written| search_fold(written));
            let words: Vec<&str> = folded.split_whitespace().collect();
            found.with(|found| {
                let fits = found
                    .results
                    .iter()
                    .filter(|one| has_all(one, &kinds, &words));
                fits.cloned().collect::<Vec<_>>()
            })
        })
    };
    let cards = {
        let kinds = Arc::clone(&kinds);
        Signal::derive(move || {
            let fitting = fitting.get();
            let one = |result: &PriorResult| card(result, &kinds, today);
            fitting.iter().map(one).collect::<Vec<_>>()
        })
    };
    let none = move || {
        let text = if found.with(|found| found.results.is_empty()) {
            Text::MyPapersNoResults
        } else {
            Text::MyPapersNoneFound
        };
        fitting
            .with(Vec::is_empty)
            .then(|| view! { <p role="status">{t(text)}</p> })
    };
    let out = move || found.with(|found| found.out.clone());
    let frame = FieldFrame::new("/papers-search", t(Text::MyPapersFind));
    view! {
        <search>
            <TextField frame=frame value=written on_change=Callback::new(move |text| written.set(text)) />
        </search>
        {move || out().into_iter().map(|source| view! {
            <Notice tone=Tone::Warning spoken=true><p>{say::my_papers_out(&store(&source))}</p></Notice>
        }).collect_view()}
        {none}
        <CardList cards=cards />
        {national::national(&kinds, found)}
    }
}

/// Today by the server's clock; without one no day is decisive.
fn today() -> Option<CivilDate> {
    let session = untrack(|| use_account().session())?.ok()?;
    CivilDate::parse_iso(&session.today).ok()
}

fn card(result: &PriorResult, kinds: &[ResultKind], today: Option<CivilDate>) -> Card {
    let kind = ResultKind::of(kinds, &result.held.result_code);
    Card {
        href: Some(route::link(&Route::Paper(result.held.result_id.clone()))),
        title: result.title.clone(),
        line: Some(held_words::named(result)).filter(|line| !line.is_empty()),
        tag: Some(state(result, kind, today)),
    }
}

/// How the paper stands: why it cannot be used, else how long it holds.
fn state(result: &PriorResult, kind: Option<&ResultKind>, today: Option<CivilDate>) -> String {
    if result.held.revoked {
        return t(Text::UnfitRevoked).to_owned();
    }
    let holds = today.map(|today| held_words::holds(result, kind, today));
    match &result.why_not {
        Some(why) if !result.held.expired => why.clone(),
        Some(why) => holds
            .filter(|_| result.held.valid_until.is_some())
            .unwrap_or_else(|| why.clone()),
        None => holds.unwrap_or_default(),
    }
}

/// The name of a warehouse.
fn store(source: &str) -> String {
    let text = match source {
        "national-warehouse" => Text::MyPapersNationalStore,
        "province-warehouse" => Text::MyPapersProvinceStore,
        other => return other.to_owned(),
    };
    t(text).to_owned()
}

/// Whether each word begins a word of what the paper says of itself. Accents do not count.
fn has_all(result: &PriorResult, kinds: &[ResultKind], words: &[&str]) -> bool {
    let kind = ResultKind::of(kinds, &result.held.result_code);
    let texts = [
        Some(result.title.as_str()),
        kind.map(|kind| kind.name.as_str()),
        result.number.as_deref(),
        result.issuer.as_deref(),
        result.held.issued_on.as_deref(),
    ];
    let folded: String = { texts.into_iter().flatten() }
        .map(|text| search_fold(text) + " ")
        .collect();
    let has = |word: &&str| {
        folded
            .split(|c: char| !c.is_alphanumeric())
            .any(|known| known.starts_with(word))
    };
    words.iter().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::records::Signature;

    pub(super) fn result() -> PriorResult {
        PriorResult {
            held: forms::papers::Held {
                result_code: "KQ.1".to_owned(),
                issued_on: Some("2018-05-20".to_owned()),
                ..forms::papers::Held::default()
            },
            title: "Giấy chứng nhận kết hôn".to_owned(),
            number: Some("45".to_owned()),
            issuer: Some("Ủy ban nhân dân phường Ba Đình".to_owned()),
            source: "province-warehouse".to_owned(),
            proof: None,
            why_not: None,
            signature: Signature::Valid,
            structured: true,
            files: Vec::new(),
        }
    }

    #[test]
    fn papers_are_found_without_accents() {
        let kinds = [ResultKind {
            codes: vec!["KQ.1".to_owned()],
            name: "Hôn thú".to_owned(),
            ..ResultKind::default()
        }];
        let finds = |written: &str| {
            let folded = search_fold(written);
            has_all(
                &result(),
                &kinds,
                &folded.split_whitespace().collect::<Vec<_>>(),
            )
        };
        assert!(finds("ket hon") && finds("KẾT") && finds("45 ba dinh") && finds("2018"));
        assert!(finds("hon thu") && finds("") && !finds("khai sinh") && !finds("et"));
    }

    #[test]
    fn a_card_says_first_why_a_paper_cannot_be_used() {
        crate::text::speak_for_test("vi");
        let today = CivilDate::parse_iso("2026-11-25").ok();
        let told = |change: fn(&mut PriorResult)| {
            let mut result = result();
            change(&mut result);
            state(&result, None, today)
        };
        assert_eq!(told(|one| one.held.revoked = true), "Đã bị thu hồi.");
        assert!(
            told(|one| {
                one.held.expired = true;
                one.why_not = Some("Giấy tờ đã hết hạn.".to_owned());
                one.held.valid_until = Some("2026-01-10".to_owned());
            })
            .contains("10/01/2026")
        );
        assert_eq!(
            told(|one| one.why_not = Some("Kho không còn lưu tệp này.".to_owned())),
            "Kho không còn lưu tệp này."
        );
    }
}
