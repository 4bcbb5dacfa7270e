// The parts of the wasm loader that replace missing platform features, compared with the platform's own.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { modules } from '../../scripts/build/entries.mjs';
import { instantiateSource } from '../../scripts/build/glue.mjs';
import { encode } from '../../scripts/build/frequency-code.mjs';
import { root } from '../support/packed.mjs';

/** A file of the loader, evaluated with these globals only. */
async function evaluated(file, platform) {
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [join(root, 'pkg', 'src', 'wasm', file)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'made',
    target: 'es2018',
  });
  return new Function('globalThis', `${text}; return made;`)(platform);
}

test('bytes of every kind and length come back from their text, which needs no escape', async () => {
  const { decode } = await evaluated('inline/frequency-code.ts', {});
  const lengths = Array.from({ length: 100 }, (_, length) => length);
  const samples = [
    ...lengths.map((length) => randomBytes(length)),
    Buffer.from(Array.from({ length: 256 }, (_, value) => value)),
    Buffer.alloc(1000),
    Buffer.alloc(1000, 255),
    randomBytes(100_000),
  ];
  for (const bytes of samples) {
    const text = encode(bytes);
    assert.match(text, /^[0-9a-f]{64}[ -~]*$/);
    assert.doesNotMatch(text, /["\\<]/);
    assert.deepEqual(Buffer.from(decode(text)), bytes);
  }
});

test("the CommonJS form's base64 is decoded with and without the platform's Buffer", async () => {
  const wasm = readFileSync(join(root, 'pkg', 'dist', 'unloc_integrator_client.wasm'));
  for (const platform of [{ Buffer }, {}]) {
    const { decode } = await evaluated('inline/base64.ts', platform);
    const bytes = decode(wasm.toString('base64'));
    for (const module of [await WebAssembly.compile(bytes), new WebAssembly.Module(bytes)]) {
      assert.ok(WebAssembly.Module.exports(module).some(({ kind }) => kind === 'memory'));
    }
    assert.deepEqual(Buffer.from(bytes), wasm);
  }
});

test('a .wasm within JavaScript is about as short as the file, once both are compressed', () => {
  const wasm = readFileSync(join(root, 'pkg', 'dist', 'unloc_integrator_client.wasm'));
  const inline = gzipSync(encode(wasm), { level: 9 }).length / gzipSync(wasm, { level: 9 }).length;
  assert.ok(inline < 1.05, `its text is ${inline.toFixed(2)} times as long`);
});

test("the stand-ins for TextEncoder and TextDecoder agree with the platform's", async () => {
  const { TextEncoder: Encoder, TextDecoder: Decoder } = await evaluated('text-coder-ponyfill.ts', {});
  assert.notEqual(Encoder, TextEncoder);
  const texts = [
    '',
    'plain',
    'Bjørn Åse',
    '日本語',
    '🔑 key',
    'a\u0000b\u007f\u0080\u07ff\u0800\uffff',
    '%41 100%',
    'lone \ud800 and \udc00',
    '\udc00\ud800',
    '\ud83d\ud83d\ude00',
  ];
  for (const text of texts) {
    assert.deepEqual([...new Encoder().encode(text)], [...new TextEncoder().encode(text)], JSON.stringify(text));
    const bytes = new TextEncoder().encode(text);
    assert.equal(new Decoder().decode(bytes), new TextDecoder().decode(bytes), JSON.stringify(text));
  }
  assert.equal(new Decoder().decode(), '');
});

test('where the platform has text coders, they are used', async () => {
  const { TextEncoder: Encoder, TextDecoder: Decoder } = await evaluated('text-coder-ponyfill.ts', {
    TextEncoder,
    TextDecoder,
  });
  assert.equal(Encoder, TextEncoder);
  assert.equal(Decoder, TextDecoder);
});

test('the glue of every wasm makes instances that have nothing in common', async () => {
  // The plain module is loaded by its own glue.
  for (const module of Object.values(modules).filter(({ target }) => target === 'bundler')) {
    const source = instantiateSource(module);
    const { instantiate } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    const compiled = new WebAssembly.Module(readFileSync(join(root, module.output, `${module.outputName}_bg.wasm`)));
    const instances = [instantiate(compiled), instantiate(compiled)];
    const names = instances.map((functions) => Object.keys(functions));
    assert.ok(names[0].length >= 3 && names[0].every((name) => !name.startsWith('__')), names[0].join(' '));
    assert.deepEqual(names[0], names[1]);
    for (const name of names[0]) assert.notEqual(instances[0][name], instances[1][name], name);
  }
});
