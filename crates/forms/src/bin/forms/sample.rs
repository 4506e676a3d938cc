//! `forms sample`: answers of a case that can be filed.

use super::usage::not_understood;
use super::{find, laid_files, today};
use forms::answers::Answers;
use forms::author::filling::{Extent, Filler, Stock};
use forms::definition::{Case, Service};
use forms::eval::Scope;
use forms::needs;
use forms::send::to_data;
use serde_json::{Value, json};
use std::path::Path;

/// Prints what is sent for a case: `data`, and what else sending needs.
pub(super) fn sample(
    id: &str,
    code: &str,
    options: &[&str],
    overlay: Option<&str>,
) -> Result<bool, String> {
    let (extent, seed) = read_options(options)?;
    let files = laid_files(overlay)?;
    let service = find::service(&files, id)?;
    let case = find::case(&service, code)?;
    let filler = Filler {
        service: &service,
        stock: &Stock::read(Path::new("."), &files)?,
        today: today()?,
    };
    let made = filler.fill(case, extent, seed);
    let answers = made.ok_or_else(|| format!("no answers were found that are {code}"))?;
    println!("{:#}", told(&service, case, &answers));
    Ok(true)
}

fn read_options(options: &[&str]) -> Result<(Extent, u64), String> {
    let (mut extent, mut seed) = (Extent::Least, 0);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match *option {
            "--full" => extent = Extent::Full,
            "--seed" => {
                let given = options.next().and_then(|seed| seed.parse().ok());
                seed = given.ok_or("--seed takes a number")?;
            }
            other => return Err(not_understood(&["sample", other], false)),
        }
    }
    Ok((extent, seed))
}

fn told(service: &Service, case: &Case, answers: &Answers) -> Value {
    let scope = Scope::new(service, answers);
    let wanted = service.papers.iter();
    let papers =
        wanted.filter(|paper| paper.how.is_sent() && !paper.optional && scope.holds(&paper.when));
    let asked = needs::confirmations(service, answers);
    let lookups = needs::lookups(service, answers);
    let lookups = lookups.iter().filter(|(_, needed)| *needed);
    json!({
        "caseCode": case.code,
        "procedureCode": case.procedure,
        "data": to_data(service, answers),
        "rowKeys": forms::send::row_keys(service, answers),
        "papers": papers.map(|paper| paper.code.as_str()).collect::<Vec<_>>(),
        "confirmations": asked.iter().map(|asked| asked.confirmation.id.as_str()).collect::<Vec<_>>(),
        "lookups": lookups.map(|(lookup, _)| lookup.id.as_str()).collect::<Vec<_>>(),
        "appointment": needs::appointment(service, answers).is_some_and(|(_, needed)| needed),
        "oneTimeCode": needs::one_time_code(service, answers),
    })
}
