// Deep links into the apps.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { client, root } from '../../support/built-package.mjs';

const { UnlocError, prefetchKeysUrl, unlocWorkUrl, useKeyUrl } = client;
const vectors = JSON.parse(readFileSync(join(root, 'tests', 'samples', 'app-links.json'), 'utf8'));

const makers = {
  'use-key': ({ id, userid, redirect, redirectOnError }) =>
    useKeyUrl({ keyId: id, userId: userid, redirect, redirectOnError }),
  'prefetch-keys': ({ returnUrl, encode }) => prefetchKeysUrl({ returnUrl, encode }),
  'signed-use-key': ({ secret, id, r, n }) =>
    unlocWorkUrl({ keyId: id, returnUrl: r, partnerId: n, hmacSecret: secret }),
  'signed-use-key-auto': ({ secret, id, r, n, auto }) =>
    unlocWorkUrl({ keyId: id, returnUrl: r, partnerId: n, hmacSecret: secret, auto }),
};

const refused = (make) => {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof UnlocError, String(error));
    assert.equal(error.code, 'invalid_argument');
    return error;
  }
  return assert.fail('it was not refused');
};

test('every published vector comes out to the letter, at once', () => {
  assert.equal(vectors.length, 6);
  for (const { form, input, url } of vectors) assert.equal(makers[form](input), url);
});

test('the signature is the one that Node makes, for any text and secret', () => {
  for (const [secret, returnUrl, partnerId] of [
    ['s', 'https://example.com/?å=ø', 'partner'],
    ['p'.repeat(200), 'a:b', 'p2'],
    ['sécret ✓', 'myapp://x?y=1&z=2', 'p-3'],
  ]) {
    const url = unlocWorkUrl({ keyId: 'key-1', returnUrl, partnerId, hmacSecret: secret });
    const signed = `id=key-1&r=${returnUrl}&n=${partnerId}`;
    assert.equal(
      url,
      `ai.unloc.pro://use-key?${signed}&s=${createHmac('sha256', secret).update(signed).digest('hex')}`,
    );
  }
});

test('what a link is read as is what was given, whatever lies in it', () => {
  const redirect = 'https://example.com/?a=1&id=other&userid=%2B1#top';
  const url = new URL(useKeyUrl({ keyId: 'k/å', userId: '+447700900123', redirect }));
  assert.deepEqual(Object.fromEntries(url.searchParams), { id: 'k/å', userid: '+447700900123', redirect });
});

test('a parameter that is missing or of another type is named', () => {
  assert.match(refused(() => useKeyUrl()).message, /^useKeyUrl: "keyId" is missing\.$/);
  assert.match(
    refused(() => useKeyUrl({ keyId: 7, userId: '+447700900123' })).message,
    /"keyId" must be a string, not a number/,
  );
  assert.match(refused(() => useKeyUrl({ keyId: 'k', userId: '447700900123' })).message, /"userId".*E\.164/);
  assert.match(
    refused(() => useKeyUrl({ keyId: 'k', userId: '+447700900123', redirect: 'done' })).message,
    /"redirect"/,
  );
  assert.match(refused(() => prefetchKeysUrl({})).message, /"returnUrl" is missing/);
  assert.match(
    refused(() => prefetchKeysUrl({ returnUrl: 'myapp://x', encode: 'no' })).message,
    /"encode" must be a boolean/,
  );
  assert.match(
    refused(() => unlocWorkUrl({ keyId: 'k', returnUrl: 'myapp://x', partnerId: 'p', hmacSecret: '' })).message,
    /"hmacSecret" is missing/,
  );
  assert.match(
    refused(() => unlocWorkUrl({ keyId: 'k', returnUrl: 'myapp://x', partnerId: 'p', hmacSecret: 's', auto: 1 }))
      .message,
    /"auto"/,
  );
  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error('no');
      },
      getOwnPropertyDescriptor() {
        throw new Error('no');
      },
    },
  );
  refused(() => unlocWorkUrl(hostile));
});

test('no error of a link holds the secret', () => {
  const hmacSecret = 'hush-hush-hush';
  for (const wrong of [{ returnUrl: 'x' }, { returnUrl: 'myapp://x&auto=true' }, { keyId: '' }, { auto: 'yes' }]) {
    const error = refused(() =>
      unlocWorkUrl({ keyId: 'k', returnUrl: 'myapp://x', partnerId: 'p', hmacSecret, ...wrong }),
    );
    assert.ok(!`${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: 9 })}`.includes(hmacSecret));
  }
});

/** The output of a program whose global object was changed to look like another platform. */
function inSurroundings(preparation, call) {
  return execFileSync(
    process.execPath,
    [
      '--input-type=commonjs',
      '--eval',
      `
    ${preparation}
    const { unlocWorkUrl, useKeyUrl } = require(${JSON.stringify(join(root, 'pkg'))});
    const link = { keyId: 'k', returnUrl: 'myapp://x', partnerId: 'p', hmacSecret: 'hush-hush-hush' };
    try { console.log(${call}); } catch (error) { console.log(error.code, error.message); }
  `,
    ],
    { encoding: 'utf8' },
  ).trim();
}

test('a secret is refused in a page and in its workers, unless that is wanted, and nowhere else', () => {
  const noNode = 'const { process } = globalThis; globalThis.process = undefined;';
  const page = `${noNode} globalThis.window = globalThis; globalThis.document = {};`;
  const workerNames = `${noNode} globalThis.WorkerGlobalScope = function () {}; globalThis.importScripts = () => {};`;
  const worker = `${workerNames} globalThis.location = { href: 'https://app.example/worker.js' };`;
  const cloudflare = `${noNode} globalThis.WorkerGlobalScope = function () {}; globalThis.self = globalThis;`;
  const jsdom = 'globalThis.window = globalThis; globalThis.document = {};';
  for (const browser of [page, worker]) {
    const printed = inSurroundings(browser, 'unlocWorkUrl(link)');
    assert.match(printed, /^invalid_argument unlocWorkUrl: this is a browser/);
    assert.ok(!printed.includes('hush'));
    assert.match(
      inSurroundings(browser, 'unlocWorkUrl({ ...link, dangerouslyAllowBrowser: true })'),
      /^ai\.unloc\.pro:/,
    );
    assert.match(inSurroundings(browser, "useKeyUrl({ keyId: 'k', userId: '+447700900123' })"), /^https:/);
  }
  // workerd has the names of a worker at compatibility dates before 2024-03-04.
  for (const server of [cloudflare, workerNames, jsdom, ''])
    assert.match(inSurroundings(server, 'unlocWorkUrl(link)'), /^ai\.unloc\.pro:/);
});
