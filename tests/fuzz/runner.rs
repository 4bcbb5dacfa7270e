//! Generates inputs, runs an entry on them, and saves those that fail.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::bytes::{Bytes, END};
use crate::entries::Entry;

/// Pieces that often reveal errors: the dictionary of generated and mutated inputs.
const DICTIONARY: [&[u8]; 72] = [
    b"/",
    b"//",
    b"\\",
    b".",
    b"..",
    b"/../",
    b"%2e",
    b"%2E%2e",
    b"%2f",
    b"%252e",
    b"%25",
    b"%",
    b"%0",
    b"?",
    b"#",
    b"@",
    b":",
    b"://",
    b"https://",
    b"http://",
    b"[::1]",
    b"127.0.0.1",
    b"localhost",
    b"user:pass@",
    b":99999",
    b" ",
    b"\t",
    b"\r\n",
    b"\0",
    b"\x7f",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x94",
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xc2\xa0",
    b"\xef\xbf\xbd",
    b"+4799887766",
    b"%2B4799887766",
    b"/users/4799887766",
    b"userId: ",
    b"planted-token-7f3a",
    b"planted-token%2D7f3a",
    b"{}",
    b"[]",
    b"null",
    b"true",
    b"\"\"",
    b"{\"a\":",
    b"[[[[[[[[",
    b"1e999",
    b"-0",
    b"99999999999999999999",
    b"0.1",
    b"NaN",
    b"Infinity",
    b"2026-01-31T12:00:00Z",
    b"9999-12-31T23:59:59.999Z",
    b"+275760-09-13T00:00:00Z",
    b"2026-02-30",
    b"24:00",
    b"Thu, 01 Jan 2026 00:00:07 GMT",
    b"Sun, 06 Nov 1994 08:49:37 GMT",
    b"application/json",
    b"Bearer ",
    b"ECONNREFUSED",
    b"550e8400-e29b-41d4-a716-446655440000",
    b"\xff",
    b"\xff\xff",
    b"{\"id\":\"l\",\"name\":\"x\"}",
];

/// The limit for one input. It leaves room for a machine that does other work.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// How many inputs are generated, and from which seed.
pub struct Run {
    pub count: u64,
    pub seed: u64,
    /// The text that the name of an entry must contain.
    pub only: String,
    /// Whether an input that fails is written into the corpus.
    pub saves: bool,
}

impl Run {
    pub fn new(count: u64, seed: u64) -> Self {
        Self {
            count,
            seed,
            only: String::new(),
            saves: true,
        }
    }

    pub fn from_environment() -> Self {
        let number = |name: &str, default: u64| match std::env::var(name) {
            Ok(text) => text
                .parse()
                .unwrap_or_else(|_| panic!("{name} is not a number: {text}")),
            Err(_) => default,
        };
        Self {
            only: std::env::var("FUZZ_ENTRY").unwrap_or_default(),
            ..Self::new(number("FUZZ_COUNT", 1_500), number("FUZZ_SEED", 20_260_101))
        }
    }

    pub fn selects(&self, name: &str) -> bool {
        name.contains(&self.only)
    }

    /// Runs an entry on the corpus, then on generated inputs.
    pub fn entry(&self, entry: &Entry) -> Result<(), String> {
        let started = Instant::now();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fuzz/corpus")
            .join(entry.name);
        let saved = saved_in(&folder);
        for (path, input) in &saved {
            check(entry, input)
                .map_err(|words| format!("{}: {}: {words}", entry.name, path.display()))?;
        }
        let corpus: Vec<&[u8]> = saved.iter().map(|(_, input)| input.as_slice()).collect();
        let mut random = Random(self.seed);
        let count = self.count / entry.one_in;
        for n in 0..count {
            let input = generate(&mut random, &corpus);
            if let Err(words) = check(entry, &input) {
                let saved = if self.saves {
                    save(&folder, &input)
                } else {
                    String::new()
                };
                return Err(format!(
                    "{}: input {n} of FUZZ_SEED={}{saved}: {words}: {}",
                    entry.name,
                    self.seed,
                    input
                        .escape_ascii()
                        .to_string()
                        .chars()
                        .take(500)
                        .collect::<String>()
                ));
            }
        }
        println!(
            "{}: {} saved and {} generated inputs in {:.1} s",
            entry.name,
            saved.len(),
            count,
            started.elapsed().as_secs_f64()
        );
        Ok(())
    }
}

