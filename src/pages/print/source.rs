//! What the paper is made of: the answers, the service's definition in Vietnamese, and names of codes. The form is
//! Vietnamese in every language; its English wording comes beside, for the screen.

use std::collections::BTreeMap;

use forms::definition::Service;
use forms::kind::Kind;
use forms::lists::Lists;
use forms::lists::unit::COUNTRIES;
use forms::print::{Print, print};
use forms::send;
use serde_json::Value;
use vietnam::CivilDate;

use super::wording::Gloss;
use crate::form::{Filling, sent};
use crate::portal::offices::open_list;
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
    /// Whether the forms are those of today, since those under which it was sent are no longer there.
    pub(super) is_outdated: bool,
}

/// A dossier that was sent.
pub(super) async fn of_dossier(code: String) -> Result<Printed, PageState> {
    let sent = sent::read(&code, Language::VI).await?;
    let form = &sent.service;
    let spoken = match language() {
        Language::VI => None,
        other => Some(site::service_of(&sent.slug, other, &form.form_version).await?),
    };
    let data = Value::Object(sent.saved.data);
    Ok(Printed {
        sent: Some((code, sent.day)),
        is_outdated: sent.is_outdated,
        ..made(form, spoken.as_deref(), &data, sent.day).await?
    })
}

/// A draft, as it would be sent now.
pub(super) async fn draft(filling: Filling, slug: String) -> Result<Printed, PageState> {
    use forms::answers::Reader;
    use leptos::prelude::untrack;
    let (data, today) = untrack(|| {
        let service = filling.service();
        (send::to_data(&service, &filling), filling.today())
    });
    let form = site::service_in(&slug, Language::VI).await?;
    let spoken = match language() {
        Language::VI => None,
        _ => Some(site::service(&slug).await?),
    };
    made(&form, spoken.as_deref(), &data, today).await
}

/// The forms in Vietnamese, and their wording in the language that is spoken, where it is another.
async fn made(
    form: &Service,
    spoken: Option<&Service>,
    data: &Value,
    today: CivilDate,
) -> Result<Printed, PageState> {
    let names = Names::of(form, data).await?;
    let print = print(form, data, today, &names);
    let gloss = spoken.map_or_else(Gloss::default, |spoken| {
        Gloss::of(&print, &forms::print::print(spoken, data, today, &names))
    });
    Ok(Printed {
        print,
        gloss,
        sent: None,
        is_outdated: false,
    })
}

/// Vietnamese names of the codes of lists that were answered; other codes go by the name they were answered with.
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
            let (id, is_open) = match &field.kind {
                Kind::Lookup(list) | Kind::OrderedList(list) => (list.list.as_str(), list.open),
                Kind::IdentityPaper(list) => (list.list.as_str(), false),
                Kind::Address(limits) if limits.abroad => (COUNTRIES, false),
                _ => continue,
            };
            let rows = field.id.list();
            let rows = rows.as_ref().map_or("", |rows| rows.leaf());
            if names.contains_key(id) || !answered(rows, field.id.leaf()) {
                continue;
            }
            if !is_open {
                let path = [id, ".", Language::VI.code].concat();
                names.insert(id.to_owned(), site::list(&path).await?);
            } else if language() != Language::VI
                && let Ok(list) = open_list(id, Language::VI).await
            {
                // Who answers in Vietnamese answers with these names.
                names.insert(id.to_owned(), list);
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
