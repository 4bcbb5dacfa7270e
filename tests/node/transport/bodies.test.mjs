// Bodies: what the server gets is what was given, or the call is refused. JSON alone would turn a wrong date into null,
// which is the API's word for a key that never ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { client } from '../../support/built-package.mjs';

const { UnlocClient, init, createKey, getKeys, createOrUpdateRole, deleteSharedKeysForUser } = client;
const ids = { lockHolderId: 'h', lockId: 'l', userId: '+4799887766' };

/** A `fetch` that notes what leaves. */
function recorder(answer = '{}') {
  const sent = [];
  const fetch = async (url, { method, body }) => {
    sent.push({ method, url: url.slice('https://api.example'.length), body });
    return new Response(answer);
  };
  return { sent, fetch };
}

function v2(answer) {
  const { sent, fetch } = recorder(answer);
  return { sent, unloc: new UnlocClient({ baseUrl: 'https://api.example', token: 't', fetch }) };
}

const request = (unloc, body) => unloc.request({ method: 'POST', path: '/v2/things', body });

/** What JSON would lose, and words of the error. */
const lost = {
  'an invalid date': [new Date('31.12.2026 11:00'), 'an invalid date'],
  'NaN': [Number.NaN, 'NaN'],
  'Infinity': [Number.POSITIVE_INFINITY, 'Infinity'],
  '-Infinity': [Number.NEGATIVE_INFINITY, '-Infinity'],
  'a boxed NaN': [Object(Number.NaN), 'NaN'],
  'a function': [() => 1, 'a function'],
  'a symbol': [Symbol('s'), 'a symbol'],
  'a BigInt': [10n, 'a bigint'],
  'a toJSON that gives null': [{ toJSON: () => null }, 'toJSON returns null'],
  'a toJSON that gives undefined': [{ toJSON: () => undefined }, 'toJSON returns undefined'],
  'a toJSON that gives NaN': [{ toJSON: () => Number.NaN }, 'NaN'],
  'a hole in a list': [Array(1), 'a hole'],
  'undefined in a list': [[undefined], 'undefined'],
  'a Map': [new Map([['a', 1]]), 'Map'],
  'a promise': [Promise.resolve('2026-12-31T11:00:00Z'), 'Promise'],
  'bytes': [new Uint8Array(2), 'Uint8Array'],
};

