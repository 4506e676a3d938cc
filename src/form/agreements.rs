//! Who is asked to agree with a filling, and what of the other needs of sending is met.

use super::Filling;
use super::background::Told;
use super::lookups::standing;
use super::sources;
use crate::device::random::uuid;
use crate::draft;
use crate::portal::Problem;
use crate::portal::confirmation::{self, Agreement, Question, Stand};
use crate::portal::records;
use crate::portal::session::Person as Account;
use forms::answers::Reader;
use forms::definition::Service;
use forms::eval::Scope;
use forms::needs::{Asked, Asking, Met, Person};
use forms::place::Pointer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vietnam::name::same_name;

/// The subject of sources that are read about somebody only once that person agrees (contract 4.4).
pub const AUTHORISED: &str = "other-by-authorisation";
/// Subjects whose records an agreement opens (contract 3.1).
const OTHERS: [&str; 4] = ["parent", "spouse", "household-member", AUTHORISED];

/// What was asked of others for this draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreements {
    /// Ids of all that was asked; the draft keeps them.
    pub ids: Vec<String>,
    /// How each stands, as far as the server told.
    pub known: Vec<Agreement>,
}

impl Agreements {
    /// The last that was asked of this person.
    #[must_use]
    pub fn of(&self, asked: &Asked<'_>) -> Option<&Agreement> {
        let mut of_person = self.known.iter().rev();
        of_person.find(|known| asking(known).is(asked))
    }
}

/// What of the needs of sending is met.
#[must_use]
pub fn met(filling: &Filling) -> Met {
    let looked_up = filling
        .background()
        .with(|known| standing(known.origins.values()));
    let agreements = filling.agreements().get();
    let counts = |known: &&Agreement| matches!(known.state, Stand::Waiting | Stand::Agreed);
    Met {
        looked_up,
        asked: agreements.known.iter().filter(counts).map(asking).collect(),
        own: filling.account().map(own),
        booked: filling.appointment().with(Option::is_some),
        offers_times: filling.limits().appointments,
    }
}

/// Asks somebody, once the draft is saved: what they agree to is what stands there.
///
/// # Errors
/// See [`Problem`].
pub async fn ask(filling: &Filling, asked: Wanted) -> Result<(), Problem> {
    draft::flush(filling).await?;
    let mut question = Question {
        draft: filling.head().with_untracked(|head| head.id.clone()),
        tag: filling.saver().tag(),
        role: asked.role,
        purpose: asked.purpose,
        full_name: asked.full_name,
        personal_id: asked.personal_id,
        covers: asked.covers,
        scopes: asked.scopes,
    };
    let mut made = confirmation::ask(&question, &uuid().unwrap_or_default()).await;
    if let Err(Problem::Amended(_)) = made {
        // Somebody else has taken back something meanwhile: saving brings what is here up to it.
        filling.touch();
        draft::flush(filling).await?;
        question.tag = filling.saver().tag();
        made = confirmation::ask(&question, &uuid().unwrap_or_default()).await;
    }
    let made = made?;
    filling.agreements().update(|agreements| {
        agreements.ids.push(made.id.clone());
        agreements.known.push(made);
    });
    filling.touch_now();
    Ok(())
}

/// Asks the server how what was asked for this draft stands.
///
/// # Errors
/// See [`Problem`]. A server that takes no such questions has none that stand.
pub async fn look(filling: &Filling) -> Result<(), Problem> {
    if is_nobody_asked(filling) {
        return Ok(());
    }
    // The server must know the answers of now: what was agreed to may have changed.
    draft::flush(filling).await?;
    if learn(filling).await? {
        // The server's draft has lost what may not be read any more: saving says so, and brings the two together.
        filling.touch_now();
    }
    Ok(())
}

/// The same where somebody was asked, without waiting for it: what is told of it tells itself. A draft that was just
/// opened is looking already.
pub fn look_on(filling: &Filling) {
    let is_unknown = { filling.agreements() }.with_untracked(|asked| asked.known.is_empty());
    let is_looking = is_unknown && filling.is_resuming();
    if !is_nobody_asked(filling) && !is_looking {
        let filling = filling.clone();
        spawn_local(async move {
            let _told = look(&filling).await;
        });
    }
}

fn is_nobody_asked(filling: &Filling) -> bool {
    let agreements = filling.agreements();
    agreements.with_untracked(|agreements| agreements.ids.is_empty())
}

/// Asks the server how what was asked stands, whether or not the draft is saved; what was read by an agreement that was
/// taken back goes. Gives whether any was since it was last looked.
///
/// # Errors
/// See [`Problem`].
pub async fn learn(filling: &Filling) -> Result<bool, Problem> {
    if is_nobody_asked(filling) {
        return Ok(false);
    }
    let all = match confirmation::sent().await {
        Err(Problem::NotOffered) => Vec::new(),
        all => all?,
    };
    let Agreements { ids, known: before } = filling.agreements().get_untracked();
    let own = all.into_iter().filter(|known| ids.contains(&known.id));
    let mut known: Vec<Agreement> = own.collect();
    // In the order in which they were asked.
    known.sort_by_key(|known| ids.iter().position(|id| *id == known.id));
    let stood = |now: &&Agreement| {
        let mut before = before.iter();
        before.any(|one| one.id == now.id && one.state != Stand::TakenBack)
    };
    let taken_back = known.iter().filter(|now| now.state == Stand::TakenBack);
    let news: Vec<&Agreement> = taken_back.filter(stood).collect();
    filling
        .agreements()
        .update(|agreements| agreements.known.clone_from(&known));
    let gone = filling.keep_shared(&known);
    let is_any = !news.is_empty();
    // Of several at once nobody knows whose each was.
    let gone = if news.len() == 1 { gone } else { Vec::new() };
    let news = news.into_iter().map(|now| now.name.clone());
    filling.tell(news.map(|name| Told::TakenBack(name, gone.clone())));
    // Who agreed meanwhile opened sources.
    sources::look(filling);
    Ok(is_any)
}

