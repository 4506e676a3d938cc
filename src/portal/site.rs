//! The site's own files: definitions and lists. Each is brought once and kept as long as the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use forms::definition::Service;
use forms::opening::Opening;
use forms::results::ResultKind;
use serde::Deserialize;

use crate::device::asset::{self, AssetFault};
use crate::text::{Language, language};

/// A file of the site could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteFault {
    /// No answer: offline, or the server is down.
    Unreachable,
    /// There is no such file.
    Gone,
    /// It cannot be read: it belongs to another version of the app.
    Old,
}

/// A list of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct List {
    /// State of the list: its version in answers.
    #[serde(default)]
    pub date: String,
    /// The entries, in order.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Other names by which it is found.
    #[serde(default)]
    pub also: Vec<String>,
}

/// Services of one event of life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Group {
    /// Its id: `family`.
    #[serde(default)]
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The services, in order.
    #[serde(default)]
    pub services: Vec<Entry>,
}

/// A service as the catalogue tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Number among the 25: "09".
    pub id: String,
    /// Name in addresses.
    #[serde(default)]
    pub slug: String,
    /// Name as people know it.
    #[serde(default)]
    pub name: String,
    /// Its official wording, always Vietnamese.
    #[serde(default)]
    pub official: String,
    /// What the person gets; empty where the service is not defined yet.
    #[serde(default)]
    pub what: String,
    /// Version of the definition; none where the service is not defined yet.
    pub form_version: Option<String>,
    /// Why the province takes no dossiers of it; none where it does.
    pub closed: Option<String>,
}

thread_local! {
    static CATALOGUES: RefCell<BTreeMap<&'static str, Arc<Vec<Group>>>> = const { RefCell::new(BTreeMap::new()) };
    static OPENINGS: RefCell<BTreeMap<String, Arc<Opening>>> = const { RefCell::new(BTreeMap::new()) };
    static KINDS: RefCell<BTreeMap<&'static str, Arc<Vec<ResultKind>>>> = const { RefCell::new(BTreeMap::new()) };
    static SERVICES: RefCell<BTreeMap<String, Arc<Service>>> = const { RefCell::new(BTreeMap::new()) };
}

/// All services by event of life, in the language that is spoken.
///
/// # Errors
/// See [`SiteFault`].
pub async fn catalogue() -> Result<Arc<Vec<Group>>, SiteFault> {
    let code = language().code;
    if let Some(known) = CATALOGUES.with_borrow(|known| known.get(code).cloned()) {
        return Ok(known);
    }
    let groups: Vec<Group> = file(&spoken("index")).await?;
    let groups = Arc::new(groups);
    CATALOGUES.with_borrow_mut(|known| known.insert(code, Arc::clone(&groups)));
    Ok(groups)
}

/// What is shown of a service before the first answer, by its slug, in the language that is spoken.
///
/// # Errors
/// See [`SiteFault`].
pub async fn opening(slug: &str) -> Result<Arc<Opening>, SiteFault> {
    let key = key(slug);
    if let Some(known) = OPENINGS.with_borrow(|known| known.get(&key).cloned()) {
        return Ok(known);
    }
    let path = [defined(slug).await?.as_str(), ".opening"].concat();
    let opening: Opening = file(&spoken(&path)).await?;
    let opening = Arc::new(opening);
    OPENINGS.with_borrow_mut(|known| known.insert(key, Arc::clone(&opening)));
    Ok(opening)
}

/// The definition of a service by its slug, in the language that is spoken.
///
/// # Errors
/// See [`SiteFault`].
pub async fn service(slug: &str) -> Result<Arc<Service>, SiteFault> {
    service_in(slug, language()).await
}

/// The same in another language.
///
/// # Errors
/// See [`SiteFault`].
pub async fn service_in(slug: &str, language: Language) -> Result<Arc<Service>, SiteFault> {
    let key = [language.code, "/", slug].concat();
    if let Some(known) = SERVICES.with_borrow(|known| known.get(&key).cloned()) {
        return Ok(known);
    }
    let text = text(&file_in(&defined(slug).await?, language)).await?;
    let service = Arc::new(Service::read(&text).map_err(|_| SiteFault::Old)?);
    SERVICES.with_borrow_mut(|known| known.insert(key, Arc::clone(&service)));
    Ok(service)
}

/// The definition under which something was sent, in a language; where the site has not kept it, or it cannot be read
/// any more, today's, whose `form_version` is then another.
///
/// # Errors
/// See [`SiteFault`].
pub async fn service_of(
    slug: &str,
    language: Language,
    version: &str,
) -> Result<Arc<Service>, SiteFault> {
    let now = service_in(slug, language).await?;
    if now.form_version == version {
        return Ok(now);
    }
    let name = [version, "/", &now.id].concat();
    match text(&file_in(&name, language)).await {
        Ok(text) => Ok(Service::read(&text).map_or(now, Arc::new)),
        Err(SiteFault::Gone) => Ok(now),
        Err(fault) => Err(fault),
    }
}

/// The kinds of prior results with the services that use them, in the language that is spoken.
///
/// # Errors
/// See [`SiteFault`].
pub async fn result_kinds() -> Result<Arc<Vec<ResultKind>>, SiteFault> {
    let code = language().code;
    if let Some(known) = KINDS.with_borrow(|known| known.get(code).cloned()) {
        return Ok(known);
    }
    let kinds: Vec<ResultKind> = file(&spoken("results")).await?;
    let kinds = Arc::new(kinds);
    KINDS.with_borrow_mut(|known| known.insert(code, Arc::clone(&kinds)));
    Ok(kinds)
}

/// The name in addresses of the service of this number.
///
/// # Errors
/// [`SiteFault::Gone`] where the app does not have it; see [`SiteFault`].
pub async fn slug(number: &str) -> Result<String, SiteFault> {
    let groups = catalogue().await?;
    let mut entries = groups.iter().flat_map(|group| &group.services);
    let entry = entries.find(|entry| entry.id == number);
    Ok(entry.ok_or(SiteFault::Gone)?.slug.clone())
}

/// The number of a service that is defined.
async fn defined(slug: &str) -> Result<String, SiteFault> {
    let groups = catalogue().await?;
    let mut entries = groups.iter().flat_map(|group| &group.services);
    let entry = entries.find(|entry| entry.slug == slug && entry.form_version.is_some());
    Ok(entry.ok_or(SiteFault::Gone)?.id.clone())
}

fn key(slug: &str) -> String {
    [language().code, "/", slug].concat()
}

/// The file of a service in the language that is spoken.
fn spoken(name: &str) -> String {
    file_in(name, language())
}

fn file_in(name: &str, language: Language) -> String {
    ["services/", name, ".", language.code, ".json"].concat()
}

/// A list by its path below `lists/`: `ethnic-groups.vi`, `provinces`, `communes/01`.
///
/// # Errors
/// See [`SiteFault`].
pub async fn list(path: &str) -> Result<List, SiteFault> {
    file(&["lists/", path, ".json"].concat()).await
}

pub(super) async fn file<T: serde::de::DeserializeOwned>(path: &str) -> Result<T, SiteFault> {
    plain_json::from_text(&text(path).await?).map_err(|_| SiteFault::Old)
}

pub(super) async fn text(path: &str) -> Result<String, SiteFault> {
    asset::text(path, false).await.map_err(|fault| match fault {
        AssetFault::Unreachable => SiteFault::Unreachable,
        AssetFault::Gone => SiteFault::Gone,
    })
}
