// Finds the tests that Node's runner runs. (Node 20 takes no patterns, and runs nothing without a word.)
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';

const ending = /\.test\.[cm]?js$/;

/** The test files below a folder of the project, sorted; at least one, else it throws `CannotContinue`. */
export function testFiles(folder, base = root) {
  const files = existsSync(join(base, folder)) ? filesBelow(join(base, folder)).sort() : [];
  if (files.length === 0) throw new CannotContinue(`${folder} holds no file *.test.mjs`);
  return files;
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return ending.test(entry.name) ? [path] : [];
  });
}
