//! Compiles `locales/` into the names of all texts (Rust) and two files of texts per language: what stands in the folder
//! `first` travels before the first question, all others with the part of the program that comes later.
//!
//! Vietnamese and English are strict: a missing text, or figures that differ, ends the build
//! (decision 40). Any other folder is a language too; what it lacks is said in Vietnamese, with a warning.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Texts = BTreeMap<String, String>;

/// The texts of a language: those before the first question, and all others.
struct Both {
    first: Texts,
    later: Texts,
}

const FIRST: &str = "vi";
const STRICT: [&str; 2] = [FIRST, "en"];
/// Where the site's files are gathered; Trunk's hook copies them.
const SITE: &str = "target/site/text";

/// Name and integrity of the module that reads codes, written by `tools/code-reader.mjs` before the app is built.
const CODE_READER: &str = "target/code-reader.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SPLIT").is_some()
        && env::var("CARGO_CFG_TARGET_FAMILY")? == "wasm"
    {
        // The splitter finds by them what refers to what.
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
    let mut languages = BTreeMap::new();
    for folder in sorted("locales")? {
        let code = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        languages.insert(code, read_language(&folder)?);
    }
    let model = languages.remove(FIRST).ok_or("locales/vi is missing")?;
    for (code, texts) in &mut languages {
        let strict = STRICT.contains(&code.as_str());
        hold_against(&model.first, &mut texts.first, code, strict)?;
        hold_against(&model.later, &mut texts.later, code, strict)?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("code_reader.rs"), code_reader()?)?;
    let digest = digest(&model);
    languages.insert(FIRST.to_owned(), model);
    fs::write(out.join("texts.rs"), rust(&languages, &digest)?)?;
    fs::create_dir_all(SITE)?;
    for (code, texts) in &languages {
        for (name, texts) in [
            (code.clone(), &texts.first),
            (format!("{code}.later"), &texts.later),
        ] {
            let lines: Vec<&str> = std::iter::once(digest.as_str())
                .chain(texts.values().map(String::as_str))
                .collect();
            let file = lines.join("\n");
            fs::write(out.join(format!("{name}.txt")), &file)?;
            let site = format!("{SITE}/{name}.txt");
            fs::write(&site, &file)?;
            println!("cargo:rerun-if-changed={site}");
        }
    }
    Ok(())
}

/// The module that reads codes as the app knows it; none in a build that only checks or tests.
fn code_reader() -> Result<String, Box<dyn Error>> {
    // A file that is not there would have the app built anew every time.
    if !Path::new(CODE_READER).exists() {
        fs::create_dir_all("target")?;
        fs::write(CODE_READER, "")?;
    }
    println!("cargo:rerun-if-changed={CODE_READER}");
    let told = fs::read_to_string(CODE_READER)?;
    let told = told.lines().collect::<Vec<_>>();
    let known = match told.as_slice() {
        [name, integrity] => Some((*name, *integrity)),
        _ => None,
    };
    Ok(format!(
        "/// Name and integrity of the module.\nconst MODULE: Option<(&str, &str)> = {known:?};\n"
    ))
}

fn sorted(folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

/// All files of a language's folder, those below `first` apart; a name stands once in all of them.
fn read_language(folder: &Path) -> Result<Both, Box<dyn Error>> {
    let both = Both {
        first: read_texts(&folder.join("first"))?,
        later: read_texts(folder)?,
    };
    if let Some(name) = both
        .later
        .keys()
        .find(|name| both.first.contains_key(*name))
    {
        return Err(format!("{}: {name} stands in two files", folder.display()).into());
    }
    Ok(both)
}

/// The files of a folder: flat tables `name = "text"`.
fn read_texts(folder: &Path) -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    for path in sorted(folder)?.into_iter().filter(|path| path.is_file()) {
        let file = path.display();
        let table: Texts = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|fault| format!("{file}: {fault}"))?;
        for (name, text) in table {
            if text.is_empty() || text.contains('\n') {
                return Err(format!("{file}: {name} must be one line that is not empty").into());
            }
            if !name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            {
                return Err(format!("{file}: {name} must be written in snake_case").into());
            }
            if texts.insert(name.clone(), text).is_some() {
                return Err(format!("{file}: {name} stands in two files").into());
            }
        }
    }
    Ok(texts)
}