fn saved_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

/// The hash of an input (FNV-1a).
fn hash(input: &[u8]) -> u64 {
    input.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn save(folder: &Path, input: &[u8]) -> String {
    let path = folder.join(format!("found-{:016x}", hash(input)));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, input));
    match written {
        Ok(()) => format!(", saved as {}", path.display()),
        Err(error) => format!(", not saved ({error})"),
    }
}

fn check(entry: &Entry, input: &[u8]) -> Result<(), String> {
    let started = Instant::now();
    let extended = entry.extended.then(|| extended(input));
    let mut bytes = Bytes::new(extended.as_deref().unwrap_or(input));
    catch_unwind(AssertUnwindSafe(|| (entry.check)(&mut bytes))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let word = panic.downcast_ref::<&str>().map(|word| (*word).to_owned());
        text.or(word).unwrap_or_else(|| "panicked".to_owned())
    })?;
    let took = started.elapsed();
    if took > TIME_LIMIT {
        return Err(format!("took {took:?}"));
    }
    Ok(())
}

/// A deterministic random number generator (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 {
            0
        } else {
            usize::try_from(self.next() % end as u64).unwrap()
        }
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// The input, extended by 300 bytes that are derived from it.
fn extended(input: &[u8]) -> Vec<u8> {
    let mut random = Random(hash(input));
    let more = (0..300).map(|_| match random.below(12) {
        0 => END,
        _ => random.next() as u8,
    });
    input.iter().copied().chain([END]).chain(more).collect()
}

/// A new input or one of the corpus, often mutated.
fn generate(random: &mut Random, corpus: &[&[u8]]) -> Vec<u8> {
    let mut input = if corpus.is_empty() || random.one_in(3) {
        fresh(random)
    } else {
        corpus[random.below(corpus.len())].to_vec()
    };
    for _ in 0..random.below(5) {
        mutate(random, &mut input, corpus);
    }
    if random.one_in(4_000) && !input.is_empty() {
        // A long input, repeated instead of stored.
        input = input.iter().copied().cycle().take(100_000).collect();
    }
    input
}

/// An input of random bytes and pieces of the dictionary.
fn fresh(random: &mut Random) -> Vec<u8> {
    let mut input = Vec::new();
    for _ in 0..random.below(12) {
        match random.below(4) {
            0 => input.extend((0..random.below(12)).map(|_| random.next() as u8)),
            1 => input.extend((0..random.below(12)).map(|_| b'!' + (random.next() % 94) as u8)),
            2 => input.push(END),
            _ => input.extend_from_slice(DICTIONARY[random.below(DICTIONARY.len())]),
        }
    }
    input
}

fn mutate(random: &mut Random, input: &mut Vec<u8>, corpus: &[&[u8]]) {
    let at = random.below(input.len() + 1);
    let to = (at + random.below(16)).min(input.len());
    match random.below(7) {
        0 if at < input.len() => input[at] ^= 1 << random.below(8),
        1 if at < input.len() => input[at] = random.next() as u8,
        2 => drop(input.drain(at..to)),
        3 => {
            let again = input[at..to].to_vec();
            input.splice(at..at, again);
        }
        4 if !corpus.is_empty() => {
            let other = corpus[random.below(corpus.len())];
            let from = random.below(other.len() + 1);
            input.truncate(at);
            input.extend_from_slice(&other[from..]);
        }
        5 => input.truncate(at),
        _ => {
            let piece = DICTIONARY[random.below(DICTIONARY.len())];
            input.splice(at..at, piece.iter().copied());
        }
    }
}
