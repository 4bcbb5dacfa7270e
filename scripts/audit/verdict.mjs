// Judges what is in use by the lists of licences.
import { objection, shippable, usable } from './licences.mjs';

/**
 * The sentences that say what does not fit; none if all does.
 *
 * `items` are crates and packages (`name`, `version`, `licence`, `shipped`, `source`), `exceptions` rows of
 * `name`, `licence` and `reason`.
 */
export function findings(items, exceptions = []) {
  const needed = new Set();
  const sentences = [];
  for (const { name, version, licence, shipped, source } of items) {
    const reason = objection(licence, shipped ? shippable : usable);
    if (!reason) continue;
    // What is shipped knows no exception.
    const exception = shipped ? undefined : exceptions.find((row) => covers(row.name, name) && row.licence === licence);
    if (exception) needed.add(exception);
    else sentences.push(`${name} ${version} (${source}${shipped ? ', shipped' : ''}) ${reason}.`);
  }
  for (const row of exceptions) {
    if (!needed.has(row)) sentences.push(`The exception for ${row.name} (${row.licence ?? 'no licence'}) is needed by nothing: take it out of scripts/audit/exceptions.mjs.`);
  }
  return [...new Set(sentences)];
}

function covers(pattern, name) {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** How often each licence occurs, the most frequent first, as lines of text. */
export function census(items) {
  const counts = new Map();
  for (const { licence } of items) {
    const said = licence ?? 'not said';
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].sort((left, right) => right[1] - left[1]).map(([licence, count]) => `  ${String(count).padStart(5)}  ${licence}`);
}
