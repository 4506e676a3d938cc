//! Where the person is, and going elsewhere. The site may stand under a path of its host.
//!
//! Of the router only its reading of the address bar is used: [`Route::parse`] tells the pages apart, and a tree of
//! routes would cost a sixth of what travels to the first question (docs/decisions/0008-size.md).

use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider};
use send_wrapper::SendWrapper;

use super::Route;

/// The address bar, followed by every page.
#[derive(Clone)]
struct Bar(SendWrapper<BrowserUrl>);

/// Follows the address bar and the links of the page, as long as the app runs. Called once, before any page is drawn.
pub fn follow_address() {
    // Only a page without an address of its own has none, and it has no pages to go to.
    let Ok(bar) = BrowserUrl::new() else { return };
    bar.init(Some(base().into()));
    let url = bar.as_url().clone();
    provide_context(Bar(SendWrapper::new(bar.clone())));
    // A link has changed what is drawn: now the address bar may change as well.
    Effect::new(move |_| {
        url.track();
        bar.ready_to_complete();
    });
}

/// The path under which the site stands, without slash at its end: "" or "/dvc". From `<base href>`.
#[must_use]
pub fn base() -> String {
    let address = document().base_uri().ok().flatten().unwrap_or_default();
    base_of(&address).to_owned()
}

/// The path of a page as a link has it.
#[must_use]
pub fn link(route: &Route) -> String {
    base() + &route.path()
}

/// The page where the person is.
#[must_use]
pub fn use_route() -> Memo<Route> {
    let bar = use_context::<Bar>();
    let base = base();
    Memo::new(move |_| {
        let Some(Bar(bar)) = &bar else {
            return Route::NotFound;
        };
        bar.as_url().with(|url| {
            let path = url.path();
            Route::parse(path.strip_prefix(&base).unwrap_or(path))
        })
    })
}

/// Goes to another page; the way back stays.
#[must_use]
pub fn use_go() -> Callback<Route> {
    go(false)
}

/// Goes to another page that takes the place of this one in the history.
#[must_use]
pub fn use_replace() -> Callback<Route> {
    go(true)
}

fn go(replace: bool) -> Callback<Route> {
    let bar = use_context::<Bar>();
    Callback::new(move |route: Route| {
        let Some(Bar(bar)) = &bar else { return };
        let path = link(&route);
        if let Ok(url) = BrowserUrl::parse(&path) {
            bar.as_url().set(url);
            bar.complete_navigation(&LocationChange {
                value: path,
                replace,
                ..LocationChange::default()
            });
        }
    })
}

/// The path of an address without its last part: `https://host/dvc/` → `/dvc`.
fn base_of(address: &str) -> &str {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = after_scheme
        .find('/')
        .and_then(|at| after_scheme.get(at..))
        .unwrap_or_default();
    path.rfind('/')
        .and_then(|at| path.get(..at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_the_folder_of_the_page() {
        assert_eq!(base_of("http://localhost:8080/"), "");
        assert_eq!(base_of("https://tinh.example.vn/dvc/"), "/dvc");
        assert_eq!(base_of("https://tinh.example.vn/a/b/index.html"), "/a/b");
        assert_eq!(base_of(""), "");
    }
}
