// npm packs each file with the permissions that it has, which follow from the umask of whoever checked it out or built it: under
// another umask the tarball would be another. So what is published may be read by everybody, and written by its owner.
import { chmodSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** What npm packs of every package. */
const always = ['package.json', 'README.md'];

function open(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (status.isDirectory()) {
    for (const name of readdirSync(path)) open(join(path, name));
    return;
  }
  const mode = status.mode & 0o100 ? 0o755 : 0o644;
  if ((status.mode & 0o777) !== mode) chmodSync(path, mode);
}

/** Gives the files that a package publishes their permissions. */
export function setModes(name) {
  const folder = join(root, name);
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const path of [...always, ...files]) open(join(folder, path));
}
