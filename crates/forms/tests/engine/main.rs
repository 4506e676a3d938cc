//! Tests of the engine, one file per subject; each names the decision or section that it holds.

#![allow(
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may fail, and takes the values of a table as they stand there"
)]

mod asks;
mod cases;
mod comparing;
mod condition_values;
mod conditions;
mod contradicted;
mod dossiers;
mod evaluation;
mod faults_answers;
mod faults_prefill;
mod figures;
mod hidden;
mod kinds;
mod mandates;
mod merging;
mod merging_about;
mod merging_alike;
mod merging_counts;
mod merging_except;
mod merging_former;
mod merging_lookups;
mod merging_missing;
mod merging_order;
mod merging_reminded;
mod merging_rows;
#[cfg(feature = "author")]
mod merging_silent;
mod merging_typed;
mod merging_unread;
#[cfg(feature = "author")]
mod offered;
mod overlays;
mod papers;
mod papers_spared;
mod papers_wanted;
mod periods;
mod results;
mod robust;
mod routes;
#[cfg(feature = "author")]
mod scanning;
mod scanning_again;
mod sending;
mod shapes;
mod support;
mod waiting;
#[cfg(feature = "author")]
mod whose;
#[cfg(feature = "author")]
mod whose_result;
mod work;
