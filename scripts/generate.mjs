// Writes pkg/src/generated and the generated pages of docs/ from the Rust tables and model, then what is written from the
// rows of the command line. `npm run generate -- cli` writes the latter alone; it needs no Rust.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliFiles } from './generate/cli-documents.mjs';
import { root } from './setup/project.mjs';

const [only] = process.argv.slice(2);
if (only !== undefined && only !== 'cli') {
  console.error(`There is nothing to generate for "${only}": npm run generate [-- cli].`);
  process.exit(1);
}
if (only === undefined)
  execFileSync('cargo', ['run', '--quiet', '--package', 'xtask', '--', 'generate'], { stdio: 'inherit' });

const files = await cliFiles();
for (const [path, text] of files) {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
// Pages of commands that are no more.
const pages = join(root, 'tests', 'cli', 'help');
for (const name of readdirSync(pages))
  if (!files.some(([path]) => path === `tests/cli/help/${name}`)) rmSync(join(pages, name));
