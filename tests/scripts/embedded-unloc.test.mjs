import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotContinue } from '../../scripts/setup/command.mjs';
import { announcement, commandFile } from '../../scripts/start/embedded-unloc.mjs';

test('the file of a command is read from both forms of "bin"', () => {
  assert.equal(commandFile({ bin: { 'unloc-sandbox': 'dist/cli.mjs' } }), 'dist/cli.mjs');
  assert.equal(commandFile({ name: 'unloc-sandbox', bin: './one.mjs' }), './one.mjs');
  assert.equal(commandFile({ name: 'other', bin: './one.mjs' }), undefined);
  assert.equal(commandFile({}), undefined);
});

test('the first line gives the address, the id and the secret, and nothing else', () => {
  const line = '{"url":"http://127.0.0.1:5","clientId":"a","clientSecret":"b","more":1}';
  assert.deepEqual(announcement(line), { url: 'http://127.0.0.1:5', clientId: 'a', clientSecret: 'b' });
});

test('a first line that is something else is a reason in words', () => {
  for (const line of ['listening', '{}', 'null', '{"url":"","clientId":"a","clientSecret":"b"}']) {
    assert.throws(() => announcement(line), CannotContinue, line);
  }
});
