import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotContinue } from '../../scripts/setup/command.mjs';
import { demoWords } from '../../scripts/start/demo.mjs';

test('what follows npm start -- is read: once, and what unloc demo takes', () => {
  assert.deepEqual(demoWords([]), { once: false, words: [] });
  assert.deepEqual(demoWords(['--once']), { once: true, words: [] });
  assert.deepEqual(demoWords(['--port', '4021', '--no-open']), { once: false, words: ['--port', '4021', '--no-open'] });
});

test('anything else is refused with what can be said', () => {
  for (const words of [['--seed', 'large'], ['--port'], ['--port', 'http'], ['4021'], ['--once', '--json']])
    assert.throws(
      () => demoWords(words),
      (error) => error instanceof CannotContinue && /npm start/.test(error.message),
    );
});
