//! Pictures of invented cards, the same in every run: a card with a code, taken by a phone, well or badly. For measuring.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "made for tests, of values that stand here"
)]

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// Pixels across and down.
pub const SIZE: (usize, usize) = (720, 480);
/// How many there are; those before `MILD` are mildly damaged, the others badly.
pub const COUNT: usize = 200;
/// How many are mildly damaged.
pub const MILD: usize = 100;

/// A picture and what its code says.
pub struct Card {
    /// The code's text.
    pub text: String,
    /// A byte for each pixel.
    pub pixels: Vec<u8>,
}

/// The picture of this number.
pub fn card(number: usize) -> Card {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (number as u64 + 1));
    let text = text(&mut dice);
    let taken = Taken::of(&mut dice, number);
    let pixels = taken.picture(&mut dice, &code(&text, number));
    Card { text, pixels }
}

/// A good picture of a card whose code says this.
pub fn card_saying(text: &str) -> Card {
    let mut dice = Dice(1);
    let taken = Taken::of(&mut dice, 0);
    let pixels = taken.picture(&mut dice, &code(text, 0));
    Card {
        text: text.to_owned(),
        pixels,
    }
}

/// Numbers that look thrown (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[(self.next() >> 33) as usize % of.len()]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + ((self.next() >> 33) % 10) as u8))
            .collect()
    }
}

/// 110 to 150 bytes as on a card.
fn text(dice: &mut Dice) -> String {
    loop {
        let family = dice.one(&["NGUYỄN", "TRẦN", "LÊ", "PHẠM", "HOÀNG", "VÕ", "ĐẶNG", "BÙI"]);
        let middle = dice.one(&["VĂN", "THỊ", "HỮU", "NGỌC", "ĐỨC", "THỊ MỸ", "QUỐC"]);
        let given = dice.one(&["MẪU", "THỬ", "AN", "BÌNH", "HƯỜNG", "DŨNG", "PHƯỢNG", "Ý"]);
        let old = if dice.next().is_multiple_of(3) {
            String::new()
        } else {
            dice.digits(9)
        };
        let date = |dice: &mut Dice| {
            let day = dice.between(1.0, 28.9) as u32;
            let month = dice.between(1.0, 12.9) as u32;
            (day, month)
        };
        let ((day, month), (issue_day, issue_month)) = (date(dice), date(dice));
        let text = format!(
            "0{}|{old}|{family} {middle} {given}|{day:02}{month:02}{}|{}|{}, {}, {}, {}|{issue_day:02}{issue_month:02}{}",
            dice.digits(11),
            dice.between(1945.0, 2007.0) as u32,
            dice.one(&["Nam", "Nữ"]),
            dice.one(&["Thôn 1", "Số 25 ngõ 4", "Tổ dân phố 12", "Ấp Bình Hòa"]),
            dice.one(&["Xã Mẫu Đơn", "Phường Thử Nghiệm", "Thị trấn Mẫu"]),
            dice.one(&["Quận Mẫu", "Huyện Thử", "Thành phố Mẫu Sơn"]),
            dice.one(&["Hà Nội", "Đắk Lắk", "Cần Thơ", "Thừa Thiên Huế"]),
            dice.between(2021.0, 2025.9) as u32,
        );
        if (110..=150).contains(&text.len()) {
            return text;
        }
    }
}

/// How strongly the official codes are protected is not published: two strengths in turn.
fn code(text: &str, number: usize) -> QrCode {
    let strength = if number.is_multiple_of(2) {
        QrCodeEcc::Medium
    } else {
        QrCodeEcc::Low
    };
    QrCode::encode_segments(&[QrSegment::make_bytes(text.as_bytes())], strength).expect("fits")
}

/// How a picture was taken. Lengths are in millimetres on the card, or in pixels.
struct Taken {
    /// Pixels for a millimetre.
    near: f32,
    /// Sine and cosine of how far it is turned.
    turn: (f32, f32),
    /// How much nearer one edge is than the middle: across, down.
    lean: (f32, f32),
    /// Where the code's middle lies in the picture.
    middle: (f32, f32),
    blur: f32,
    /// Shades of black and white under this light.
    black: f32,
    white: f32,
    /// How much darker one side is.
    shadow: f32,
    glare: Option<Glare>,
    noise: f32,
}

struct Glare {
    at: (f32, f32),
    reach: f32,
    strength: f32,
}

/// Side of the code on the card, in millimetres, and its middle from the card's left upper corner.
const CODE: f32 = 19.0;
const CODE_AT: (f32, f32) = (72.0, 14.0);
const CARD: (f32, f32) = (85.6, 54.0);

impl Taken {
    /// Each picture has one main damage, and a little of all others.
    fn of(dice: &mut Dice, number: usize) -> Self {
        let bad = number >= MILD;
        let main = number % 6;
        let mut much = |kind: usize, least: f32, mild: f32, worst: f32| {
            let (low, high) = match (bad, main == kind) {
                (false, false) => (least, least + (mild - least) * 0.4),
                (false, true) => (least + (mild - least) * 0.4, mild),
                (true, false) => (least, mild),
                (true, true) => (mild, worst),
            };
            dice.between(low, high)
        };
        let lean = much(0, 0.0, 0.22, 0.5);
        let blur = much(1, 0.3, 1.1, 2.4);
        let dim = much(2, 0.0, 0.6, 0.93);
        let glare = much(3, 0.0, 0.5, 1.0);
        let near = 1.0 / much(4, 0.085, 0.14, 0.25);
        let noise = much(5, 1.0, 8.0, 22.0);
        let direction = dice.between(0.0, std::f32::consts::TAU);
        let white = 245.0 - 200.0 * dim;
        let edge = CODE * near * 0.7 + 10.0;
        Self {
            near,
            turn: dice.between(0.0, std::f32::consts::TAU).sin_cos(),
            lean: (lean * direction.cos(), lean * direction.sin()),
            middle: (
                dice.between(edge, SIZE.0 as f32 - edge),
                dice.between(edge, SIZE.1 as f32 - edge),
            ),
            blur,
            black: white * dice.between(0.12, 0.3),
            white,
            shadow: dice.between(0.0, if bad { 0.6 } else { 0.35 }),
            glare: (glare > 0.1).then(|| Glare {
                at: (
                    dice.between(-0.6, 0.6) * CODE,
                    dice.between(-0.6, 0.6) * CODE,
                ),
                reach: CODE * dice.between(0.2, 0.5),
                strength: glare * 200.0,
            }),
            noise,
        }
    }

