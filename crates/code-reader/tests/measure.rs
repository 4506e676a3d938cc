//! The decoder over some of the pictures of cards; the browser's tests take them all.

use code_reader::cards::{COUNT, MILD, SIZE, card};
use code_reader::{Grey, read};

#[test]
fn mildly_damaged_cards_are_read_and_none_wrongly() {
    let mut badly = 0;
    for number in (0..COUNT).step_by(9) {
        let card = card(number);
        let picture = Grey::new(SIZE.0, card.pixels).unwrap();
        match read(&picture) {
            Some(text) => assert_eq!(text, card.text, "{number}"),
            None => {
                assert!(number >= MILD, "{number}");
                badly += 1;
            }
        }
    }
    assert!(badly < 6, "{badly}");
}

#[test]
fn a_picture_without_a_code_says_nothing() {
    let noise: Vec<u8> = (0..40_000_u32)
        .map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap())
        .collect();
    assert_eq!(read(&Grey::new(200, noise).unwrap()), None);
    assert_eq!(read(&Grey::new(1, vec![0]).unwrap()), None);
}
