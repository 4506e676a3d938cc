//! What is paid: by what law, from when until when, and as a number whatever is answered.

use super::walk::kind_name;
use crate::author::finding::Finding;
use crate::author::source::Source;
use crate::condition::Expr;
use crate::definition::{Fee, Service};
use crate::figures::MOST;
use crate::kind::Kind;

/// What is wrong with a fee, and how to mend it.
struct Fault {
    /// Its pointer below the fee.
    member: &'static str,
    what: String,
    remedy: &'static str,
}

/// Everything that is wrong with the fees of a definition.
pub(super) fn findings(source: &Source, service: &Service) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, fee) in service.fees.iter().enumerate() {
        found.extend(faults(service, fee).into_iter().map(|fault| Finding {
            file: source.file.clone(),
            line: source.line(&format!("/fees/{i}{}", fault.member)),
            place: format!("fee {}{}", fee.id, fault.member.replace('/', " ")),
            what: fault.what,
            remedy: fault.remedy.to_owned(),
        }));
    }
    found
}

fn faults(service: &Service, fee: &Fee) -> Vec<Fault> {
    let mut found = Vec::new();
    if fee.amount.is_some() && fee.law.is_none() && !fee.unconfirmed {
        found.push(Fault {
            member: "",
            what: "an amount rests on no law".to_owned(),
            remedy: "add law = \"…\", or unconfirmed = true",
        });
    }
    let exemptions = fee.exemptions.iter();
    let exemptions = exemptions.map(|ground| ("/exemptions", &ground.from, &ground.until));
    for (member, from, until) in exemptions.chain([("/until", &fee.from, &fee.until)]) {
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            found.push(Fault {
                member,
                what: format!("from {from} is after until {until}: it is never in force"),
                remedy: "exchange them, or take one out",
            });
        }
    }
    let amount = fee.amount.iter();
    found.extend(
        amount
            .flat_map(|amount| no_amounts(service, amount))
            .map(|what| Fault {
                member: "/amount",
                what,
                remedy: "a fee is worked out from numbers of 0 to 999999999999",
            }),
    );
    found
}

/// Fields and cells that an amount is worked out from and that are none.
fn no_amounts(service: &Service, amount: &Expr) -> Vec<String> {
    match amount {
        Expr::Field(id) => {
            let field = service.field(id);
            let other =
                field.filter(|field| !matches!(field.kind, Kind::Number(_) | Kind::Money(_)));
            let told =
                other.map(|field| format!("`{id}` ({}) is no number", kind_name(&field.kind)));
            told.into_iter().collect()
        }
        Expr::Table { table, column, .. } => {
            let rows = service.tables.get(table).into_iter().flatten();
            let cells = rows.filter_map(|(row, cells)| Some((row, cells.get(column)?)));
            let is_amount =
                |cell: &serde_json::Value| cell.as_i64().is_some_and(|n| (0..=MOST).contains(&n));
            let others = cells.filter(|(_, cell)| !is_amount(cell));
            others
                .map(|(row, cell)| format!("table {table} {row} {column} is {cell}"))
                .collect()
        }
        Expr::Plus(parts) | Expr::Times(parts) | Expr::First(parts) => parts
            .iter()
            .flat_map(|part| no_amounts(service, part))
            .collect(),
        Expr::Minus(one, other) | Expr::Divide(one, other) | Expr::If(_, one, other) => {
            [one, other]
                .into_iter()
                .flat_map(|part| no_amounts(service, part))
                .collect()
        }
        _ => Vec::new(),
    }
}
