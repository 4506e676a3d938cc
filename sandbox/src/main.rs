//! The sandbox's command line.

mod arguments;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use sandbox::Running;
use sandbox::conventions::Language;

use arguments::{Arguments, Command};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Serve(serve) => serve_until_stopped(serve).await,
        Command::Officer(officer) => officer.run().await.and_then(|lines| print(&lines)),
        Command::Source(source) => source.run().await.and_then(|lines| print(&lines)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(std::io::stderr(), "sandbox: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve_until_stopped(serve: arguments::Serve) -> Result<(), Box<dyn std::error::Error>> {
    let running = sandbox::start(serve.settings()?).await?;
    welcome(&running)?;
    told_to_stop().await?;
    running.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or the signal that ends a service.
#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    let mut end = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = end.recv() => Ok(()),
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Where it runs, and who can sign in.
fn welcome(running: &Running) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ready {}", running.origin)?;
    if let Some(file) = &running.ca_file {
        writeln!(out, "  CA to trust: {}", file.display())?;
    }
    for person in running.state.persons.all() {
        writeln!(
            out,
            "  {:<14} {} – {}",
            person.key,
            person.full_name,
            person.about.get(Language::Vi)
        )?;
    }
    out.flush()
}

fn print(lines: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
