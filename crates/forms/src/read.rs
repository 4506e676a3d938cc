//! Reading a compiled definition, with a fault that says where and what to do.

use crate::definition::Service;
use crate::place::Pointer;

/// Why a text is no definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionFault {
    /// The member that could not be read, or the one that lacks something.
    pub pointer: Pointer,
    /// What is wrong there, for the log.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

impl Service {
    /// Reads a compiled definition.
    ///
    /// # Errors
    /// The first thing that is not as it must be.
    pub fn read(json: &str) -> Result<Self, DefinitionFault> {
        serde_json::from_str(json).map_err(|error| DefinitionFault {
            pointer: Pointer::new(""),
            what: error.to_string(),
            remedy: "",
        })
    }
}
