//! Starts the server, in a program or inside a test.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use openidconnect::reqwest;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::conventions::idempotency;
use crate::facts::FactTable;
use crate::identity_provider::IdentityProvider;
use crate::persons::Persons;
use crate::session::identity::IdentityServer;
use crate::settings::Settings;
use crate::sources::Sources;
use crate::state::{AppState, Parts};
use crate::units::Units;
use crate::{app, db, session};

/// Why the server did not start: what it was doing, and what went wrong.
#[derive(Debug)]
pub struct StartError {
    doing: String,
    cause: Box<dyn std::error::Error + Send + Sync>,
}

impl StartError {
    /// For `map_err`: what was being done.
    pub fn doing<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
        doing: impl Into<String>,
    ) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |cause| Self {
            doing,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.doing, self.cause)
    }
}

impl std::error::Error for StartError {}

/// A server that runs until it is stopped or dropped.
pub struct Running {
    /// Where app and API are, e.g. `http://localhost:8080`.
    pub origin: String,
    /// Its state, for tests that look behind the API or move the clock.
    pub state: AppState,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<std::io::Result<()>>>,
}

impl Running {
    /// Lets requests under way end, and stops.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            drop(task.await);
        }
        self.state.db.close().await;
    }
}

/// Starts the server with its identity provider.
///
/// # Errors
/// When a port is taken, the database cannot be opened, or a data file is wrong; the error says which.
pub async fn start(settings: Settings) -> Result<Running, StartError> {
    let portal = listen(settings.port).await?;
    let provider = listen(if settings.port == 0 {
        0
    } else {
        settings.port.saturating_add(1)
    })
    .await?;
    let port = portal
        .local_addr()
        .map_err(StartError::doing("reading the port"))?
        .port();
    let provider_port = provider
        .local_addr()
        .map_err(StartError::doing("reading the port"))?
        .port();
    let origin = format!("http://localhost:{port}");
    let origins = vec![origin.clone()];

    let clock = Clock::new(settings.today);
    let persons = Persons::load(&settings.root)?;
    let own = settings.issuer.is_none();
    let issuer = settings
        .issuer
        .clone()
        .unwrap_or_else(|| IdentityProvider::client(format!("http://127.0.0.1:{provider_port}")));
    let parts = Parts {
        db: db::open(&settings.db, settings.reset)
            .await
            .map_err(StartError::doing(format!(
                "opening {}",
                settings.db.display()
            )))?,
        facts: FactTable::load(&settings.root)?,
        sources: Sources::load(&settings.root)?,
        units: Units::load(&settings.root)?,
        identity: IdentityServer::new(
            issuer.clone(),
            format!("{origin}/api/v1/session/callback"),
            client()?,
        ),
        persons: persons.clone(),
        clock: clock.clone(),
        origins: origins.clone(),
        settings,
    };
    let state = AppState::new(parts);
    idempotency::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    session::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;

    let (stop, stopped) = watch::channel(false);
    let mut tasks = vec![serve(portal, app::router(state.clone()), stopped.clone())];
    if own {
        tasks.push(serve(
            provider,
            IdentityProvider::new(issuer, origins, persons, clock).router(),
            stopped,
        ));
    }
    Ok(Running {
        origin,
        state,
        stop,
        tasks,
    })
}

/// `localhost` may mean either address family; browsers try both, so one listener is enough.
async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .map_err(StartError::doing(format!("listening on {address}")))
}

fn serve(
    listener: TcpListener,
    router: Router,
    mut stopped: watch::Receiver<bool>,
) -> JoinHandle<std::io::Result<()>> {
    let end = async move { drop(stopped.wait_for(|stop| *stop).await) };
    tokio::spawn(async move {
        axum::serve(listener, router)
            .with_graceful_shutdown(end)
            .await
    })
}

/// The client that talks to the identity server: follows no redirects, waits no longer than a person would.
fn client() -> Result<reqwest::Client, StartError> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(8));
    builder.build().map_err(StartError::doing("preparing HTTP"))
}
