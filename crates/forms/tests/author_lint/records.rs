//! What records fill: those who are offered by name, and what registers may say.

use crate::messages_by;
use crate::vocabulary::words;

/// The source of the base, about a ward who is named.
const ASKED: (&str, &str) = (
    "about = [\"self\"]\nwant = [\"population.full_name\"]\n",
    "about = [\"ward\"]\nwant = [\"population.full_name\"]\nkeys = { full_name = \"name\" }\n",
);
/// The name as what the record of the right person says.
const FILLED: (&str, &str) = (
    "sources = [{ id = \"population\", from = \"population.full_name\" }]",
    "sources = [\"population\"]",
);

#[test]
fn somebody_who_is_offered_by_name_and_fills_nothing() {
    let about = |when: &str| {
        let role = format!("[[role]]\nrole = \"person\"\nis = \"person\"\nof = \"ward\"\n{when}\n");
        let source = format!("{role}\n[[source]]\nid = \"population\"\n");
        let with_role = ("[[source]]\nid = \"population\"\n", source.as_str());
        messages_by(&words(), &[with_role, ASKED, FILLED])
    };
    assert_eq!(about(""), Vec::<String>::new());
    let missing = "a `ward` is offered by name here, and no record about them fills `name` with way = \"again\"; add what is missing: a [[role]] of `ward`, a [[source]] about `ward` that wants the attribute, its id among the sources of `name`; or leave `ward` out";
    assert_eq!(
        about("when = { field = \"way\", is = \"new\" }"),
        [format!("90.toml:40 source population about: {missing}")]
    );
    // Without a rule the name is that of whoever asks.
    let without = messages_by(&words(), &[ASKED, FILLED]);
    assert_eq!(without.len(), 1, "{without:?}");
    assert!(without[0].starts_with("90.toml:34 source population about: a `ward` is offered"));
}

#[test]
fn somebody_who_is_named_before_they_are_chosen() {
    let mut words = words();
    let mut row = words.facts[0].clone();
    (row.record, row.attribute) = ("population".to_owned(), "father_name".to_owned());
    row.concept = "father.full_name".to_owned();
    row.kind = "person-name".to_owned();
    words.facts.push(row);
    let ward = "[[role]]\nrole = \"person\"\nis = \"person\"\nof = \"ward\"\n\n";
    let guess = "[[role]]\nrole = \"person\"\nis = \"father\"\nof = \"self\"\n\n";
    let own = "[[source]]\nid = \"population\"\nabout = [\"self\"]\nwant = [\"population.father_name\"]\n\n";
    let named = |roles: &[&str]| {
        let before = [&roles.concat(), own, "[[source]]\nid = \"population\"\n"].concat();
        let with_roles = ("[[source]]\nid = \"population\"\n", before.as_str());
        let told = messages_by(&words, &[with_roles, ASKED, FILLED]).into_iter();
        told.filter(|told| told.contains("before anybody is chosen"))
            .collect::<Vec<_>>()
    };
    assert_eq!(named(&[ward]), Vec::<String>::new());
    let told = named(&[ward, guess]);
    assert_eq!(told.len(), 1, "{told:?}");
    let what = "a `ward` is chosen by name here, and `population.father_name` of population would fill `name`";
    assert!(told[0].contains(what), "{told:?}");
}

#[test]
fn what_a_register_may_say_and_the_field_cannot_hold() {
    let mut words = words();
    let mut row = words.facts[0].clone();
    row.attribute = "way".to_owned();
    row.concept = "request.way".to_owned();
    row.kind = "one-of".to_owned();
    row.note = "unconfirmed; values: new, again (2), never".to_owned();
    words.facts.push(row);
    for field in words.fields.iter_mut().filter(|field| field.id == "way") {
        field.sources = "population".to_owned();
    }
    let asked = (
        "want = [\"population.full_name\"]",
        "want = [\"population.full_name\", \"population.way\"]",
    );
    let way = "options = [{ value = \"new\"";
    let told = |sources: &str| {
        let with_sources = format!("{sources}\n  {way}");
        messages_by(&words, &[asked, (way, &with_sources)])
    };
    let lost = "`population` may say `never` of `population.way`, which is no answer here; say in `means` what it comes to (\"\": it says nothing here), or add the option";
    assert_eq!(
        told("sources = [\"population\"]"),
        [format!("90.toml:47 /way sources: {lost}")]
    );
    for means in [
        "means = { new = \"new\", again = \"again\", never = \"\" }",
        "means = { new = \"new\", \"*\" = \"again\" }",
    ] {
        let sources = format!("sources = [{{ id = \"population\", {means} }}]");
        assert_eq!(told(&sources), Vec::<String>::new(), "{means}");
    }
}
