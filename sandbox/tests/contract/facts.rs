//! Operation 16 as the app uses it: a source of a definition, about somebody, with keys.

use std::collections::BTreeMap;

use forms::definition::{Service, SourceUse};
use portal_api::{PrefillAnswer, ProblemKind, ProofKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Reply, consent};

/// What is asked about somebody.
pub struct Question<'a> {
    pub service: &'a Service,
    pub source: &'a str,
    pub want: &'a [String],
    pub subject: Value,
    pub keys: BTreeMap<&'a str, Value>,
}

impl<'a> Question<'a> {
    /// The question of a definition, as the app asks it: another person is named by the keys, and a register's link is
    /// the proof.
    pub fn of(
        service: &'a Service,
        source: &'a SourceUse,
        about: &str,
        keys: BTreeMap<&'a str, Value>,
    ) -> Self {
        let proof = if about == "self" {
            "session"
        } else {
            "register-link"
        };
        let mut subject = json!({ "kind": about, "proof": { "kind": proof } });
        let born = keys.get("birth_date");
        if let (Some(name), Some(_)) = (
            keys.get("full_name"),
            keys.get("personal_id").or(born).filter(|_| about != "self"),
        ) {
            let mut person = json!({ "fullName": name });
            for (key, member) in [("personal_id", "personalId"), ("birth_date", "birthDate")] {
                if let Some(value) = keys.get(key) {
                    person[member] = value.clone();
                }
            }
            subject["person"] = person;
        }
        Self {
            service,
            source: &source.id,
            want: &source.want,
            subject,
            keys,
        }
    }

    /// Asks.
    ///
    /// # Errors
    /// The proofs that would do, when nothing proves that the person may know.
    pub async fn ask(&self, browser: &Browser) -> Result<PrefillAnswer, Vec<ProofKind>> {
        let reply = self.reply(browser).await;
        if reply.status.as_u16() == 403 {
            let refused = reply.problem(ProblemKind::RepresentationNotProved);
            return Err(refused.accepted.unwrap());
        }
        Ok(reply.read())
    }

    /// Asks, whatever the answer.
    pub async fn reply(&self, browser: &Browser) -> Reply {
        let case = &self.service.cases[0];
        let consents = consent(browser, &case.procedure, &[self.source]).await;
        let keys = if self.keys.is_empty() {
            json!({})
        } else {
            json!({ self.source: self.keys })
        };
        let body = json!({
            "procedureCode": case.procedure, "caseCode": case.code, "formVersion": self.service.form_version,
            "subject": self.subject, "sources": [self.source], "want": self.want, "keys": keys, "consentIds": consents,
        });
        browser.post("/prefill", body).await
    }
}
