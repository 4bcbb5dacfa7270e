// No secret and no token is in anything that can be printed, whatever the server, the store and the caller's functions do.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { auth, clock, slowStore, tokenServer } from '../../support/auth-fixtures.mjs';

const { TokenProvider, createTokenHandler, lockit, unidy, unlocV1 } = auth;
const planted = {
  secret: 'planted+secret/7f3a==',
  access: 'planted-access-9c1d77',
  refresh: 'planted-refresh-55e2ab',
  id: 'planted.id.token-31',
  code: 'planted-code-4b6aa0',
};
const spellings = (text) => [text, encodeURIComponent(text), btoa(text), JSON.stringify(text).slice(1, -1)];
const everywhere = (value) =>
  [
    inspect(value, { depth: 20 }),
    JSON.stringify(value) || '',
    String(value),
    value instanceof Error
      ? `${value.stack} ${value.message} ${inspect(value, { depth: 20, showHidden: true, getters: true })}`
      : '',
  ].join('\n');

function assertDiscreet(value, what) {
  const text = everywhere(value);
  for (const [name, secret] of Object.entries(planted)) {
    for (const spelling of spellings(secret)) assert.ok(!text.includes(spelling), `${what} holds the ${name}: ${text}`);
  }
}

const options = (fetch, more) => ({
  clientId: 'client',
  clientSecret: planted.secret,
  fetch,
  now: clock(),
  maxRetries: 0,
  ...more,
});
const answer = () => ({
  access_token: planted.access,
  refresh_token: planted.refresh,
  id_token: planted.id,
  token_type: 'Bearer',
  expires_in: 60,
  scope: 'a',
});

test('a provider and its tokens can be printed', async () => {
  const tokens = new TokenProvider(
    unidy({ baseUrl: 'https://tenant.example' }),
    options(tokenServer(answer), { refreshToken: planted.refresh }),
  );
  const token = await tokens.getToken();
  assert.equal(token.accessToken, planted.access);
  assert.equal(token.access_token, planted.access);
  for (const value of [
    tokens,
    token,
    { ...token },
    tokens.for({ subject: 'ola', refreshToken: planted.refresh }),
    createTokenHandler(tokens, { scopes: [''], authorize: 'everybody' }),
  ])
    assertDiscreet(value, 'it');
  assert.ok(!inspect(tokens, { showHidden: true, depth: 20 }).includes('planted'));
});

const all = Object.values(planted).join(' ');
const hostile = {
  'a refusal that repeats everything': () => ({
    status: 400,
    error: `invalid_grant ${planted.secret}`,
    error_description: `${all} ${encodeURIComponent(planted.secret)}`,
  }),
  'a page that repeats everything': () => ({
    status: 500,
    raw: `Your request was: ${'x'.repeat(150)} ${planted.secret} ${planted.refresh} ${planted.code}`,
  }),
  'a redirect that repeats everything': () => ({
    status: 307,
    headers: { location: `https://evil.example/?${planted.secret}` },
  }),
  'headers that repeat everything': () => ({
    status: 401,
    error: 'x',
    headers: { 'x-request-id': planted.secret, 'www-authenticate': planted.secret },
  }),
  'a success that is none': () => ({ raw: `{"access_token":"${planted.access}` }),
  'a success of another kind': () => ({ access_token: planted.access, token_type: `mac ${planted.secret}` }),
  'a success with an error': () => ({ error: `e ${planted.secret}`, error_description: planted.refresh }),
  'a broken connection': () => {
    throw Object.assign(new TypeError(all), { cause: { code: planted.secret, message: all } });
  },
  'a fetch that throws a text': () => {
    throw all;
  },
};

describe('errors are discreet after', () => {
  for (const [what, reply] of Object.entries(hostile)) {
    for (const [grant, make] of [
      ['client credentials', (fetch) => new TokenProvider(unlocV1(), options(fetch)).getToken()],
      [
        'a refresh',
        (fetch) => new TokenProvider(lockit(), options(fetch, { refreshToken: planted.refresh })).getToken(),
      ],
      [
        'a sign-in',
        async (fetch) => {
          const tokens = new TokenProvider(unidy({ baseUrl: 'https://tenant.example' }), options(fetch));
          const state = new URL(await tokens.authorizationUrl({ redirectUri: 'https://app.example' })).searchParams.get(
            'state',
          );
          return tokens.finish(`https://app.example/?code=${planted.code}&state=${state}`);
        },
      ],
    ]) {
      test(`${what}, for ${grant}`, async () => {
        // The client cannot know a secret that only the response contains, except tokens, which no error quotes.
        const fetch = tokenServer(({ grant_type: kind }) => {
          const sent = {
            client_credentials: [planted.secret],
            refresh_token: [planted.secret, planted.refresh],
            authorization_code: [planted.secret, planted.code],
          }[kind];
          const given = reply();
          const keep = (text) =>
            Object.values(planted)
              .filter((secret) => !sent.includes(secret))
              .reduce((left, secret) => left.replaceAll(secret, ''), text);
          return JSON.parse(keep(JSON.stringify(given)));
        });
        const error = await make(fetch).then(
          () => assert.fail('it worked'),
          (reason) => reason,
        );
        assert.equal(error.name, 'UnlocError');
        assertDiscreet(error, 'the error');
      });
    }
  }
});

test("errors of the caller's own functions are not quoted", async () => {
  const thrower = () => {
    throw new Error(all);
  };
  const later = async () => {
    throw new Error(all);
  };
  for (const broken of [thrower, later]) {
    for (const more of [
      { store: slowStore({ set: broken }) },
      { store: slowStore({ get: broken }) },
      { store: slowStore({ lock: broken }) },
      { persist: broken },
    ]) {
      const tokens = new TokenProvider(
        unidy({ baseUrl: 'https://tenant.example' }),
        options(tokenServer(answer), { refreshToken: planted.refresh, ...more }),
      );
      const outcome = await tokens.getToken().catch((error) => error);
      assertDiscreet(outcome, 'what comes of it');
    }
  }
});

test("nothing of a store's names is secret", async () => {
  const store = slowStore();
  const tokens = new TokenProvider(
    unidy({ baseUrl: 'https://tenant.example' }),
    options(tokenServer(answer), { store, subject: 'ola', refreshToken: planted.refresh }),
  );
  await tokens.getToken();
  await tokens.authorizationUrl({ redirectUri: 'https://app.example' });
  assert.equal(store.texts.size, 2);
  for (const name of store.texts.keys()) assert.ok(!name.includes('planted'), name);
});
