// What `npm run sizes` says of sizes: differences, budgets, what is new and what is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, plainEntries } from '../../scripts/build/entries.mjs';
import { readProjectFile } from '../../scripts/setup/project.mjs';
import { cautions, difference, markdown, overBudget, plain } from '../../scripts/sizes/table.mjs';

const sizes = (rows, zlib = '1.3.1') => ({
  zlib,
  entries: Object.entries(rows).map(([name, gzip]) => ({
    name,
    files: [`${name}.mjs`],
    budget: 1000,
    raw: gzip * 2,
    gzip,
    brotli: gzip - 10,
  })),
  tarballs: [{ name: 'package', packed: 5000, unpacked: 9000 }],
});
const lineOf = (text, name) => text.split('\n').find((line) => new RegExp(`^\\|? ?${name} `).test(line));

test('a difference is in bytes and percent, with its sign', () => {
  assert.equal(difference(1500, 1000), '+500 (+50.00 %)');
  assert.equal(difference(68_388, 69_412), '−1,024 (−1.48 %)');
  assert.equal(difference(7, 7), '·');
  assert.equal(difference(7, 0), '+7');
  assert.equal(difference(7, undefined), 'new');
});

test('each entry is compared with each other build, and the total only over what both have', () => {
  const others = [
    { name: 'base', sizes: sizes({ main: 900, old: 50 }) },
    { name: '1.0.0', sizes: sizes({ main: 800 }) },
  ];
  const text = plain(sizes({ main: 880, added: 100 }), others);
  assert.match(lineOf(text, 'entry'), /since base +since 1\.0\.0$/);
  assert.match(lineOf(text, 'main'), /1,760 +880 +870 +1,000 +120 +−20 \(−2\.22 %\) +\+80 \(\+10\.00 %\)$/);
  assert.match(lineOf(text, 'added'), /new +new$/);
  assert.match(lineOf(text, 'old'), /gone \(50\)$/);
  assert.match(lineOf(text, 'total'), /1,960 +980 +960 +−20 \(−2\.22 %\) +\+80 \(\+10\.00 %\)$/);
});

test('as Markdown every row has the cells of its head', () => {
  const text = markdown(sizes({ main: 880 }), [{ name: '1.0.0', sizes: sizes({ main: 800, old: 50 }) }]);
  for (const table of text.split('\n\n').filter((part) => part.startsWith('|')))
    assert.equal(new Set(table.split('\n').map((line) => line.split('|').length)).size, 1, table);
  assert.match(text, /^### Sizes\n\nEvery entry is within its budget\./);
  assert.match(lineOf(text, 'old'), /gone \(50\)/);
});

test('an entry over its budget is named with its files, and first in a comment', () => {
  const measured = sizes({ main: 1234, auth: 1000 });
  assert.deepEqual(overBudget(measured), [
    'main is 234 bytes over its budget of 1,000 in benches/budget.json (main.mjs).',
  ]);
  assert.match(markdown(measured, []), /^### Sizes\n\n- ❌ main is 234 bytes over its budget/);
});

test('another zlib is told, since it compresses otherwise', () => {
  const others = [{ name: '1.0.0', sizes: sizes({}, '1.2.13') }];
  assert.match(cautions(sizes({}), others)[0], /^1\.0\.0 was compressed by zlib 1\.2\.13, this by 1\.3\.1/);
  assert.deepEqual(cautions(sizes({}, '1.2.13'), others), []);
});

test('every entry of the package has a budget, and the sizes of a release are those of budgets', () => {
  const budget = JSON.parse(readProjectFile('benches', 'budget.json'));
  const files = Object.values(budget).flatMap((row) => row.files);
  for (const { path, output } of [...entries, ...plainEntries])
    assert.ok(
      files.some((file) => file === `${output}.mjs` || file.startsWith(`${output}/`)),
      path,
    );
  const release = JSON.parse(readProjectFile('benches', 'sizes-of-release.json'));
  assert.ok(release.name && release.zlib);
  for (const row of release.entries) assert.ok(row.raw >= row.gzip && row.gzip >= row.brotli, row.name);
  assert.deepEqual(
    release.tarballs.map(({ name }) => name),
    ['unloc-integrator-client', 'unloc-cli'],
  );
});
