//! How a result reaches the citizen (contract section 3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Address, Code, Instant, PersonRef, Text};

/// Delivery of one result; without `resultCode`: of all the others (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// The result it is for.
    pub result_code: Option<Code>,
    /// The way.
    pub method: DeliveryMethod,
    /// Who receives it.
    pub receiver: Option<PersonRef>,
    /// Where to.
    pub address: Option<Address>,
    /// Whether charges are paid on delivery.
    pub cod: Option<bool>,
    /// Where the item is now.
    pub tracking: Option<DeliveryTracking>,
}

/// The way of a [`Delivery`] (3). Closed: it stands in drafts and must survive a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DeliveryMethod {
    /// Fetched at the counter.
    Counter,
    /// Sent by post.
    Post,
    /// The electronic result only.
    ElectronicOnly,
}

/// Where a posted item is (3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryTracking {
    /// The post's code of the item.
    pub item_code: Option<Code>,
    /// State in the post's words.
    pub status_text: Option<Text<200>>,
    /// As of.
    pub at: Option<Instant>,
}
