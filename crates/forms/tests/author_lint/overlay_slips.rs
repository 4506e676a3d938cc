//! Slips of a province that would change something silently, or nothing at all.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use crate::overlays::{files, refuses};
use crate::{BASE, messages};
use forms::author::overlay::Overlay;
use forms::author::source::Source;

#[test]
fn an_overlay_that_changes_nothing_says_so() {
    refuses(
        "service = 5\n",
        &[
            "3 service: a number stands here; write [service.NN], and below it what the province does otherwise",
        ],
    );
    refuses(
        "[service]\n",
        &[
            "3 service: it changes no service; write [service.NN], and below it what the province does otherwise",
        ],
    );
    refuses("", &["1: `service` is missing; add [service.…]"]);
    refuses(
        "[service.90]\n",
        &[
            "3 service 90: nothing of it is changed; write what the province does otherwise, or take the table out",
        ],
    );
}

#[test]
fn the_same_entry_twice() {
    refuses(
        "[[service.90.rule]]\nid = \"few\"\nwithout = [\"when\"]\n[[service.90.rule]]\nid = \"few\"\nat = [\"name\"]\n",
        &[
            "6 service 90 rule: the rule `few` stands already in line 3; write one of them, with all that changes",
        ],
    );
    let paper = "[[service.90.paper]]\ncode = \"90.local\"\nname = { vi = \"a\", en = \"a\" }\n";
    refuses(
        &[paper, paper].concat(),
        &[
            "6 service 90 paper: the paper `90.local` stands already in line 3; write one of them, with all that changes",
        ],
    );
}

#[test]
fn a_procedure_is_a_code_and_of_this_case() {
    let other = "9 x".repeat(30);
    for wrong in ["!!", "-1", other.as_str()] {
        let what = format!(
            "`{wrong}` is no code; a code is letters and digits, at most 64, with . _ / - between them: 1.001193"
        );
        refuses(
            &format!("[[service.90.case]]\ncode = \"90.new\"\nprocedure = \"{wrong}\"\n"),
            &[&format!("5 service 90 case 90.new procedure: {what}")],
        );
        let found = messages(
            "procedure = \"1.000001\"",
            &format!("procedure = \"{wrong}\""),
        );
        assert_eq!(found, [format!("90.toml:17 case 90.new procedure: {what}")]);
    }
    refuses(
        "[[service.90.case]]\ncode = \"90.new\"\nprocedure = \"1.000002\"\n",
        &[
            "5 service 90 case 90.new procedure: `1.000002` is the procedure of 90.again; write the code of this case",
        ],
    );
    // The country gave both the same before; a code of the province's own is not the country's.
    refuses(
        "[[service.90.case]]\ncode = \"90.new\"\nprocedure = \"9.1/H01\"\n[[service.90.case]]\ncode = \"90.again\"\nprocedure = \"1.000002\"\n",
        &[],
    );
}

#[test]
fn a_procedure_of_another_service() {
    let mut files = files();
    let other = BASE
        .replacen("id = \"90\"", "id = \"91\"", 1)
        .replace("1.00000", "2.00000");
    files
        .services
        .push(Source::read("services/91-khac.toml", &other).ok().unwrap());
    let text = "province = \"91\"\ndate = \"2026-11-25\"\n[[service.90.case]]\ncode = \"90.new\"\nprocedure = \"2.000001\"\n";
    let found = Overlay::read(&files, "overlays/thu.toml", text)
        .err()
        .unwrap();
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "overlays/thu.toml:5 service 90 case 90.new procedure: `2.000001` is the procedure of 90.new; write the code of this case"
        ]
    );
}

#[test]
fn numbers_beyond_what_can_be() {
    refuses(
        "[[service.90.case]]\ncode = \"90.new\"\nterm = { value = 60000, unit = \"days\" }\n",
        &[
            "5 service 90 case 90.new term value: 60000 stands here; write a whole number from 0 to 1000",
        ],
    );
    refuses(
        "[[service.90.paper]]\ncode = \"90.form\"\ncopies = 100000\noriginals = -1\n",
        &[
            "5 service 90 paper 90.form copies: 100000 stands here; write a whole number from 0 to 99",
            "6 service 90 paper 90.form originals: -1 stands here; write a whole number from 0 to 99",
        ],
    );
    refuses(
        "[service.90.table.area.per_person]\nsquare_metres = 81\n",
        &[
            "4 service 90 table area per_person square_metres: 81 is more than 10 times the law's 8; write what the resolution of the province says",
        ],
    );
}

#[test]
fn faults_say_what_is_wrong_and_where() {
    refuses(
        "[service.90]\nplaceholder = \"\"\n",
        &["4 service 90 placeholder: the text is empty; write it, or take the line out"],
    );
    refuses(
        "[[service.90.case]]\ncode = \"90.new\"\nprocedure = \"\"\n",
        &["5 service 90 case 90.new procedure: the text is empty; write it, or take the line out"],
    );
    refuses(
        "[service.90.table.area.per_person]\nsquare_metres = \"ten\"\n",
        &[
            "4 service 90 table area per_person square_metres: a text stands here; write a whole number",
        ],
    );
    refuses(
        "[[service.90.fee]]\nid = \"copy\"\nwhen = { field = \"way\", is = { code = \"x\", list = \"no-list\" } }\nlaw = \"Nghị quyết 1\"\n",
        &[
            "5 service 90 fee copy when compare value: the list `no-list` has no `x`; name a list of data/lists and a code of it",
        ],
    );
}

#[test]
fn a_file_in_another_encoding() {
    let bytes = b"province = \"91\"\ndate = \"\xff\"\n".to_vec();
    let found = Overlay::read_file(&files(), "overlays/thu.toml", bytes)
        .err()
        .unwrap();
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["overlays/thu.toml:2: this is no text in UTF-8; save the file in UTF-8"]
    );
}
