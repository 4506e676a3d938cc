//! The ledger: where every answer and paper comes from, of a draft or of a dossier; for the screen and for paper.

mod file;
mod lines;

use std::sync::Arc;

use forms::answers::Reader;
use forms::definition::Service;
use leptos::prelude::*;

use self::lines::{cards, papers, seen};
use super::sign_in::LevelTwo;
use super::visit::Visit;
use super::waiting::awaited;
use crate::device;
use crate::form::Filling;
use crate::form::kept::Kept;
use crate::form::sent;
use crate::form::words;
use crate::portal::Problem;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, language, t};
use crate::ui::{Button, ButtonKind, Glyph, Icon, Notice, PageHeading, PageState, Qr, Tone};

/// What is drawn.
#[derive(Clone)]
struct Ledger {
    service: Arc<Service>,
    kept: Kept,
    /// The code of the dossier; none of a draft.
    code: Option<String>,
    /// Whether the form is that of today, since that of then is no longer there.
    is_outdated: bool,
}

/// That of a dossier.
#[component]
#[must_use]
pub fn LedgerPage(
    /// Its code.
    code: String,
) -> impl IntoView {
    let back = route::link(&Route::Dossier(code.clone()));
    view! {
        {head(back, Text::DossierTitle)}
        <LevelTwo>
            {
                let code = code.clone();
                awaited(None, move || of_dossier(code.clone()), |ledger| whole(&ledger))
            }
        </LevelTwo>
    }
}

/// That of a draft, as it stands now.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let service = untrack(|| filling.service());
    let kept = untrack(|| Kept::of(&service, filling.snapshot(), filling.today()));
    let ledger = Ledger {
        service,
        kept,
        code: None,
        is_outdated: false,
    };
    view! { {head(visit.link(DraftPage::Check), Text::CheckTitle)} {whole(&ledger)} }.into_any()
}

fn head(back: String, to: Text) -> impl IntoView {
    view! {
        <a class="back" href=back><Icon glyph=Glyph::Back /> {t(to)}</a>
        <PageHeading title=t(Text::LedgerTitle) />
    }
}

async fn of_dossier(code: String) -> Result<Ledger, PageState> {
    let sent = sent::read(&code, language()).await?;
    Ok(Ledger {
        is_outdated: sent.is_outdated,
        kept: Kept::of(&sent.service, sent.saved, sent.day),
        service: sent.service,
        code: Some(code),
    })
}

fn whole(ledger: &Ledger) -> AnyView {
    let print = Callback::new(|()| device::page::print());
    let (failed, set_failed) = signal(false);
    let keep = {
        let ledger = ledger.clone();
        Callback::new(move |()| set_failed.set(keep(&ledger).is_none()))
    };
    let outdated = ledger
        .is_outdated
        .then(|| view! { <Notice tone=Tone::Warning><p>{t(Text::FormOfNow)}</p></Notice> });
    let code = ledger.code.clone();
    // On paper, whoever is shown it finds the dossier.
    let qr = code.clone();
    let qr = qr.map(|code| view! { <p class="on-paper"><Qr text=code /></p> });
    let code = code.map(|code| view! { <p>{t(Text::CodeLabel)} ": " <strong>{code}</strong></p> });
    view! {
        <p>{ledger.service.name.clone()}</p>
        {code}
        {qr}
        <p class="lead">{t(Text::LedgerLead)}</p>
        {outdated}
        <p class="way-on">
            <Button kind=ButtonKind::Second on_press=print><Icon glyph=Glyph::Printer /> {t(Text::LedgerPrint)}</Button>
            <Button kind=ButtonKind::Quiet on_press=keep>{t(Text::LedgerJson)}</Button>
        </p>
        {move || failed.get().then(|| view! { <p role="alert">{words::problem(&Problem::NotTaken)}</p> })}
        {cards(&ledger.service, &ledger.kept)}
        {seen(&ledger.service, &ledger.kept)}
        {papers(&ledger.service, &ledger.kept)}
    }
    .into_any()
}

/// Gives the ledger as a file; none where the browser makes none.
fn keep(ledger: &Ledger) -> Option<()> {
    let code = ledger.code.as_deref();
    let text = serde_json::to_vec_pretty(&file::of(&ledger.service, &ledger.kept, code)).ok()?;
    let name = [code.unwrap_or(&ledger.service.slug), ".json"].concat();
    device::file::offer(&text, "application/json", &name).ok()
}
