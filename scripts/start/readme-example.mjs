// Takes an example out of the README or a document and lays it out as a reader would: as a module beside an installed
// package.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from '../setup/command.mjs';
import { readProjectFile, root } from '../setup/project.mjs';

/**
 * The fenced code block that follows the line `<!-- example: NAME -->` in a Markdown text, or `undefined` if there
 * is no such block.
 */
export function exampleIn(markdown, name) {
  const lines = markdown.split(/\r?\n/);
  const marker = lines.findIndex((line) => line.trim() === `<!-- example: ${name} -->`);
  if (marker < 0) return undefined;
  const start = lines.findIndex((line, index) => index > marker && line.trim() !== '');
  const fence = lines[start]?.match(/^(`{3,}|~{3,})\s*[\w-]*\s*$/)?.[1];
  if (!fence) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => line.trimEnd() === fence);
  return length < 0 ? undefined : `${lines.slice(start + 1, start + 1 + length).join('\n')}\n`;
}

/** The example of this name in README.md or in a document of docs/, or `undefined`. */
function exampleOfDocuments(name) {
  const documents = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));
  for (const file of ['README.md', ...documents.map((document) => `docs/${document}`)]) {
    const code = exampleIn(readProjectFile(file), name);
    if (code) return code;
  }
  return undefined;
}

/** Writes an example into a folder in which the built package is installed; returns the file's path. */
export function layOutExample(name) {
  const code = exampleOfDocuments(name);
  if (!code) {
    throw new CannotContinue(
      `Neither README.md nor docs/ holds a code block after the line \`<!-- example: ${name} -->\`: restore them (\`git checkout README.md docs\`) and start again.`,
    );
  }
  const folder = join(root, 'target', 'example');
  const packages = join(folder, 'node_modules');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(packages, { recursive: true });
  const packageName = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8')).name;
  symlinkSync(join(root, 'pkg'), join(packages, packageName), 'junction');
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return file;
}
