//! Why something could not be read.

use serde::de;
use std::fmt;

/// Why something could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    cause: Cause,
    pointer: String,
    what: String,
}

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The text is no JSON.
    Syntax,
    /// The text ends too early.
    CutOff,
    /// A value is not as its type wants it.
    Data,
}

impl Fault {
    /// What kind of fault it is.
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.0.cause
    }

    /// The value that could not be read, or the one that lacks something, as a JSON Pointer (RFC 6901). Empty: the
    /// whole, also where the text is no JSON.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    pub(crate) fn of_text(error: &serde_json::Error) -> Self {
        let cause = if error.is_eof() {
            Cause::CutOff
        } else {
            Cause::Syntax
        };
        Self::new(cause, error.to_string())
    }

    pub(crate) fn data(what: &str) -> Self {
        Self::new(Cause::Data, what.to_owned())
    }

    /// The fault stands in this member or element of what is being read.
    pub(crate) fn within(mut self, member: &str) -> Self {
        let escaped = member.replace('~', "~0").replace('/', "~1");
        self.0.pointer = ["/", &escaped, &self.0.pointer].concat();
        self
    }

    fn new(cause: Cause, what: String) -> Self {
        Self(Box::new(Inner {
            cause,
            pointer: String::new(),
            what,
        }))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::new(Cause::Data, what.to_string())
    }

    // What is there instead is not written out: that would bring the writing of every number along.
    fn invalid_type(_: de::Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Self::data(&[&wanted.to_string(), " is wanted"].concat())
    }

    fn invalid_value(found: de::Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Self::invalid_type(found, wanted)
    }
}
