//! Brings a language's texts from the site.

use super::{Language, speak};
use crate::device;

/// The texts could not be had, or belong to another version of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleTexts;

/// Fetches the texts of a language and speaks it. A file that an old cache kept is asked for again, once.
///
/// # Errors
/// The file cannot be had in this version; the language stays as it was.
pub async fn load(language: Language) -> Result<(), StaleTexts> {
    let path = format!("text/{}.txt", language.code);
    for fresh in [false, true] {
        if let Ok(file) = device::asset::text(&path, fresh).await
            && speak(language, file).is_ok()
        {
            return Ok(());
        }
    }
    Err(StaleTexts)
}
