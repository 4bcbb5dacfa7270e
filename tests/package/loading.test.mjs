// The parts of the loading that only matter where a platform lacks something, against a platform that has it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { patched } from '../../scripts/build/glue.mjs';
import { root } from './packed.mjs';

/** A file of the loading, evaluated as on a platform with just these globals. */
async function evaluated(file, platform) {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [join(root, 'pkg', 'src', 'loading', file)], bundle: true, write: false, format: 'iife', globalName: 'made', target: 'es2018',
  });
  return new Function('globalThis', `${text}; return made;`)(platform);
}

test('base64 of every length is decoded to the bytes that it was made of', async () => {
  const { decodeBase64 } = await evaluated('base64.ts', {});
  for (let length = 0; length < 100; length += 1) {
    const bytes = randomBytes(length);
    assert.deepEqual(Buffer.from(decodeBase64(bytes.toString('base64'))), bytes);
  }
  const all = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  assert.deepEqual(Buffer.from(decodeBase64(all.toString('base64'))), all);
});

test('the stand-ins for TextEncoder and TextDecoder agree with the platform\'s', async () => {
  const { TextEncoder: Encoder, TextDecoder: Decoder } = await evaluated('text.ts', {});
  assert.notEqual(Encoder, TextEncoder);
  const texts = ['', 'plain', 'Bjørn Åse', '日本語', '🔑 key', 'a\u0000b\u007f\u0080\u07ff\u0800\uffff', '%41 100%', 'lone \ud800 and \udc00', '\udc00\ud800', '\ud83d\ud83d\ude00'];
  for (const text of texts) {
    assert.deepEqual([...new Encoder().encode(text)], [...new TextEncoder().encode(text)], JSON.stringify(text));
    const bytes = new TextEncoder().encode(text);
    assert.equal(new Decoder().decode(bytes), new TextDecoder().decode(bytes), JSON.stringify(text));
  }
  assert.equal(new Decoder().decode(), '');
});

test('where the platform has text coders, they are used', async () => {
  const { TextEncoder: Encoder, TextDecoder: Decoder } = await evaluated('text.ts', { TextEncoder, TextDecoder });
  assert.equal(Encoder, TextEncoder);
  assert.equal(Decoder, TextDecoder);
});

test('a patch of the glue that does not fit exactly once stops the build', () => {
  const module = { name: 'client' };
  const patch = { why: 'to see', find: /queue\((\w+)\)/, replace: 'safe($1)' };
  assert.equal(patched('a; queue(b);', patch, module), 'a; safe(b);');
  assert.equal(patched('a$b', { why: 'texts are taken literally', find: '$b', replace: '$&c' }, module), 'a$&c');
  assert.throws(() => patched('a;', patch, module), /has 0 places for the patch "to see"/);
  assert.throws(() => patched('queue(a); queue(b)', patch, module), /has 2 places/);
});
