// What docs/page.md and the README say of the page's sources and picture.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');

const folders = readdirSync(join(root, 'www', 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `${name}/`);

test('each folder of www/src is in docs/page.md and docs/architecture.md, and no other', () => {
  for (const [file, heading] of [
    ['page.md', '## Use it for your own'],
    ['architecture.md', '### `www/src/`'],
  ]) {
    const [, chapter] = read('docs', file).split(heading);
    const table = chapter.split('\n\n').find((block) => block.startsWith('| folder'));
    const named = table
      .split('\n')
      .slice(2)
      .flatMap((row) => row.split(' | ')[0].match(/[\w-]+\//g));
    assert.deepEqual(named.sort(), [...folders].sort(), file);
  }
});

test('each view has its address in docs/page.md', () => {
  const [, rows] = /const views[\s\S]*?= \{([\s\S]*?)\n\};/.exec(read('www', 'src', 'app', 'views.tsx'));
  const names = [...rows.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name);
  assert.ok(names.length > 5);
  const page = read('docs', 'page.md');
  for (const name of names) assert.ok(page.includes(name === 'overview' ? '`#/`' : `\`#/${name}\``), name);
});

test('the picture of the page is there for light and dark, below 200 kB, with words for who does not see it', () => {
  for (const file of ['README.md', 'docs/page.md']) {
    const text = read(file);
    const [, alt] = /<img src="[^"]*doors-and-keys-light\.png" alt="([^"]+)"/.exec(text);
    assert.ok(alt.length > 60, file);
    assert.match(text, /<source media="\(prefers-color-scheme: dark\)" srcset="[^"]*doors-and-keys-dark\.png">/);
  }
  for (const scheme of ['light', 'dark'])
    assert.ok(statSync(join(root, 'docs', 'images', `doors-and-keys-${scheme}.png`)).size < 200_000, scheme);
});
