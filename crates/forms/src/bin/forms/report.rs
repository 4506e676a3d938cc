//! `forms report reuse`: two persons over every defined service (decision 23).

use super::{laid_files, today};
use forms::author::report::{Reader, markdown};
use std::path::Path;

/// What the table stands in, and the line that it stands below.
const PAPER: &str = "docs/reuse.md";
const MARK: &str = "<!-- below: ./dev report reuse --write -->\n";

/// Prints the count, or writes it down.
pub(super) fn reuse_of_all(write: bool, overlay: Option<&str>) -> Result<bool, String> {
    let files = laid_files(overlay)?;
    let reader = Reader::new(Path::new("."), &files)?;
    let today = today()?;
    let table = markdown(&reader.rows(today)?, &reader.proofs(today)?);
    if !write {
        print!("{table}");
        return Ok(true);
    }
    let paper = std::fs::read_to_string(PAPER).map_err(|error| format!("{PAPER}: {error}"))?;
    let (head, _) = paper
        .split_once(MARK)
        .ok_or_else(|| format!("{PAPER}: the line {MARK} is missing"))?;
    std::fs::write(PAPER, format!("{head}{MARK}\n{table}"))
        .map_err(|error| format!("{PAPER}: {error}"))?;
    Ok(true)
}
