//! One request: headers of the contract (2.1, 2.3), a time limit, and a reading that trusts nothing.

use super::Problem;
use crate::device;
use crate::text::language;
use gloo::net::http::{Method, RequestBuilder, Response};
use gloo::timers::callback::Timeout;
use portal_api::header;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

/// How long an answer may take, in milliseconds, before the way on is offered (contract 2.3: reads 10 s, submit 20 s).
const PATIENCE: u32 = 12_000;

/// A request in the making.
pub(super) struct Request {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<Body>,
    patience: u32,
    outlives: bool,
}

enum Body {
    Json(String),
    /// RFC 7396.
    MergePatch(String),
    Bytes(JsValue),
}

/// What came back of a request that went well.
pub(super) struct Answer {
    response: Response,
}

impl Request {
    /// Asks for what stands at a path below the API's base.
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// A request of any method.
    pub(super) fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: None,
            patience: PATIENCE,
            outlives: false,
        }
    }

    /// Adds a header.
    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The key that makes a repeat harmless (contract 2.3), as a quoted string.
    pub(super) fn key(self, key: &str) -> Self {
        self.header(header::IDEMPOTENCY_KEY, format!("\"{key}\""))
    }

    /// Sends a value as JSON.
    pub(super) fn json(mut self, body: &impl Serialize) -> Self {
        // A type of the contract always has a JSON form; an empty body would be refused by the server and seen.
        self.body = Some(Body::Json(serde_json::to_string(body).unwrap_or_default()));
        self
    }

    /// Sends the members to change, as a merge patch (RFC 7396).
    pub(super) fn merge_patch(mut self, patch: &impl Serialize) -> Self {
        let patch = serde_json::to_string(patch).unwrap_or_default();
        self.body = Some(Body::MergePatch(patch));
        self
    }

    /// Sends bytes, a blob for instance.
    pub(super) fn bytes(mut self, body: JsValue) -> Self {
        self.body = Some(Body::Bytes(body));
        self
    }

    /// Waits longer or shorter than usual, in milliseconds.
    pub(super) fn patience(mut self, milliseconds: u32) -> Self {
        self.patience = milliseconds;
        self
    }

    /// Goes on when the page is left meanwhile.
    pub(super) fn outliving(mut self) -> Self {
        self.outlives = true;
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// See [`Problem`]; every answer that is not 2xx is one.
    pub(super) async fn send(self) -> Result<Answer, Problem> {
        let controller = AbortController::new().ok();
        let deadline = controller
            .clone()
            .map(|controller| Timeout::new(self.patience, move || controller.abort()));
        let response = self.fetch(controller.as_ref()).await;
        drop(deadline);
        let response = match response {
            Ok(response) => response,
            Err(()) if controller.is_some_and(|controller| controller.signal().aborted()) => {
                return Err(Problem::Silent);
            }
            Err(()) => return Err(Problem::Offline),
        };
        if response.ok() {
            Ok(Answer { response })
        } else {
            Err(refusal(response).await)
        }
    }

    async fn fetch(self, controller: Option<&AbortController>) -> Result<Response, ()> {
        let url = format!("{}{}", header::BASE_PATH, self.path);
        let safe = matches!(self.method, Method::GET | Method::HEAD);
        let mut builder = RequestBuilder::new(&url)
            .method(self.method)
            .header("Accept-Language", language().code)
            .abort_signal(controller.map(AbortController::signal).as_ref());
        if !safe {
            builder = builder.header(header::PORTAL_CLIENT, header::CLIENT_WEB);
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        let length = match &self.body {
            Some(Body::Json(text)) => text.len(),
            _ => 0,
        };
        let request = match self.body {
            Some(Body::Json(text)) => builder
                .header("Content-Type", "application/json")
                .body(text),
            Some(Body::MergePatch(text)) => builder
                .header("Content-Type", "application/merge-patch+json")
                .body(text),
            Some(Body::Bytes(bytes)) => builder.body(bytes),
            None => builder.build(),
        };
        let mut request = request.map_err(drop)?;
        if self.outlives {
            request = device::leaving::outliving(request, length);
        }
        request.send().await.map_err(drop)
    }
}

impl Answer {
    /// The body as a type of the contract.
    ///
    /// # Errors
    /// [`Problem::Foreign`] when it is something else.
    pub(super) async fn json<T: DeserializeOwned>(self) -> Result<T, Problem> {
        let text = self.text().await?;
        plain_json::from_text(&text).map_err(|_| Problem::Foreign)
    }

    /// The body as text.
    ///
    /// # Errors
    /// [`Problem::Offline`] when the network went away in the middle.
    pub(super) async fn text(&self) -> Result<String, Problem> {
        self.response.text().await.map_err(|_| Problem::Offline)
    }

    /// The body as bytes.
    ///
    /// # Errors
    /// [`Problem::Offline`] when the network went away in the middle.
    pub(super) async fn binary(&self) -> Result<Vec<u8>, Problem> {
        self.response.binary().await.map_err(|_| Problem::Offline)
    }

    /// HTTP status, 2xx.
    pub(super) fn status(&self) -> u16 {
        self.response.status()
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name)
    }
}

async fn refusal(response: Response) -> Problem {
    let retry_after = response
        .headers()
        .get("Retry-After")
        .and_then(|seconds| seconds.parse().ok());
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    match plain_json::from_text::<portal_api::Problem>(&text) {
        Ok(problem) => Problem::of(problem, retry_after),
        Err(_) => Problem::by_status(status, String::new(), retry_after),
    }
}
