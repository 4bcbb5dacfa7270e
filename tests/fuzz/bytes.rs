//! Parses texts, numbers and choices from bytes. Every sequence of bytes is valid.

/// Ends a text: a byte that never occurs in UTF-8.
pub const END: u8 = 0xFF;

/// The unread part of an input. Past its end every value is empty or zero.
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub fn new(input: &'a [u8]) -> Self {
        Self(input)
    }

    /// All unread bytes.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.0)
    }

    pub fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// The bytes up to [`END`] as text. Invalid UTF-8 becomes U+FFFD.
    pub fn text(&mut self) -> String {
        let length = self.0.iter().position(|byte| *byte == END);
        let (text, rest) = self.0.split_at(length.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }

    pub fn maybe_text(&mut self) -> Option<String> {
        self.flag().then(|| self.text())
    }

    pub fn choice<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::from(self.byte()) % of.len()]
    }

    /// A number from 0 to `end` - 1.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.short()) % end
    }

    pub fn short(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    pub fn long(&mut self) -> i64 {
        const EDGES: [i64; 8] = [
            0,
            1,
            -1,
            1_767_225_600_000,
            i64::MAX,
            i64::MIN,
            253_402_300_800_000, // the year 10000
            -62_135_596_800_001, // before the year 1
        ];
        match self.byte() {
            choice @ 0..=15 => EDGES[usize::from(choice) % EDGES.len()],
            _ => i64::from_be_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    pub fn number(&mut self) -> f64 {
        const EDGES: [f64; 16] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            250.0,
            60_000.0,
            1_767_225_600_000.0,
            4_294_967_296.0,
            9_007_199_254_740_993.0,
            1e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
        ];
        match self.byte() {
            choice @ 0..=63 => EDGES[usize::from(choice) % EDGES.len()],
            64..=159 => f64::from(self.short()),
            _ => f64::from_bits(u64::from_be_bytes(std::array::from_fn(|_| self.byte()))),
        }
    }

    /// A number of zero or more, never NaN.
    pub fn amount(&mut self) -> f64 {
        let number = self.number().abs();
        if number.is_nan() { 0.0 } else { number }
    }
}
