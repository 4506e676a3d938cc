use crate::{Cause, from_text};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Debug;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    Point,
    Circle(f64),
    Box { wide: u32, high: i64 },
    Line(i8, i8),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Named(String);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    Text(String),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Drawing {
    name: Named,
    #[serde(default)]
    hint: Option<String>,
    shapes: Vec<Shape>,
    #[serde(default)]
    by_name: BTreeMap<String, Either>,
    pair: (bool, char),
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

/// Reads like serde_json itself.
#[track_caller]
fn reads_alike<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    let expected: T = serde_json::from_str(text).unwrap();
    assert_eq!(from_text::<T>(text).unwrap(), expected);
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(text: &str, cause: Cause, pointer: &str) {
    let fault = from_text::<T>(text).unwrap_err();
    assert_eq!(
        (fault.cause(), fault.pointer()),
        (cause, pointer),
        "{fault}"
    );
    assert!(serde_json::from_str::<T>(text).is_err());
    assert!(!fault.to_string().is_empty());
}

#[test]
fn every_kind_of_type_is_read_as_serde_json_reads_it() {
    reads_alike::<Drawing>(
        r#"{"name":"Mẫu","shapes":["point",{"circle":1.5},{"box":{"wide":3,"high":-4,"more":1}},{"line":[1,-2]}],
        "by_name":{"a":7,"b":"x"},"pair":[true,"Ă"],"unknown":{"kept":[null]},"hint":null}"#,
    );
    reads_alike::<BTreeMap<String, Option<u64>>>(r#"{"a":18446744073709551615,"b":null}"#);
    reads_alike::<BTreeMap<Shape2, i64>>(r#"{"one":-9223372036854775808}"#);
    reads_alike::<Vec<f64>>("[1, -2, 0.5, 1e300]");
    reads_alike::<serde_json::Value>(r#"[{"a":[1,-1,1.5,"t",true,null]}]"#);
    reads_alike::<()>("null");
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shape2 {
    One,
}

#[test]
fn a_fault_says_where_it_stands() {
    refused::<Drawing>("", Cause::CutOff, "");
    refused::<Drawing>("{\"name\": \"x", Cause::CutOff, "");
    refused::<Drawing>("<!doctype html>", Cause::Syntax, "");
    refused::<Drawing>(r#"{"name":5}"#, Cause::Data, "/name");
    refused::<Vec<Shape>>(
        r#"["point",{"box":{"wide":-1,"high":0}}]"#,
        Cause::Data,
        "/1/wide",
    );
    refused::<Vec<Shape>>(r#"[{"circle":"x"}]"#, Cause::Data, "/0/circle");
    refused::<Vec<Shape>>(r#"["circle"]"#, Cause::Data, "/0");
    refused::<Vec<Shape>>(r#"["square"]"#, Cause::Data, "/0");
    refused::<Vec<Shape>>(r#"[{"point":1}]"#, Cause::Data, "/0");
    refused::<BTreeMap<String, u8>>(r#"{"a/b~c":256}"#, Cause::Data, "/a~1b~0c");
    refused::<Option<bool>>("[]", Cause::Data, "");
}
