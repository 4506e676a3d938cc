//! Upsets: what goes wrong with a request because it was ordered, so that the app can be tried on the networks and servers
//! that there are. The sandbox's own routes, outside the contract (contract 8.2).
//!
//! `POST /sandbox/upsets` orders one, `GET` lists those still to come, `DELETE` takes all back.

mod happen;

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::AppState;

pub use happen::layer;

/// Which requests are upset, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    /// Of this method; of any where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// Path as in `/api/v1/drafts/*`, where `*` is any one part.
    path: String,
    /// So many such requests pass before.
    #[serde(default)]
    skip: u32,
    /// So many are upset.
    #[serde(default = "once")]
    times: u32,
    upset: Upset,
}

/// What goes wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Upset {
    /// It is done later.
    Delay {
        /// In milliseconds.
        ms: u64,
    },
    /// The line is cut before anything is done.
    DropBefore,
    /// It is done, and the line is cut before the answer.
    DropAfter,
    /// It is done, and the line is cut in the middle of the answer.
    Cut,
    /// The line is cut while the request is being sent.
    HalfSent {
        /// So many bytes of its body arrive.
        bytes: usize,
    },
    /// Nothing is done; something before the server answers with this status and a page for people.
    Status {
        /// 200 is the sign-in page of a network.
        status: u16,
    },
    /// It is done, and the JSON of the answer is changed.
    Changed {
        /// As in RFC 7396.
        patch: Value,
    },
    /// It comes twice, one after the other; the second answer is sent.
    Twice,
}

/// The orders that are still to come.
#[derive(Debug, Default)]
pub struct Upsets(Mutex<Vec<Order>>);

impl Upsets {
    /// What goes wrong with a request, if anything: the oldest order that is due counts.
    fn due(&self, method: &Method, path: &str) -> Option<Upset> {
        let mut orders = self.orders();
        let mut due = None;
        for order in orders.iter_mut().filter(|order| order.is_for(method, path)) {
            if order.skip > 0 {
                order.skip -= 1;
            } else if due.is_none() && order.times > 0 {
                order.times -= 1;
                due = Some(order.upset.clone());
            }
        }
        orders.retain(|order| order.times > 0);
        due
    }

    fn orders(&self) -> MutexGuard<'_, Vec<Order>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Order {
    fn is_for(&self, method: &Method, path: &str) -> bool {
        let is_method = |wanted: &String| wanted.eq_ignore_ascii_case(method.as_str());
        let (mut wanted, mut found) = (self.path.split('/'), path.split('/'));
        let is_path = loop {
            match (wanted.next(), found.next()) {
                (None, None) => break true,
                (Some("*"), Some(_)) => {}
                (Some(wanted), Some(found)) if wanted == found => {}
                _ => break false,
            }
        };
        is_path && self.method.as_ref().is_none_or(is_method)
    }
}

/// Where upsets are ordered.
pub fn routes() -> Router<AppState> {
    Router::new().route("/sandbox/upsets", get(all).post(order).delete(take_back))
}

async fn all(State(state): State<AppState>) -> Json<Vec<Order>> {
    Json(state.upsets.orders().clone())
}

async fn order(State(state): State<AppState>, Json(order): Json<Order>) -> StatusCode {
    state.upsets.orders().push(order);
    StatusCode::CREATED
}

async fn take_back(State(state): State<AppState>) -> StatusCode {
    state.upsets.orders().clear();
    StatusCode::NO_CONTENT
}

fn once() -> u32 {
    1
}
