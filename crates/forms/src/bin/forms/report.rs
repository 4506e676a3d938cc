//! `forms report reuse`: the two persons of decision 23 over every defined service.

use super::{laid_files, overlay, today};
use forms::author::compile;
use forms::author::report::{Expander, answers, read_person, read_scenarios, reuse};

/// Full records; and the account with the population record only.
const PERSONS: [&str; 2] = ["full", "plain"];

/// Prints the count.
pub(super) fn reuse_of_all(overlay: Option<&str>) -> Result<bool, String> {
    let files = laid_files(overlay)?;
    let today = today()?;
    let read =
        |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let units = overlay::units()?;
    let scenarios = read_scenarios("services/reuse.toml", &read("services/reuse.toml")?)
        .map_err(|finding| finding.to_string())?;
    let expander = Expander {
        words: &files.words,
        lists: &files.lists,
        units: &units,
    };
    println!(
        "person  service                          official  items  filled  worked out  asked  share"
    );
    for person in PERSONS {
        let path = format!("sandbox/persons/{person}.toml");
        let person =
            read_person(&read(&path)?, &expander).map_err(|wrong| format!("{path}: {wrong}"))?;
        for source in &files.services {
            let service =
                compile::to_service(source, "vi").map_err(|finding| finding.to_string())?;
            let request = answers(&scenarios, &service.id, &person.key, today);
            let counted = reuse(&service, &files.words, &request, &person.facts);
            println!(
                "{:<7} {} {:<30} {:>7} {:>6} {:>7} {:>11} {:>6} {:>5} %",
                person.key,
                service.id,
                service.slug,
                counted.official,
                counted.items,
                counted.filled,
                counted.worked_out,
                counted.asked(),
                counted.share(),
            );
        }
    }
    println!(
        "items: official items of the dossier (decision 23); filled: by facts of a source that fields.csv names"
    );
    Ok(true)
}
