//! Paths of the document: one entry per operation of the table.

use serde_json::json;
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, HttpMethod, ObjectBuilder, Paths, PathsBuilder, Ref, RefOr,
    Required, ResponseBuilder, ResponsesBuilder, Type,
    extensions::ExtensionsBuilder,
    path::{OperationBuilder, ParameterBuilder, ParameterIn, PathItem},
    request_body::RequestBodyBuilder,
    schema::Schema,
    security::SecurityRequirement,
};

use super::{bodies::Exchange, body::Body};
use crate::{Access, Method, OPERATIONS, Operation, PROBLEM_MEDIA_TYPE, ProblemKind, header};

const PROBLEM: &str = "Problem";
const PROBLEM_LATER: &str = "ProblemLater";

/// Every operation of the contract.
pub(super) fn all(exchanges: &[Exchange]) -> Paths {
    OPERATIONS
        .iter()
        .fold(PathsBuilder::new(), |paths, op| {
            paths.path(
                op.path,
                PathItem::new(http(op.method), operation(op, exchanges)),
            )
        })
        .build()
}

fn operation(op: &Operation, exchanges: &[Exchange]) -> OperationBuilder {
    let exchange = exchanges.iter().find(|(id, ..)| *id == op.id);
    let access: Vec<&str> = op.access.iter().map(|level| level.code()).collect();
    let mut built = OperationBuilder::new()
        .operation_id(Some(op.id))
        .summary(Some(op.summary))
        .description(Some(description(op, &access)))
        .tag(op.section)
        .responses(responses(op, exchange.map(|(_, _, answer)| answer)))
        .extensions(Some(
            ExtensionsBuilder::new()
                .add("x-access", json!(access))
                .add(
                    "x-problems",
                    json!(
                        op.problem_kinds()
                            .iter()
                            .map(|kind| kind.slug())
                            .collect::<Vec<_>>()
                    ),
                )
                .build(),
        ));
    for scheme in op.access.iter().filter_map(|level| scheme(*level)) {
        built = built.security(SecurityRequirement::new(scheme, [] as [&str; 0]));
    }
    for name in op.path_parameters() {
        built = built.parameter(parameter(name, ParameterIn::Path, true));
    }
    for name in op.query {
        built = built.parameter(parameter(name, ParameterIn::Query, false));
    }
    for (name, required) in headers(op) {
        built = built.parameter(parameter(name, ParameterIn::Header, required));
    }
    if let Some((media, schema)) = exchange.and_then(|(_, request, _)| request.content.as_ref()) {
        built = built.request_body(Some(
            RequestBodyBuilder::new()
                .required(Some(Required::True))
                .content(
                    *media,
                    ContentBuilder::new().schema(Some(schema.clone())).build(),
                )
                .build(),
        ));
    }
    built
}

fn description(op: &Operation, access: &[&str]) -> String {
    let name = op.number.map_or_else(
        || "Optional profile".to_owned(),
        |n| format!("Operation {n}"),
    );
    let mut text = format!(
        "{name}, section {}. Access: {}.",
        op.section,
        access.join(" or ")
    );
    if !op.access_note.is_empty() {
        text.push(' ');
        text.push_str(op.access_note);
    }
    if op.may_be_left_out() {
        text.push_str(" May be left out: 501 `not-offered`.");
    }
    text
}

/// Request headers, and whether each is required.
fn headers(op: &Operation) -> Vec<(&'static str, bool)> {
    let mut found = Vec::new();
    if !op.method.is_safe() {
        found.push((header::PORTAL_CLIENT, true));
    }
    if op.idempotent {
        found.push((header::IDEMPOTENCY_KEY, true));
    }
    if op.if_match {
        found.push(("If-Match", true));
    }
    if op.etag && op.method.is_safe() {
        found.push(("If-None-Match", false));
    }
    // A stream begins anew where the last event is not named.
    found.extend(
        op.headers
            .iter()
            .map(|name| (*name, *name != "Last-Event-ID")),
    );
    found
}

