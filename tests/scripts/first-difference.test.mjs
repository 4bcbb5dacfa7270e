// How `npm run audit` says what two builds differ in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, firstDifference } from '../../scripts/audit/first-difference.mjs';

test('of texts, the line and the words around the first difference are told', () => {
  const same = Buffer.from('one\ntwo');
  assert.equal(firstDifference(same, Buffer.from('one\ntwo')), undefined);
  assert.deepEqual(firstDifference(Buffer.from('one\nat /a/x.js;'), Buffer.from('one\nat /bb/x.js;')), [
    'at line 2, column 5',
    '"one\\nat /a/x.js;"',
    '"one\\nat /bb/x.js;"',
  ]);
  assert.deepEqual(firstDifference(Buffer.from('tre'), Buffer.from('tree'))[0], 'at line 1, column 4');
});

test('of anything else, the bytes', () => {
  const left = Buffer.from([0, 97, 115, 109, 1, 2, 3]);
  assert.deepEqual(firstDifference(left, Buffer.from([0, 97, 115, 109, 1, 65])), [
    'at byte 5 of 7 and 6',
    '02 03  ..',
    '41  A',
  ]);
  assert.deepEqual(firstDifference(left, left.subarray(0, 5)), ['at byte 5 of 7 and 5', '02 03  ..', 'the end']);
  // No text, though no byte of it is zero.
  assert.match(firstDifference(Buffer.from([0xc3, 0x28]), Buffer.from('ab'))[0], /^at byte 0/);
});

test('each file that differs is named, and each that only one of both has', () => {
  const left = new Map([
    ['dist/b.js', Buffer.from('b')],
    ['dist/a.js', Buffer.from('a')],
    ['dist/gone.js', Buffer.from('')],
  ]);
  const right = new Map([
    ['dist/a.js', Buffer.from('A')],
    ['dist/b.js', Buffer.from('b')],
    ['dist/new.js', Buffer.from('')],
  ]);
  assert.deepEqual(differences(left, right, ['here', 'there']), [
    'dist/a.js differs at line 1, column 1\n      here: "a"\n      there: "A"',
    'dist/gone.js is in here only',
    'dist/new.js is in there only',
  ]);
  assert.deepEqual(differences(left, left, ['here', 'there']), []);
});
