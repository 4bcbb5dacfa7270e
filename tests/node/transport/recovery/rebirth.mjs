// A process in which instances break down and others follow: `rebirth.mjs late | nested | often`, run with --expose-gc.
// Whatever does not hold ends it with an error.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../support/built-package.mjs';

const client = createRequire(import.meta.url)(join(root, 'target', 'sabotage', 'index.js'));
const token = 'planted-token-7f3a';

let strikes = () => '';
globalThis.sabotage = (place, operation) => {
  const word = strikes(place, operation);
  if (word !== '') strikes = () => '';
  if (word === 'throw') throw new TypeError('out of the middle of an await');
  return word;
};
const strikeAt = (where, word, of = 'getRoles') => {
  strikes = (place, operation) => (place === where && operation === of ? word : '');
};

/** A fetch that takes no notice of signals; the test answers it. */
const sent = [];
function fetch(url, init) {
  return new Promise((resolve, reject) => { sent.push({ url, init, resolve, reject }); });
}
const locks = (id) => new Response(JSON.stringify({ locks: [{ id }] }));
const codes = async (calls) => (await Promise.all(calls)).map(({ error }) => error?.code);
async function collect() {
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc();
    await sleep(5);
  }
}

const scenarios = {
  async late() {
    client.init('https://api.example', { fetch });
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const read = client.getLocks(token, { lockHolderId: 'old' }, options);
    const write = client.createKey(token, { lockHolderId: 'old', lockId: 'l', createKeyRequest: {} }, options);
    const reading = client.getKeys(token, { lockHolderId: 'old' }, { timeoutMs: 50 });
    await sleep(5);
    let lateText;
    sent[2].resolve({ status: 200, text: () => new Promise((resolve) => { lateText = resolve; }) });
    await sleep(5);
    strikeAt('begin', 'panic');
    const saboteur = client.getRoles(token, { lockHolderId: 'old' });
    assert.deepEqual(await codes([read, write, reading, saboteur]), ['internal', 'outcome_unknown', 'internal', 'internal']);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0, "no listener is left at a caller's signal");
    assert.ok(sent.slice(0, 3).every(({ init }) => init.signal.aborted), 'requests under way are ended');

    // The next instance is at work when the old one's answers come.
    const states = [];
    const next = [
      client.getLocks(token, { lockHolderId: 'new' }, options),
      client.createKey(token, { lockHolderId: 'new', lockId: 'l', createKeyRequest: {} }),
    ];
    next.forEach((call, index) => call.then(() => states.push(index)));
    await sleep(5);
    assert.equal(sent.length, 5);
    sent[0].resolve(locks('of the old one'));
    sent[1].reject(new TypeError('of the old one'));
    lateText('{"keys":[]}');
    await collect(); // the old one's closures are there to be freed
    await sleep(80); // longer than the timeout of its calls
    assert.deepEqual(states, [], 'calls of the new instance wait for their own answers');
    assert.equal(sent.length, 5, 'nothing is sent late');
    sent[4].resolve(new Response('{"key":{"id":"k"}}'));
    assert.deepEqual((await next[1]).data, { key: { id: 'k' } });
    // A signal that calls of both listen to.
    controller.abort();
    assert.equal((await next[0]).error.code, 'aborted');
    for (let n = 0; n < 50; n += 1) {
      const call = client.getLocks(token, { lockHolderId: 'after' });
      await sleep(0);
      sent[sent.length - 1].resolve(locks(`l${n}`));
      assert.equal((await call).data[0].id, `l${n}`);
      if (n % 10 === 0) await collect();
    }
  },

  // A caller's fetch that makes a call itself, which breaks the instance down under the frames of the first.
  async nested() {
    let inner;
    const urls = [];
    client.init('https://api.example', {
      fetch: (url) => {
        urls.push(url);
        if (url.includes('outer')) inner = client.getRoles(token, { lockHolderId: 'inner' });
        return locks('l');
      },
    });
    strikeAt('begin', 'panic');
    const outer = client.createKey(token, { lockHolderId: 'outer', lockId: 'l', createKeyRequest: {} });
    const after = client.createKey(token, { lockHolderId: 'unsent', lockId: 'l', createKeyRequest: {} });
    assert.deepEqual(await codes([outer, after]), ['outcome_unknown', 'internal']);
    assert.deepEqual(await codes([inner]), ['internal']);
    await sleep(20);
    assert.deepEqual(urls.filter((url) => url.includes('unsent')), [], 'what was said to be unsent stays so');
    assert.deepEqual(await codes([client.getLocks(token, { lockHolderId: 'next' })]), [undefined]);
  },

  async often() {
    client.init('https://api.example', {
      maxConcurrent: 7,
      fetch: (url, { signal }) => (url.includes('hangs')
        ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        : Promise.resolve(new Response(url.includes('roles') ? '{"roles":[]}' : '{"locks":[{"id":"l"}]}'))),
    });
    const places = ['begin', 'leaving', 'answered', 'read'];
    const words = ['panic', 'throw', 'overflow'];
    const used = [];
    for (let round = 0; round < 200; round += 1) {
      const hangs = { lockHolderId: 'hangs', lockId: 'l', userId: 'u', createKeyRequest: {} };
      const calls = [
        client.getLocks(token, hangs), client.createKey(token, hangs), client.getKeys(token, hangs),
        client.deleteSharedKeysForUser(token, hangs), client.getLock(token, hangs),
      ];
      await sleep(0);
      strikeAt(places[round % 4], words[round % 3]);
      calls.push(client.getRoles(token, { lockHolderId: 'ok' }));
      assert.deepEqual(
        await codes(calls),
        ['internal', 'outcome_unknown', 'internal', 'outcome_unknown', 'internal', 'internal'],
        `in round ${round}`,
      );
      const next = await Promise.all(Array.from({ length: 10 }, () => client.getLocks(token, { lockHolderId: 'ok' })));
      assert.ok(next.every(({ data }) => data?.[0].id === 'l'), `after round ${round}`);
      if (round % 50 === 49) {
        await collect();
        const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
        used.push({ rss, heapUsed, external, arrayBuffers });
      }
    }
    const [, second, , last] = used;
    const grown = (name) => (last[name] - second[name]) / 1e6;
    console.log(JSON.stringify(used));
    assert.ok(grown('rss') < 15, `the process grew by ${grown('rss')} MB in 100 breakdowns`);
    assert.ok(grown('heapUsed') < 2, `the heap grew by ${grown('heapUsed')} MB in 100 breakdowns`);
    assert.ok(grown('external') < 5, `memory beside the heap grew by ${grown('external')} MB in 100 breakdowns`);
  },
};

// Loads the wasm, so that a call enters it at once.
client.init('https://api.example');
client.lockHolderScope({ countryIso: 'NO', organizationId: '1' });
await scenarios[process.argv[2]]();