/// Every text of the first language is there with the same figures, and no other text is.
fn hold_against(
    first: &Texts,
    texts: &mut Texts,
    code: &str,
    strict: bool,
) -> Result<(), Box<dyn Error>> {
    if let Some(extra) = texts.keys().find(|name| !first.contains_key(*name)) {
        return Err(format!("locales/{code}: {extra} is not in locales/{FIRST}").into());
    }
    for (name, model) in first {
        match texts.get(name) {
            None if strict => return Err(format!("locales/{code}: {name} is missing").into()),
            None => {
                println!(
                    "cargo:warning=locales/{code}: {name} is missing; it is said in Vietnamese"
                );
                texts.insert(name.clone(), model.clone());
            }
            Some(text) if figures(text)? != figures(model)? => {
                return Err(format!(
                    "locales/{code}: {name} does not have the figures of locales/{FIRST}"
                )
                .into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The names in braces: `{max}`.
fn figures(text: &str) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for piece in text.split('{').skip(1) {
        let (name, _) = piece
            .split_once('}')
            .ok_or_else(|| format!("a brace is not closed: {text}"))?;
        found.insert(name.to_owned());
    }
    Ok(found)
}

/// Tells whether a file of texts belongs to this program: over names and figures, in order (FNV-1a).
fn digest(texts: &Both) -> String {
    let shape = texts
        .first
        .iter()
        .chain(&texts.later)
        .flat_map(|(name, text)| {
            let figures: Vec<String> = figures(text).into_iter().flatten().collect();
            format!("{name}({})\n", figures.join(",")).into_bytes()
        });
    let hash = shape.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// The names of all texts, by line: those of the first file, then those of the later one.
fn rust(languages: &BTreeMap<String, Both>, digest: &str) -> Result<String, Box<dyn Error>> {
    let model = languages.get(FIRST).ok_or("locales/vi is missing")?;
    let mut names = String::new();
    let mut functions = String::new();
    for (line, (name, text)) in model.first.iter().chain(&model.later).enumerate() {
        let figures = figures(text)?;
        if figures.is_empty() {
            writeln!(names, "    /// {text}\n    {} = {line},", camel(name))?;
            continue;
        }
        let params: Vec<String> = figures
            .iter()
            .map(|figure| format!("{figure}: &dyn Display"))
            .collect();
        let values: Vec<String> = figures
            .iter()
            .map(|figure| format!("(\"{figure}\", {figure})"))
            .collect();
        writeln!(
            functions,
            "    /// {text}\n    #[must_use]\n    pub fn {name}({}) -> String {{\n        super::fill({line}, &[{}])\n    }}",
            params.join(", "),
            values.join(", "),
        )?;
    }
    let mut known = String::new();
    for (code, texts) in languages {
        let own = texts
            .first
            .get("language_name")
            .ok_or("language_name is missing")?;
        writeln!(known, "    Language {{ code: {code:?}, name: {own:?} }},")?;
    }
    Ok(format!(
        "/// The texts without figures, by name.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Text {{\n{names}}}\n\n\
         /// The texts with figures.\npub mod say {{\n    use std::fmt::Display;\n\n{functions}}}\n\n\
         /// The languages that there are.\npub const LANGUAGES: &[Language] = &[\n{known}];\n\n\
         const DIGEST: &str = {digest:?};\n\
         /// How many texts the first file has.\nconst FIRST: usize = {};\n",
        model.first.len()
    ))
}

/// `days_left` → `DaysLeft`.
fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default()
        })
        .collect()
}
