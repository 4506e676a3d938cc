//! What is printed: sheets, blocks, lines. Texts only; how they look is the matter of whoever draws them.

use crate::place::Pointer;

/// Everything that was declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// The forms of the case, each a sheet of its own.
    pub sheets: Vec<Sheet>,
    /// Answers that no form has a place for.
    pub annex: Vec<Line>,
}

/// A form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Layout and order are those of the official form. Otherwise it is headed as a record of what was declared.
    pub official: bool,
    /// Its title, or for a record what was declared.
    pub title: String,
    /// Number of the form.
    pub number: Option<String>,
    /// The text that it belongs to.
    pub law: Option<String>,
    /// The office that it is addressed to.
    pub to: Option<Entry>,
    /// What stands on it.
    pub blocks: Vec<Block>,
    /// Who signs, from left to right.
    pub signatures: Vec<Signature>,
    /// Notes at the foot.
    pub notes: Vec<String>,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Its heading.
    pub heading: Option<String>,
    /// Paragraphs before the lines.
    pub text: Vec<String>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// One answer, or several beside each other.
    Entries(Vec<Entry>),
    /// A list.
    Table(Table),
}

/// An answer with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which answer.
    pub pointer: Pointer,
    /// Its number on the form as it is printed: `1.`, `(6)`; empty where it has none.
    pub item: String,
    /// What it is called; empty where the answer speaks for itself.
    pub label: String,
    /// The answer.
    pub written: Written,
}

/// An answer on paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// Nothing was answered: room to write.
    Blank,
    /// Lines of text.
    Lines(Vec<String>),
    /// Every option; the chosen ones are ticked.
    Boxes(Vec<(bool, String)>),
}

/// A list; without rows it was left blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its number on the form.
    pub item: String,
    /// What it is called.
    pub label: String,
    /// Names of its columns.
    pub head: Vec<String>,
    /// A column holds the number of the row already.
    pub numbered: bool,
    /// Its rows: an entry for each column, under the column's name.
    pub rows: Vec<Vec<Entry>>,
}

/// A place to sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// Who signs.
    pub title: String,
    /// How.
    pub note: Option<String>,
    /// The name under it, where it is known.
    pub name: Vec<String>,
    /// Answers whose place is here.
    pub entries: Vec<Entry>,
}

impl Print {
    /// Every answer in the order of the print, with its place.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let sheets = self.sheets.iter().flat_map(Sheet::entries);
        sheets.chain(self.annex.iter().flat_map(Line::entries))
    }

    /// The wording of the forms, without answers, in order: title, headings, labels. The prints of one dossier in two
    /// languages have the same number of them, each in the place of the other.
    pub fn wording(&self) -> Vec<&str> {
        let mut words = Vec::new();
        for sheet in &self.sheets {
            words.push(sheet.title.as_str());
            words.extend(sheet.to.iter().map(|to| to.label.as_str()));
            for block in &sheet.blocks {
                words.extend(block.heading.as_deref());
                words.extend(block.text.iter().map(String::as_str));
                block.lines.iter().for_each(|line| line.wording(&mut words));
            }
            for signature in &sheet.signatures {
                words.push(&signature.title);
                words.extend(signature.note.as_deref());
                let entries = signature.entries.iter();
                words.extend(entries.flat_map(Entry::wording));
            }
            words.extend(sheet.notes.iter().map(String::as_str));
        }
        self.annex.iter().for_each(|line| line.wording(&mut words));
        words
    }
}

impl Sheet {
    /// Whether nothing on it was answered.
    pub fn is_blank(&self) -> bool {
        self.entries().all(|entry| entry.written.is_blank())
    }

    /// Every answer on it, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let lines = self.blocks.iter().flat_map(|block| &block.lines);
        let signed = self
            .signatures
            .iter()
            .flat_map(|signature| &signature.entries);
        self.to
            .iter()
            .chain(lines.flat_map(Line::entries))
            .chain(signed)
    }
}

impl Line {
    /// Every answer of the line, in order.
    pub fn entries(&self) -> Box<dyn Iterator<Item = &Entry> + '_> {
        match self {
            Self::Entries(entries) => Box::new(entries.iter()),
            Self::Table(table) => Box::new(table.rows.iter().flatten()),
        }
    }

    fn wording<'a>(&'a self, words: &mut Vec<&'a str>) {
        match self {
            Self::Entries(entries) => words.extend(entries.iter().flat_map(Entry::wording)),
            Self::Table(table) => {
                words.push(&table.label);
                words.extend(table.head.iter().map(String::as_str));
            }
        }
    }
}

impl Entry {
    /// Its label, and the names of options.
    fn wording(&self) -> impl Iterator<Item = &str> {
        let options = match &self.written {
            Written::Boxes(options) => options.as_slice(),
            Written::Blank | Written::Lines(_) => &[],
        };
        let options = options.iter().map(|(_, option)| option.as_str());
        std::iter::once(self.label.as_str()).chain(options)
    }
}

impl Written {
    /// Whether something was answered.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Lines(lines) => lines.is_empty(),
            Self::Boxes(options) => options.iter().all(|(chosen, _)| !chosen),
        }
    }
}
