// Finds programs, and makes the PATH on which the project's own tools come first.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from './project.mjs';

/** Where `cargo install` puts programs when nothing else is said. */
export function cargoRoot(env = process.env) {
  return env.CARGO_INSTALL_ROOT || env.CARGO_HOME || join(homedir(), '.cargo');
}

/** Where tools go whose place in Cargo's folder is taken by another version. */
export const ownToolRoot = join(root, '.tools');

/** The folders in which programs are looked for: PATH, then Cargo's and ours, which need not be on it. */
export function searchedFolders(env = process.env) {
  const usual = env.CARGO_HOME ? [] : [join(homedir(), '.cargo', 'bin')];
  return [
    ...new Set([
      ...(env.PATH ?? '').split(delimiter).filter(Boolean),
      join(cargoRoot(env), 'bin'),
      ...(env.CARGO_HOME ? [join(env.CARGO_HOME, 'bin')] : usual),
      join(ownToolRoot, 'bin'),
    ]),
  ];
}

/** Every program of this name in these folders, first found first. */
export function findAll(name, folders = searchedFolders()) {
  return folders.map((folder) => join(folder, name)).filter(isProgram);
}

/** The first program of this name, or `undefined`. */
export function find(name, folders = searchedFolders()) {
  return findAll(name, folders)[0];
}

/** `env` with PATH changed so that these programs are the ones found by their names; earlier ones win. */
export function withPrograms(env, programs) {
  let folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const program of [...programs].reverse()) {
    if (find(basename(program), folders) === program) continue;
    folders = [dirname(program), ...folders.filter((folder) => folder !== dirname(program))];
  }
  return { ...env, PATH: folders.join(delimiter) };
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
