// Where the driver does without the core to be fast, it comes to what the core comes to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { client } from '../../support/built-package.mjs';

const baseUrl = 'https://api.example/below';
const core = await client.internal.core('shortcuts');
const pieces = (...texts) => fc.array(fc.constantFrom(...texts), { maxLength: 8 }).map((parts) => parts.join(''));

/** Calls `work` with a `fetch` that records URL and init and gives a response with these headers. */
async function sent(work, headers = {}) {
  const requests = [];
  const fetch = async (url, { headers: given, method }) => {
    requests.push({ url, headers: given, method });
    return { status: 200, headers, text: async () => '{"keys":[],"locks":[]}' };
  };
  client.init(baseUrl, { fetch, maxRetries: 0 });
  return { result: await work(), requests };
}

test('the headers of a response are redacted as the core redacts them', async () => {
  const secret = fc.constantFrom('planted-token-7f3a-and-more-of-it', 'eyJhbGciOi.e30.c2ln', 'a+b%c', 'x');
  const named = fc
    .tuple(
      fc.constantFrom(
        'user',
        'User-ID',
        'p h o n e',
        'phone_number',
        'mobile',
        'mo.bile',
        'msisdn',
        'M.S.I.S.D.N',
        'startAfterId',
        'start-after-id',
      ),
      fc.constantFrom('=', ': ', '/', '-'),
      fc.constantFrom('4799887766', '47 998 87 766', '479'),
    )
    .map((parts) => parts.join(''));
  const plus = fc.constantFrom(
    '+47 998 87 766',
    '%2B4799887766',
    '%252B4799887766',
    '&#43;4799887766',
    '&plus;4799887766',
    '\\u002b4799887766',
    '\uFF0B4799887766',
  );
  const text = (token) =>
    fc.oneof(
      plus,
      named,
      pieces(
        token,
        token.slice(0, 16),
        encodeURIComponent(token),
        encodeURIComponent(encodeURIComponent(token)),
        '+47 ',
        '47',
        '998',
        '87766',
        '9988776655',
        '%2B',
        '&#43;',
        '&plus;',
        '\\u002b',
        '\uFF0B',
        'user',
        'Users/',
        'us',
        'er',
        'Phone',
        ' ',
        '-',
        '/',
        ':',
        '"',
        '\u00A0',
        '\u2009',
        '2026-01-31',
        'application/json',
        'é',
      ),
    );
  const headers = secret.chain((token) =>
    fc.tuple(
      fc.constant(token),
      fc.dictionary(
        text(token).map((name) => name.toLowerCase()),
        text(token),
        { maxKeys: 4 },
      ),
    ),
  );
  let redacted = 0;
  await fc.assert(
    fc.asyncProperty(headers, async ([token, all]) => {
      const { result } = await sent(() => client.getLocks(token, { lockHolderId: 'h' }), Object.assign({}, all));
      const expected = JSON.parse(core.ask('redactHeaders', JSON.stringify({ headers: all, secrets: token })));
      if (JSON.stringify(expected) !== JSON.stringify(all)) redacted += 1;
      assert.deepEqual({ ...result.response.headers }, expected);
    }),
    { numRuns: 3000 },
  );
  assert.ok(redacted > 300 && redacted < 2900, `${redacted} of them`);
});

/** The path that the core writes. */
const preparedByCore = (operation, params = {}) =>
  JSON.parse(core.ask('prepareCall', JSON.stringify({ operation, params }))).target;

test('the requests of calls in a row are those that the core prepares', async () => {
  const plain = fc.constantFrom('1', 'abc', 'A-b_9', '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f');
  const id = fc.oneof(
    plain,
    plain,
    pieces('a', 'Z', '9', '-', '_', '.', '/', '%', ' ', 'é', '~', '$&', '{', '}', '\uD800'),
    fc.constantFrom('.', '..', '', undefined, null, 7, {}, ['a']),
  );
  const token = fc.constantFrom('one', 'one', 'one', 'one', 'two', 'two ', '', 'a b', 7);
  const options = fc.constantFrom(
    undefined,
    undefined,
    undefined,
    { headers: { 'x-a': '1' } },
    { timeoutMs: 5 },
    { timeoutMs: -1 },
  );
  const calls = {
    getKeys: fc.record({ lockHolderId: id }),
    getKeysForLock: fc.record({ lockHolderId: id, lockId: id }, { requiredKeys: [] }),
    getLockHolders: fc.constantFrom(undefined, {}, 'text'),
  };
  const one = fc.oneof(
    ...Object.entries(calls).map(([name, params]) => fc.tuple(fc.constant(name), token, params, options)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 2, maxLength: 8 }), async (all) => {
      // A configuration of its own knows no earlier call.
      const expected = [];
      for (const [name, bearer, params, given] of all) {
        client.init('https://other.example');
        const { requests } = await sent(() => client[name](bearer, params, given));
        for (const { url } of requests) assert.equal(url, baseUrl + preparedByCore(name, params));
        expected.push(...requests);
      }
      const { requests } = await sent(async () => {
        for (const [name, bearer, params, given] of all) await client[name](bearer, params, given);
      });
      assert.deepEqual(requests, expected);
    }),
    { numRuns: 1000 },
  );
});
