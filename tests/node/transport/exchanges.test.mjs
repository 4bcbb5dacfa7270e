// The rows of tests/samples/exchanges.json against the package. The Rust driver, the core and a browser run the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, root } from '../../support/built-package.mjs';
import { expected, observe, observed } from '../../support/scripted-exchange.mjs';

const rows = JSON.parse(readFileSync(join(root, 'tests', 'samples', 'exchanges.json'), 'utf8'));

// Compiles the wasm, which takes real time.
client.lockHolderScope({ countryIso: 'NO', organizationId: '919424508' });

async function call({ baseUrl, init, operation, token, params, options }) {
  // Another base URL begins with new retry tokens.
  client.init(undefined);
  client.init(baseUrl === null ? undefined : baseUrl, init);
  return client[operation](token, params, options);
}

for (const row of rows) {
  test(row.name, { skip: row.except?.package }, async () => {
    assert.equal(observed(row, await observe(row, call)), expected(row));
  });
}

test('no two rows have one name', () => {
  assert.ok(rows.length >= 40);
  assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
});

test('a request leaves as a URL and a plain object, with the token in one header', async () => {
  let seen;
  client.init('https://api.example', {
    fetch: async (...request) => {
      seen = request;
      return new Response('{}');
    },
  });
  await client.deleteSharedKeysForUser(' tok ', { lockHolderId: '../x?y#z', userId: '+4799887766' });
  const [url, { signal, ...init }] = seen;
  assert.equal(url, 'https://api.example/integrators/v1/lock-holders/..%2Fx%3Fy%23z/users/%2B4799887766/shared-keys/');
  assert.equal(signal.aborted, false, 'the request can be aborted');
  assert.deepEqual(init, {
    method: 'DELETE',
    headers: { accept: 'application/json', authorization: 'Bearer tok' },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
  });
  assert.equal(Object.getPrototypeOf(seen[1]), Object.prototype);
});
