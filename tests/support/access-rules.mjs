// The tests of the access engine's rules R1–R53 and properties P1–P20, found by their names: Rust `fn r17_…`,
// JavaScript `test('R17: …')`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

export const rules = Array.from({ length: 53 }, (_, index) => `R${index + 1}`);
export const properties = Array.from({ length: 20 }, (_, index) => `P${index + 1}`);

function filesBelow(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

const inRust = /\bfn ([rp])(\d+)_(\w+)\(/g;
const inJavaScript = /\b(?:test|it)\(\s*(['"`])([RP]\d+): (.*?)\1,/g;

/** All of them, as `{ id, file, name }`: `file` from the root, `name` as the test's runner knows it. */
export function namedTests() {
  const found = [];
  for (const path of filesBelow(join(root, 'access', 'tests'), '.rs')) {
    for (const [, letter, number, rest] of readFileSync(path, 'utf8').matchAll(inRust)) {
      const name = `${letter}${number}_${rest}`;
      found.push({ id: `${letter.toUpperCase()}${number}`, file: relative(root, path), name });
    }
  }
  const folders = ['tests/node/access', 'tests/scripts', 'tests/package'];
  for (const path of folders.flatMap((folder) => filesBelow(join(root, folder), '.test.mjs'))) {
    for (const [, , id, rest] of readFileSync(path, 'utf8').matchAll(inJavaScript)) {
      found.push({ id, file: relative(root, path), name: `${id}: ${rest}` });
    }
  }
  return found;
}

/** The rows of tests/access-mutants: a change each that takes a rule's check away. */
export async function mutants() {
  const folder = join(root, 'tests', 'access-mutants');
  const own = ['run.mjs', 'build-access.mjs'];
  const files = filesBelow(folder, '.mjs').filter((path) => !own.some((name) => path.endsWith(name)));
  const areas = await Promise.all(files.map(async (path) => (await import(pathToFileURL(path).href)).default));
  return areas.flat();
}

/** How often a text stands in a file of the repository, which may be missing. */
export function occurrences(file, text) {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8').split(text).length - 1 : 0;
}
