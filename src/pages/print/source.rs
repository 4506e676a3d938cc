//! What the paper is made of: the answers, the service's definition in Vietnamese, and names of codes. The form is
//! Vietnamese in every language; its English wording comes beside, for the screen.

use std::collections::BTreeMap;

use forms::definition::Service;
use forms::kind::Kind;
use forms::lists::Lists;
use forms::print::{Print, print};
use forms::send;
use serde_json::Value;
use vietnam::CivilDate;

use super::wording::Gloss;
use crate::form::Filling;
use crate::portal::dossier;
use crate::portal::site::{self, List};
use crate::text::{Language, language};
use crate::ui::PageState;

/// What is drawn.
#[derive(Clone)]
pub(super) struct Printed {
    /// The filled-in forms.
    pub(super) print: Print,
    /// Their wording in the language that is spoken.
    pub(super) gloss: Gloss,
    /// Code and day of sending; none before.
    pub(super) sent: Option<(String, CivilDate)>,
}

/// A dossier that was sent.
pub(super) async fn sent(code: String) -> Result<Printed, PageState> {
    let dossier = dossier::one(&code).await?;
    let saved = dossier::content(&code).await?;
    let number = dossier.service.ok_or(PageState::Gone)?;
    let slug = site::slug(&number).await?;
    let day = dossier.sent_at.get(..10).unwrap_or_default();
    let day = CivilDate::parse_iso(day).map_err(|_| PageState::Old)?;
    made(&slug, &Value::Object(saved.data), day, Some((code, day))).await
}

/// A draft, as it would be sent now.
pub(super) async fn draft(filling: Filling, slug: String) -> Result<Printed, PageState> {
    use forms::answers::Reader;
    use leptos::prelude::untrack;
    let (data, today) = untrack(|| {
        let service = filling.service();
        (send::to_data(&service, &filling), filling.today())
    });
    made(&slug, &data, today, None).await
}

async fn made(
    slug: &str,
    data: &Value,
    today: CivilDate,
    sent: Option<(String, CivilDate)>,
) -> Result<Printed, PageState> {
    let form = site::service_in(slug, Language::VI).await?;
    let names = Names::of(&form, data).await?;
    let print = print(&form, data, today, &names);
    let gloss = if language() == Language::VI {
        Gloss::default()
    } else {
        let spoken = site::service(slug).await?;
        Gloss::of(&print, &forms::print::print(&spoken, data, today, &names))
    };
    Ok(Printed { print, gloss, sent })
}

/// Vietnamese names of the codes of closed lists that were answered; other codes go by the name they were answered with.
struct Names(BTreeMap<String, List>);

impl Names {
    async fn of(service: &Service, data: &Value) -> Result<Self, PageState> {
        let answered = |list: &str, leaf: &str| {
            let rows = data.get(list).and_then(Value::as_array);
            data.get(leaf).is_some()
                || rows.is_some_and(|rows| rows.iter().any(|row| row.get(leaf).is_some()))
        };
        let mut names = BTreeMap::new();
        for field in service.fields() {
            let list = match &field.kind {
                Kind::Lookup(list) | Kind::OrderedList(list) if !list.open => list,
                Kind::IdentityPaper(list) => list,
                _ => continue,
            };
            let rows = field.id.list();
            let rows = rows.as_ref().map_or("", |rows| rows.leaf());
            if answered(rows, field.id.leaf()) && !names.contains_key(&list.list) {
                let path = [list.list.as_str(), ".", Language::VI.code].concat();
                names.insert(list.list.clone(), site::list(&path).await?);
            }
        }
        Ok(Self(names))
    }
}

impl Lists for Names {
    fn contains(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn name(&self, list: &str, code: &str) -> Option<String> {
        let items = &self.0.get(list)?.items;
        let item = items.iter().find(|item| item.code == code)?;
        Some(item.name.clone())
    }
}
