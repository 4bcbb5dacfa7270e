import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import {
  findings,
  lockFiles,
  objection,
  packagesIn,
  runTimeDependencies,
  shippedFindings,
} from '../../scripts/audit/licences.mjs';
import { locked } from '../../scripts/audit/vulnerabilities.mjs';

for (const [kind, name] of [
  ['npm', 'package-lock.json'],
  ['cargo', 'Cargo.lock'],
])
  test(`each ${name} but those of the matrix is asked about for vulnerabilities`, () => {
    const ours = lockFiles(name).filter((file) => !file.startsWith('tests/matrix/'));
    assert.deepEqual([...locked[kind]].sort(), ours.map(dirname).sort());
  });

test('an expression fits if a way through it is allowed', () => {
  for (const licence of ['MIT', 'MIT OR GPL-3.0-only', '(MIT OR Apache-2.0) AND BSD-3-Clause', 'MPL-2.0']) {
    assert.equal(objection(licence), undefined, licence);
  }
});

test('copyleft, no licence and no expression do not fit', () => {
  assert.equal(objection('GPL-3.0-or-later'), 'is under GPL-3.0-or-later');
  assert.equal(objection('MIT AND AGPL-3.0-only'), 'is under MIT AND AGPL-3.0-only');
  assert.equal(objection(undefined), 'names no licence');
  assert.equal(objection(' '), 'names no licence');
  assert.equal(
    objection('SEE LICENSE IN FILE'),
    'names as its licence "SEE LICENSE IN FILE", which is no SPDX expression',
  );
});

test('an exception holds for one licence, and one that nothing needs is reported', () => {
  const item = { name: 'a', version: '1', licence: 'LGPL-3.0-or-later', source: 'x/package-lock.json' };
  const row = { name: 'a', licence: 'LGPL-3.0-or-later', reason: 'run, not handed on' };
  assert.deepEqual(findings([item], []), ['a 1 (x/package-lock.json) is under LGPL-3.0-or-later.']);
  assert.deepEqual(findings([item], [row]), []);
  assert.equal(findings([{ ...item, licence: 'GPL-2.0-only' }], [row]).length, 2);
  assert.match(findings([], [row])[0], /^No package needs the exception for a:/);
  assert.deepEqual(findings([{ ...item, name: 'a-b' }], [{ ...row, name: 'a-*' }]), []);
  assert.equal(findings([{ ...item, name: 'ab' }], [{ ...row, name: 'a-*' }]).length, 2);
});

test('packages are read from a lock file with their real names', () => {
  const lock = {
    packages: {
      '': { name: 'us' },
      pkg: { name: 'ours' },
      'node_modules/ours': { link: true },
      'node_modules/@a/b': { version: '1', license: 'MIT' },
      'node_modules/alias': { name: 'real', version: '2', license: 'ISC' },
      'node_modules/x/node_modules/old': { version: '3' },
    },
  };
  assert.deepEqual(packagesIn(lock), [
    { name: '@a/b', version: '1', licence: 'MIT' },
    { name: 'real', version: '2', licence: 'ISC' },
    { name: 'old', version: '3', licence: undefined },
  ]);
});

test('every kind of dependency that users would have to install is seen', () => {
  assert.deepEqual(runTimeDependencies({ devDependencies: { a: '1' } }), []);
  assert.deepEqual(
    runTimeDependencies({ dependencies: { a: '1' }, peerDependencies: { b: '1' }, bundledDependencies: ['c'] }),
    ['a', 'b', 'c'],
  );
});

test('what users of the command line install is in the lock file in that version, and needs no exception', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '^2.0.0' } },
      'node_modules/b': { version: '2.1.0', license: 'GPL-3.0-only' },
      'node_modules/c': { version: '3.0.0', license: 'MIT' },
    },
  };
  const manifest = { name: 'cli', dependencies: { a: '1.0.0', ours: '1.0.0' }, optionalDependencies: { c: '3.0.1' } };
  assert.deepEqual(shippedFindings(manifest, lock, ['ours']), [
    'cli depends on c 3.0.1, which is not in package-lock.json.',
    'b 2.1.0, which users of cli get, is under GPL-3.0-only.',
  ]);
  assert.deepEqual(shippedFindings({ name: 'cli', dependencies: { c: '3.0.0' } }, lock, []), []);
  assert.deepEqual(shippedFindings({ name: 'cli' }, lock, [], ['b', 'd']), [
    'cli holds d, which is not in package-lock.json.',
    'b 2.1.0, which users of cli get, is under GPL-3.0-only.',
  ]);
});
