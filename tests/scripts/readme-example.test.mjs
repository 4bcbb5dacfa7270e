import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleIn } from '../../scripts/start/readme-example.mjs';

const readme = [
  '# Title',
  '',
  '```js',
  'notThisOne();',
  '```',
  '',
  '<!-- example: browser -->',
  '```html',
  '<p>nor this</p>',
  '```',
  '',
  '<!-- example: node -->',
  '',
  '```js',
  "import { init } from 'somewhere';",
  '',
  'const text = `a ``b`` c`;',
  '```',
  '',
  'More words.',
].join('\n');

test('the block after the marker is taken, to its closing fence', () => {
  assert.equal(exampleIn(readme, 'node'), "import { init } from 'somewhere';\n\nconst text = `a ``b`` c`;\n");
});

test('line ends of Windows do not get into the code', () => {
  assert.equal(exampleIn(readme.replaceAll('\n', '\r\n'), 'node'), exampleIn(readme, 'node'));
});

test('a longer fence may hold a shorter one', () => {
  assert.equal(exampleIn('<!-- example: a -->\n````md\n```\nx\n```\n````\n', 'a'), '```\nx\n```\n');
});

test('without marker, without block or without its end there is no example', () => {
  assert.equal(exampleIn(readme, 'deno'), undefined);
  assert.equal(exampleIn('<!-- example: a -->\nwords\n```js\nx\n```', 'a'), undefined);
  assert.equal(exampleIn('<!-- example: a -->\n```js\nx\n', 'a'), undefined);
  assert.equal(exampleIn('<!-- example: a -->', 'a'), undefined);
});
