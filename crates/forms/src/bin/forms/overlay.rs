//! `--overlay FILE`: the overlay that the command line names.

use forms::author::files::Files;
use forms::author::finding::Finding;
use forms::author::overlay::Overlay;
use vietnam::unit::Units;

/// Takes `--overlay FILE` out of the words of a command.
///
/// # Errors
/// Where no file follows, or more than one overlay is named.
pub(super) fn taken<'a>(words: &mut Vec<&'a str>) -> Result<Option<&'a str>, String> {
    let is_flag = |word: &&str| *word == "--overlay";
    let Some(at) = words.iter().position(is_flag) else {
        return Ok(None);
    };
    let file = words.get(at + 1).copied();
    let Some(file) = file.filter(|file| !file.starts_with('-')) else {
        return Err(format!("--overlay lacks its file; {}", known()));
    };
    words.drain(at..=at + 1);
    if words.iter().any(is_flag) {
        return Err("--overlay is named twice; one province is served at a time".to_owned());
    }
    Ok(Some(file))
}

/// The overlays that there are.
fn known() -> String {
    let entries = std::fs::read_dir("overlays").into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    match names.as_slice() {
        [] => "name the file of a province (docs/overlays.md)".to_owned(),
        names => format!("name the file of a province, here: {}", names.join(", ")),
    }
}

/// The overlay, or what is wrong in it.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn read(files: &Files, file: &str) -> Result<Result<Overlay, Vec<Finding>>, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}; {}", known()))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_is_one_file() {
        let mut words = vec!["lint", "--overlay", "a.toml", "--unconfirmed"];
        assert_eq!(taken(&mut words), Ok(Some("a.toml")));
        assert_eq!(words, ["lint", "--unconfirmed"]);
        assert_eq!(taken(&mut words), Ok(None));
        for wrong in [
            &["lint", "--overlay"][..],
            &["lint", "--overlay", "--unconfirmed"],
            &["lint", "--overlay", "a.toml", "--overlay", "b.toml"],
        ] {
            assert!(taken(&mut wrong.to_vec()).is_err(), "{wrong:?}");
        }
    }
}
