// npm run change: asks what users will notice, and writes a file into .changeset. `npm run change -- status` lists them.
// Changesets is installed into scripts/release when it is first needed: nothing else needs it, nor the newer Node that it asks for.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotContinue, asProgram } from '../setup/command.mjs';
import { installOwnPackages } from '../setup/own-packages.mjs';
import { isAtLeast, root } from '../setup/project.mjs';

const oldestNode = '22.11';
const folder = join(root, 'scripts', 'release');
const program = join(folder, 'node_modules', '@changesets', 'cli', 'bin.js');

/** Runs `changeset` with these words in the project's folder. */
export async function changeset(words) {
  if (!isAtLeast(process.versions.node, oldestNode))
    throw new CannotContinue(`Changesets needs Node ${oldestNode} or newer, and this is ${process.versions.node}.`);
  await installOwnPackages(folder);
  // It asks, so it needs the terminal itself.
  const { status } = spawnSync(process.execPath, [program, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new CannotContinue(`changeset ${words.join(' ')} ended with exit code ${status}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await asProgram(() => changeset(process.argv.slice(2)));
