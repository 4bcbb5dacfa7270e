// docs/cli.md, the man page and the help of each command are what the rows of the commands say.
// After a change of a row: `npm run generate -- cli`, and look at the difference.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandTree } from '../../scripts/build/cli-tree.mjs';
import { cliFiles } from '../../scripts/generate/cli-documents.mjs';
import { inTerminal, plain, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const files = await cliFiles();
const { allCommands, isGroup, tree } = await commandTree();

test('what is generated from the commands is up to date: `npm run generate -- cli`', () => {
  for (const [path, text] of files) assert.equal(read(path), text, path);
  const pages = files.filter(([path]) => path.startsWith('tests/cli/help/')).map(([path]) => path.split('/').pop());
  assert.deepEqual(readdirSync(join(root, 'tests', 'cli', 'help')).sort(), pages.sort());
});

test('the pages of help are what the command writes at 60, 80 and 120 columns', async () => {
  const { env } = user();
  for (const name of ['unloc', 'unloc-doors', 'unloc-people-edit', 'help-errors']) {
    const words = name === 'help-errors' ? ['help', 'errors', '--no-pager'] : [...name.split('-').slice(1), '--help'];
    const [, ...parts] = read(`tests/cli/help/${name}.txt`).split(/^── (\d+) columns ─+\n/m);
    assert.equal(parts.length, 6);
    for (let index = 0; index < parts.length; index += 2) {
      const { screen } = await inTerminal(words, { env, columns: Number(parts[index]) });
      assert.equal(plain(screen).trimEnd(), parts[index + 1].trimEnd(), `${name} at ${parts[index]}`);
    }
  }
});

test('docs/cli.md names every command and option, and its links lead somewhere', () => {
  const text = read('docs/cli.md');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replaceAll(' ', '-'));
  assert.equal(new Set(headings).size, headings.length, 'no two headings have one anchor');
  const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 20);
  for (const link of links) assert.ok(headings.includes(link), link);
  for (const { path, entry } of allCommands(tree)) {
    assert.ok(headings.includes(`unloc ${path}`.replaceAll(' ', '-')), path);
    if (!isGroup(entry))
      for (const { flags } of entry.options ?? []) assert.ok(text.includes(flags.replaceAll('|', '\\|')), flags);
  }
});

test('the man page is read without a warning, and names every command', () => {
  const file = join(root, 'cli', 'man', 'unloc.1');
  const manual = readFileSync(file, 'utf8');
  for (const { path, entry } of allCommands(tree))
    if (!isGroup(entry)) assert.ok(manual.includes(`.SS "${path.replaceAll('-', '\\-')}"`), path);
  const parsed = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z', '-Kutf8', file], { encoding: 'utf8' });
  if (parsed.error) return;
  assert.deepEqual([parsed.status, parsed.stderr], [0, '']);
});
