//! `forms`: checks, compiles, exports and counts the service definitions.
#![allow(clippy::print_stdout, reason = "a command speaks on standard output")]

mod check;
mod export;
mod find;
mod overlay;
mod report;
mod sample;
mod usage;

use forms::author::files::Files;
use forms::author::finding::Finding;
use std::path::Path;
use std::process::ExitCode;
use usage::USAGE;
use vietnam::CivilDate;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match overlay::taken(&mut words).and_then(|overlay| run(&words, overlay)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Whether all is well; an error is one of use or of the machine.
fn run(words: &[&str], overlay: Option<&str>) -> Result<bool, String> {
    match (words, overlay) {
        (["lint"], None) => check::lint(),
        (["lint"], Some(file)) => check::overlay(file),
        (["lint", "--unconfirmed"], None) => check::unconfirmed(),
        (["lint", "--unconfirmed"], Some(file)) => check::unconfirmed_of(file),
        (["build", "--out", out], _) => export::build(Path::new(out), overlay),
        (["schema", "--authoring"], None) => export::authoring(),
        (["schema", id], _) if !id.starts_with('-') => export::schema(id, None, overlay),
        (["schema", id, case], _) => export::schema(id, Some(case), overlay),
        (["sample", id, case, options @ ..], _) => sample::sample(id, case, options, overlay),
        (["report", "reuse"], _) => report::reuse_of_all(false, overlay),
        (["report", "reuse", "--write"], None) => report::reuse_of_all(true, None),
        (["digest"], _) => export::digest(overlay),
        (["help" | "-h" | "--help"], _) => {
            println!("{USAGE}");
            Ok(true)
        }
        _ => Err(usage::not_understood(words, overlay.is_some())),
    }
}

/// The checkout's files.
fn files() -> Result<Files, String> {
    Files::read(Path::new("."))
        .map_err(|unread| format!("{unread}\nrun it in the root of the checkout"))
}

/// The checkout's files, where nothing in them is unreadable.
fn sound_files() -> Result<Files, String> {
    let files = files()?;
    match files.findings.first() {
        None => Ok(files),
        Some(finding) => Err(format!(
            "{finding}\n`forms lint` tells everything that is wrong"
        )),
    }
}

/// The same, under an overlay where one is named.
fn laid_files(overlay: Option<&str>) -> Result<Files, String> {
    let mut files = sound_files()?;
    if let Some(file) = overlay {
        let read = overlay::read(&files, file)?;
        let told = |finding: Option<&Finding>| finding.map(ToString::to_string).unwrap_or_default();
        read.map_err(|findings| told(findings.first()))?
            .lay(&mut files);
    }
    Ok(files)
}

fn today() -> Result<CivilDate, String> {
    if let Ok(text) = std::env::var("MOTCUA_TODAY") {
        return CivilDate::parse_iso(&text)
            .map_err(|_| format!("MOTCUA_TODAY={text} is no date YYYY-MM-DD"));
    }
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.map_err(|error| error.to_string())?.as_secs() / 86_400;
    let first = CivilDate::new(1970, 1, 1).map_err(|fault| format!("{fault:?}"))?;
    Ok(vietnam::date::add_days(
        first,
        i64::try_from(days).unwrap_or_default(),
    ))
}
