// Each entry of the package, by `import` and by `require`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const name = 'unloc-integrator-client';
const { exports } = JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8'));
const entries = Object.entries(exports).filter(([, forms]) => forms.node !== undefined);

test('the manifest has entries for Node', () => {
  assert.ok(entries.length >= 7, `${entries.length}`);
});

for (const [path] of entries) {
  const entry = path.replace(/^\./, name);
  test(`${entry}: import and require give the same functions`, async () => {
    const [imported, required] = [await import(entry), require(entry)];
    const names = Object.keys(required).filter((key) => key !== 'default' && key !== '__esModule');
    assert.ok(names.length > 0);
    for (const key of names) assert.equal(imported[key], required[key], key);
  });
}
