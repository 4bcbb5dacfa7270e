import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkedPackages, usedPackages } from '../../scripts/audit/crates.mjs';
import { objection, shippable, usable } from '../../scripts/audit/licences.mjs';
import { packagesIn, runTimeDependencies } from '../../scripts/audit/packages.mjs';
import { census, findings } from '../../scripts/audit/verdict.mjs';

test('an expression fits if a way through it is allowed', () => {
  for (const licence of ['MIT', 'MIT OR GPL-3.0-only', 'MIT/Apache-2.0', '(MIT OR Apache-2.0) AND Unicode-3.0', 'Apache-2.0 WITH LLVM-exception']) {
    assert.equal(objection(licence, shippable), undefined, licence);
  }
});

test('copyleft, no licence and no expression do not fit', () => {
  assert.equal(objection('GPL-3.0-or-later', usable), 'is under GPL-3.0-or-later');
  assert.equal(objection('MIT AND AGPL-3.0-only', usable), 'is under MIT AND AGPL-3.0-only');
  assert.equal(objection(undefined, usable), 'names no licence');
  assert.equal(objection(' ', usable), 'names no licence');
  assert.equal(objection('SEE LICENSE IN FILE', usable), 'names as its licence "SEE LICENSE IN FILE", which is no SPDX expression');
});

test('what is shipped has the shorter list, and knows no exception', () => {
  const item = { name: 'a', version: '1', licence: 'MPL-2.0', source: 'Cargo.lock' };
  assert.deepEqual(findings([{ ...item, shipped: false }]), []);
  assert.deepEqual(findings([{ ...item, shipped: true }]), ['a 1 (Cargo.lock, shipped) is under MPL-2.0.']);
  assert.equal(findings([{ ...item, shipped: true }], [{ name: 'a', licence: 'MPL-2.0', reason: 'looked at' }]).length, 2);
});

test('an exception holds for one licence, and one that nothing needs is reported', () => {
  const item = { name: 'a', version: '1', licence: 'LGPL-3.0-or-later', source: 'x/package-lock.json' };
  const row = { name: 'a', licence: 'LGPL-3.0-or-later', reason: 'run, not handed on' };
  assert.deepEqual(findings([item], [row]), []);
  assert.equal(findings([{ ...item, licence: 'GPL-2.0-only' }], [row]).length, 2);
  assert.match(findings([], [row])[0], /exception for a \(LGPL-3\.0-or-later\) is needed by nothing/);
  assert.deepEqual(findings([{ ...item, name: 'a-b' }], [{ ...row, name: 'a-*' }]), []);
  assert.equal(findings([{ ...item, name: 'ab' }], [{ ...row, name: 'a-*' }]).length, 2);
});

test('linked is what normal dependencies reach, without macros and what only they use', () => {
  const dependency = (pkg, kind = null) => ({ pkg, dep_kinds: [{ kind }] });
  const metadata = {
    workspace_members: ['own', 'second'],
    packages: ['own', 'second', 'lib', 'deep', 'macro', 'parser', 'tester', 'builder', 'unused'].map((id) => (
      { id, name: id, targets: [{ kind: [id === 'macro' ? 'proc-macro' : 'lib'] }] })),
    resolve: { nodes: [
      { id: 'own', deps: [dependency('lib'), dependency('macro'), dependency('tester', 'dev'), dependency('builder', 'build')] },
      { id: 'second', deps: [dependency('own')] },
      { id: 'lib', deps: [dependency('deep')] },
      { id: 'macro', deps: [dependency('parser')] },
      ...['deep', 'parser', 'tester', 'builder'].map((id) => ({ id, deps: [] })),
    ] },
  };
  assert.deepEqual([...linkedPackages(metadata)].sort(), ['deep', 'lib', 'own']);
  assert.deepEqual(usedPackages(metadata).map(({ id }) => id).sort(), ['builder', 'deep', 'lib', 'macro', 'parser', 'tester']);
});

test('packages are read from a lock file with their real names', () => {
  const lock = { packages: {
    '': { name: 'us' },
    pkg: { name: 'ours' },
    'node_modules/ours': { link: true },
    'node_modules/@a/b': { version: '1', license: 'MIT' },
    'node_modules/alias': { name: 'real', version: '2', license: 'ISC' },
    'node_modules/x/node_modules/old': { version: '3' },
  } };
  assert.deepEqual(packagesIn(lock), [
    { name: '@a/b', version: '1', licence: 'MIT' },
    { name: 'real', version: '2', licence: 'ISC' },
    { name: 'old', version: '3', licence: undefined },
  ]);
});

test('every kind of dependency that users would have to install is seen', () => {
  assert.deepEqual(runTimeDependencies({ devDependencies: { a: '1' } }), []);
  assert.deepEqual(runTimeDependencies({ dependencies: { a: '1' }, peerDependencies: { b: '1' }, bundledDependencies: ['c'] }), ['a', 'b', 'c']);
});

test('the census counts, most frequent first', () => {
  assert.deepEqual(census([{ licence: 'ISC' }, { licence: 'MIT' }, { licence: 'MIT' }]), ['      2  MIT', '      1  ISC']);
});
