//! Lists of codes for controls: brought when first asked for, and kept.

use crate::portal::offices::open_list;
use crate::portal::site::{self, Item, List};
use crate::text::language;
use crate::ui::{Entries, Entry};
use forms::kind::ListRef;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A list as controls use it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The entries.
    pub entries: Entries,
    /// Its version, for answers.
    pub version: String,
}

/// A list that may still be on its way.
pub type ListSignal = ArcRwSignal<Option<Listed>>;

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, ListSignal>> = const { RefCell::new(BTreeMap::new()) };
}

/// A list by the definition's reference.
#[must_use]
pub fn of(list: &ListRef) -> ListSignal {
    if list.open {
        open(&list.list)
    } else {
        closed(&list.list)
    }
}

/// A closed list of the site, in the language that is spoken.
#[must_use]
pub fn closed(id: &str) -> ListSignal {
    brought(["lists/", id, ".", language().code].concat())
}

/// All provinces.
#[must_use]
pub fn provinces() -> ListSignal {
    brought("lists/provinces".to_owned())
}

/// Communes of a province.
#[must_use]
pub fn communes(province: &str) -> ListSignal {
    brought(["lists/communes/", province].concat())
}

fn open(id: &str) -> ListSignal {
    brought(["open/", language().code, "/", id].concat())
}

/// The name of a code, once the list is there.
#[must_use]
pub fn name(list: &ListSignal, code: Option<&str>) -> Option<String> {
    list.with(|list| Some(list.as_ref()?.entries.get(code?)?.name.clone()))
}

/// The list under this key; what could not be brought is asked for again by the next control that needs it.
fn brought(key: String) -> ListSignal {
    let known = KNOWN.with_borrow(|known| known.get(&key).cloned());
    if let Some(signal) = known {
        return signal;
    }
    let signal = ListSignal::new(None);
    KNOWN.with_borrow_mut(|known| known.insert(key.clone(), signal.clone()));
    let made = signal.clone();
    spawn_local(async move {
        match fetch(&key).await {
            Some(list) => made.set(Some(listed(list))),
            None => KNOWN.with_borrow_mut(|known| drop(known.remove(&key))),
        }
    });
    signal
}

async fn fetch(key: &str) -> Option<List> {
    if let Some(path) = key.strip_prefix("lists/") {
        return site::list(path).await.ok();
    }
    let parts: Vec<&str> = key.split('/').collect();
    match parts.as_slice() {
        ["open", _, id] => open_list(id, language()).await.ok(),
        _ => None,
    }
}

fn listed(list: List) -> Listed {
    let entry = |item: Item| Entry {
        code: item.code,
        name: item.name,
        also: item.also,
    };
    Listed {
        entries: list.items.into_iter().map(entry).collect(),
        version: list.date,
    }
}
