//! `forms build`, `forms schema`, `forms digest`.

use super::{sound_files, today};
use forms::author::{build, compile, editor, schema};
use std::path::Path;

/// Writes the site's definitions and lists.
pub(super) fn build(out: &Path) -> Result<bool, String> {
    let files = sound_files()?;
    let written =
        build::build(&files, Path::new("."), out).map_err(|unwritten| unwritten.to_string())?;
    println!("{written} files in {}", out.display());
    Ok(true)
}

/// Prints the schema of a service or one of its cases.
pub(super) fn schema(id: &str, case: Option<&str>) -> Result<bool, String> {
    let files = sound_files()?;
    for source in &files.services {
        let service = compile::to_service(source, "vi").map_err(|finding| finding.to_string())?;
        if service.id != id {
            continue;
        }
        let chosen = match case {
            None => None,
            Some(code) => Some(service.case(code).ok_or_else(|| {
                let codes: Vec<&str> = service
                    .cases
                    .iter()
                    .map(|case| case.code.as_str())
                    .collect();
                format!(
                    "service {id} has no case {code}; its cases are {}",
                    codes.join(", ")
                )
            })?),
        };
        let made = schema::export(&service, chosen, &files.words.lists, today()?);
        println!("{made:#}");
        return Ok(true);
    }
    Err(format!("service {id} is not defined"))
}

/// Prints the schema for editors.
pub(super) fn authoring() -> Result<bool, String> {
    println!("{:#}", editor::schema());
    Ok(true)
}

/// Prints the version of each form.
pub(super) fn digest() -> Result<bool, String> {
    for source in &sound_files()?.services {
        println!("{} {}", source.file, compile::form_version(source, None));
    }
    Ok(true)
}
