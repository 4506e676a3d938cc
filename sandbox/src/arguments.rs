//! What the command line takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use sandbox::clock::parse_date;
use sandbox::settings::{Issuer, Settings};

/// The information system of a province, for trying and testing.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve app and API, with an identity provider on the next port.
    Serve(Serve),
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port of app and API on localhost; the identity provider takes the next on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the built app.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// File of the database.
    #[arg(long, default_value = "var/sandbox.sqlite")]
    db: PathBuf,
    /// Folder with services/, data/ and sandbox/.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// Fixed evaluation date, YYYY-MM-DD.
    #[arg(long)]
    today: Option<String>,
    /// Start with an empty database.
    #[arg(long)]
    reset: bool,
    /// Serve HTTPS with a CA of its own, kept beside the database.
    #[arg(long)]
    tls: bool,
    /// Issuer address of another identity server.
    #[arg(long, requires_all = ["client_id", "client_secret_file"])]
    issuer: Option<String>,
    /// Our id at that server.
    #[arg(long, requires = "issuer")]
    client_id: Option<String>,
    /// File with our secret at that server.
    #[arg(long, requires = "issuer")]
    client_secret_file: Option<PathBuf>,
}

impl Serve {
    /// The settings these options mean.
    ///
    /// # Errors
    /// When a date or the secret's file cannot be read.
    pub(crate) fn settings(self) -> Result<Settings, Box<dyn std::error::Error>> {
        let today = match &self.today {
            Some(text) => Some(
                parse_date(text)
                    .ok_or_else(|| format!("--today {text}: write it as 2026-11-25"))?,
            ),
            None => None,
        };
        if !self.root.join("services/facts.csv").exists() {
            let root = self.root.display();
            return Err(format!(
                "{root}: not a checkout; run it in the root of one, or name it: --root PATH"
            )
            .into());
        }
        let issuer = match (self.issuer, self.client_id, self.client_secret_file) {
            (Some(url), Some(client_id), Some(file)) => {
                let secret = std::fs::read_to_string(&file)
                    .map_err(|error| format!("{}: {error}", file.display()))?;
                Some(Issuer {
                    url,
                    client_id,
                    client_secret: secret.trim().to_owned(),
                })
            }
            _ => None,
        };
        Ok(Settings {
            port: self.port,
            db: self.db,
            reset: self.reset,
            root: self.root,
            dist: Some(self.dist),
            today,
            issuer,
            tls: self.tls,
            ..Settings::default()
        })
    }
}
