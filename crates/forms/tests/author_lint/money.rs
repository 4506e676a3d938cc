//! What is paid, in definitions and under overlays: numbers within the contract's bounds, in force at some time, and on
//! a ground of whoever asks it.

use crate::{messages, overlays, refuses};

const WANTED: &str = "write a whole number from 0 to 999999999999, or an expression that gives one";

#[track_caller]
fn no_amount(amount: &str, what: &str) {
    let expected = format!("90.toml:121 fee copy amount: {what} stands here; {WANTED}");
    let changed = format!("amount = {amount}");
    refuses("amount = 8000", &changed, &[&expected]);
    let overlay = format!("[[service.90.fee]]\nid = \"copy\"\nlaw = \"Nghị quyết 1\"\n{changed}\n");
    let expected = format!("6 service 90 fee copy amount: {what} stands here; {WANTED}");
    overlays::refuses(&overlay, &[&expected]);
}

#[test]
fn an_amount_that_is_no_number_within_the_bounds() {
    no_amount("-5", "-5");
    no_amount("1_000_000_000_000", "1000000000000");
    no_amount("\"5000\"", "a text");
    no_amount("5000.5", "a number with a fraction");
    no_amount("true", "true or false");
    no_amount("{ times = [-5000, { field = \"count\" }] }", "-5000");
    no_amount("{ if = true, then = 5000, else = \"5000\" }", "\"5000\"");
    no_amount("{ add_days = [\"today\", 3] }", "`add-days`");
}

#[test]
fn amounts_that_are_worked_out() {
    for amount in [
        "0",
        "999_999_999_999",
        "{ times = [5000, { field = \"count\" }] }",
        "{ if = { field = \"way\", is = \"new\" }, then = 5000 }",
    ] {
        let found = messages("amount = 8000", &format!("amount = {amount}"));
        assert_eq!(found, Vec::<String>::new(), "{amount}");
    }
}

#[test]
fn an_amount_worked_out_from_no_numbers() {
    let remedy = "a fee is worked out from numbers of 0 to 999999999999";
    refuses(
        "amount = 8000",
        "amount = { times = [8000, { field = \"day\" }] }",
        &[&format!(
            "90.toml:121 fee copy amount: `day` (date) is no number; {remedy}"
        )],
    );
    let table = "amount = { table = \"prices\", key = { field = \"way\" }, column = \"price\" }\nlaw = \"Thông tư 1\"\n\n[table.prices]\nnew = { price = 5 }\nagain = { price = -5 }\n";
    refuses(
        "amount = 8000\nlaw = \"Thông tư 1\"\n",
        table,
        &[&format!(
            "90.toml:121 fee copy amount: table prices again price is -5; {remedy}"
        )],
    );
}

#[test]
fn an_amount_without_law() {
    refuses(
        "law = \"Thông tư 1\"\n",
        "",
        &[
            "90.toml:118 fee copy: an amount rests on no law; add law = \"…\", or unconfirmed = true",
        ],
    );
}

#[test]
fn a_fee_that_is_never_in_force() {
    let never = "from 2027-01-01 is after until 2026-01-01: it is never in force; exchange them, or take one out";
    let turned = "from = \"2027-01-01\"\nuntil = \"2026-01-01\"\n";
    refuses(
        "law = \"Thông tư 1\"\n",
        &format!("law = \"Thông tư 1\"\n{turned}"),
        &[&format!("90.toml:124 fee copy until: {never}")],
    );
    overlays::refuses(
        &format!("[[service.90.fee]]\nid = \"copy\"\nlaw = \"Nghị quyết 1\"\n{turned}"),
        &[&format!("7 service 90 fee copy until: {never}")],
    );
    let exemption = "exemptions = [{ name = { vi = \"Trẻ em\", en = \"Children\" }, when = true, from = \"2027-01-01\", until = \"2026-01-01\" }]\n";
    refuses(
        "law = \"Thông tư 1\"\n",
        &format!("law = \"Thông tư 1\"\n{exemption}"),
        &[&format!("90.toml:123 fee copy exemptions: {never}")],
    );
    refuses(
        "law = \"Thông tư 1\"\n",
        "law = \"Thông tư 1\"\nfrom = \"2026-13-01\"\n",
        &["90.toml:123 fee copy from: `2026-13-01` is no date; write it as 2026-11-25"],
    );
}

#[test]
fn a_province_names_the_ground_of_what_it_asks() {
    let without = "what the province changes would stand under the law of the country; add law = \"…\" with its own; where it is not known, without = [\"law\"] and a placeholder";
    for changed in [
        "amount = 5000",
        "when = { field = \"way\", is = \"new\" }",
        "until = \"2027-12-31\"",
        "placeholder = \"?\"\nexemptions = []",
    ] {
        let overlay = format!("[[service.90.fee]]\nid = \"copy\"\n{changed}\n");
        let line = 4 + changed.lines().count();
        overlays::refuses(
            &overlay,
            &[&format!("{line} service 90 fee copy: {without}")],
        );
    }
    let fee = "[[service.90.fee]]\nid = \"copy\"\n";
    let open = "amount = 5000\nwithout = [\"law\"]\nplaceholder = \"Chưa biết nghị quyết nào\"\n";
    let laid = overlays::laid(&format!("{fee}{open}"));
    assert_eq!(
        (laid.fees[0].law.as_deref(), laid.fees[0].unconfirmed),
        (None, true)
    );
    overlays::refuses(
        &format!("{fee}amount = 5000\nwithout = [\"law\"]\n"),
        &[
            "3 service 90 fee copy: an amount rests on no law; add law = \"…\", or unconfirmed = true",
        ],
    );
    // What people read of it, and that it is not known, is no change.
    overlays::laid(&format!(
        "{fee}name = {{ vi = \"Sao\", en = \"Copies\" }}\nplaceholder = \"?\"\n"
    ));
}
