//! The ways in which a picture is looked at, quick ones first. A damaged code is often read in one of them only.

use rqrr::PreparedImage;

use crate::Grey;

/// How a picture is prepared before the library looks for codes in it.
#[derive(Clone, Copy, Debug)]
struct Try {
    /// Size, in sixteenths of its own.
    scale: usize,
    /// What is done to the shades.
    shades: Shades,
}

#[derive(Clone, Copy, Debug)]
enum Shades {
    Own,
    Level(usize),
    Sharp(usize, i32),
}

const WAYS: &[Try] = &[
    way(16, Shades::Own),
    way(32, Shades::Own),
    way(32, Shades::Sharp(3, 3)),
    way(16, Shades::Level(12)),
    way(24, Shades::Sharp(2, 2)),
    way(32, Shades::Level(24)),
    way(8, Shades::Own),
    way(48, Shades::Sharp(5, 4)),
];

const fn way(scale: usize, shades: Shades) -> Try {
    Try { scale, shades }
}

/// How many ways there are.
pub const TRIES: usize = WAYS.len();

/// Largest picture that is looked at, in pixels: a worker on a phone has little memory.
const MOST: usize = 6_000_000;

/// The text of a code in the picture, looked at in every way.
#[must_use]
pub fn read(picture: &Grey) -> Option<String> {
    (0..TRIES).find_map(|turn| read_once(picture, turn))
}

/// The same, looked at in one way: the pictures of a camera come one after the other, each is looked at in another.
#[must_use]
pub fn read_once(picture: &Grey, turn: usize) -> Option<String> {
    let way = WAYS.get(turn % TRIES)?;
    let pixels = picture.width() * picture.height() * way.scale * way.scale / 256;
    if pixels > MOST {
        return None;
    }
    let scaled = if way.scale == 16 {
        picture.clone()
    } else {
        picture.scaled(way.scale)
    };
    find(&match way.shades {
        Shades::Own => scaled,
        Shades::Level(reach) => scaled.levelled(reach),
        Shades::Sharp(reach, times) => scaled.sharpened(reach, times),
    })
}

/// The text of the first code that can be read. Cards say UTF-8 without telling so; what is not keeps a mark for each
/// letter that was lost, by which the reader of the text knows that it is mangled.
fn find(picture: &Grey) -> Option<String> {
    let (width, height) = (picture.width(), picture.height());
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.at(x, y));
    prepared.detect_grids().iter().find_map(|grid| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (!text.is_empty()).then_some(text)
    })
}
