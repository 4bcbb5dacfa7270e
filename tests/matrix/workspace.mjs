// A folder of its own for each tool, outside the repository: a shared parent with another node_modules gives
// failures, and passes, that no user has.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/setup/command.mjs';
import { copyConsumer, root, unpackInto } from '../support/packed.mjs';

const everything = join(tmpdir(), `unloc-package-matrix-${process.getuid?.() ?? ''}`);

/** Removes what was laid out: 1.7 GB. Left in place, it makes the next run faster. */
export function clearAll() {
  rmSync(everything, { recursive: true, force: true });
}

/** Lays out the folder of a tool: its pinned packages, the tarball, its own files and the consumer's in `src`. */
export async function layOut(tool, tarball) {
  const place = join(everything, tool);
  const files = join(root, 'tests', 'matrix', tool);
  const stamp = createHash('sha256').update(readFileSync(join(files, 'package-lock.json'))).digest('hex');
  const stampFile = join(place, 'node_modules', '.installed');
  const isInstalled = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(place)) {
    if (name !== 'node_modules' || !isInstalled) rmSync(join(place, name), { recursive: true, force: true });
  }
  cpSync(files, place, { recursive: true });
  copyConsumer(join(place, 'src'));
  if (!isInstalled) {
    // Not `npm ci`, which refuses a lock file that leaves out what a registry lacks for other platforms.
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: place, quiet: true, title: `npm install for ${tool}`, limitMinutes: 6 });
    writeFileSync(stampFile, stamp);
  }
  // Bundlers keep what they made of an earlier build of the package.
  rmSync(join(place, 'node_modules', '.vite'), { recursive: true, force: true });
  rmSync(join(place, 'node_modules', '.cache'), { recursive: true, force: true });
  unpackInto(place, tarball);
  return place;
}

/** Runs a program of the place's node_modules to its end; resolves to what it printed. */
export function tool(place, name, parameters, { env = {}, minutes = 3 } = {}) {
  return run(join(place, 'node_modules', '.bin', name), parameters, {
    cwd: place, env: { ...process.env, ...env }, quiet: true, title: name, limitMinutes: minutes,
  });
}
