//! Every route and layer of the portal API in one place.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use tower_http::compression::CompressionLayer;

use crate::conventions::{caching, guard, limits};
use crate::state::AppState;
use crate::{
    appointments, catalogue, confirmations, consents, dossiers, drafts, lists, lookups, me,
    messages, officer, offices, otp, payments, prefill, problem, receipts, request_log, results,
    session, sources, submissions, trace, tracking, units, uploads, upsets, versions, web,
};

/// App and API.
pub fn router(state: AppState) -> Router {
    let web = state
        .settings
        .dist
        .as_deref()
        .map(|dist| web::files(dist, state.settings.overlay_site().as_deref()))
        .unwrap_or_default();
    let api = Router::new()
        .nest("/api/v1", api(&state))
        .route("/api/{*rest}", any(limits::unknown))
        .route("/api/", any(limits::unknown))
        .route("/api", any(limits::unknown));
    layered(api, &state)
        .merge(officer::routes(&state))
        .merge(payments::pages(&state))
        .merge(messages::pages(&state))
        .merge(versions::files())
        .layer(from_fn_with_state(state.clone(), upsets::layer))
        .merge(upsets::routes())
        .with_state(state)
        .merge(web)
}

/// The contract's operations.
fn api(state: &AppState) -> Router<AppState> {
    // Only what is the same for everybody is compressed: beside a secret, what others put into an answer would let them
    // guess it by its length.
    let reference = Router::new()
        .merge(catalogue::routes())
        .merge(offices::routes())
        .merge(units::routes())
        .merge(lists::routes())
        .layer(CompressionLayer::new());
    let quick = Router::new()
        .merge(session::routes())
        .merge(reference)
        .merge(sources::routes())
        .merge(me::routes())
        .merge(results::routes())
        .merge(consents::routes())
        .merge(prefill::routes())
        .merge(lookups::routes())
        .merge(drafts::routes())
        .merge(dossiers::routes())
        .merge(submissions::routes())
        .merge(tracking::routes())
        .merge(payments::routes())
        .merge(receipts::routes())
        .merge(confirmations::routes())
        .merge(otp::routes())
        .merge(appointments::routes());
    let read = state.settings.times.read;
    quick
        .layer(from_fn(move |request, next| {
            limits::in_time(read, request, next)
        }))
        .merge(uploads::routes())
        .merge(submissions::submit_routes())
        .merge(not_offered())
        .method_not_allowed_fallback(limits::not_offered)
        .fallback(limits::unknown)
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
}

/// What the contract has and this server has not yet (contract 5, 8.2).
fn not_offered() -> Router<AppState> {
    let paths = [
        "/me/notifications",
        "/me/notifications/read",
        "/client-reports",
    ];
    paths.into_iter().fold(Router::new(), |router, path| {
        router.route(path, any(limits::not_offered))
    })
}

/// From the outside in: trace id, log, problems, cross-site guard, caching.
fn layered(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        .layer(from_fn(caching::private_unless_said))
        .layer(from_fn_with_state(state.clone(), guard::layer))
        .layer(from_fn(problem::render))
        .layer(from_fn_with_state(state.clone(), request_log::layer))
        .layer(from_fn(trace::layer))
}
