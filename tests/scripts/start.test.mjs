import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotContinue } from '../../scripts/setup/command.mjs';
import { demoWords, whatNext } from '../../scripts/start/demo.mjs';

test('what follows npm start -- is read: once, and what unloc demo takes', () => {
  assert.deepEqual(demoWords([]), { once: false, open: true, words: [] });
  assert.deepEqual(demoWords(['--once']), { once: true, open: true, words: [] });
  assert.deepEqual(demoWords(['--port', '4021', '--no-open']), { once: false, open: false, words: ['--port', '4021'] });
});

test('anything else is refused with what can be said', () => {
  for (const words of [['--seed', 'large'], ['--port'], ['--port', 'http'], ['4021'], ['--once', '--json']])
    assert.throws(
      () => demoWords(words),
      (error) => error instanceof CannotContinue && /npm start/.test(error.message),
    );
});

test('the end names the page, the API with its credentials, and what to do next', () => {
  const line = { page: 'http://127.0.0.1:1/?a', url: 'http://127.0.0.1:2', clientId: 'id', clientSecret: 'secret' };
  const said = whatNext(JSON.stringify({ ...line, profile: 'demo' }));
  assert.match(
    said,
    /^ {2}Page {3}http:\/\/127\.0\.0\.1:1\/\?a\n {2}API {4}http:\/\/127\.0\.0\.1:2 {2}\(id \/ secret\)\n/,
  );
  assert.match(said, /node cli\/dist\/unloc\.mjs doors list --profile demo/);
  // The profile "demo" may be an account of the user's own.
  assert.doesNotMatch(whatNext(JSON.stringify({ ...line, profile: null })), /--profile/);
});
