// The npm packages in use, out of every package-lock.json of the project.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../setup/project.mjs';

/** Folders that hold what others made, or what is built. */
const notOurs = new Set(['node_modules', 'target', 'dist', '.git', '.tools']);

/** Every package that a lock file of the project names: name, version, licence, and the lock file. */
export function packages(base = root) {
  return lockFiles(base).flatMap((file) => {
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return packagesIn(lock, (folder) => installedManifest(join(dirname(file), folder)))
      .map((one) => ({ ...one, source: relative(base, file) }));
  });
}

/** The packages of one lock file. Where it holds no licence, `installed(folder)` is asked for the package's own manifest. */
export function packagesIn(lock, installed = () => undefined) {
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link)
    .map(([folder, entry]) => ({
      name: entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: entry.license ?? licenceIn(installed(folder)),
    }));
}

/** The run-time dependencies that a manifest asks its users to install; the published one must have none. */
export function runTimeDependencies(manifest) {
  const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'];
  return kinds.flatMap((kind) => {
    const named = manifest[kind] ?? {};
    return Array.isArray(named) ? named : Object.keys(named);
  });
}

/** A licence as a manifest says it, the two old ways too (an object, or a list of them). */
function licenceIn(manifest) {
  const said = manifest?.license ?? manifest?.licenses;
  if (Array.isArray(said)) return said.map((one) => one.type ?? one).join(' OR ');
  return typeof said === 'object' ? said?.type : said;
}

function installedManifest(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function lockFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : lockFiles(join(folder, entry.name));
    return entry.name === 'package-lock.json' ? [join(folder, entry.name)] : [];
  });
}
