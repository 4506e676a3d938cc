//! The report in words: a table, why little is known in some services, what works, and the medians.

use super::table::{PLAIN, Row};
use super::{Proofs, Reuse};

/// Services below so many items in a hundred, or papers, say why.
pub const LITTLE: usize = 40;

/// The whole report as Markdown.
pub fn markdown(rows: &[Row], proofs: &Proofs) -> String {
    let mut lines = vec![
        "| Service | Person | Official items | On the dossier | Known | Filled | Worked out | Asked | Papers required | Not needed | Covered | To supply | Spared |".to_owned(),
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|".to_owned(),
    ];
    for row in rows {
        let (id, name) = &row.service;
        lines.push(line(&format!("{id} {name}"), &row.person, &row.full));
        lines.push(line("", PLAIN, &row.plain));
    }
    let all = |of: fn(&Row) -> &Reuse| rows.iter().map(of).fold(Reuse::default(), sum);
    lines.push(line("**All**", "full records", &all(|row| &row.full)));
    lines.push(line("", PLAIN, &all(|row| &row.plain)));
    lines.push(String::new());
    for row in rows {
        if let Some(why) = &row.why {
            let known = row.full.share().unwrap_or_default();
            lines.push(format!("{}, {known} % of items: {why}\n", row.service.0));
        }
        if let Some(why) = &row.why_papers {
            let spared = row.full.papers.share().unwrap_or_default();
            lines.push(format!("{}, {spared} % of papers: {why}\n", row.service.0));
        }
    }
    let of = |shown: usize, is_source: bool| {
        let missing = proofs.missing.iter();
        let missing = missing.filter(|by| matches!(by, super::By::Source(_)) == is_source);
        format!("{shown} of {}", shown + missing.count())
    };
    lines.extend(proofs.missing.iter().map(|by| format!("not shown: {by}\n")));
    lines.push(format!("sources {}", of(proofs.sources.len(), true)));
    lines.push(format!("\nrecords {}", of(proofs.records.len(), false)));
    lines.push(format!(
        "\nmedian items {} % papers {} %",
        median(rows.iter().filter_map(|row| row.full.share())),
        median(rows.iter().filter_map(|row| row.full.papers.share())),
    ));
    lines.join("\n") + "\n"
}

fn line(service: &str, person: &str, counted: &Reuse) -> String {
    let papers = &counted.papers;
    let share = |share: Option<usize>| share.map(|share| format!("{share} %")).unwrap_or_default();
    format!(
        "| {service} | {person} | {} | {} | {} ({}) | {} | {} | {} | {} | {} | {} | {} | {} |",
        counted.official,
        counted.items,
        counted.known(),
        share(counted.share()),
        counted.filled,
        counted.worked_out,
        counted.asked(),
        papers.required,
        papers.not_needed,
        papers.covered,
        papers.to_supply(),
        share(papers.share()),
    )
}

fn sum(mut all: Reuse, one: &Reuse) -> Reuse {
    all.official += one.official;
    all.items += one.items;
    all.filled += one.filled;
    all.worked_out += one.worked_out;
    all.uncounted += one.uncounted;
    all.papers.required += one.papers.required;
    all.papers.not_needed += one.papers.not_needed;
    all.papers.covered += one.papers.covered;
    all
}

/// The one in the middle; of two in the middle their mean, rounded down.
fn median(shares: impl Iterator<Item = usize>) -> usize {
    let mut shares: Vec<usize> = shares.collect();
    shares.sort_unstable();
    let middle = |at: usize| shares.get(at).copied().unwrap_or_default();
    let half = shares.len() / 2;
    if shares.len() % 2 == 1 {
        middle(half)
    } else {
        (middle(half.saturating_sub(1)) + middle(half)) / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median([9, 1, 5].into_iter()), 5);
        assert_eq!(median([9, 1, 5, 6].into_iter()), 5);
        assert_eq!(median([].into_iter()), 0);
    }
}
