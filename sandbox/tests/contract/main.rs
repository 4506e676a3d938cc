//! The contract, operation by operation and problem by problem, against a sandbox started in this process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a failed unwrap is a failed test"
)]

mod acting;
mod answers;
mod applicant;
mod appointments;
mod asking;
mod authorised;
mod browser;
mod catalogue;
mod check;
mod child;
mod confirmations;
mod conventions;
mod coverage;
mod demanded;
mod dossiers;
mod draft_keys;
mod drafts;
mod ended;
mod facts;
mod faults;
mod gateway;
mod locked;
mod looked_up;
mod lookups;
mod officer;
mod other_way;
mod otp;
mod overlays;
mod pages;
mod paid;
mod papers;
mod parts;
mod payments;
mod person;
mod persons;
mod prefill;
mod proven;
mod receipts;
mod refusals;
mod restart;
mod reuse;
mod sample;
mod session;
mod sources;
mod subjects;
mod submission;
mod taken_back;
mod tracking;
mod uploads;
mod upsets;
mod verdict;
mod verdicts;
mod web;
