//! The plain tables of `data/`: a header line, commas, no quotes.

use super::UnitFault;

/// The rows below the header, each with its line number and `N` cells.
pub(super) fn rows<'a, const N: usize>(
    text: &'a str,
    header: [&str; N],
) -> Result<impl Iterator<Item = Result<(usize, [&'a str; N]), UnitFault>>, UnitFault> {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
    let first = lines.next().and_then(|(_, line)| cells(line));
    if first != Some(header) {
        return Err(UnitFault::Header);
    }
    Ok(lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            cells(line)
                .map(|cells| (at + 1, cells))
                .ok_or(UnitFault::Line(at + 1))
        }))
}

fn cells<const N: usize>(line: &str) -> Option<[&str; N]> {
    let mut cells = line.split(',');
    let mut row = [""; N];
    for cell in &mut row {
        *cell = cells.next()?;
    }
    cells.next().is_none().then_some(row)
}
