//! Brings a language's texts from the site: those before the first question, and the others with the later part.

use std::cell::Cell;

use super::{Language, language, speak, speak_more};
use crate::device;

/// The texts could not be had, or belong to another version of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleTexts;

thread_local! {
    /// Set once the later texts are needed: then every language comes whole.
    static WHOLE: Cell<bool> = const { Cell::new(false) };
}

/// Fetches the texts of a language and speaks it. A file that an old cache kept is asked for again, once.
///
/// # Errors
/// The file cannot be had in this version; the language stays as it was.
pub async fn load(language: Language) -> Result<(), StaleTexts> {
    for fresh in [false, true] {
        let Ok(first) = device::asset::text(&path(language, ""), fresh).await else {
            continue;
        };
        // Looked at only now: the later texts may have come to be needed while the first ones travelled.
        let later = if WHOLE.get() {
            later(language, fresh).await.map(Some)
        } else {
            Ok(None)
        };
        if let Ok(later) = later
            && speak(language, first, later).is_ok()
        {
            return Ok(());
        }
    }
    Err(StaleTexts)
}

/// Brings the texts that come later, for the language that is spoken and from now on for every other.
///
/// # Errors
/// The file cannot be had in this version; nothing changes then.
pub async fn load_more() -> Result<(), StaleTexts> {
    if WHOLE.get() {
        return Ok(());
    }
    for fresh in [false, true] {
        let asked = language();
        if let Ok(file) = later(asked, fresh).await
            // Who changed the language meanwhile is served by the next round.
            && asked == language()
            && speak_more(file).is_ok()
        {
            WHOLE.set(true);
            return Ok(());
        }
    }
    Err(StaleTexts)
}

async fn later(language: Language, fresh: bool) -> Result<String, device::asset::AssetFault> {
    device::asset::text(&path(language, ".later"), fresh).await
}

fn path(language: Language, which: &str) -> String {
    format!("text/{}{which}.txt", language.code)
}
