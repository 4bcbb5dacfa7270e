// examples/access-sync as a user has it: in a folder in which the built package is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackageIn } from './installed-package.mjs';
import { root } from './root.mjs';

/** Lays the example out below target/; its path. */
export function layOutAccessExample(name) {
  const folder = join(root, 'target', name);
  installPackageIn(folder);
  const from = join(root, 'examples', 'access-sync');
  for (const file of readdirSync(from).filter((one) => one.endsWith('.mjs'))) {
    copyFileSync(join(from, file), join(folder, file));
  }
  return folder;
}

/** Starts a program; `ended` resolves to `{ code, signal, out, err }`. */
export function start(file, words, { env, cwd }) {
  const child = spawn(process.execPath, [file, ...words], { env: { ...process.env, ...env }, cwd });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  return { child, ended, said };
}
