//! The REST contract as serde types. No I/O.
