//! What a service does beyond asking: the conditions of look-ups, confirmations, appointment, one-time code, payment,
//! parts and offers, and the fields that they name.

use super::Lint;
use super::references::known;
use super::walk::Sites;
use crate::author::finding::did_you_mean;
use crate::definition::Service;
use crate::place::FieldId;

impl<'a> Sites<'a> {
    pub(super) fn beyond(&mut self, service: &'a Service) {
        for (i, lookup) in service.lookups.iter().enumerate() {
            let (at, place) = (format!("/lookups/{i}"), format!("lookup {}", lookup.id));
            self.condition(format!("{at}/when"), format!("{place} when"), &lookup.when);
            self.condition(
                format!("{at}/needed"),
                format!("{place} needed"),
                &lookup.needed,
            );
            self.condition(format!("{at}/that"), format!("{place} that"), &lookup.that);
            for (member, expr) in &lookup.request {
                self.expr(
                    format!("{at}/request/{}", member.replace('/', "~1")),
                    format!("{place} request {member}"),
                    expr,
                );
            }
        }
        for (i, asked) in service.confirmations.iter().enumerate() {
            let (at, place) = (
                format!("/confirmations/{i}"),
                format!("confirmation {}", asked.id),
            );
            self.condition(format!("{at}/when"), format!("{place} when"), &asked.when);
            self.condition(format!("{at}/that"), format!("{place} that"), &asked.that);
        }
        if let Some(appointment) = &service.appointment {
            let mut told = |name: &str, condition: &'a _| {
                self.condition(
                    format!("/appointment/{name}"),
                    format!("appointment {name}"),
                    condition,
                );
            };
            told("when", &appointment.when);
            told("needed", &appointment.needed);
        }
        if let Some(code) = &service.one_time_code {
            self.condition(
                "/one_time_code/when".into(),
                "one_time_code when".into(),
                &code.when,
            );
        }
        if let Some(payment) = &service.payment {
            self.condition("/payment/when".into(), "payment when".into(), &payment.when);
        }
        for (i, part) in service.parts.iter().enumerate() {
            let place = format!("part {} when", part.id);
            self.condition(format!("/parts/{i}/when"), place, &part.when);
            for (j, result) in part.results.iter().enumerate() {
                for (name, expr) in &result.holds {
                    self.expr(
                        format!("/parts/{i}/results/{j}/holds/{name}"),
                        format!("part {} results holds {name}", part.id),
                        expr,
                    );
                }
            }
        }
        for (i, offer) in service.offers.iter().enumerate() {
            let place = format!("offer {} when", offer.service);
            self.condition(format!("/offers/{i}/when"), place, &offer.when);
        }
    }
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, lookup) in service.lookups.iter().enumerate() {
        let (at, place) = (format!("/lookups/{i}"), format!("lookup {}", lookup.id));
        known(
            lint,
            &format!("{at}/after"),
            &format!("{place} after"),
            &lookup.after,
        );
        let strange = lookup.optional.iter();
        for member in strange.filter(|member| !lookup.request.contains_key(*member)) {
            let members = lookup.request.keys().map(String::as_str);
            let remedy = did_you_mean(member, members, "name a member of `request`");
            lint.tell(
                &format!("{at}/optional"),
                format!("{place} optional"),
                format!("the request has no `{member}`"),
                remedy,
            );
        }
    }
    for (i, asked) in service.confirmations.iter().enumerate() {
        let (at, place) = (
            format!("/confirmations/{i}"),
            format!("confirmation {}", asked.id),
        );
        let named = asked
            .list
            .iter()
            .chain([&asked.full_name, &asked.personal_id]);
        for id in named.chain(&asked.covers) {
            known(lint, &at, &place, id);
        }
        person_of_the_list(lint, &at, &place, asked.list.as_ref(), &asked.full_name);
        person_of_the_list(lint, &at, &place, asked.list.as_ref(), &asked.personal_id);
        if asked.covers.is_empty() {
            lint.tell(
                &format!("{at}/covers"),
                &place,
                "nothing is agreed to",
                "name the answers that the person agrees to",
            );
        }
    }
    if let Some(appointment) = &service.appointment {
        let named = [&appointment.date, &appointment.at];
        for id in named.into_iter().chain(&appointment.slot) {
            known(lint, "/appointment", "appointment", id);
        }
    }
    if let Some(payment) = &service.payment
        && !service
            .lookups
            .iter()
            .any(|lookup| lookup.id == payment.lookup)
    {
        let ids = service.lookups.iter().map(|lookup| lookup.id.as_str());
        let remedy = did_you_mean(
            &payment.lookup,
            ids,
            "add a [[lookup]] that finds what is paid",
        );
        let what = format!("there is no look-up `{}`", payment.lookup);
        lint.tell("/payment/lookup", "payment lookup", what, remedy);
    }
    for (i, part) in service.parts.iter().enumerate() {
        let (at, place) = (format!("/parts/{i}"), format!("part {}", part.id));
        if let Some(field) = &part.field {
            known(
                lint,
                &format!("{at}/field"),
                &format!("{place} field"),
                field,
            );
        }
        if let Some(offices) = lint.words.lists.get("offices")
            && !offices.contains(&part.office)
        {
            let names = offices.iter().map(String::as_str);
            let remedy = did_you_mean(&part.office, names, "data/lists/offices.toml lists them");
            let what = format!("there is no office `{}`", part.office);
            lint.tell(
                &format!("{at}/office"),
                format!("{place} office"),
                what,
                remedy,
            );
        }
    }
}

/// Who is asked in every row of a list stands in its columns; a single person does not.
fn person_of_the_list(
    lint: &mut Lint<'_>,
    at: &str,
    place: &str,
    list: Option<&FieldId>,
    field: &FieldId,
) {
    if field.list().as_ref() != list {
        let remedy = "with `list` both are columns of it; without it, neither is a column";
        lint.tell(
            at,
            place,
            format!("`{field}` is not where `list` says"),
            remedy,
        );
    }
}
