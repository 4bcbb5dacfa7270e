// The package as its users get it: packed once, installed from the tarball, outside the repository, so
// that nothing of the repository's own node_modules can be found by mistake.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const packageName = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8')).name;
const consumer = join(root, 'tests', 'package', 'consumer');

/** An empty folder, removed when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const npm = (parameters, cwd) => execFileSync('npm', parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs the built package: the tarball's path and the files in it. */
export function pack(folder = temporaryFolder()) {
  const [{ filename, files }] = Object.values(JSON.parse(npm(['pack', join(root, 'pkg'), '--json', '--pack-destination', folder], folder)));
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** A folder with a project in which the tarball was installed by npm, under its own name or an alias. */
export function installed(tarball, alias) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const what = alias === undefined ? tarball : `${alias}@file:${tarball}`;
  npm(['install', what, '--no-audit', '--no-fund', '--prefer-offline'], folder);
  return folder;
}

/** Unpacks the tarball into a project's node_modules: what npm does for a package without dependencies and scripts. */
export function unpackInto(folder, tarball) {
  const place = join(folder, 'node_modules', packageName);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', place]);
}

/** Copies the consumer's code into a folder; `visit` under both of Node's unmistakable endings too. */
export function copyConsumer(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(consumer, folder, { recursive: true });
  const visit = readFileSync(join(consumer, 'visit.js'), 'utf8');
  writeFileSync(join(folder, 'visit.mjs'), visit);
  writeFileSync(join(folder, 'visit.cjs'), `${visit.replace(/^export /gm, '')}\nmodule.exports = { visit };\n`);
}
