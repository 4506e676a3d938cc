//! The words of the state's forms, which are Vietnamese whoever reads them, and what they mean in another language.

use std::collections::BTreeMap;

use forms::print::Print;

/// The state's name.
pub(super) const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Its motto.
pub(super) const MOTTO: &str = "Độc lập – Tự do – Hạnh phúc";
/// Before the office.
pub(super) const TO: &str = "Kính gửi:";
/// What is no official form.
pub(super) const RECORD: &str = "BẢN GHI NỘI DUNG ĐÃ KÊ KHAI";
/// What no form has a place for.
pub(super) const ANNEX: &str = "NỘI DUNG CHỈ CÓ TRÊN TỜ KHAI ĐIỆN TỬ";
/// Before the dossier's code.
pub(super) const CODE: &str = "Mã hồ sơ";
/// In place of the code.
pub(super) const NOT_SENT: &str = "Bản xem trước, chưa gửi";
/// Number of a row.
pub(super) const ROW: &str = "STT";

/// The same in English.
const ENGLISH: [(&str, &str); 8] = [
    (STATE, "Socialist Republic of Viet Nam"),
    (MOTTO, "Independence – Freedom – Happiness"),
    (TO, "To:"),
    (RECORD, "Record of what was declared"),
    (ANNEX, "Only on the electronic form"),
    (CODE, "Dossier code"),
    (NOT_SENT, "Preview, not sent"),
    (ROW, "No."),
];

/// What the form's wording means in the language that is spoken; empty for Vietnamese.
#[derive(Clone, Debug, Default)]
pub(super) struct Gloss(BTreeMap<String, String>);

impl Gloss {
    /// From the same print in both languages.
    pub(super) fn of(form: &Print, spoken: &Print) -> Self {
        let pairs = form.wording().into_iter().zip(spoken.wording());
        let fixed = ENGLISH.into_iter();
        let said = pairs.chain(fixed).filter(|(word, meaning)| word != meaning);
        let said = said.filter(|(word, _)| !word.is_empty());
        Self(
            said.map(|(word, meaning)| (word.to_owned(), meaning.to_owned()))
                .collect(),
        )
    }

    /// The meaning of a word.
    pub(super) fn meaning(&self, word: &str) -> Option<String> {
        self.0.get(word).cloned()
    }
}

#[cfg(test)]
mod tests {
    use forms::print::{Block, Entry, Line, Sheet, Written};

    use super::*;

    fn print(title: &str, label: &str) -> Print {
        let entry = Entry {
            pointer: forms::place::Pointer::new("/a"),
            item: String::new(),
            label: label.to_owned(),
            written: Written::Blank,
        };
        let block = Block {
            lines: vec![Line::Entries(vec![entry])],
            ..Block::default()
        };
        let sheet = Sheet {
            title: title.to_owned(),
            blocks: vec![block],
            ..Sheet::default()
        };
        Print {
            sheets: vec![sheet],
            annex: Vec::new(),
        }
    }

    #[test]
    fn each_word_of_the_form_has_its_meaning() {
        let gloss = Gloss::of(&print("Tờ khai", "Họ tên"), &print("Form", "Name"));
        assert_eq!(gloss.meaning("Tờ khai").as_deref(), Some("Form"));
        assert_eq!(gloss.meaning("Họ tên").as_deref(), Some("Name"));
        assert_eq!(gloss.meaning(TO).as_deref(), Some("To:"));
        assert_eq!(gloss.meaning("khác"), None);
        assert_eq!(Gloss::default().meaning(TO), None);
    }
}