    fn picture(&self, dice: &mut Dice, code: &QrCode) -> Vec<u8> {
        let (width, height) = SIZE;
        let mut shades = vec![0.0_f32; width * height];
        for (place, shade) in shades.iter_mut().enumerate() {
            let (x, y) = ((place % width) as f32, (place / width) as f32);
            let (middle_x, middle_y) = self.on_card(x + 0.5, y + 0.5);
            *shade = if middle_x.abs().max(middle_y.abs()) > CODE * 0.6 {
                self.seen(code, middle_x, middle_y)
            } else {
                let quarters = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
                let seen = quarters.iter().map(|(right, down)| {
                    let (x, y) = self.on_card(x + right, y + down);
                    self.seen(code, x, y)
                });
                seen.sum::<f32>() / 4.0
            };
        }
        let shades = blurred(&shades, self.blur);
        let noisy = |shade: &f32| {
            let grain = (dice.between(-1.0, 1.0) + dice.between(-1.0, 1.0)) * self.noise;
            (shade + grain).clamp(0.0, 255.0) as u8
        };
        shades.iter().map(noisy).collect()
    }

    /// Back from the picture onto the card, which leans away from the camera.
    fn on_card(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.middle.0, y - self.middle.1);
        let span = SIZE.0 as f32 / 2.0;
        let depth = 1.0 / (1.0 - (self.lean.0 * x + self.lean.1 * y) / span).max(0.2);
        let (x, y) = (x * depth / self.near, y * depth / self.near);
        let (sin, cos) = self.turn;
        (x * cos + y * sin, y * cos - x * sin)
    }

    /// The light that comes from a place of the card.
    fn seen(&self, code: &QrCode, x: f32, y: f32) -> f32 {
        let light = 1.0 - self.shadow * (0.5 + x / 80.0).clamp(0.0, 1.0);
        let shade = self.black + (self.white - self.black) * printed(code, x, y);
        let glare = self.glare.as_ref().map_or(0.0, |glare| {
            let away = ((x - glare.at.0).powi(2) + (y - glare.at.1).powi(2)) / glare.reach.powi(2);
            glare.strength * (-away).exp()
        });
        shade * light + glare
    }
}

/// What is printed at a place on the card, 0 black to 1 white; the code's middle is 0, 0.
fn printed(code: &QrCode, x: f32, y: f32) -> f32 {
    let module = CODE / code.size() as f32;
    let half = CODE / 2.0;
    if x.abs() < half && y.abs() < half {
        let place = |at: f32| ((at + half) / module) as i32;
        return if code.get_module(place(x), place(y)) {
            0.0
        } else {
            1.0
        };
    }
    if x.abs() < half + 2.5 * module && y.abs() < half + 2.5 * module {
        return 1.0;
    }
    let (x, y) = (x + CODE_AT.0, y + CODE_AT.1);
    if x < 0.0 || y < 0.0 || x > CARD.0 || y > CARD.1 {
        // The table that it lies on.
        return 0.35 + 0.05 * (x * 0.7).sin();
    }
    let is_portrait = (4.0..26.0).contains(&x) && (20.0..50.0).contains(&y);
    let is_line = (30.0..80.0).contains(&x)
        && y > 27.0
        && (y % 5.0) < 2.2
        && ((x * 1.7).sin() + (x * 0.9 + y).cos()) > 0.0;
    if is_portrait {
        0.5
    } else if is_line {
        0.15
    } else {
        0.85 + 0.07 * (x * 1.3 + (y * 0.8).sin() * 3.0).sin()
    }
}

/// Blurred as by a lens (Gauss), with this deviation in pixels.
fn blurred(shades: &[f32], deviation: f32) -> Vec<f32> {
    let reach = (deviation * 3.0).ceil() as isize;
    let weight = |away: isize| (-((away * away) as f32) / (2.0 * deviation * deviation)).exp();
    let weights: Vec<f32> = (-reach..=reach).map(weight).collect();
    let total: f32 = weights.iter().sum();
    let (width, height) = SIZE;
    let along = |from: &[f32], step: usize, length: usize| -> Vec<f32> {
        let mut to = vec![0.0; from.len()];
        for (place, shade) in to.iter_mut().enumerate() {
            let at = (place / step % length) as isize;
            let start = place - at as usize * step;
            let sum: f32 = weights
                .iter()
                .enumerate()
                .map(|(index, weight)| {
                    let near = (at + index as isize - reach).clamp(0, length as isize - 1) as usize;
                    weight * from[start + near * step]
                })
                .sum();
            *shade = sum / total;
        }
        to
    };
    along(&along(shades, 1, width), width, height)
}
