//! `forms`: checks, compiles, exports and counts the service definitions.
#![allow(clippy::print_stdout, reason = "a command speaks on standard output")]

use forms::author::compile;
use forms::author::finding::Finding;
use forms::author::source::Source;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut findings: Vec<Finding> = Vec::new();
    for entry in std::fs::read_dir("services")
        .into_iter()
        .flatten()
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        match Source::read(&path.display().to_string(), &text) {
            Ok(source) => findings.extend(
                compile::LANGUAGES
                    .iter()
                    .filter_map(|language| compile::to_service(&source, language).err()),
            ),
            Err(wrong) => findings.extend(wrong),
        }
    }
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
