//! `--overlay FILE`: the overlay that the command line names.

use forms::author::files::Files;
use forms::author::finding::Finding;
use forms::author::overlay::Overlay;
use vietnam::unit::Units;

/// Takes `--overlay FILE` out of the words of a command.
pub(super) fn taken<'a>(words: &mut Vec<&'a str>) -> Option<&'a str> {
    let at = words.iter().position(|word| *word == "--overlay")?;
    let file = words.get(at + 1).copied()?;
    words.drain(at..=at + 1);
    Some(file)
}

/// The overlay, or what is wrong in it.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn read(files: &Files, file: &str) -> Result<Result<Overlay, Vec<Finding>>, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    Ok(Overlay::read_file(files, file, bytes))
}

/// The provinces that there are.
///
/// # Errors
/// Where the tables of units cannot be read.
pub(super) fn units() -> Result<Units, String> {
    let read =
        |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    Units::read(&read("data/provinces.csv")?, &read("data/communes.csv")?)
        .map_err(|fault| format!("{fault:?}"))
}
