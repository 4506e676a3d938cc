//! Which offices take a case (operation 6), and open lists of codes (operation 8).

use super::Problem;
use super::request::Request;
use super::site::{Item, List};
use crate::route::escape_query;
use crate::text::Language;
use portal_api::{Authority, CodeList, Items};

/// Most pages of an open list that are read: 20 times 100 entries.
const PAGES: usize = 20;

/// The offices that take a case for a commune, the usual one first: codes and names.
///
/// # Errors
/// See [`Problem`]; a commune whose offices do not take it is refused.
pub async fn offices(procedure: &str, case: &str, commune: &str) -> Result<Vec<Item>, Problem> {
    let path = [
        "/procedures/",
        &escape_query(procedure),
        "/authorities?caseCode=",
        &escape_query(case),
        "&communeCode=",
        &escape_query(commune),
    ];
    let found: Items<Authority> = Request::get(path.concat()).send().await?.json().await?;
    let open = found
        .items
        .into_iter()
        .filter(|office| office.accepts_online);
    Ok(open
        .map(|office| Item {
            code: office.agency.code.to_string(),
            name: office.agency.name.to_string(),
            also: Vec::new(),
        })
        .collect())
}

/// An open list by its id, in a language.
///
/// # Errors
/// See [`Problem`].
pub async fn open_list(id: &str, language: Language) -> Result<List, Problem> {
    let english = language.code == "en";
    let mut list = List::default();
    let mut cursor = String::new();
    for _ in 0..PAGES {
        let path = ["/code-lists/", &escape_query(id), "?limit=100", &cursor].concat();
        let page: CodeList = Request::get(path).send().await?.json().await?;
        list.date = page.version.to_string();
        list.items.extend(page.items.into_iter().map(|item| {
            Item {
                code: item.code.to_string(),
                name: item
                    .name_en
                    .filter(|_| english)
                    .unwrap_or(item.name)
                    .to_string(),
                also: Vec::new(),
            }
        }));
        match page.next_cursor {
            Some(next) => cursor = ["&cursor=", &escape_query(&next)].concat(),
            None => break,
        }
    }
    Ok(list)
}
