//! JSON in other spellings that mean the same.

use serde_json::Value;

/// A generator of numbers, the same at each run.
pub struct Random(pub u64);

impl Random {
    /// A number below another.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(7);
        (self.0 >> 33) % limit
    }

    /// One of several.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }

    /// A text of any letters.
    pub fn text(&mut self) -> String {
        let letters = [
            'a',
            'Z',
            '0',
            ' ',
            '+',
            '"',
            '\\',
            '/',
            'å',
            '\u{1f600}',
            '\n',
            '\u{1}',
            '\u{2028}',
        ];
        (0..self.below(9)).map(|_| *self.of(&letters)).collect()
    }
}

/// A value's bytes, with spaces, escapes, members that nobody knows, members that come twice, and
/// perhaps a byte order mark.
pub fn spelled(value: &Value, random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    if random.below(3) == 0 {
        text.push('\u{feff}');
    }
    write(value, random, &mut text);
    text.into_bytes()
}

fn space(random: &mut Random, text: &mut String) {
    for _ in 0..random.below(6).saturating_sub(3) {
        text.push(*random.of(&[' ', '\t', '\n', '\r']));
    }
}

fn write(value: &Value, random: &mut Random, text: &mut String) {
    space(random, text);
    match value {
        Value::String(inside) => string(inside, random, text),
        Value::Array(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                write(item, random, text);
            }
            space(random, text);
            text.push(']');
        }
        Value::Object(members) => {
            let mut order: Vec<(&str, &Value)> = members
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .collect();
            for place in 0..order.len() {
                let other = random.below(order.len() as u64) as usize;
                order.swap(place, other);
            }
            text.push('{');
            let mut first = true;
            let mut member = |name: &str, value: &Value, random: &mut Random, text: &mut String| {
                if !std::mem::take(&mut first) {
                    text.push(',');
                }
                space(random, text);
                string(name, random, text);
                space(random, text);
                text.push(':');
                write(value, random, text);
            };
            for (name, value) in order {
                if random.below(6) == 0 {
                    let nested =
                        serde_json::json!({"deep": [[{"id": 1.5e-3}], null, true, -0, ""]});
                    member("x-unknown", &nested, random, text);
                }
                // Of two members with one name, the last counts.
                if random.below(8) == 0 && value.is_string() && name != "weekday" {
                    let other = if name == "start" || name == "end" {
                        "2020-02-29T12:00Z"
                    } else {
                        "other"
                    };
                    member(name, &Value::from(other), random, text);
                }
                member(name, value, random, text);
            }
            space(random, text);
            text.push('}');
        }
        Value::Number(number) if number.is_u64() && random.below(5) == 0 => {
            let ends = [".0", "e0", "E+0", ".00e-0"];
            *text += &[&number.to_string(), *random.of(&ends)].concat();
        }
        other => *text += &other.to_string(),
    }
    space(random, text);
}

fn string(inside: &str, random: &mut Random, text: &mut String) {
    text.push('"');
    for letter in inside.chars() {
        let must = letter < ' ' || letter == '"' || letter == '\\';
        if must || random.below(12) == 0 {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                *text += &format!("\\u{unit:04x}");
            }
        } else {
            text.push(letter);
        }
    }
    text.push('"');
}
