//! What payments changed: a fine is paid, a debt is gone, a card lasts longer. Records of persons' files never change;
//! they are read through here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::insurance_number;
use crate::persons::{Record, handle};
use crate::problem::Failure;

/// What was paid and what that changed.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    paid: BTreeSet<(String, String)>,
    cards: BTreeMap<String, String>,
}

impl Settled {
    /// Reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(db: &SqlitePool) -> Result<Self, Failure> {
        Self::load_in(&mut *db.acquire().await?).await
    }

    /// Reads it, inside a transaction of the caller.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_in(connection: &mut SqliteConnection) -> Result<Self, Failure> {
        let paid = sqlx::query("SELECT kind, ref FROM settled")
            .fetch_all(&mut *connection)
            .await?;
        let cards = sqlx::query("SELECT number, valid_to FROM card_extension")
            .fetch_all(connection)
            .await?;
        let pair = |row: &sqlx::sqlite::SqliteRow| Ok((row.try_get(0)?, row.try_get(1)?));
        Ok(Self {
            paid: paid.iter().map(pair).collect::<Result<_, Failure>>()?,
            cards: cards.iter().map(pair).collect::<Result<_, Failure>>()?,
        })
    }

    /// Whether a subject of payment was paid.
    pub fn is_paid(&self, kind: &str, reference: &str) -> bool {
        self.paid.contains(&(kind.to_owned(), reference.to_owned()))
    }

    /// Last day of a card by its number, where a contribution moved it.
    pub fn card_until(&self, number: &str) -> Option<&str> {
        self.cards
            .get(&insurance_number(number))
            .map(String::as_str)
    }

    /// The record as the register has it now.
    pub fn now<'a>(&self, record: &'a Record) -> Cow<'a, Record> {
        let mut changes: Vec<(&str, Value)> = Vec::new();
        match record.kind.as_str() {
            "violation" if self.is_paid("violation", &reference(record)) => {
                changes.push(("state", "paid".into()));
                changes.push(("unsettled", false.into()));
            }
            "electricity_contract" if self.is_paid("electricity", &reference(record)) => {
                changes.push(("debt", 0.into()));
            }
            "health_card" => {
                let number = record.holds.get("number").and_then(Value::as_str);
                if let Some(until) = number.and_then(|number| self.card_until(number)) {
                    changes.push(("valid_to", until.into()));
                }
            }
            _ => {}
        }
        if changes.is_empty() {
            return Cow::Borrowed(record);
        }
        let mut changed = record.clone();
        for (name, value) in changes {
            if name == "valid_to" && changed.valid_until.is_some() {
                changed.valid_until = value.as_str().map(str::to_owned);
            }
            changed.holds.insert(name.to_owned(), value);
        }
        Cow::Owned(changed)
    }
}

/// The reference under which a record is paid (operation 35): the same at every start, and telling nothing.
pub fn reference(record: &Record) -> String {
    handle(&["reference", &record.handle])
}

/// Notes that a subject was paid; whether this call did.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    connection: &mut SqliteConnection,
    kind: &str,
    reference: &str,
    at: &str,
) -> Result<bool, Failure> {
    let noted =
        sqlx::query("INSERT INTO settled (kind, ref, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(kind)
            .bind(reference)
            .bind(at)
            .execute(connection)
            .await?
            .rows_affected();
    Ok(noted == 1)
}
