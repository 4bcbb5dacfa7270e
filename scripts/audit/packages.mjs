// The npm packages in use, out of every package-lock.json of the project.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../setup/project.mjs';

/** Folders that hold what others made, or what is built. */
const notOurs = new Set(['node_modules', 'target', 'dist', '.git', '.tools']);

/**
 * Every package that a lock file of the project names: name, version, licence, and the lock file. What is installed
 * is not looked at, so that the answer is the same on every machine.
 */
export function packages(base = root) {
  return lockFiles(base).flatMap((file) => packagesIn(JSON.parse(readFileSync(file, 'utf8')))
    .map((one) => ({ ...one, source: relative(base, file) })));
}

/** The packages of one lock file. */
export function packagesIn(lock) {
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link)
    .map(([folder, entry]) => ({
      name: entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: entry.license,
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

function lockFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : lockFiles(join(folder, entry.name));
    return entry.name === 'package-lock.json' ? [join(folder, entry.name)] : [];
  });
}