/// Who is to be asked, with all that is known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Role, as in the contract.
    pub role: String,
    /// Purpose, as in the contract.
    pub purpose: String,
    /// Full name.
    pub full_name: String,
    /// Number.
    pub personal_id: String,
    /// Pointers of the answers agreed to.
    pub covers: Vec<String>,
    /// Sources that may then be read about them.
    pub scopes: Vec<String>,
}

impl Wanted {
    /// None while name or number are missing.
    #[must_use]
    pub fn of(service: &Service, reader: &dyn Reader, asked: &Asked<'_>) -> Option<Self> {
        let scopes = if asked.confirmation.shares() {
            about_others(service, reader)
        } else {
            Vec::new()
        };
        Some(Self {
            scopes,
            role: asked.confirmation.role.clone(),
            purpose: asked.confirmation.purpose.clone(),
            full_name: asked.full_name.clone()?,
            personal_id: asked.personal_id.clone()?,
            covers: asked
                .covers
                .iter()
                .map(Pointer::as_str)
                .map(str::to_owned)
                .collect(),
        })
    }
}

/// The agreement by which whoever is asked about lets this source be read for this draft.
#[must_use]
pub fn shared(filling: &Filling, wanted: &records::Wanted) -> Option<String> {
    let agreements = filling.agreements().get_untracked();
    let mut known = agreements.known.iter().rev();
    let found = known.find(|known| lets_read(known, wanted));
    found.map(|known| known.id.clone())
}

/// Whether it is this source that somebody lets be read, and they whom it is asked about.
fn lets_read(known: &Agreement, wanted: &records::Wanted) -> bool {
    let (name, number) = (wanted.keys.get("full_name"), wanted.keys.get("personal_id"));
    OTHERS.contains(&wanted.about.as_str())
        && known.state == Stand::Agreed
        && known.shares()
        && known.scopes.contains(&wanted.source)
        && name.is_none_or(|name| same_name(name, &known.name))
        && number.is_some_and(|number| number.ends_with(&id_end(&known.masked_id)))
}

/// Sources that are read about somebody who must agree first.
fn about_others(service: &Service, reader: &dyn Reader) -> Vec<String> {
    let scope = Scope::new(service, reader);
    let used = service.sources.iter();
    let used = used.filter(|used| used.about.iter().any(|about| about == AUTHORISED));
    let mut ids: Vec<String> = used
        .filter(|used| scope.holds(&used.when))
        .map(|used| used.id.clone())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn asking(known: &Agreement) -> Asking {
    Asking {
        purpose: known.purpose.clone(),
        role: known.role.clone(),
        person: Person {
            full_name: known.name.clone(),
            id_end: id_end(&known.masked_id),
        },
    }
}

/// Who files, as far as the portal shows it.
pub fn own(account: &Account) -> Person {
    Person {
        full_name: account.name.clone(),
        id_end: id_end(&account.masked_id),
    }
}

/// The digits that a masked number shows.
fn id_end(masked: &str) -> String {
    masked.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_shows_its_end() {
        assert_eq!(id_end("•••••••••234"), "234");
    }

    #[test]
    fn an_agreement_opens_its_sources_about_the_one_who_gave_it() {
        let wanted = |source: &str, name: &str, number: &str| records::Wanted {
            source: source.to_owned(),
            about: AUTHORISED.to_owned(),
            attributes: [].into(),
            keys: [
                ("full_name".to_owned(), name.to_owned()),
                ("personal_id".to_owned(), number.to_owned()),
            ]
            .into(),
            person: None,
            basis: None,
        };
        let own = wanted("population", "Trần Văn Thường", "001092999002");
        let mut known = Agreement::waiting();
        "share-data".clone_into(&mut known.purpose);
        "Trần Văn Thường".clone_into(&mut known.name);
        "•••••••••002".clone_into(&mut known.masked_id);
        known.scopes = vec!["population".to_owned()];
        assert!(!lets_read(&known, &own), "it is not answered yet");
        known.state = Stand::Agreed;
        assert!(lets_read(&known, &own));
        let of_child = records::Wanted {
            about: "child".to_owned(),
            ..own
        };
        for other in [
            wanted("residence", "Trần Văn Thường", "001092999002"),
            wanted("population", "Trần Văn Thường", "001092999003"),
            wanted("population", "Trần Văn Khác", "001092999002"),
            of_child,
        ] {
            assert!(!lets_read(&known, &other), "{other:?}");
        }
    }
}
