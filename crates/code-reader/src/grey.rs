//! A picture in shades of grey, and what makes the code in it stand out.

/// A picture: a byte for each pixel, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    pixels: Vec<u8>,
}

impl Grey {
    /// Of bytes for each pixel; none where they fill no whole rows.
    #[must_use]
    pub fn new(width: usize, pixels: Vec<u8>) -> Option<Self> {
        let fits = width > 0 && !pixels.is_empty() && pixels.len().is_multiple_of(width);
        fits.then_some(Self { width, pixels })
    }

    /// Of four bytes for each pixel (red, green, blue, opacity), as a browser's canvas gives them.
    #[must_use]
    pub fn of_rgba(width: usize, rgba: &[u8]) -> Option<Self> {
        let (pixels, rest) = rgba.as_chunks::<4>();
        let shade = |&[red, green, blue, _]: &[u8; 4]| {
            let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
            byte(sum >> 8)
        };
        let pixels = pixels.iter().map(shade).collect();
        rest.is_empty().then(|| Self::new(width, pixels)).flatten()
    }

    /// Pixels across.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels down.
    #[must_use]
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// The shade at a place; what lies outside is white.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> u8 {
        let place = (x < self.width).then(|| y * self.width + x);
        place
            .and_then(|place| self.pixels.get(place))
            .copied()
            .unwrap_or(u8::MAX)
    }

    /// The same picture larger or smaller, by sixteenths; each pixel between its four neighbours, after a blur where
    /// several pixels become one.
    #[must_use]
    pub fn scaled(&self, sixteenths: usize) -> Self {
        let source = if sixteenths < 12 {
            self.blurred((8 / sixteenths.max(1)).max(1))
        } else {
            self.clone()
        };
        let size = |length: usize| (length * sixteenths / 16).max(1);
        let (width, height) = (size(self.width), size(self.height()));
        let places = |length: usize, last: usize| -> Vec<(usize, usize, u32)> {
            let place = |to: usize| {
                // The middle of the new pixel, in 256ths of an old one.
                let from = ((2 * to + 1) * 2048 / sixteenths.max(1)).saturating_sub(128);
                let (whole, part) = ((from >> 8).min(last), from & 255);
                (whole, (whole + 1).min(last), wide(part))
            };
            (0..length).map(place).collect()
        };
        let across = places(width, self.width - 1);
        let mut pixels = Vec::with_capacity(width * height);
        for (up, down, low) in places(height, self.height() - 1) {
            let (upper, lower) = (source.row(up), source.row(down));
            pixels.extend(across.iter().map(|&(left, right, part)| {
                let mix = |row: &[u8]| shade(row, left) * (256 - part) + shade(row, right) * part;
                byte((mix(upper) * (256 - low) + mix(lower) * low) >> 16)
            }));
        }
        Self { width, pixels }
    }

    /// The mean of the square that reaches `reach` pixels to each side.
    #[must_use]
    pub fn blurred(&self, reach: usize) -> Self {
        self.averaged(reach).turned().averaged(reach).turned()
    }

    /// With edges made steep: what differs from the surroundings differs `times` as much more.
    #[must_use]
    pub fn sharpened(&self, reach: usize, times: i32) -> Self {
        let soft = self.blurred(reach).blurred(reach);
        self.with(&soft, |own, soft| own + times * (own - soft))
    }

    /// Under even light: each pixel by its surroundings, so that shadow and glare go and little contrast becomes much.
    #[must_use]
    pub fn levelled(&self, reach: usize) -> Self {
        let mean = self.blurred(reach);
        let away = self.with(&mean, |own, mean| (own - mean).abs());
        let spread = away.blurred(reach);
        let apart = self.with(&mean, |own, mean| (own - mean) / 2 + 128);
        apart.with(&spread, |apart, spread| {
            128 + (apart - 128) * 96 / spread.max(4)
        })
    }

    fn with(&self, other: &Self, of: impl Fn(i32, i32) -> i32) -> Self {
        let pairs = self.pixels.iter().zip(&other.pixels);
        let pixels = pairs.map(|(own, other)| clamped(of((*own).into(), (*other).into())));
        Self {
            width: self.width,
            pixels: pixels.collect(),
        }
    }

    fn row(&self, y: usize) -> &[u8] {
        let start = y * self.width;
        self.pixels
            .get(start..start + self.width)
            .unwrap_or_default()
    }

    /// The mean of each pixel and its neighbours in the row.
    fn averaged(&self, reach: usize) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for row in self.pixels.chunks(self.width) {
            let mut sum: u32 = row.iter().take(reach).map(|&shade| u32::from(shade)).sum();
            let mut count = wide(row.len().min(reach));
            for x in 0..row.len() {
                if let Some(&new) = row.get(x + reach) {
                    sum += u32::from(new);
                    count += 1;
                }
                if let Some(&old) = x.checked_sub(reach + 1).and_then(|old| row.get(old)) {
                    sum -= u32::from(old);
                    count -= 1;
                }
                pixels.push(byte(sum / count.max(1)));
            }
        }
        Self {
            width: self.width,
            pixels,
        }
    }

    /// Rows as columns.
    fn turned(&self) -> Self {
        let height = self.height();
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for x in 0..self.width {
            pixels.extend(self.pixels.iter().skip(x).step_by(self.width));
        }
        Self {
            width: height,
            pixels,
        }
    }
}

fn shade(row: &[u8], at: usize) -> u32 {
    row.get(at).copied().unwrap_or(u8::MAX).into()
}

fn wide(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn byte(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

fn clamped(value: i32) -> u8 {
    u8::try_from(value.max(0)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, pixels: &[u8]) -> Grey {
        Grey::new(width, pixels.to_vec()).unwrap()
    }

    #[test]
    fn pictures_have_whole_rows() {
        assert_eq!(Grey::new(0, vec![1]), None);
        assert_eq!(Grey::new(2, vec![1, 2, 3]), None);
        assert_eq!(Grey::new(2, Vec::new()), None);
        assert_eq!(Grey::of_rgba(1, &[1, 2, 3]), None);
        let colours = Grey::of_rgba(2, &[255, 255, 255, 0, 0, 0, 0, 255]).unwrap();
        assert_eq!(colours, picture(2, &[255, 0]));
    }

    #[test]
    fn larger_and_smaller() {
        let small = picture(2, &[0, 200, 0, 200]);
        let large = small.scaled(32);
        assert_eq!((large.width(), large.height()), (4, 4));
        assert_eq!(large.row(0), [0, 50, 150, 200]);
        let back = picture(4, &[40; 16]).scaled(8);
        assert_eq!(back, picture(2, &[40; 4]));
    }

    #[test]
    fn light_becomes_even() {
        let ramp: Vec<u8> = (0..64).flat_map(|_| 0..64_u8).collect();
        let level = picture(64, &ramp).levelled(4);
        assert!((100..156).contains(&level.at(32, 32)));
        assert_eq!(picture(3, &[9; 9]).blurred(5), picture(3, &[9; 9]));
    }
}
