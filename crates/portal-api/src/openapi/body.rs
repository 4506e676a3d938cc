//! A body of a request or an answer, with the schemas it needs.

use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, Ref, RefOr, Type, schema::Schema},
};

use crate::{Items, Page};

/// A schema and the name it is referred to by.
pub(super) type NamedSchema = (String, RefOr<Schema>);

/// Media type and schema of a body; `None` where there is no body.
#[derive(Default)]
pub(super) struct Body {
    pub(super) content: Option<(&'static str, RefOr<Schema>)>,
    pub(super) schemas: Vec<NamedSchema>,
}

/// No body.
pub(super) fn none() -> Body {
    Body::default()
}

/// A JSON body of a type that has a name of its own.
pub(super) fn json<T: ToSchema>() -> Body {
    named::<T>("application/json")
}

/// A merge patch (RFC 7396).
pub(super) fn merge_patch<T: ToSchema>() -> Body {
    named::<T>("application/merge-patch+json")
}

/// A page of a list.
pub(super) fn page<T: ToSchema>() -> Body {
    inline::<T, Page<T>>()
}

/// Items without pages.
pub(super) fn items<T: ToSchema>() -> Body {
    inline::<T, Items<T>>()
}

/// A file or a stream of bytes.
pub(super) fn bytes(media: &'static str) -> Body {
    let content = ObjectBuilder::new()
        .schema_type(Type::String)
        .content_media_type(media);
    Body {
        content: Some((media, content.into())),
        schemas: Vec::new(),
    }
}

/// A type and all it refers to.
pub(super) fn schemas_of<T: ToSchema>() -> Vec<NamedSchema> {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    schemas
}

fn named<T: ToSchema>(media: &'static str) -> Body {
    Body {
        content: Some((media, Ref::from_schema_name(T::name()).into())),
        schemas: schemas_of::<T>(),
    }
}

/// A JSON body of a generic type, written out in place: its name says nothing.
pub(super) fn inline<T: ToSchema, List: ToSchema>() -> Body {
    Body {
        content: Some(("application/json", List::schema())),
        schemas: schemas_of::<T>(),
    }
}
