//! The person's family and household as the registers name them (operation 9): by name and handle.

use super::request::Request;
use super::{Problem, Proof};
use portal_api::{Family, Household, Me, PersonRef};

/// Somebody whom the registers link with the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// What they are to the person.
    pub relation: Relation,
    /// Stands for them in requests.
    pub handle: String,
    /// Their name.
    pub full_name: String,
    /// Their birth date, perhaps a bare year.
    pub birth_date: Option<String>,
    /// Their number, where it is told.
    pub personal_id: Option<String>,
    /// The register that tells all this.
    pub proof: Option<Proof>,
}

/// What somebody is to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Father.
    Father,
    /// Mother.
    Mother,
    /// Husband or wife.
    Spouse,
    /// Child.
    Child,
    /// Whose guardian the person is.
    Ward,
    /// Of the same household.
    Household,
}

/// The relatives that the registers know; the household only where it may be read.
///
/// # Errors
/// See [`Problem`].
pub async fn relatives(with_household: bool) -> Result<Vec<Relative>, Problem> {
    let path = if with_household {
        "/me?include=family,household"
    } else {
        "/me?include=family"
    };
    let mut me: Me = Request::get(path).send().await?.json().await?;
    let mut proof = |group: &str| {
        let mut from = me.from.iter();
        let (_, id) = from.find(|(pointer, _)| pointer.as_str() == group)?;
        let wire = me.provenance.remove(id.as_str())?;
        Some(Proof::new(id.as_str(), wire))
    };
    let (of_family, of_household) = (proof("/family"), proof("/household"));
    let all = named(me.family, me.household).into_iter().map(|one| {
        let is_of_household = one.relation == Relation::Household;
        let proof = if is_of_household {
            &of_household
        } else {
            &of_family
        };
        Relative {
            proof: proof.clone(),
            ..one
        }
    });
    Ok(all.collect())
}

/// Each once: who is family is not named again as of the household.
fn named(family: Option<Family>, household: Option<Household>) -> Vec<Relative> {
    let mut all: Vec<Relative> = Vec::new();
    if let Some(family) = family {
        let children = family.children.into_iter().flatten();
        let pairs = [
            (Relation::Father, family.father),
            (Relation::Mother, family.mother),
            (Relation::Spouse, family.spouse),
        ];
        let pairs = pairs
            .into_iter()
            .filter_map(|(relation, one)| Some((relation, one?)));
        let children = children.map(|child| (Relation::Child, child));
        let wards = family.wards.into_iter().flatten();
        let wards = wards.map(|ward| (Relation::Ward, ward));
        all.extend(pairs.chain(children).chain(wards).filter_map(relative));
    }
    if let Some(household) = household {
        let members = household.members.into_iter().flatten();
        for member in members.filter_map(|one| relative((Relation::Household, one.person))) {
            let is_known = all.iter().any(|known| {
                known.full_name == member.full_name && known.birth_date == member.birth_date
            });
            if !is_known {
                all.push(member);
            }
        }
    }
    all
}

fn relative((relation, person): (Relation, PersonRef)) -> Option<Relative> {
    Some(Relative {
        relation,
        handle: person.r#ref?.to_string(),
        full_name: person.full_name.to_string(),
        birth_date: person.birth_date.map(|date| date.to_string()),
        personal_id: person.personal_id.map(|number| number.to_string()),
        proof: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_relative_stands_once_and_only_by_a_handle() {
        let person = |handle: Option<&str>, name: &str, born: &str| json!({ "ref": handle, "fullName": name, "birthDate": born });
        let family = json!({ "mother": person(Some("m"), "Mẫu Thị Mẹ", "1960"), "spouse": person(None, "Mẫu Bạn", "1990"),
            "children": [person(Some("c"), "Mẫu An", "2020-06-01")], "wards": [person(Some("w"), "Mẫu Nhờ", "2011")] });
        let relation = json!({ "code": "child", "name": "Con", "list": "household-relations", "version": "1" });
        let household = json!({ "head": person(Some("h"), "Mẫu Chủ", "1990"), "relationToHead": relation,
            "members": [{ "person": person(Some("x"), "Mẫu An", "2020-06-01"), "relationToHead": relation },
                        { "person": person(Some("y"), "Mẫu Bà", "1940"), "relationToHead": relation }] });
        let all = named(
            Some(serde_json::from_value(family).unwrap()),
            Some(serde_json::from_value(household).unwrap()),
        );
        let told: Vec<_> = all
            .iter()
            .map(|one| (one.relation, one.handle.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Relation::Mother, "m"),
                (Relation::Child, "c"),
                (Relation::Ward, "w"),
                (Relation::Household, "y")
            ]
        );
    }
}
