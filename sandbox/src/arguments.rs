//! What the command line takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use sandbox::clock::{Clock, parse_date};
use sandbox::officer::act::Given;
use sandbox::officer::command::{self, Place};
use sandbox::settings::{Issuer, Settings};
use sandbox::sources::outage;
use time::Date;

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
    /// Work on dossiers as an officer does, on the database of a server that runs or not.
    Officer(Officer),
    /// Put a source of facts into a state, on the database of a server that runs or not.
    Source(Source),
}

/// A source, its state, and where.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// Its id in services/sources.csv.
    id: String,
    /// up, slow or down.
    #[arg(value_parser = ["up", "slow", "down"])]
    state: String,
    /// When it is expected back: 2026-11-25T17:00:00+07:00.
    #[arg(long)]
    until: Option<String>,
    /// File of the database.
    #[arg(long, default_value = "var/sandbox.sqlite")]
    db: PathBuf,
    /// Folder with services/.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// Fixed date, YYYY-MM-DD.
    #[arg(long)]
    today: Option<String>,
}

impl Source {
    /// Does it; gives the lines to print.
    ///
    /// # Errors
    /// Why not.
    pub(crate) async fn run(self) -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let clock = Clock::new(date(self.today.as_deref())?);
        let (at, until) = (
            (self.db.as_path(), self.root.as_path()),
            self.until.as_deref(),
        );
        outage::tell(at, &clock, &self.id, &self.state, until).await?;
        Ok(vec![format!("{} is {}", self.id, self.state)])
    }
}

/// What an officer does, and where.
#[derive(Debug, Args)]
pub(crate) struct Officer {
    /// What to do.
    #[command(subcommand)]
    act: OfficerAct,
    /// File of the database.
    #[arg(long, global = true, default_value = "var/sandbox.sqlite")]
    db: PathBuf,
    /// Folder with services/.
    #[arg(long, global = true, default_value = ".")]
    root: PathBuf,
    /// A province's overlay, as the server was started with.
    #[arg(long, global = true)]
    overlay: Option<PathBuf>,
    /// Fixed date, YYYY-MM-DD.
    #[arg(long, global = true)]
    today: Option<String>,
    /// Part of a linked service, by the definition's id; without it whatever part allows the act.
    #[arg(long, global = true)]
    part: Option<String>,
}

/// What an officer can do.
#[derive(Debug, Subcommand)]
enum OfficerAct {
    /// Print the dossiers, latest first.
    List,
    /// Take a dossier in.
    Accept {
        /// Its code.
        code: String,
    },
    /// Refuse a dossier.
    Refuse {
        /// Its code.
        code: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Issue the results of its case.
    Issue {
        /// Its code.
        code: String,
    },
    /// Put a part of a linked service into any state.
    Move {
        /// Its code.
        code: String,
        /// National code of the state, 1 to 10.
        #[arg(long)]
        state: String,
    },
    /// Wait for the fees of a dossier.
    AskPayment {
        /// Its code.
        code: String,
    },
    /// Let the register answer now that an issued result of a dossier waits for.
    Answer {
        /// Its code.
        code: String,
    },
    /// Record that somebody confirmed on paper or before the officer.
    Confirm {
        /// Its code.
        code: String,
        /// head, owner, relative, spouse, parent, guardian, previous-holder, represented.
        #[arg(long)]
        role: String,
        /// Name of who confirmed.
        #[arg(long)]
        name: String,
    },
}

impl Officer {
    /// Does it; gives the lines to print.
    ///
    /// # Errors
    /// Why not.
    pub(crate) async fn run(self) -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let place = Place {
            db: self.db,
            root: self.root,
            overlay: self.overlay,
            today: date(self.today.as_deref())?,
        };
        let (act, code, given) = match self.act {
            OfficerAct::List => return Ok(command::list(&place).await?),
            OfficerAct::Accept { code } => ("accept", code, Given::default()),
            OfficerAct::Issue { code } => ("issue", code, Given::default()),
            OfficerAct::Answer { code } => ("answer", code, Given::default()),
            OfficerAct::AskPayment { code } => ("ask-payment", code, Given::default()),
            OfficerAct::Move { code, state } => {
                let given = Given {
                    state,
                    ..Given::default()
                };
                ("move", code, given)
            }
            OfficerAct::Refuse { code, reason } => {
                let given = Given {
                    reason,
                    ..Given::default()
                };
                ("refuse", code, given)
            }
            OfficerAct::Confirm { code, role, name } => {
                let given = Given {
                    role,
                    name,
                    ..Given::default()
                };
                ("confirm", code, given)
            }
        };
        let given = Given {
            act: act.to_owned(),
            part: self.part.unwrap_or_default(),
            ..given
        };
        command::act(&place, &code, given).await?;
        Ok(vec![format!("{act} {code}: done")])
    }
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
    /// A province's overlay over the definitions: overlays/PROVINCE.toml.
    #[arg(long)]
    overlay: Option<PathBuf>,
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
        let today = date(self.today.as_deref())?;
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
            overlay: self.overlay,
            dist: Some(self.dist),
            today,
            issuer,
            tls: self.tls,
            ..Settings::default()
        })
    }
}

/// A date of the command line.
fn date(text: Option<&str>) -> Result<Option<Date>, String> {
    let read =
        |text| parse_date(text).ok_or_else(|| format!("--today {text}: write it as 2026-11-25"));
    text.map(read).transpose()
}
