//! The OpenAPI 3.1 document, made from the types and the table of operations.
//! Native only: the sandbox serves it, a test holds the committed file to it.

mod bodies;
mod body;
mod paths;
mod tidy;

use serde_json::Value;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, OpenApiBuilder, ServerBuilder,
    security::{ApiKey, ApiKeyValue, SecurityScheme},
};

use crate::header;

/// Version of the contract.
pub const CONTRACT_VERSION: &str = "1.1";

/// The document, in an order that depends on nothing but the contract.
///
/// # Errors
/// Where the document cannot be written as JSON.
pub fn document() -> serde_json::Result<Value> {
    let exchanges = bodies::exchanges();
    let paths = paths::all(&exchanges);
    let schemas = exchanges
        .into_iter()
        .flat_map(|(_, request, answer)| [request.schemas, answer.schemas])
        .flatten()
        .chain(bodies::more_schemas());
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .responses_from_iter(paths::problem_responses())
        .security_scheme("session", cookie(header::SESSION_COOKIE))
        .security_scheme("device", cookie(header::KIOSK_COOKIE))
        .security_scheme("handover", cookie(header::HANDOVER_COOKIE))
        .build();
    let document = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Portal API")
                .version(CONTRACT_VERSION)
                .description(Some(
                    "One contract between the app and the information system of a province. \
                     Unknown members are passed over when read and never written; null is \
                     never sent, except in the body of patchContact.",
                ))
                .build(),
        )
        .servers(Some([ServerBuilder::new().url(header::BASE_PATH).build()]))
        .paths(paths)
        .components(Some(components))
        .build();
    let mut document = serde_json::to_value(document)?;
    tidy::tidy(&mut document);
    Ok(document)
}

/// The document as the committed file has it: indented, ended by a line feed.
///
/// # Errors
/// Where the document cannot be written as JSON.
pub fn text() -> serde_json::Result<String> {
    serde_json::to_string_pretty(&document()?).map(|text| text + "\n")
}

fn cookie(name: &str) -> SecurityScheme {
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::OPERATIONS;

    #[test]
    fn every_operation_has_its_bodies_once() {
        let exchanges = bodies::exchanges();
        let ids: BTreeSet<&str> = exchanges.iter().map(|(id, ..)| *id).collect();
        let expected: BTreeSet<&str> = OPERATIONS.iter().map(|op| op.id).collect();
        assert_eq!(ids, expected);
        assert_eq!(ids.len(), exchanges.len());
    }

    #[test]
    fn bodies_agree_with_method_and_status() {
        for (id, request, answer) in bodies::exchanges() {
            let op = crate::Operation::named(id).unwrap();
            assert!(request.content.is_none() || !op.method.is_safe(), "{id}");
            assert!(answer.content.is_none() || op.success != 204, "{id}");
        }
    }
}
