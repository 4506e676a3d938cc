//! Finding services by a few words: accents, order and endings of words do not matter.

use vietnam::text::search_fold;

use crate::portal::site::{Entry, Group};

/// The groups with those services that have all the written words: in the name, the official wording or what the person
/// gets, or in the name of the group. All of them where nothing is written.
#[must_use]
pub(super) fn find(groups: &[Group], written: &str) -> Vec<Group> {
    let folded = search_fold(written);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let found = groups.iter().map(|group| {
        let is_meant = has_all(&[&group.name], &words);
        let fits = |service: &&Entry| {
            is_meant || has_all(&[&service.name, &service.official, &service.what], &words)
        };
        Group {
            services: group.services.iter().filter(fits).cloned().collect(),
            ..group.clone()
        }
    });
    found.filter(|group| !group.services.is_empty()).collect()
}

/// Each word begins a word of these texts.
fn has_all(texts: &[&str], words: &[&str]) -> bool {
    let folded: String = texts.iter().map(|text| search_fold(text) + " ").collect();
    let has = |word: &&str| {
        folded
            .split(|c: char| !c.is_alphanumeric())
            .any(|known| known.starts_with(word))
    };
    words.iter().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Vec<Group> {
        let service = |id: &str, name: &str, what: &str| Entry {
            id: id.to_owned(),
            name: name.to_owned(),
            what: what.to_owned(),
            ..Entry::default()
        };
        vec![
            Group {
                name: "Gia đình".to_owned(),
                services: vec![
                    service("09", "Đăng ký khai sinh", "Giấy khai sinh"),
                    service("11", "Đăng ký kết hôn", ""),
                ],
                ..Group::default()
            },
            Group {
                name: "Nơi ở".to_owned(),
                services: vec![service("03", "Đăng ký thường trú", "")],
                ..Group::default()
            },
        ]
    }

    #[track_caller]
    fn check(written: &str, expected: &[&str]) {
        let found = find(&groups(), written);
        let ids: Vec<&str> = found
            .iter()
            .flat_map(|group| group.services.iter().map(|service| service.id.as_str()))
            .collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn accents_and_order_do_not_matter() {
        check("khai sinh", &["09"]);
        check("sinh khai", &["09"]);
        check("KẾT HÔN", &["11"]);
        check("hon ket dang", &["11"]);
        check("thuong tru", &["03"]);
    }

    #[test]
    fn words_may_be_begun_and_stand_in_other_texts() {
        check("giay", &["09"]);
        check("gia dinh", &["09", "11"]);
        check("dinh khai", &[]);
        check("đăng k", &["09", "11", "03"]);
    }

    #[test]
    fn nothing_written_shows_all_and_nonsense_nothing() {
        check("  ", &["09", "11", "03"]);
        check("khai zzz", &[]);
        check("inh", &[]);
    }
}
