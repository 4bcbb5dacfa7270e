// Where the version stands. All packages and crates have the same one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';

/**
 * Each place: its file, and what surrounds the version there, as a pattern with three groups. The first row is what Changesets
 * writes; the others follow.
 */
export const places = [
  { file: 'package.json', pattern: /(^ {2}"version": ")([^"]+)(")/m },
  { file: 'pkg/package.json', pattern: /(^ {2}"version": ")([^"]+)(")/m },
  { file: 'cli/package.json', pattern: /(^ {2}"version": ")([^"]+)(")/m },
  { file: 'cli/package.json', pattern: /(^ {4}"unloc-integrator-client": ")([^"]+)(")/m },
  { file: 'Cargo.toml', pattern: /(^\[workspace\.package\]\nversion = ")([^"]+)(")/m },
  { file: 'Cargo.toml', pattern: /(^unloc-integrator-client = \{ path = "\.", version = ")([^"]+)(")/m },
];

function textOf({ file, pattern }, base) {
  const text = readFileSync(join(base, file), 'utf8');
  if (!pattern.test(text)) throw new CannotContinue(`${file} has no version where ${pattern} looks for it.`);
  return text;
}

/** The version in a place. */
export function versionIn(place, base = root) {
  return textOf(place, base).match(place.pattern)[2];
}

/** The text of a place's file with another version in it. */
export function withVersion(place, version, base = root) {
  return textOf(place, base).replace(place.pattern, `$1${version}$3`);
}
