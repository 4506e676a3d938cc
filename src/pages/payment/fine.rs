//! A traffic fine before it is paid: who, what, where, when; how much, to whom, by when.

use leptos::prelude::*;

use crate::form::words;
use crate::portal::fine::Fine;
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{Notice, Tone};

/// All that the register tells of it; `as_of` is when it did (RFC 3339).
pub(super) fn told(fine: &Fine, as_of: &str) -> AnyView {
    let who = [Some(fine.offender.clone()), fine.offender_id.clone()];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let decided = fine.decided_on.as_deref().map(words::date);
    let late = fine.late.map(words::money);
    let rows = [
        (Text::FineDecision, fine.decision.clone()),
        (Text::FineDecidedOn, decided),
        (Text::FineAgency, Some(fine.agency.clone())),
        (Text::FineWho, Some(who)),
        (Text::FineWhat, Some(fine.what.clone())),
        (Text::FineWhen, Some(moment(&fine.at))),
        (Text::FineWhere, Some(fine.place.clone())),
        (Text::FineSanctions, fine.sanctions.clone()),
        (Text::FineAmount, Some(words::money(fine.amount))),
        (Text::FineLate, late),
        (Text::FineDue, fine.due_on.as_deref().map(words::date)),
        (Text::FineAccount, fine.account.clone()),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <div class="known-row"><dt>{t(name)}</dt><dd class="known-value">{value}</dd></div> })
    });
    let rows = rows.collect_view();
    let held = fine
        .papers_held
        .then(|| view! { <Notice tone=Tone::Info><p>{t(Text::FinePapersHeld)}</p></Notice> });
    view! {
        <section class="known-card">
            <h2>{t(Text::FineTitle)}</h2>
            <dl>{rows}</dl>
            <p class="hint">{say::fine_as_of(&moment(as_of))}</p>
        </section>
        {held}
    }
    .into_any()
}
