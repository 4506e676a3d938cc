//! The paper of a prior result: a one-page PDF made from its title and number. It says that it is a specimen.

/// A PDF with these lines. The standard fonts have no Vietnamese letters, so accents are left out.
pub fn paper(lines: &[String]) -> Vec<u8> {
    let mut text =
        String::from("BT /F1 14 Tf 56 780 Td 22 TL (SPECIMEN - BAN MAU, KHONG CO GIA TRI) Tj T*");
    for line in lines {
        text.push_str(&format!(" ({}) Tj T*", plain(line)));
    }
    text.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        file.push_str(&format!(
            "{place:010} 00000 n 
"
        ));
    }
    file.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// ASCII that a PDF string takes.
fn plain(text: &str) -> String {
    let folded = vietnam::text::search_fold(text).to_uppercase();
    folded
        .chars()
        .filter(|c| (' '..='~').contains(c) && !matches!(c, '(' | ')' | '\\'))
        .collect()
}
