//! `forms lint`.

use super::{files, overlay, sound_files, today};
use forms::author::finding::Finding;

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
    let of = format!(
        "{} definitions, {} lists",
        files.services.len(),
        files.lists.len()
    );
    Ok(tell(&findings, &of))
}

/// Tells everything that is wrong with a province's overlay.
pub(super) fn overlay(file: &str) -> Result<bool, String> {
    let files = sound_files()?;
    let overlay = match overlay::read(&files, file)? {
        Ok(overlay) => overlay,
        Err(findings) => return Ok(tell(&findings, file)),
    };
    let today = today()?;
    let units = overlay::units()?;
    let codes = units
        .provinces()
        .iter()
        .map(|province| province.code.as_str());
    let mut findings: Vec<_> = overlay.check_province(codes).into_iter().collect();
    for source in overlay.merged() {
        findings.extend(forms::author::lint::lint(source, &files.words, today));
    }
    let of = match overlay.merged().count() {
        1 => format!("{file}, 1 service"),
        services => format!("{file}, {services} services"),
    };
    Ok(tell(&findings, &of))
}

/// Lists what an overlay leaves open.
pub(super) fn unconfirmed_of(file: &str) -> Result<bool, String> {
    let files = sound_files()?;
    let overlay = match overlay::read(&files, file)? {
        Ok(overlay) => overlay,
        Err(findings) => return Ok(tell(&findings, file)),
    };
    for fact in &overlay.unconfirmed {
        println!("{fact}");
    }
    println!("{} unconfirmed", overlay.unconfirmed.len());
    Ok(true)
}

/// Prints what is wrong, and how much; whether nothing is.
fn tell(findings: &[Finding], of: &str) -> bool {
    for finding in findings {
        println!("{finding}");
    }
    let told = match findings.len() {
        0 => "nothing is wrong".to_owned(),
        wrong => format!("{wrong} to mend"),
    };
    println!("{of}: {told}");
    findings.is_empty()
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
