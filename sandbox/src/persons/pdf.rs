//! The paper of a prior result: a one-page PDF made from its title and number. It says that it is a specimen.

use vietnam::text::{nfc, search_fold};

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

/// ASCII that a PDF string takes: letters lose their accents, all else of other alphabets is left out.
fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        '(' | ')' | '\\' => String::new(),
        ' '..='~' => c.to_string(),
        _ if c.is_uppercase() => search_fold(&c.to_string()).to_uppercase(),
        _ => search_fold(&c.to_string()),
    };
    let folded: String = nfc(text).chars().map(letter).collect();
    folded.chars().filter(|c| (' '..='~').contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_codes_stay_as_they_are() {
        assert_eq!(
            plain("Giấy số 45/2019-ĐK (H01.26)"),
            "Giay so 45/2019-DK H01.26"
        );
    }

    #[test]
    fn it_is_a_pdf_whose_table_points_at_its_objects() {
        let file = String::from_utf8(paper(&["Giấy khai sinh".to_owned()])).unwrap();
        let (head, table) = file.split_once("xref\n").unwrap();
        for line in table.lines().filter(|line| line.ends_with(" 00000 n ")) {
            let place: usize = line.split(' ').next().unwrap().parse().unwrap();
            assert!(head[place..].contains(" 0 obj\n"));
        }
        assert!(file.contains("(Giay khai sinh)"));
    }
}
