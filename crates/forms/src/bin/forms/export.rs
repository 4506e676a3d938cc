//! `forms build`, `forms schema`, `forms digest`.

use super::{find, laid_files, today};
use forms::author::{build, compile, editor, schema};
use std::path::Path;

/// Writes the site's definitions and lists; of a province only the definitions.
pub(super) fn build(out: &Path, overlay: Option<&str>) -> Result<bool, String> {
    let files = laid_files(overlay)?;
    let written = match overlay {
        None => build::build(&files, Path::new("."), out),
        Some(_) => build::services(&files, out),
    };
    let written = written.map_err(|unwritten| unwritten.to_string())?;
    println!("{written} files in {}", out.display());
    Ok(true)
}

/// Prints the schema of a service or one of its cases.
pub(super) fn schema(id: &str, case: Option<&str>, overlay: Option<&str>) -> Result<bool, String> {
    let files = laid_files(overlay)?;
    let service = find::service(&files, id)?;
    let chosen = case.map(|code| find::case(&service, code)).transpose()?;
    let made = schema::export(&service, chosen, &files.words.lists, today()?);
    println!("{made:#}");
    Ok(true)
}

/// Prints the schema for editors.
pub(super) fn authoring() -> Result<bool, String> {
    println!("{:#}", editor::schema());
    Ok(true)
}

/// Prints the version of each form.
pub(super) fn digest(overlay: Option<&str>) -> Result<bool, String> {
    for source in &laid_files(overlay)?.services {
        let id = source.both.get("id").and_then(serde_json::Value::as_str);
        let id = id.unwrap_or_default();
        println!("{id} {}", compile::form_version(source));
    }
    Ok(true)
}
