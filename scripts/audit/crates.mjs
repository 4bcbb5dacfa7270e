// The crates in use, out of `cargo metadata`.
import { execFileSync } from 'node:child_process';
import { CannotContinue, answer } from '../setup/command.mjs';
import { root, spokenVersion, wasmTarget } from '../setup/project.mjs';

/** Every crate in use on this machine and on wasm: name, version, licence, and whether it is linked into the wasm. */
export function crates() {
  const host = answer('rustc', ['-vV'])?.match(/^host: (.+)$/m)?.[1];
  if (!host) throw new CannotContinue('`rustc -vV` does not answer: run `npm test`, which sets Rust up, and start again.');
  const found = new Map();
  for (const platform of [wasmTarget, host]) {
    const metadata = cargoMetadata(platform);
    const linked = platform === wasmTarget ? linkedPackages(metadata) : new Set();
    for (const { id, name, version, license } of usedPackages(metadata)) {
      const known = found.get(id);
      found.set(id, { name, version, licence: license, shipped: linked.has(id) || (known?.shipped ?? false) });
    }
  }
  return [...found.values()];
}

/** The packages that the workspace reaches, itself left out. */
export function usedPackages(metadata) {
  const own = new Set(metadata.workspace_members);
  const reached = new Set(metadata.resolve.nodes.map(({ id }) => id));
  return metadata.packages.filter(({ id }) => reached.has(id) && !own.has(id));
}

/** The ids of what is linked into what the workspace builds: no build scripts, macros or tests, nor what only those use. */
export function linkedPackages(metadata) {
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const macros = new Set(metadata.packages
    .filter(({ targets }) => targets.some(({ kind }) => kind.includes('proc-macro')))
    .map(({ id }) => id));
  const linked = new Set();
  const waiting = [...metadata.workspace_members];
  while (waiting.length > 0) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(waiting.pop())?.deps ?? []) {
      const isLinked = kinds.some(({ kind }) => kind === null) && !macros.has(pkg);
      if (!isLinked || linked.has(pkg)) continue;
      linked.add(pkg);
      waiting.push(pkg);
    }
  }
  return linked;
}

function cargoMetadata(platform) {
  const parameters = ['metadata', '--format-version', '1', '--locked', '--filter-platform', platform];
  try {
    return JSON.parse(execFileSync('cargo', parameters, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }));
  } catch (error) {
    const code = spokenVersion(String(error.status));
    throw new CannotContinue(`\`cargo ${parameters.join(' ')}\` failed${code ? ` with exit code ${code}` : ''}: its own words are above.`);
  }
}
