// The folder that a script writes anew, where the caller of the script says which.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from './command.mjs';

/**
 * Makes a folder, or empties it if it holds nothing but what the script writes: a wrong word must not delete other things.
 *
 * @param ours a pattern of the paths below it, those of folders too, with `/`; without one only an empty folder is taken.
 */
export function emptyFolder(folder, ours = /^$/) {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new CannotContinue(`${folder} is a file: name a folder.`);
  const other = found && firstOther(folder, ours);
  if (other !== undefined)
    throw new CannotContinue(
      `${folder} holds ${other}, which is not deleted here: name another folder, or empty it yourself.`,
    );
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function firstOther(folder, ours, below = '') {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name;
    const other = ours.test(path) ? entry.isDirectory() && firstOther(folder, ours, `${path}/`) : path;
    if (other) return other;
  }
  return undefined;
}
