// What holds for every example.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/root.mjs';
import { exampleNames, layOut, manifestOf, sourceOf } from './lay-out.mjs';

const list = readFileSync(join(root, 'examples', 'README.md'), 'utf8');

test('the list of examples names each of them, and no other', () => {
  const named = [...list.matchAll(/^\| \[([\w-]+)\]\(([\w-]+)\) \|/gm)].map(([, name, folder]) => {
    assert.equal(name, folder);
    return name;
  });
  assert.deepEqual(named.sort(), [...exampleNames].sort());
});

const withManifest = exampleNames.filter((name) => existsSync(join(root, 'examples', name, 'package.json')));

for (const name of withManifest) {
  test(`${name} declares what it imports, at the versions that are tested`, (t) => {
    const { dependencies, devDependencies, name: given } = manifestOf(name);
    assert.equal(given, name);
    const declared = { ...dependencies, ...devDependencies };
    for (const [dependency, version] of Object.entries(declared)) {
      if (dependency === 'unloc-integrator-client') assert.equal(version, 'file:../../pkg');
      else assert.equal(version, JSON.parse(readFileSync(join(sourceOf(dependency), 'package.json'), 'utf8')).version);
    }
    const { folder, remove } = layOut(name);
    t.after(remove);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.(?:[cm]?[jt]s|[jt]sx)$/.test(entry.name),
    );
    assert.ok(files.length > 0);
    for (const { parentPath, path = parentPath, name: file } of files) {
      for (const imported of importsOf(readFileSync(join(path, file), 'utf8')))
        assert.ok(Object.hasOwn(declared, imported), `${file} imports ${imported}, which is not declared`);
    }
  });
}

/** The packages that a file imports; not Node's own modules, and not its neighbours. */
function importsOf(code) {
  const specifiers = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'.#\s][^'\s]*)'/g)].map(
    ([, specifier]) => specifier,
  );
  return specifiers
    .filter((specifier) => !isBuiltin(specifier))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}
