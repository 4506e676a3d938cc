//! A sandbox of one's own, and a browser without a window: it keeps cookies, follows the sign-in, and sends what the app sends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use openidconnect::reqwest::header::{HeaderMap, HeaderName, HeaderValue, LOCATION, SET_COOKIE};
use openidconnect::reqwest::{
    self, Certificate, Client, ClientBuilder, Method, StatusCode, redirect,
};
use sandbox::definitions::Definitions;
use sandbox::request_log::LogTo;
use sandbox::{Running, Settings};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The date the tests run on.
pub const TODAY: &str = "2026-11-25";

/// A sandbox on a free port with an empty database of its own.
pub struct Portal {
    pub running: Running,
    pub log: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl Portal {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = Arc::<Mutex<Vec<String>>>::default();
        let mut settings = Settings {
            port: 0,
            db: folder.path().join("sandbox.sqlite"),
            root: root(),
            today: sandbox::clock::parse_date(TODAY),
            log: LogTo::Memory(log.clone()),
            ..Settings::default()
        };
        change(&mut settings);
        if settings.overlay.is_none() {
            settings.definitions = Some(definitions(&settings.root));
        }
        Self {
            running: sandbox::start(settings).await.unwrap(),
            log,
            _folder: folder,
        }
    }

    /// Nobody is signed in.
    pub fn browser(&self) -> Browser {
        self.browser_with(Client::builder())
    }

    /// The same, trusting one more CA.
    pub fn browser_trusting(&self, ca: &[u8]) -> Browser {
        self.browser_with(
            Client::builder().add_root_certificate(Certificate::from_pem(ca).unwrap()),
        )
    }

    fn browser_with(&self, http: ClientBuilder) -> Browser {
        let http = http.redirect(redirect::Policy::none()).build().unwrap();
        Browser {
            http,
            origin: self.running.origin.clone(),
            cookies: Mutex::default(),
        }
    }

    /// A browser in which a test person is signed in.
    pub async fn signed_in(&self, person: &str) -> Browser {
        let browser = self.browser();
        let end = browser.sign_in(person, "level=1").await;
        assert_eq!(end, "/");
        browser
    }
}

/// A browser; only the portal's cookies are kept, the identity provider sets none.
pub struct Browser {
    pub http: Client,
    pub origin: String,
    pub cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    /// Signs in through the real code flow and gives where it ends. No `person`: the person breaks it off.
    pub async fn sign_in(&self, person: &str, parameters: &str) -> String {
        let login = self
            .get(&format!("/session/login?returnTo=/&{parameters}"))
            .await;
        assert_eq!(login.status, StatusCode::FOUND);
        let callback = self.choose(&login.location(), person).await;
        let end = self.navigate(&callback).await;
        assert_eq!(end.status, StatusCode::SEE_OTHER);
        end.location()
    }

    /// Chooses a person on the identity provider's page; gives the address it sends the browser to.
    pub async fn choose(&self, authorise: &str, person: &str) -> String {
        let page = self.http.get(authorise).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
        let page = page.text().await.unwrap();
        let mut form: Vec<(String, String)> = page
            .split("<input type=hidden name=")
            .skip(1)
            .map(|part| {
                let (name, rest) = part.split_once(" value=\"").unwrap();
                let value = rest.split('"').next().unwrap().replace("&amp;", "&");
                (name.to_owned(), value)
            })
            .collect();
        form.push(("person".to_owned(), person.to_owned()));
        let answer = self
            .http
            .post(authorise.split('?').next().unwrap())
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        answer.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    /// Opens an address of the portal as a navigation from elsewhere does.
    pub async fn navigate(&self, address: &str) -> Reply {
        let path = address
            .strip_prefix(&self.origin)
            .expect("an address of the portal");
        self.call(Method::GET, path)
            .header("sec-fetch-site", "cross-site")
            .send()
            .await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, &format!("/api/v1{path}"))
            .send()
            .await
    }

    /// `POST` as the app does it: header, key of its own, JSON.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.unsafe_call(Method::POST, path)
            .key(&sandbox::random::id())
            .json(&body)
            .send()
            .await
    }

    /// An API call with the header that unsafe methods carry.
    pub fn unsafe_call(&self, method: Method, path: &str) -> Call<'_> {
        self.call(method, &format!("/api/v1{path}"))
            .header("x-portal-client", "web/1")
    }

    /// A call with nothing but the cookies. `path` from the root.
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call {
            browser: self,
            method,
            address: format!("{}{path}", self.origin),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }
}

/// A request being put together.
pub struct Call<'a> {
    browser: &'a Browser,
    method: Method,
    address: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Call<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(
            HeaderName::try_from(name).unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
        self
    }

    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", &format!("\"{key}\""))
    }

    pub fn json(self, body: &Value) -> Self {
        self.body(body.to_string().into_bytes())
            .header("content-type", "application/json")
    }

    pub fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub async fn send(self) -> Reply {
        self.try_send().await.unwrap()
    }

    /// The same where the line may be cut.
    pub async fn try_send(self) -> Result<Reply, reqwest::Error> {
        let cookies: Vec<String> = self
            .browser
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = self
            .browser
            .http
            .request(self.method, self.address)
            .headers(self.headers)
            .body(self.body);
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let answer = request.send().await?;
        for line in answer.headers().get_all(SET_COOKIE) {
            let (pair, attributes) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.browser.cookies.lock().unwrap();
            if attributes.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Reply {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: answer.bytes().await?.to_vec(),
        })
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    pub fn location(&self) -> String {
        self.header("location").to_owned()
    }

    /// The body of a success.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert!(
            self.status.is_success(),
            "{} {}",
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The body of a success in the contract's type; nothing may be lost on the way.
    #[track_caller]
    pub fn read<T: DeserializeOwned + serde::Serialize>(&self) -> T {
        let value = self.json();
        let typed: T = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(
            serde_json::to_value(&typed).unwrap(),
            value,
            "the contract's type holds all that was sent"
        );
        typed
    }

    /// Checks that it is this problem, in form and status, and gives it.
    #[track_caller]
    pub fn problem(&self, kind: portal_api::ProblemKind) -> portal_api::Problem {
        let text = String::from_utf8_lossy(&self.body);
        let problem: portal_api::Problem =
            serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} {text}", self.status));
        assert_eq!(problem.kind(), Some(kind), "{text}");
        assert_eq!(
            (problem.status, self.status.as_u16()),
            (kind.status(), kind.status())
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.header("cache-control"), "private, no-store");
        assert!(!problem.title.is_empty() && problem.trace_id.len() == 32);
        problem
    }
}

/// Consent to these sources for a procedure; gives the ids.
pub async fn consent(browser: &Browser, procedure: &str, sources: &[&str]) -> Vec<Value> {
    let body = json!({ "purpose": "prefill", "procedureCode": procedure, "scopes": sources, "textVersion": "2026-01", "locale": "vi" });
    let answer = browser.post("/me/consents", body).await.json();
    answer["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|consent| consent["consentId"].clone())
        .collect()
}

/// The definitions of the project, compiled once for all servers of this process.
pub(crate) fn definitions(root: &Path) -> Arc<Definitions> {
    static COMPILED: OnceLock<Arc<Definitions>> = OnceLock::new();
    let compile = || Arc::new(Definitions::load(root, None).unwrap());
    Arc::clone(COMPILED.get_or_init(compile))
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
