// What our packages and crates consist of, as components of CycloneDX.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundled, bundledInPage } from '../build/cli-bundled.mjs';
import { modules } from '../build/entries.mjs';
import { CannotContinue } from '../setup/command.mjs';
import { pinnedRust, publishedPackages, readProjectFile, root, wasmTarget } from '../setup/project.mjs';

/** The folders of the crates that are published. */
export const publishedCrates = ['.', 'sandbox'];

const readJson = (...path) => JSON.parse(readProjectFile(...path));
const withoutGit = (address) => address.replace(/^git\+/, '').replace(/\.git$/, '');

function component({ name, version, purl, licence, repository, hash }) {
  return {
    'type': 'library',
    'bom-ref': purl,
    name,
    version,
    ...(hash && { hashes: [hash] }),
    ...(licence && { licenses: [{ expression: licence.replaceAll('/', ' OR ') }] }),
    purl,
    ...(repository && { externalReferences: [{ type: 'vcs', url: withoutGit(repository) }] }),
  };
}

const cratePurl = (name, version) => `pkg:cargo/${name}@${version}`;
const npmPurl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The checksum of a crate in the text of `Cargo.lock`; none of our own crates. */
function checksum(lock, name, version) {
  const block = lock.split('[[package]]').find((text) => text.includes(`name = "${name}"\nversion = "${version}"\n`));
  const content = block?.match(/^checksum = "([0-9a-f]{64})"$/m)?.[1];
  return content && { alg: 'SHA-256', content };
}

/**
 * The crates that are compiled into one of ours, itself among them, with who depends on whom: what only runs in the compiler
 * (macros, build scripts) is left out.
 */
export function crates({ crate: folder, features = [] }, target) {
  const parameters = [
    ...['tree', '--locked', '--manifest-path', join(root, folder, 'Cargo.toml'), '--target', target, ...features],
    ...['--edges', 'normal,no-proc-macro', '--prefix', 'depth', '--format', ' {p}|{l}|{r}'],
  ];
  const { status, stdout, stderr } = spawnSync('cargo', parameters, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new CannotContinue(`cargo ${parameters.join(' ')} failed: ${stderr}`);
  const lock = readProjectFile('Cargo.lock');
  const components = new Map();
  const dependencies = new Map();
  const above = [];
  for (const line of stdout.trim().split('\n')) {
    const [, depth, crate, version, licence, repository] = line.match(/^(\d+) (\S+) v(\S+)[^|]*\|([^|]*)\|(\S*)/);
    const purl = cratePurl(crate, version);
    components.set(
      purl,
      component({ name: crate, version, purl, licence, repository, hash: checksum(lock, crate, version) }),
    );
    if (!dependencies.has(purl)) dependencies.set(purl, new Set());
    above[Number(depth)] = purl;
    if (Number(depth) > 0) dependencies.get(above[Number(depth) - 1]).add(purl);
  }
  return { components, dependencies, top: above[0] };
}

/** Rust's standard library, which is compiled into each wasm. */
function standardLibrary() {
  const version = pinnedRust(readProjectFile('rust-toolchain.toml'));
  const purl = `pkg:generic/rust-std@${version}`;
  const repository = 'https://github.com/rust-lang/rust';
  return component({ name: 'rust-std', version, purl, licence: 'MIT OR Apache-2.0', repository });
}

/** npm packages as package-lock.json has them, with all that they bring along. */
export function npmPackages(names) {
  const { packages } = readJson('package-lock.json');
  const components = new Map();
  const dependencies = new Map();
  const visit = (name) => {
    const entry = packages[`node_modules/${name}`];
    if (entry === undefined) throw new CannotContinue(`package-lock.json does not hold ${name}.`);
    const purl = npmPurl(name, entry.version);
    if (components.has(purl)) return purl;
    const content = Buffer.from(entry.integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
    const hash = { alg: 'SHA-512', content };
    components.set(purl, component({ name, version: entry.version, purl, licence: entry.license, hash }));
    // Some are for other machines, and are not in the lock file of a registry that lacks them.
    const others = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    const present = others.filter((other) => packages[`node_modules/${other}`] !== undefined);
    dependencies.set(purl, new Set(present.map(visit)));
    return purl;
  };
  const tops = names.map(visit);
  return { components, dependencies, tops };
}

function joined(parts, subject, direct) {
  const components = new Map(parts.flatMap((part) => [...part.components]));
  const dependencies = new Map([[subject['bom-ref'], new Set(direct)]]);
  for (const [purl, on] of parts.flatMap((part) => [...part.dependencies]))
    dependencies.set(purl, new Set([...(dependencies.get(purl) ?? []), ...on]));
  components.delete(subject['bom-ref']);
  return { subject, components: [...components.values()], dependencies };
}

function publishedPackage(folder) {
  const { name, version, license, repository } = readJson(folder, 'package.json');
  return component({ name, version, purl: npmPurl(name, version), licence: license, repository: repository.url });
}

/** What is published: the name of its file, the subject, its components, and who depends on whom. */
export function published() {
  const std = standardLibrary();
  const one = (subject, on) => ({
    components: new Map([[subject['bom-ref'], subject]]),
    dependencies: new Map([[subject['bom-ref'], on]]),
  });
  const trees = Object.values(modules).map((module) => crates(module, wasmTarget));
  const inWasm = [...trees, one(std, [])];
  const wasm = [...new Set([...trees.map(({ top }) => top), std['bom-ref']])];

  const [client, cli] = publishedPackages.map(publishedPackage);
  const { dependencies, optionalDependencies } = readJson('cli', 'package.json');
  const installed = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => name !== client.name);
  const packages = npmPackages([...new Set([...installed, ...bundled, ...bundledInPage])]);
  return [
    { file: `${client.name}-${client.version}.npm.cdx.json`, ...joined(inWasm, client, wasm) },
    {
      file: `${cli.name}-${cli.version}.npm.cdx.json`,
      // The page that it serves holds the wasm, too.
      ...joined([packages, one(client, wasm), ...inWasm], cli, [client['bom-ref'], ...packages.tops, ...wasm]),
    },
    ...publishedCrates.map((crate) => {
      const tree = crates({ crate }, 'x86_64-unknown-linux-gnu');
      const subject = tree.components.get(tree.top);
      return { file: `${subject.name}-${subject.version}.crate.cdx.json`, ...joined([tree], subject, []) };
    }),
  ];
}
