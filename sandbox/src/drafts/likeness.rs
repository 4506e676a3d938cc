//! Dossiers that look the same: the same form about the same person or thing (operation 22, `duplicates`).

use std::collections::BTreeMap;

use forms::definition::Service;
use serde_json::Value;
use vietnam::text::fold;

use crate::random;

/// Things that say whom or what a dossier is about: second parts of concepts.
const TELLING: [&str; 7] = [
    "full_name",
    "birth_date",
    "personal_id",
    "plate",
    "frame_number",
    "certificate_number",
    "customer_code",
];

/// Hash of the answers that say whom a dossier is about; spelling is folded. `data` is the tree that is sent.
pub fn likeness(service: &Service, data: &Value) -> String {
    let telling = |concept: &str| {
        concept
            .split_once('.')
            .is_some_and(|(_, thing)| TELLING.contains(&thing))
    };
    let fields = service
        .fields()
        .filter(|field| !field.id.is_column() && telling(&field.concept));
    let said: BTreeMap<&str, String> = fields
        .filter_map(|field| {
            let value = data.get(field.id.leaf())?;
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            Some((field.id.leaf(), fold(&text)))
        })
        .collect();
    random::sha256(format!("{}\n{said:?}", service.form_id))
}
