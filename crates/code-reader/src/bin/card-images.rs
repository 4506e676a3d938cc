//! `card-images FOLDER`: the pictures of invented cards (`code_reader::cards`) as files, for the browser's tests: `0.pgm` …,
//! and `texts.txt`, a line for what each says. `card-images FOLDER TEXT…` makes good ones that say these texts.

use code_reader::cards::{COUNT, Card, SIZE, card, card_saying};
use std::path::Path;
use std::{env, fs, io, thread};

fn main() -> io::Result<()> {
    let mut words = env::args().skip(1);
    let Some(folder) = words.next() else {
        return Err(io::Error::other("card-images FOLDER [TEXT…]"));
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let texts: Vec<String> = words.collect();
    let cards: Vec<Card> = if texts.is_empty() {
        let half = |numbers: std::ops::Range<usize>| numbers.map(card).collect::<Vec<_>>();
        thread::scope(|threads| {
            let first = threads.spawn(|| half(0..COUNT / 2));
            let second = half(COUNT / 2..COUNT);
            let mut all = first
                .join()
                .map_err(|_| io::Error::other("a picture failed"))?;
            all.extend(second);
            Ok::<_, io::Error>(all)
        })?
    } else {
        texts.iter().map(|text| card_saying(text)).collect()
    };
    let mut lines = String::new();
    for (number, card) in cards.into_iter().enumerate() {
        let mut file = format!("P5 {} {} 255\n", SIZE.0, SIZE.1).into_bytes();
        file.extend(card.pixels);
        fs::write(folder.join(format!("{number}.pgm")), file)?;
        lines.push_str(&card.text);
        lines.push('\n');
    }
    fs::write(folder.join("texts.txt"), lines)
}