describe('a body that JSON would change', () => {
  for (const [name, [value, words]] of Object.entries(lost)) {
    test(`${name}: in createKey of v1`, async () => {
      const { sent, fetch } = recorder('{"key":{"id":"k"}}');
      init('https://api.example', { fetch });
      const createKeyRequest = { userId: ids.userId, start: null, end: value };
      const { error } = await createKey('t', { ...ids, createKeyRequest });
      assert.equal(error?.code, 'invalid_argument');
      assert.match(error.message, /"createKeyRequest\.end/);
      assert.ok(error.message.includes(words), error.message);
      assert.deepEqual(sent, []);
    });

    test(`${name}: deep in the body of request, and in a method of v2`, async () => {
      const { sent, unloc } = v2();
      await assert.rejects(request(unloc, { a: [{ b: value }] }), ({ code, message }) => {
        return code === 'invalid_argument' && message.includes('"body.a[0].b') && message.includes(words);
      });
      const group = { projectId: 'p', name: 'Group', lockIds: ['l'], appUserIds: ['+4799887766'], description: value };
      await assert.rejects(unloc.accessGroups.create(group), ({ code, message }) => {
        return code === 'invalid_argument' && message.includes('"description');
      });
      assert.deepEqual(sent, []);
    });
  }

  test('in the keys of v2', async () => {
    const { sent, unloc } = v2();
    const key = { lockId: 'l', appUserId: '+4799887766', metadata: { booking: Number.NaN } };
    await assert.rejects(unloc.keys.create({ projectId: 'p', keys: [key] }), { code: 'invalid_argument' });
    assert.deepEqual(sent, []);
  });

  test('the whole body', async () => {
    const { sent, unloc } = v2();
    for (const [value] of Object.values(lost)) {
      await assert.rejects(request(unloc, value), { code: 'invalid_argument' });
    }
    assert.deepEqual(sent, []);
  });

  test('the name of an object that is at two places is that of the wrong one', async () => {
    const { unloc } = v2();
    const shared = { ok: 1 };
    const body = { first: shared, second: { shared, wrong: Number.NaN } };
    await assert.rejects(request(unloc, body), /"body\.second\.wrong"/);
  });
});

describe('a body that JSON can hold', () => {
  test('null, absent members, dates and zero stay what they are', async () => {
    const { sent, unloc } = v2();
    const end = new Date('2026-12-31T11:00:00Z');
    await request(unloc, { end, never: null, absent: undefined, zero: 0, empty: '', no: false, list: [null, []] });
    assert.equal(
      sent[0].body,
      '{"end":"2026-12-31T11:00:00.000Z","never":null,"zero":0,"empty":"","no":false,"list":[null,[]]}',
    );
  });

  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'medium' }, tie('leaf'), tie('list'), tie('object')),
    leaf: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('odd'),
    ),
    odd: fc.oneof(
      fc.date({ noInvalidDate: false }),
      fc.bigInt(),
      fc.constantFrom(undefined, Symbol.iterator, Math.max, new Map([[1, 2]]), new Set([1]), /a/, Object(1n)),
      fc.record({
        toJSON: fc.constantFrom(
          () => null,
          () => undefined,
          () => 'text',
          () => Number.NaN,
          () => [1],
        ),
      }),
    ),
    list: fc.oneof(fc.array(tie('value')), fc.sparseArray(tie('value'))),
    object: fc.dictionary(fc.string(), tie('value')),
  })).value;

  /** What a value means: dates as ISO 8601, `toJSON` as it says, absent members gone. */
  function meaning(value) {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'refused' : value.toISOString();
    if (typeof value?.toJSON === 'function') return value.toJSON();
    if (Array.isArray(value)) return Array.from(value, meaning);
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter(([, member]) => member !== undefined);
      return Object.fromEntries(members.map(([name, member]) => [name, meaning(member)]));
    }
    return Object.is(value, -0) ? 0 : value;
  }

  test('the server gets what was given, or the call is refused', async () => {
    let refused = 0;
    let arrived = 0;
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const { sent, unloc } = v2();
        try {
          await request(unloc, { value });
        } catch (error) {
          assert.equal(error.code, 'invalid_argument');
          assert.match(error.message, /"body\.value/);
          assert.deepEqual(sent, []);
          refused += 1;
          return;
        }
        const members = value === undefined ? {} : { value: meaning(value) };
        assert.deepEqual(JSON.parse(sent[0].body), members);
        arrived += 1;
      }),
      { numRuns: 1000 },
    );
    assert.ok(refused > 50 && arrived > 50, `${refused} refused, ${arrived} arrived`);
  });
});

