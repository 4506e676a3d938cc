//! The invariants of `docs/architecture.md`, held by a test: who may know whom, and how long a file may be.

#![expect(
    clippy::unwrap_used,
    reason = "a failed unwrap in these helpers is a failed test"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// "Files below `within` (but not below `except`) never contain `word`".
struct Ban {
    within: &'static str,
    except: &'static [&'static str],
    word: &'static str,
    why: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        within: "crates",
        except: &[],
        word: "leptos",
        why: "crates are pure: the app draws",
    },
    Ban {
        within: "crates",
        except: &[],
        word: "web-sys",
        why: "crates are pure: no browser",
    },
    Ban {
        within: "crates",
        except: &[],
        word: "web_sys",
        why: "crates are pure: no browser",
    },
    Ban {
        within: "crates/forms",
        except: &[],
        word: "portal_api",
        why: "the engine does not know the wire",
    },
    Ban {
        within: "crates/portal-api/src",
        except: &[],
        word: "forms::",
        why: "the contract depends on nothing",
    },
    Ban {
        within: "crates/vietnam/src",
        except: &[],
        word: "serde_json",
        why: "formats depend on nothing",
    },
    Ban {
        within: "src",
        except: &["src/portal"],
        word: "portal_api",
        why: "only src/portal knows wire types",
    },
    Ban {
        within: "src/ui",
        except: &[],
        word: "forms::",
        why: "controls know nothing of services",
    },
    Ban {
        within: "src/ui",
        except: &[],
        word: "crate::portal",
        why: "controls know nothing of the API",
    },
    Ban {
        within: "src",
        except: &["src/device"],
        word: "web_sys::window",
        why: "only src/device reaches into the browser",
    },
    Ban {
        within: "src",
        except: &["src/device"],
        word: "js_sys::",
        why: "only src/device reaches into the browser",
    },
    Ban {
        within: "src",
        except: &["src/route.rs"],
        word: "href=\"/",
        why: "only src/route.rs builds paths",
    },
    Ban {
        within: "src",
        except: &["src/route.rs"],
        word: "format!(\"/",
        why: "only src/route.rs builds paths",
    },
    Ban {
        within: "src",
        except: &["src/device"],
        word: "console::log",
        why: "nothing is logged where personal data passes",
    },
    Ban {
        within: "sandbox/src",
        except: &[],
        word: "motcua::",
        why: "app and sandbox meet only over HTTP",
    },
    Ban {
        within: "src",
        except: &[],
        word: "sandbox::",
        why: "app and sandbox meet only over HTTP",
    },
];

/// Longest file allowed, in lines; tables of data (`table.rs`) excepted.
const LONGEST: usize = 400;

#[test]
fn everyone_knows_only_whom_they_may() {
    let broken: Vec<String> = BANS.iter().flat_map(|ban| offences(&root(), ban)).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_check_finds_a_planted_offence() {
    let folder = std::env::temp_dir().join(format!("motcua-layout-{}", std::process::id()));
    fs::create_dir_all(folder.join("src/pages")).unwrap();
    fs::create_dir_all(folder.join("src/portal")).unwrap();
    fs::write(
        folder.join("src/pages/home.rs"),
        "use portal_api::Problem;\n",
    )
    .unwrap();
    fs::write(
        folder.join("src/portal/mod.rs"),
        "use portal_api::Problem;\n",
    )
    .unwrap();
    let ban = Ban {
        within: "src",
        except: &["src/portal"],
        word: "portal_api",
        why: "planted",
    };
    let found = offences(&folder, &ban);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(found, ["src/pages/home.rs:1 has `portal_api`: planted"]);
}

#[test]
fn no_file_is_longer_than_one_sitting() {
    let root = root();
    let long: Vec<String> = ["src", "crates", "sandbox", "tests"]
        .iter()
        .flat_map(|folder| sources(&root.join(folder)))
        .filter(|path| !path.to_string_lossy().ends_with("table.rs"))
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            (lines > LONGEST).then(|| {
                format!(
                    "{} has {lines} lines",
                    path.strip_prefix(&root).unwrap().display()
                )
            })
        })
        .collect();
    assert!(
        long.is_empty(),
        "longer than {LONGEST} lines, split by subject:\n{}",
        long.join("\n")
    );
}

#[test]
fn main_only_mounts() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    let code = main
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("//"))
        .count();
    assert!(code <= 12, "src/main.rs mounts and nothing else");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn offences(root: &Path, ban: &Ban) -> Vec<String> {
    let mut found = Vec::new();
    for path in sources(&root.join(ban.within)) {
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if ban.except.iter().any(|allowed| name.starts_with(allowed)) {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if !line.trim_start().starts_with("//") && line.contains(ban.word) {
                found.push(format!(
                    "{name}:{} has `{}`: {}",
                    number + 1,
                    ban.word,
                    ban.why
                ));
            }
        }
    }
    found
}

/// Rust sources and manifests below a folder, in a stable order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "target" && name != "node_modules" {
            found.extend(sources(&path));
        } else if name.ends_with(".rs") || name == "Cargo.toml" {
            found.push(path);
        }
    }
    found.sort();
    found
}
