//! The information system of a province, for trying and testing.
fn main() {}
