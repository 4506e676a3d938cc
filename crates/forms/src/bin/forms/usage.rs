//! What the program takes, and what is told of a command line that it does not understand.

use forms::author::finding::{did_you_mean, nearest};

pub(super) const USAGE: &str = "\
forms lint                  say what is wrong in definitions, lists and catalogue
forms lint --unconfirmed    list what no source confirms, with its place
forms build --out DIR       write what travels to the browser: services/ and lists/
forms schema ID [CASE]      print the JSON Schema of what is sent: forms schema 09 09.birth
forms schema --authoring    print the JSON Schema that editors use for the definitions
forms sample ID CASE [--full] [--seed N]
                            print answers of a case that can be filed, the least or all, and what else sending needs
forms report reuse          say how many official items known facts fill, per service and person
forms report reuse --write  write it down in docs/reuse.md
forms digest                print each definition's version

--overlay FILE with any of them: the same of the definitions under a province's overlay (overlays/PROVINCE.toml).
lint then speaks of the overlay alone, and build writes services/ alone.

Run it in the root of the checkout. MOTCUA_TODAY=YYYY-MM-DD is the day that ages are counted on (today).
It ends with 0 when all is well, 1 when something is to be mended, 2 when it could not work.";

/// A command, its options and words, and how it is written.
type Command = (&'static str, &'static [&'static str], &'static str);

const COMMANDS: [Command; 7] = [
    (
        "lint",
        &["--unconfirmed"],
        "forms lint [--unconfirmed] [--overlay FILE]",
    ),
    (
        "build",
        &["--out"],
        "forms build --out DIR [--overlay FILE]",
    ),
    (
        "schema",
        &["--authoring"],
        "forms schema ID [CASE] [--overlay FILE], or forms schema --authoring",
    ),
    (
        "sample",
        &["--full", "--seed"],
        "forms sample ID CASE [--full] [--seed N] [--overlay FILE]",
    ),
    (
        "report",
        &["reuse", "--write"],
        "forms report reuse [--overlay FILE], or forms report reuse --write",
    ),
    ("digest", &[], "forms digest [--overlay FILE]"),
    ("help", &[], "forms help"),
];

/// Why a command line is not understood, and how it is written.
pub(super) fn not_understood(words: &[&str], has_overlay: bool) -> String {
    let Some((first, rest)) = words.split_first() else {
        return USAGE.to_owned();
    };
    let Some((name, options, usage)) = COMMANDS.iter().find(|(name, ..)| name == first) else {
        let names = COMMANDS.map(|(name, ..)| name);
        let known = format!("its commands are {}", names.join(", "));
        let remedy = did_you_mean(first, names, &known);
        return format!("`{first}` is no command of forms; {remedy}\n`forms help` tells each");
    };
    let is_option = |word: &&&str| word.starts_with('-') || options.is_empty() || *name == "report";
    let unknown = { rest.iter() }
        .filter(is_option)
        .find(|word| !options.contains(word));
    let what = match unknown {
        Some(word) => {
            let near = nearest(word, options.iter().copied().chain(["--overlay"]));
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            format!(
                "`{word}` is no argument of forms {name}{}",
                near.unwrap_or_default()
            )
        }
        None if has_overlay => format!("forms {name} does not take these together with --overlay"),
        None => format!("forms {name} has too few or too many arguments"),
    };
    format!("{what}\nit is written: {usage}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn tells(line: &str, begins: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let told = not_understood(&words, false);
        assert!(told.starts_with(begins), "{told}");
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_there_is() {
        tells("lnt", "`lnt` is no command of forms; did you mean `lint`?");
        tells(
            "check",
            "`check` is no command of forms; its commands are lint, build, schema, sample, report, digest, help",
        );
        tells(
            "lint --unconfirmd",
            "`--unconfirmd` is no argument of forms lint; did you mean `--unconfirmed`?\nit is written: forms lint",
        );
        tells(
            "report reus",
            "`reus` is no argument of forms report; did you mean `reuse`?",
        );
        tells(
            "build out",
            "forms build has too few or too many arguments\nit is written: forms build --out DIR",
        );
        tells("digest 09", "`09` is no argument of forms digest\n");
        let both = not_understood(&["report", "reuse", "--write"], true);
        assert!(both.starts_with("forms report does not take these together with --overlay"));
    }
}
