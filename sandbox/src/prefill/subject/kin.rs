//! Relatives and wards: children, spouse, parents, the dead, members of the household.

use portal_api::PersonRef;
use serde_json::Value;

use super::{Asked, Reach};
use crate::persons::{Record, Relative};

impl<'a> Asked<'a> {
    /// A child under 18 whom a register or a paper links with the person; a newborn by the notice under the mother's
    /// number.
    pub(super) fn child(&self) -> Option<Reach<'a>> {
        let code = self.key("birth-notice", "notice_code");
        if let Some((code, mother)) = code.zip(self.key("birth-notice", "mother_personal_id")) {
            return self.notice(code, mother);
        }
        self.request.subject.person.as_ref()?;
        let child = self.relatives(&["child"]).find(|one| self.means(one))?;
        let minor = { child.birth_date.as_deref() }.is_some_and(|born| under_18(born, &self.today));
        let papers = ["birth_certificate", "parent_recognition"];
        let proved = child.link.is_some() || self.paper(&papers, &child.full_name).is_some();
        (minor && proved).then(|| Reach::whole(&child.records))
    }

    fn notice(&self, code: &str, mother: &str) -> Option<Reach<'a>> {
        let all = { self.state.persons.all().iter() }.flat_map(|person| &person.records);
        let notice = all
            .filter(|record| record.kind == "birth_notice")
            .find(|record| {
                record.names("code", code) && record.names("mother_personal_id", mother)
            });
        notice.map(|notice| Reach::whole([notice]))
    }

    /// Of a spouse or parent only the record that proves the link; the rest after their own confirmation.
    pub(super) fn link(&self, relations: &[&str]) -> Option<Reach<'a>> {
        let relative = self.relatives(relations).find(|one| self.means(one))?;
        if let Some(link) = relative.link.as_deref() {
            return Some(self.own_of_kind(link));
        }
        let papers = ["birth_certificate", "marriage_certificate"];
        let paper = self.paper(&papers, &relative.full_name)?;
        Some(Reach::issued([paper]))
    }

    /// A ward whom a register or a decision links with the person.
    pub(super) fn ward(&self) -> Option<Reach<'a>> {
        let ward = self.relatives(&["ward"]).find(|one| self.means(one))?;
        let proved =
            self.person?.guards(ward) || self.paper(&["guardianship"], &ward.full_name).is_some();
        proved.then(|| Reach::whole(&ward.records))
    }

    /// A relative whose death a register or a paper says, or anybody whose death notice was uploaded: what the case
    /// asks about the dead, and nothing else.
    pub(super) fn deceased(&self) -> Option<Reach<'a>> {
        let papers = ["death_notice", "death_extract"];
        let kin = { self.person.into_iter() }
            .flat_map(|person| &person.relatives)
            .find(|one| {
                self.means(one)
                    && one.link.is_some()
                    && (one.has_died() || self.paper(&papers, &one.full_name).is_some())
            });
        let persons = self.state.persons.all().iter();
        let reported = || {
            { persons.flat_map(|person| &person.relatives) }.find(|one| {
                self.by_upload
                    && self.request.subject.person.is_some()
                    && one.has_died()
                    && self.means(one)
            })
        };
        let dead = kin.or_else(reported)?;
        let may = |record: &Record, source: &str| self.service_wants(record, source);
        Some(Reach::whole(&dead.records).only(may))
    }

    /// Only that member's row of the household.
    pub(super) fn row_of_member(&self) -> Option<Reach<'a>> {
        let number = self.request.subject.person.as_ref()?;
        let number = number.personal_id.as_deref()?;
        let mut records = self.person?.records.iter();
        let record = records.find(|record| record.kind == "residence")?;
        let rows = record.holds.get("members")?.as_array()?;
        let row = rows
            .iter()
            .find(|row| row.get("personal_id").and_then(Value::as_str) == Some(number))?;
        let mut cut = record.clone();
        cut.holds = [("members".to_owned(), Value::from(vec![row.clone()]))].into();
        Some(Reach::part(cut))
    }

    fn relatives(&self, relations: &[&str]) -> impl Iterator<Item = &'a Relative> {
        let relatives = self.person.into_iter().flat_map(|person| &person.relatives);
        relatives.filter(|one| relations.contains(&one.relation.as_str()))
    }

    fn own_of_kind(&self, kind: &str) -> Reach<'a> {
        let own = self.person.into_iter().flat_map(|person| &person.records);
        Reach::whole(own.filter(|record| record.kind == kind))
    }

    fn means(&self, relative: &Relative) -> bool {
        is(relative, self.request.subject.person.as_ref())
    }
}

/// Whether a relative is the person meant: by handle, by number, or by name and birth date. Nobody named: the only one.
fn is(relative: &Relative, meant: Option<&PersonRef>) -> bool {
    let Some(meant) = meant else { return true };
    if let Some(handle) = &meant.r#ref {
        return *handle == relative.handle.as_str();
    }
    match (&meant.personal_id, &relative.personal_id) {
        (Some(meant), Some(number)) => *meant == number.as_str(),
        _ => {
            let born = meant.birth_date.as_deref() == relative.birth_date.as_deref();
            born && vietnam::name::same_name(&meant.full_name, &relative.full_name)
        }
    }
}

/// Dates compare as text; a birth date that is not full counts as its latest day.
fn under_18(born: &str, today: &str) -> bool {
    let years = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let (Some(birth), Some(now)) = (years(born), years(today)) else {
        return false;
    };
    let rest = born
        .get(4..)
        .filter(|rest| rest.len() == 6)
        .unwrap_or("-12-31");
    let birthday_passed = today.get(4..).is_some_and(|day| day >= rest);
    now - birth < if birthday_passed { 18 } else { 19 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_child_to_the_day_before_eighteen() {
        assert!(under_18("2008-11-26", "2026-11-25"));
        assert!(!under_18("2008-11-25", "2026-11-25"));
        assert!(under_18("2008", "2026-11-25"));
        assert!(!under_18("2007", "2026-11-25"));
    }
}
