//! `forms lint`.

use super::{files, today};

/// Tells everything that is wrong.
pub(super) fn lint() -> Result<bool, String> {
    let files = files()?;
    let today = today()?;
    let mut findings = files.findings;
    for source in &files.services {
        findings.extend(
            files
                .catalogue
                .iter()
                .flat_map(|catalogue| catalogue.check(source)),
        );
        findings.extend(forms::author::lint::lint(source, &files.words, today));
    }
    for finding in &findings {
        println!("{finding}");
    }
    let told = match findings.len() {
        0 => "nothing is wrong".to_owned(),
        wrong => format!("{wrong} to mend"),
    };
    println!(
        "{} definitions, {} lists: {told}",
        files.services.len(),
        files.lists.len()
    );
    Ok(findings.is_empty())
}

/// Lists what no source confirms.
pub(super) fn unconfirmed() -> Result<bool, String> {
    let mut count = 0;
    for source in &files()?.services {
        for fact in
            forms::author::lint::unconfirmed(source).map_err(|finding| finding.to_string())?
        {
            println!("{fact}");
            count += 1;
        }
    }
    println!("{count} unconfirmed");
    Ok(true)
}
