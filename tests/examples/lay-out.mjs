// An example as its reader has it: in a folder outside the repository, with what its package.json declares and no more.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../support/root.mjs';

const examples = join(root, 'examples');

/** The names of all examples: the folders of `examples/`. */
export const exampleNames = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export const manifestOf = (name) => JSON.parse(readFileSync(join(examples, name, 'package.json'), 'utf8'));

/** Where a declared package lies: the built package, and this repository's node_modules for all others. */
export const sourceOf = (dependency) =>
  dependency === 'unloc-integrator-client' ? join(root, 'pkg') : join(root, 'node_modules', dependency);

/** Copies an example into a temporary folder and links its packages; `remove` takes the folder away. */
export function layOut(name) {
  const parent = mkdtempSync(join(tmpdir(), `example-${name}-`));
  const folder = join(parent, name);
  // What somebody has installed or built in the repository's own folder stays there.
  cpSync(join(examples, name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist|\.next)$/.test(path),
  });
  const { dependencies = {}, devDependencies = {} } = manifestOf(name);
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(folder, 'node_modules', dependency);
    if (!existsSync(sourceOf(dependency))) throw new Error(`${name} needs ${dependency}, which is not in node_modules`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(sourceOf(dependency), link, 'junction');
  }
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