fn parameter(name: &str, place: ParameterIn, required: bool) -> ParameterBuilder {
    let required = if required {
        Required::True
    } else {
        Required::False
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .schema(Some(text_schema()))
}

fn responses(op: &Operation, body: Option<&Body>) -> ResponsesBuilder {
    let mut success = ResponseBuilder::new().description("Done");
    if let Some((media, schema)) = body.and_then(|body| body.content.as_ref()) {
        success = success.content(
            *media,
            ContentBuilder::new().schema(Some(schema.clone())).build(),
        );
    }
    for name in response_headers(op) {
        success = success.header(
            name,
            HeaderBuilder::new().schema(Some(text_schema())).build(),
        );
    }
    let mut built = ResponsesBuilder::new().response(op.success.to_string(), success);
    if op.id == "submitDossier" {
        built = built.response("202", later());
    }
    if op.etag && op.method.is_safe() {
        built = built.response("304", ResponseBuilder::new().description("Not changed"));
    }
    let mut kinds = op.problem_kinds();
    kinds.sort_by_key(|kind| kind.status());
    for group in kinds.chunk_by(|a, b| a.status() == b.status()) {
        if let [first, ..] = group {
            built = built.response(first.status().to_string(), problem(group));
        }
    }
    built
}

/// 202 of operation 28: the code is assigned later.
fn later() -> ResponseBuilder {
    ResponseBuilder::new()
        .description("Accepted; operation 45 knows more")
        .header(
            "Location",
            HeaderBuilder::new().schema(Some(text_schema())).build(),
        )
        .content(
            "application/json",
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("PollAfter")))
                .build(),
        )
}

/// The answer to a kind of failure; the description names the kinds.
fn problem(kinds: &[ProblemKind]) -> Ref {
    let says_when = |kind: &ProblemKind| kind.retryable() && kind.status() != 500;
    let name = if kinds.iter().any(says_when) {
        PROBLEM_LATER
    } else {
        PROBLEM
    };
    let slugs: Vec<&str> = kinds.iter().map(|kind| kind.slug()).collect();
    let mut response = Ref::from_response_name(name);
    response.description = slugs.join(", ");
    response
}

/// The two answers of failure: with and without `Retry-After`.
pub(super) fn problem_responses() -> [(&'static str, ResponseBuilder); 2] {
    let base = |description| {
        ResponseBuilder::new().description(description).content(
            PROBLEM_MEDIA_TYPE,
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        )
    };
    let retry_after = HeaderBuilder::new().schema(Some(text_schema())).build();
    [
        (PROBLEM, base("A problem (RFC 9457)")),
        (
            PROBLEM_LATER,
            base("A problem that may pass").header("Retry-After", retry_after),
        ),
    ]
}

fn response_headers(op: &Operation) -> Vec<&'static str> {
    let mut found = Vec::new();
    if op.etag {
        found.push("ETag");
    }
    if matches!(
        op.id,
        "createDraft" | "createUpload" | "submitDossier" | "signIn"
    ) {
        found.push("Location");
    }
    if op.section == "4.7" && op.id != "getUpload" {
        found.push("Tus-Resumable");
    }
    match op.id {
        "createUpload" => found.push("Upload-Expires"),
        "headUpload" => found.extend(["Upload-Offset", "Upload-Length"]),
        "patchUpload" => found.push("Upload-Offset"),
        _ => {}
    }
    found
}

fn text_schema() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).into()
}

const fn http(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Head => HttpMethod::Head,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
    }
}

const fn scheme(level: Access) -> Option<&'static str> {
    match level {
        Access::Public => None,
        Access::SignedIn | Access::Level2 | Access::Level2Fresh => Some("session"),
        Access::Device => Some("device"),
        Access::Handover => Some("handover"),
    }
}
