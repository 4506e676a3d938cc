//! A [`Value`] as serde reads types from it.

use crate::Fault;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};
use std::slice;

/// A value that is being read. Each request calls the one method of the visitor that fits: the others of every visitor
/// fall away when the program is linked.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a Value);

/// Methods that read a number of one size or another.
macro_rules! numbers {
    ($($method:ident: $as:ident -> $visit:ident, $what:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.$as() {
                Some(number) => visitor.$visit(number),
                None => Err(self.is_no($what)),
            }
        }
    )*};
}

/// Methods that read what another one reads.
macro_rules! alike {
    ($($method:ident($($name:ident: $type:ty),*) -> $other:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, Fault> {
            self.$other(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Number(number) => {
                if let Some(number) = number.as_u64() {
                    visitor.visit_u64(number)
                } else if let Some(number) = number.as_i64() {
                    visitor.visit_i64(number)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or_default())
                }
            }
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(elements) => visitor.visit_seq(Elements::of(elements)),
            Value::Object(members) => visitor.visit_map(Members::of(members)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Bool(yes) => visitor.visit_bool(*yes),
            _ => Err(self.is_no("true or false")),
        }
    }

    numbers! {
        deserialize_i64: as_i64 -> visit_i64, "a whole number";
        deserialize_u64: as_u64 -> visit_u64, "a whole number from 0";
        deserialize_f64: as_f64 -> visit_f64, "a number";
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.is_no("a text")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            _ => Err(self.is_no("null")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Array(elements) => visitor.visit_seq(Elements::of(elements)),
            _ => Err(self.is_no("an array")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Object(members) => visitor.visit_map(Members::of(members)),
            _ => Err(self.is_no("an object")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(Variant::of(self)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    alike! {
        deserialize_i8() -> deserialize_i64;
        deserialize_i16() -> deserialize_i64;
        deserialize_i32() -> deserialize_i64;
        deserialize_u8() -> deserialize_u64;
        deserialize_u16() -> deserialize_u64;
        deserialize_u32() -> deserialize_u64;
        deserialize_f32() -> deserialize_f64;
        deserialize_char() -> deserialize_str;
        deserialize_string() -> deserialize_str;
        deserialize_identifier() -> deserialize_str;
        deserialize_bytes() -> deserialize_seq;
        deserialize_byte_buf() -> deserialize_seq;
        deserialize_unit_struct(_name: &'static str) -> deserialize_unit;
        deserialize_tuple(_length: usize) -> deserialize_seq;
        deserialize_tuple_struct(_name: &'static str, _length: usize) -> deserialize_seq;
        deserialize_struct(_name: &'static str, _members: &'static [&'static str]) -> deserialize_map;
    }
}

impl Reader<'_> {
    fn is_no(self, wanted: &str) -> Fault {
        let is = match self.0 {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        Fault::data(&[is, " stands where ", wanted, " is wanted"].concat())
    }
}

impl<'de> IntoDeserializer<'de, Fault> for Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The elements of an array.
struct Elements<'a> {
    rest: slice::Iter<'a, Value>,
    index: usize,
}

impl<'a> Elements<'a> {
    fn of(elements: &'a [Value]) -> Self {
        Self {
            rest: elements.iter(),
            index: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(value) = self.rest.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        match seed.deserialize(Reader(value)) {
            Ok(read) => Ok(Some(read)),
            Err(fault) => Err(fault.within(&index.to_string())),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The members of an object.
struct Members<'a> {
    rest: map::Iter<'a>,
    current: Option<(&'a str, &'a Value)>,
}

impl<'a> Members<'a> {
    fn of(members: &'a Map<String, Value>) -> Self {
        Self {
            rest: members.iter(),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.current = Some((name, value));
        let name = BorrowedStrDeserializer::<Fault>::new(name);
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        // serde asks for a value only after its name.
        let (name, value) = self.current.take().unwrap_or(("", &Value::Null));
        seed.deserialize(Reader(value))
            .map_err(|fault| fault.within(name))
    }
}

/// A variant of an enum: its name alone, or an object with the name and what belongs to it.
struct Variant<'a> {
    name: &'a str,
    content: Option<&'a Value>,
}

impl<'a> Variant<'a> {
    fn of(reader: Reader<'a>) -> Result<Self, Fault> {
        match reader.0 {
            Value::String(name) => Ok(Self {
                name,
                content: None,
            }),
            Value::Object(members) if members.len() == 1 => {
                let mut members = members.iter();
                let (name, content) = members
                    .next()
                    .map_or(("", None), |(name, content)| (name.as_str(), Some(content)));
                Ok(Self { name, content })
            }
            _ => Err(reader.is_no("a name, or an object with one name,")),
        }
    }

    fn content(&self) -> Result<Reader<'a>, Fault> {
        match self.content {
            Some(value) => Ok(Reader(value)),
            None => Err(Fault::data("the name alone does not do here")),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let name = BorrowedStrDeserializer::<Fault>::new(self.name);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None | Some(Value::Null) => Ok(()),
            Some(value) => Err(Reader(value).is_no("nothing")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let name = self.name;
        seed.deserialize(self.content()?)
            .map_err(|fault| fault.within(name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.content()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.content()?.deserialize_map(visitor)
    }
}
