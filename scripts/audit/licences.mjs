// node scripts/audit/licences.mjs: may every npm package that a lock file of the project names be used? Crates: deny.toml.
// All of them build or test and none is handed on, which `runTimeDependencies` holds, but for those of unloc-cli, for which
// there are no exceptions. Needs no network.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import satisfies from 'spdx-satisfies';
import { bundled, bundledInPage } from '../build/cli-bundled.mjs';
import { CannotContinue, asProgram } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { exceptions } from './exceptions.mjs';

/** Licences that ask for a notice, of whoever changes that very file (MPL), or of data tables (CC-BY). */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PSF-2.0',
  'Zlib',
];

/** Why a licence does not fit, as the end of a sentence, or `undefined` if it fits. */
export function objection(licence) {
  if (typeof licence !== 'string' || licence.trim() === '') return 'names no licence';
  try {
    return satisfies(licence, allowed) ? undefined : `is under ${licence}`;
  } catch {
    return `names as its licence "${licence}", which is no SPDX expression`;
  }
}

/** The packages of one lock file, what is our own left out. */
export function packagesIn(lock) {
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link)
    .map(([folder, entry]) => ({
      name: entry.name ?? folder.replace(/^.*node_modules\//, ''),
      version: entry.version,
      licence: entry.license,
    }));
}

/** A sentence for each package that does not fit, and for each exception that no package needs: it would hide the next. */
export function findings(packages, rows = exceptions) {
  const refused = packages.map((one) => ({ ...one, reason: objection(one.licence) })).filter(({ reason }) => reason);
  const covers = (row, { name, licence }) =>
    row.licence === licence && (row.name.endsWith('*') ? name.startsWith(row.name.slice(0, -1)) : name === row.name);
  return [
    ...refused
      .filter((one) => !rows.some((row) => covers(row, one)))
      .map(({ name, version, source, reason }) => `${name} ${version} (${source}) ${reason}.`),
    ...rows
      .filter((row) => !refused.some((one) => covers(row, one)))
      .map(({ name }) => `No package needs the exception for ${name}: take it out of scripts/audit/exceptions.mjs.`),
  ];
}

/** What a manifest makes its users install. */
export function runTimeDependencies(manifest) {
  const kinds = [
    'dependencies',
    'peerDependencies',
    'optionalDependencies',
    'bundleDependencies',
    'bundledDependencies',
  ];
  return kinds.flatMap((kind) => (Array.isArray(manifest[kind]) ? manifest[kind] : Object.keys(manifest[kind] ?? {})));
}

/** What comes with a package that a manifest makes its users install, as the lock file resolves it at the top level. */
function reached(names, lock) {
  const found = new Map();
  const visit = (name) => {
    const entry = lock.packages[`node_modules/${name}`];
    if (entry === undefined || found.has(name)) return;
    found.set(name, entry);
    const others = { ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies };
    Object.keys(others).forEach(visit);
  };
  names.forEach(visit);
  return found;
}

/**
 * A sentence for each package that users of a manifest install and that may not be handed on: what the project's own lock
 * file does not hold in that very version, and what fits by an exception only.
 *
 * @param own names of packages of this project.
 * @param within names of packages that are built into it.
 */
export function shippedFindings(manifest, lock, own, within = []) {
  const wanted = { ...manifest.dependencies, ...manifest.optionalDependencies };
  const names = runTimeDependencies(manifest).filter((name) => !own.includes(name));
  const found = reached(names, lock);
  return [
    ...names
      .filter((name) => found.get(name)?.version !== wanted[name])
      .map((name) => `${manifest.name} depends on ${name} ${wanted[name]}, which is not in package-lock.json.`),
    ...within
      .filter((name) => lock.packages[`node_modules/${name}`] === undefined)
      .map((name) => `${manifest.name} holds ${name}, which is not in package-lock.json.`),
    ...[...found, ...reached(within, lock)]
      .map(([name, { version, license }]) => ({ name, version, reason: objection(license) }))
      .filter(({ reason }) => reason)
      .map(({ name, version, reason }) => `${name} ${version}, which users of ${manifest.name} get, ${reason}.`),
  ];
}

/** The lock files of this name that git has, from the root: what `npm install` leaves beside an example is nobody's. */
export function lockFiles(name) {
  const listed = execFileSync('git', ['ls-files', '-z', '--', name, `*/${name}`], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await asProgram(() => {
    const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
    const packages = lockFiles('package-lock.json').flatMap((file) =>
      packagesIn(read(join(root, file))).map((one) => ({ ...one, source: file })),
    );
    const client = read(join(root, 'pkg', 'package.json'));
    const installed = runTimeDependencies(client);
    const cli = read(join(root, 'cli', 'package.json'));
    const sentences = [
      ...shippedFindings(cli, read(join(root, 'package-lock.json')), [client.name], [...bundled, ...bundledInPage]),
      ...new Set(findings(packages)),
      ...installed.map(
        (name) => `pkg/package.json makes its users install ${name}: the published package depends on no other.`,
      ),
    ];
    if (sentences.length > 0) throw new CannotContinue(sentences.join('\n  '));
    console.log(
      `The licences of ${packages.length} npm packages fit, the client depends on none, and unloc-cli on none that needs an exception.`,
    );
  });
}
