//! No crate of the workspace has an import circle between its files.
//!
//! An import is a path of code (`crate::…`, `super::…`, `self::…`, or one that begins with a module
//! the file declares), not a `mod` line. Unit tests may import what they like.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The folders of sources that are checked, a row per crate.
const CRATES: &[&str] = &["src", "access/src", "sandbox/src"];

/// The text of each module: `crate` is `lib.rs`, `crate::v2` is `v2/mod.rs` or `v2.rs`.
type Sources = BTreeMap<String, String>;

#[test]
fn no_crate_has_an_import_circle() {
    for folder in CRATES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut sources = Sources::new();
        read(&root, "crate", &mut sources);
        assert!(sources.len() >= 10, "{folder} has hardly any files");
        assert_eq!(circle(&sources), None, "in {folder}");
    }
}

fn read(folder: &Path, module: &str, sources: &mut Sources) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let child = match path.file_stem().unwrap().to_str().unwrap() {
            "lib" | "mod" => module.to_owned(),
            name => format!("{module}::{name}"),
        };
        if path.is_dir() {
            read(&path, &child, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.insert(child, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// A circle, its first module repeated at its end.
fn circle(sources: &Sources) -> Option<String> {
    let mut graph: BTreeMap<&String, BTreeSet<String>> = sources
        .iter()
        .map(|(module, text)| (module, imports(module, text, sources)))
        .collect();
    // A module without imports is in no circle. Without all of those, every module leads to one.
    loop {
        let left: BTreeSet<String> = graph.keys().map(|module| (*module).clone()).collect();
        graph.retain(|_, imports| {
            imports.retain(|import| left.contains(import));
            !imports.is_empty()
        });
        if graph.len() == left.len() {
            break;
        }
    }
    let mut path = vec![(*graph.keys().next()?).clone()];
    loop {
        let next = graph[path.last()?].first()?.clone();
        let first = path.iter().position(|module| *module == next);
        path.push(next);
        if let Some(first) = first {
            return Some(path[first..].join(" -> "));
        }
    }
}

/// The other modules that a module's text imports from.
fn imports(module: &str, text: &str, sources: &Sources) -> BTreeSet<String> {
    let code = text.split("\nmod tests {").next().unwrap().lines();
    let code: Vec<&str> = code.map(|line| line.split("//").next().unwrap()).collect();
    let code = code.join("\n");
    let is_base = |word: &str| {
        matches!(word, "crate" | "super" | "self") || code.contains(&format!("mod {word};"))
    };
    let parent = |module: &str| module.rsplit_once("::").unwrap().0.to_owned();
    let mut found = BTreeSet::new();
    for path in paths(&code).iter().filter(|path| is_base(path[0])) {
        let mut named = module.to_owned();
        for part in path {
            match *part {
                "crate" => "crate".clone_into(&mut named),
                "super" => named = parent(&named),
                "self" => {}
                part => named = format!("{named}::{part}"),
            }
        }
        // What is no module is an item of the file that the path leads to.
        while !sources.contains_key(&named) && named.contains("::") {
            named = parent(&named);
        }
        found.insert(named);
    }
    found.remove(module);
    found
}

/// The paths of two and more parts in the code, those in braces spelled out.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let (mut found, mut path, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rest, mut joined) = (code, false);
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        if word > 0 {
            if !joined {
                path.truncate(open.last().copied().unwrap_or(0));
            }
            path.push(&rest[..word]);
            rest = &rest[word..];
            joined = rest.starts_with("::");
            if !joined && path.len() > 1 {
                found.push(path.clone());
            }
            rest = rest.strip_prefix("::").unwrap_or(rest);
            if let Some(alias) = rest.strip_prefix(" as ") {
                rest = alias.trim_start_matches(is_word);
            }
            continue;
        }
        match first {
            '{' if joined => open.push(path.len()),
            '}' => drop(open.pop()),
            // A glob, or types in angle brackets.
            _ if joined => found.push(path.clone()),
            _ => {}
        }
        joined = false;
        rest = &rest[first.len_utf8()..];
    }
    found
}

/// The circle of files that are written one a line, as `module: text`.
fn circle_of(files: &str) -> Option<String> {
    let files = files.lines().filter_map(|line| line.split_once(": "));
    let files = files.map(|(module, text)| (module.to_owned(), text.replace("; ", ";\n")));
    circle(&files.collect())
}

#[test]
fn a_circle_is_named_however_it_is_spelled() {
    for files in [
        "crate::a: use crate::{time, b::B};\ncrate::b: use super::a::A;",
        "crate::a: mod b; use b::B;\ncrate::a::b: use super::*;",
        "crate: mod a; pub use a::A;\ncrate::a: fn f(_: &crate::A) {}",
        "crate::a: f::<{crate::b::C}>()\ncrate::b: crate::{c::{self, D as E}}\ncrate::c: super::a::f()",
    ] {
        let modules: Vec<&str> = files
            .lines()
            .filter_map(|line| line.split(": ").next())
            .collect();
        let named = [&modules[..], &modules[..1]].concat().join(" -> ");
        assert_eq!(circle_of(files), Some(named));
    }
}

#[test]
fn layers_comments_and_unit_tests_are_no_circles() {
    let lib = "crate: mod a; mod b; pub use a::A;";
    let a = "crate::a: // crate::A; use crate::b::{B, C as D}; struct A;";
    let b = "crate::b: mod c; mod tests { use crate::a::A; use super::*; }";
    let c = "crate::b::c: use super::B; // crate::a::A";
    assert_eq!(circle_of(&[lib, a, b, c].join("\n")), None);
}
