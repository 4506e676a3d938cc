//! A service and its case, by the words of the command line.

use forms::author::compile;
use forms::author::files::Files;
use forms::definition::{Case, Service};

/// The compiled definition of this number.
pub(super) fn service(files: &Files, id: &str) -> Result<Service, String> {
    let mut known = Vec::new();
    for source in &files.services {
        let service = compile::to_service(source, "vi").map_err(|finding| finding.to_string())?;
        if service.id == id {
            return Ok(service);
        }
        known.push(service.id);
    }
    Err(format!(
        "service {id} is not defined; there are {}",
        known.join(", ")
    ))
}

/// The case of this code.
pub(super) fn case<'a>(service: &'a Service, code: &str) -> Result<&'a Case, String> {
    service.case(code).ok_or_else(|| {
        let codes: Vec<&str> = service
            .cases
            .iter()
            .map(|case| case.code.as_str())
            .collect();
        format!(
            "service {} has no case {code}; its cases are {}",
            service.id,
            codes.join(", ")
        )
    })
}
