// The packages of a folder with a lock file of its own: what only the site or only releases need.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { refuseLinkedPackages } from './node.mjs';

/** Installs them, once for each state of the lock file. */
export async function installOwnPackages(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const seen = join(folder, 'node_modules', '.package-lock.as-installed.json');
  if (existsSync(seen) && readFileSync(seen, 'utf8') === lock) return;
  refuseLinkedPackages(folder);
  const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', parameters, { cwd: folder, quiet: true, limitMinutes: 10 });
  writeFileSync(seen, lock);
}
