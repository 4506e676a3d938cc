//! Where the person is, and going elsewhere. The site may stand under a path of its host.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::Route;

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
    let path = use_location().pathname;
    let base = base();
    Memo::new(move |_| path.with(|path| Route::parse(path.strip_prefix(&base).unwrap_or(path))))
}

/// Goes to another page; the way back stays.
#[must_use]
pub fn use_go() -> Callback<Route> {
    let navigate = use_navigate();
    Callback::new(move |route: Route| navigate(&link(&route), NavigateOptions::default()))
}

/// Goes to another page that takes the place of this one in the history.
#[must_use]
pub fn use_replace() -> Callback<Route> {
    let navigate = use_navigate();
    Callback::new(move |route: Route| {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&link(&route), options);
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
