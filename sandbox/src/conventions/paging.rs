//! Pages of lists: `?limit=1..100` (20) and an opaque `?cursor=` (contract 2.3).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal_api::Page;
use serde::Deserialize;

use super::body::Params;
use crate::problem::Failure;
use crate::random;

/// Which page is asked for.
#[derive(Clone, Debug)]
pub struct Paging {
    /// How many at most.
    pub limit: usize,
    /// Where the last page ended, as [`Paging::page`] or [`Paging::cursor`] wrote it.
    pub after: Option<String>,
}

impl Paging {
    /// The page of a list that is whole in memory; its place is counted.
    ///
    /// # Errors
    /// 400 for a cursor that is not ours.
    pub fn page<T>(&self, items: Vec<T>) -> Result<Page<T>, Failure> {
        let start = match &self.after {
            Some(text) => text.parse().map_err(|_| refused())?,
            None => 0_usize,
        };
        let total = items.len();
        let items: Vec<T> = items.into_iter().skip(start).take(self.limit).collect();
        let end = start.saturating_add(items.len());
        let next_cursor = (end < total).then(|| Self::cursor(&end.to_string()));
        Ok(Page {
            items,
            next_cursor,
            total: u64::try_from(total).ok(),
        })
    }

    /// A cursor for pages that a query cuts by key: `after` of the next request is this text again.
    pub fn cursor(place: &str) -> String {
        random::encode(place.as_bytes())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Params(given) = Params::<Given>::from_request_parts(parts, state).await?;
        let limit = given.limit.unwrap_or(20);
        if !(1..=100).contains(&limit) {
            return Err(Failure::malformed("limit: 1 to 100"));
        }
        let read = |cursor: String| {
            random::decode(&cursor)
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .ok_or_else(refused)
        };
        Ok(Self {
            limit,
            after: given.cursor.map(read).transpose()?,
        })
    }
}

#[derive(Deserialize)]
struct Given {
    limit: Option<usize>,
    cursor: Option<String>,
}

fn refused() -> Failure {
    Failure::malformed("cursor")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other() {
        let mut paging = Paging {
            limit: 2,
            after: None,
        };
        let first = paging.page(vec![1, 2, 3]).unwrap();
        assert_eq!((first.items, first.total), (vec![1, 2], Some(3)));
        paging.after = random::decode(&first.next_cursor.unwrap())
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let last = paging.page(vec![1, 2, 3]).unwrap();
        assert_eq!((last.items, last.next_cursor), (vec![3], None));
    }
}