describe('phone numbers are one kind', () => {
  const written = ['+47 99 88 77 66', '+47-99-88-77-66', '(+47) 99887766', ' +4799887766'];
  const wrong = ['4799887766', '004799887766', '\u202a+4799887766\u202c', '+47\u00a099887766', ' ', '+47 (0) 99887766'];
  const rule = 'must be a phone number as E.164 has it';

  /** Calls with a phone number, and where it is in what leaves. */
  const calls = {
    'createKey of v1': [
      (userId) => createKey('t', { ...ids, createKeyRequest: { userId, start: null, end: null } }),
      ({ body }) => JSON.parse(body).userId,
    ],
    'createOrUpdateRole of v1': [
      (userId) => createOrUpdateRole('t', { ...ids, userId, createOrUpdateRoleRequest: { canShare: true } }),
      ({ url }) => decodeURIComponent(url.split('/')[8]),
    ],
    'deleteSharedKeysForUser of v1': [
      (userId) => deleteSharedKeysForUser('t', { lockHolderId: 'h', userId }),
      ({ url }) => decodeURIComponent(url.split('/')[6]),
    ],
    'keys.list of v2': [
      (appUserId, unloc) => unloc.keys.list({ projectId: 'p', appUserId }).page(),
      ({ url }) => new URLSearchParams(url.split('?')[1]).get('appUserId'),
    ],
    'keys.create of v2': [
      (appUserId, unloc) => unloc.keys.create({ projectId: 'p', keys: [{ lockId: 'l', appUserId }] }),
      ({ body }) => JSON.parse(body).keys[0].appUserId,
    ],
    'keys.revokeAll of v2': [
      (appUserId, unloc) => unloc.keys.revokeAll({ projectId: 'p', appUserId }),
      ({ url }) => new URLSearchParams(url.split('?')[1]).get('appUserId'),
    ],
    'sharedKeys.revokeAll of v2': [
      (appUserId, unloc) => unloc.sharedKeys.revokeAll({ projectId: 'p', appUserId }),
      ({ url }) => new URLSearchParams(url.split('?')[1]).get('appUserId'),
    ],
    'sharingRights.create of v2': [
      (appUserId, unloc) => unloc.sharingRights.create({ projectId: 'p', sharingRights: [{ lockId: 'l', appUserId }] }),
      ({ body }) => JSON.parse(body).sharingRights[0].appUserId,
    ],
    'managedUsers.create of v2': [
      (appUserId, unloc) => unloc.managedUsers.create({ projectId: 'p', appUserId }),
      ({ body }) => JSON.parse(body).appUserId,
    ],
    'accessGroups.create of v2': [
      (number, unloc) =>
        unloc.accessGroups.create({
          projectId: 'p',
          name: 'Group',
          lockIds: ['l'],
          appUserIds: ['+4711111111', number],
        }),
      ({ body }) => JSON.parse(body).appUserIds[1],
    ],
  };

  for (const [name, [call, phoneNumberIn]] of Object.entries(calls)) {
    const run = async (number) => {
      const { sent, fetch } = recorder('{"key":{"id":"k"},"role":{"userId":"u"},"keys":[],"jobRef":{"id":"j"}}');
      init('https://api.example', { fetch });
      const unloc = new UnlocClient({ baseUrl: 'https://api.example', token: 't', fetch });
      const result = await call(number, unloc).then(
        (given) => given,
        (error) => ({ error }),
      );
      return { sent, error: result?.error };
    };

    test(`${name} takes it with separators`, async () => {
      for (const number of written) {
        const { sent, error } = await run(number);
        assert.equal(error, undefined, error?.message);
        assert.equal(phoneNumberIn(sent[0]), '+4799887766');
      }
    });

    test(`${name} refuses everything else before anything leaves`, async () => {
      for (const number of wrong) {
        const { sent, error } = await run(number);
        assert.equal(error?.code, 'invalid_argument', JSON.stringify(number));
        assert.ok(error.message.includes(rule), error.message);
        assert.deepEqual(sent, []);
      }
    });
  }

  test('a number without plus is no id that goes out as it is', async () => {
    const { sent, fetch } = recorder('{}');
    init('https://api.example', { fetch });
    const { error } = await deleteSharedKeysForUser('t', { lockHolderId: 'h', userId: '4799887766' });
    assert.equal(error.code, 'invalid_argument');
    assert.deepEqual(sent, []);
  });

  test('metadata may hold whatever they hold', async () => {
    const { sent, unloc } = v2('{"jobRef":{"id":"j"}}');
    const key = { lockId: 'l', appUserId: '+4799887766', metadata: { userId: '(7) 8', appUserId: 'x' } };
    await unloc.keys.create({ projectId: 'p', keys: [key] });
    assert.deepEqual(JSON.parse(sent[0].body).keys[0].metadata, key.metadata);
  });

  test('a call without a row is the caller’s own', async () => {
    const { sent, unloc } = v2();
    await request(unloc, { userId: '47 99', appUserId: 'x' });
    assert.equal(sent[0].body, '{"userId":"47 99","appUserId":"x"}');
  });

  test('reading keys of a lock holder is unchanged', async () => {
    const { sent, fetch } = recorder('{"keys":[]}');
    init('https://api.example', { fetch });
    const { error } = await getKeys('t', { lockHolderId: 'h' });
    assert.equal(error, undefined);
    assert.equal(sent.length, 1);
  });
});
