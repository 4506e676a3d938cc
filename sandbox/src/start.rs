//! Starts the server, in a program or inside a test.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use forms::author::build;
use openidconnect::reqwest;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::conventions::idempotency;
use crate::definitions::{self, Definitions};
use crate::drafts::term::Holidays;
use crate::facts::FactTable;
use crate::identity_provider::IdentityProvider;
use crate::lists::CodeLists;
use crate::persons::Persons;
use crate::registers::Registers;
use crate::session::identity::IdentityServer;
use crate::settings::Settings;
use crate::sources::Sources;
use crate::state::{AppState, Parts};
use crate::tls::Tls;
use crate::units::Units;
use crate::upsets::Upsets;
use crate::{app, db, drafts, lookups, prefill, session, uploads};

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
    /// Certificate of the CA, when HTTPS is served: browsers must trust it.
    pub ca_file: Option<PathBuf>,
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
    let next = if settings.port == 0 {
        0
    } else {
        settings.port.saturating_add(1)
    };
    let provider = listen(next).await?;
    let db = db::open(&settings.db, settings.reset).await;
    let db = db.map_err(StartError::doing(format!(
        "opening {}",
        settings.db.display()
    )))?;
    let folder = settings.db.parent().unwrap_or(Path::new("."));
    let tls = if settings.tls {
        Some(Tls::prepare(folder).await?)
    } else {
        None
    };

    let scheme = if settings.tls { "https" } else { "http" };
    let origin = format!("{scheme}://localhost:{}", port(&portal)?);
    let own = format!("{scheme}://127.0.0.1:{}", port(&provider)?);
    let foreign = settings.issuer.clone();
    let issuer = foreign
        .clone()
        .unwrap_or_else(|| IdentityProvider::client(own));
    let callback = format!("{origin}/api/v1/session/callback");
    let root = &settings.root;
    let persons = Persons::load(root)?;
    let clock = Clock::new(settings.today);
    write_overlay_site(&settings)?;
    let parts = Parts {
        db,
        definitions: match &settings.definitions {
            Some(compiled) => Arc::clone(compiled),
            None => Arc::new(Definitions::load(root, settings.overlay.as_deref())?),
        },
        holidays: Holidays::load(root)?,
        lists: CodeLists::load(root)?,
        registers: Registers::load(root)?,
        facts: FactTable::load(root)?,
        sources: Sources::load(root)?,
        units: Units::load(root)?,
        identity: IdentityServer::new(issuer.clone(), callback, client(tls.as_ref())?),
        upsets: Upsets::default(),
        persons: persons.clone(),
        clock: clock.clone(),
        origins: vec![origin.clone()],
        settings,
    };
    let state = AppState::new(parts);
    idempotency::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    drafts::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    // After the drafts: what none of them names is forgotten.
    prefill::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    lookups::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    uploads::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;
    session::clean(&state)
        .await
        .map_err(StartError::doing("cleaning the database"))?;

    let (stop, stopped) = watch::channel(false);
    let mut tasks = vec![serve(
        portal,
        app::router(state.clone()),
        tls.as_ref(),
        stopped.clone(),
    )];
    if foreign.is_none() {
        let router = IdentityProvider::new(issuer, vec![origin.clone()], persons, clock).router();
        tasks.push(serve(provider, router, tls.as_ref(), stopped));
    }
    let ca_file = tls.map(|tls| tls.ca_file);
    Ok(Running {
        origin,
        state,
        ca_file,
        stop,
        tasks,
    })
}

/// Writes the definitions under the overlay as the app reads them: they are served above the built app.
fn write_overlay_site(settings: &Settings) -> Result<(), StartError> {
    let Some(site) = settings.overlay_site() else {
        return Ok(());
    };
    let files = definitions::read(&settings.root, settings.overlay.as_deref())?;
    let written = build::services(&files, &site).map(|_| ());
    written.map_err(StartError::doing(
        "writing the definitions under the overlay",
    ))
}

/// `localhost` may mean either address family; browsers try both, so one listener is enough.
async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .map_err(StartError::doing(format!("listening on {address}")))
}

fn port(listener: &TcpListener) -> Result<u16, StartError> {
    listener
        .local_addr()
        .map(|address| address.port())
        .map_err(StartError::doing("reading the port"))
}

/// Serves until it is told to stop; requests under way may end.
fn serve(
    listener: TcpListener,
    router: Router,
    tls: Option<&Tls>,
    mut stopped: watch::Receiver<bool>,
) -> JoinHandle<std::io::Result<()>> {
    let end = async move { drop(stopped.wait_for(|stop| *stop).await) };
    let Some(config) = tls.map(|tls| tls.config.clone()) else {
        return tokio::spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(end)
                .await
        });
    };
    let handle = Handle::new();
    let stopper = handle.clone();
    tokio::spawn(async move {
        end.await;
        stopper.graceful_shutdown(Some(Duration::from_secs(5)));
    });
    tokio::spawn(async move {
        axum_server::from_tcp_rustls(listener.into_std()?, config)?
            .handle(handle)
            .serve(router.into_make_service())
            .await
    })
}

/// The client that talks to the identity server: follows no redirects, waits no longer than a person would.
fn client(tls: Option<&Tls>) -> Result<reqwest::Client, StartError> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(8));
    if let Some(tls) = tls {
        let ca = reqwest::Certificate::from_pem(tls.ca_pem.as_bytes())
            .map_err(StartError::doing("reading the CA"))?;
        builder = builder.add_root_certificate(ca);
    }
    builder.build().map_err(StartError::doing("preparing HTTP"))
}
