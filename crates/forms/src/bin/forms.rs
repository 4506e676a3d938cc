//! `forms`: checks, compiles, exports and counts the service definitions.
#![allow(clippy::print_stdout, reason = "a command speaks on standard output")]

use forms::author::files::Files;
use forms::author::lint::{lint, unconfirmed};
use std::path::Path;
use std::process::ExitCode;
use vietnam::CivilDate;

const USAGE: &str = "\
forms lint [--unconfirmed]     say what is wrong in the definitions and lists, or what no source confirms
forms digest                   print each definition's version

Settings: MOTCUA_TODAY=YYYY-MM-DD, the day that ages are tried on (today).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Whether all is well; an error is one of use or of the machine.
fn run(words: &[&str]) -> Result<bool, String> {
    match words {
        ["lint"] => check(),
        ["lint", "--unconfirmed"] => list_unconfirmed(),
        _ => Err(USAGE.to_owned()),
    }
}

fn read() -> Result<Files, String> {
    Files::read(Path::new("."))
        .map_err(|unread| format!("{unread}\nrun it in the root of the checkout"))
}

fn check() -> Result<bool, String> {
    let files = read()?;
    let today = today()?;
    let mut findings = files.findings;
    for source in &files.services {
        findings.extend(
            files
                .catalogue
                .iter()
                .flat_map(|catalogue| catalogue.check(source)),
        );
        findings.extend(lint(source, &files.words, today));
    }
    for finding in &findings {
        println!("{finding}");
    }
    println!(
        "{} definitions, {} lists: {}",
        files.services.len(),
        files.lists.len(),
        match findings.len() {
            0 => "nothing is wrong".to_owned(),
            wrong => format!("{wrong} to mend"),
        }
    );
    Ok(findings.is_empty())
}

fn list_unconfirmed() -> Result<bool, String> {
    let files = read()?;
    let mut count = 0;
    for source in &files.services {
        for fact in unconfirmed(source).map_err(|finding| finding.to_string())? {
            println!("{fact}");
            count += 1;
        }
    }
    println!("{count} unconfirmed");
    Ok(true)
}

fn today() -> Result<CivilDate, String> {
    match std::env::var("MOTCUA_TODAY") {
        Ok(text) => CivilDate::parse_iso(&text)
            .map_err(|_| format!("MOTCUA_TODAY={text} is no date YYYY-MM-DD")),
        Err(_) => {
            let since = std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_err(|error| error.to_string())?;
            let first =
                CivilDate::parse_iso("1970-01-01").map_err(|_| "no first day".to_owned())?;
            Ok(vietnam::date::add_days(
                first,
                i64::try_from(since.as_secs() / 86_400).unwrap_or_default(),
            ))
        }
    }
}
