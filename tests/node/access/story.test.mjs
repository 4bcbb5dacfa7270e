// The samples of docs/access.md, run as one program, and examples/access-sync, killed at random moments.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { layOutAccessExample, start } from '../../support/access-example.mjs';
import { auth } from '../../support/auth-fixtures.mjs';
import { client, root } from '../../support/built-package.mjs';
import { startCommand } from '../../support/command.mjs';

const guide = readFileSync(join(root, 'docs', 'access.md'), 'utf8');
const samples = ['access-read', 'access-list', 'access-plan', 'access-apply', 'access-change', 'access-resume'];

/** What the guide takes as given: an UnlocClient, a project, one of its doors, and the time. */
const given = `
  import { createSandbox } from 'unloc-integrator-client/sandbox';
  const now = new Date('2027-03-01T09:00:00Z');
  const begun = performance.now();
  const sandbox = await createSandbox({ seed: 'demo', now: () => now.getTime() + (performance.now() - begun) * 20 });
  const unloc = sandbox.client();
  const [{ projectId }] = (await unloc.resources.discover()).projects;
  const [{ id: lockId, name: door }] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
  const journal = process.argv[2];
`;

test('the samples of the guide run one after the other, and say what the guide says', async () => {
  const folder = layOutAccessExample('access-guide');
  const code = samples.map((name) => exampleIn(guide, name)).join('\n');
  writeFileSync(join(folder, 'guide.mjs'), `${given}\n${code}`);
  const { code: status, out, err } = await start('guide.mjs', [join(folder, 'journal')], { cwd: folder }).ended;
  assert.equal(status, 0, err);
  assert.match(out, /2 to give/);
  assert.match(out, /1 to extend, 1 to take back/);
  assert.match(out, /\[ 'done', 'done' \] \[\]/);
});

test('every sample of the guide is run', () => {
  const named = [...guide.matchAll(/<!-- example: ([\w-]+) -->\n```js\n/g)].map(([, name]) => name);
  assert.deepEqual(named, samples);
  assert.equal(guide.match(/^```js$/gm).length, samples.length);
});

describe('the program of the examples', { concurrency: 1 }, () => {
  const guests = 10;
  const folder = layOutAccessExample('access-sync');
  const list = join(folder, 'list.csv');
  const settings = { cwd: folder };

  async function onUnloc(use) {
    const unloc = await startCommand('--seed', 'demo');
    try {
      const { url: baseUrl, clientId, clientSecret } = unloc;
      const token = new auth.TokenProvider(auth.unlocV2({ baseUrl }), { clientId, clientSecret });
      const api = new client.UnlocClient({ baseUrl, token });
      const [{ projectId }] = (await api.resources.discover()).projects;
      settings.env = {
        UNLOC_URL: baseUrl,
        UNLOC_CLIENT_ID: clientId,
        UNLOC_CLIENT_SECRET: clientSecret,
        PROJECT_ID: projectId,
        SETTLE_MS: '1500',
      };
      return await use(api, projectId);
    } finally {
      unloc.stop();
    }
  }

  async function writeList(api, projectId) {
    const locks = await api.locks.list({ projectId }).toArray({ limit: 1000 });
    const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const rows = Array.from(
      { length: guests },
      (_, guest) =>
        `B-${guest};+4799${100_000 + guest};${locks[guest].id}|${locks[guest + 1].id};${day(2)} 15:00;${day(4)} 11:00;`,
    );
    writeFileSync(list, ['ref;phone;doors;from;to;note', ...rows, ''].join('\n'));
  }

  /** What opens for the list's people: each of its keys that is not taken back, without its identity. */
  async function keysOf(api, projectId) {
    const keys = await api.keys.list({ projectId }).toArray({ limit: 1000 });
    return keys
      .filter(({ metadata, state }) => metadata?.accessOwner === 'example-sync' && state !== 'revoked')
      .map(({ lockId, appUser, start: from, end, metadata }) =>
        [lockId, appUser.id, from, end, metadata.accessRef].join(' '),
      )
      .sort();
  }

  const run = (...words) => start('sync.mjs', words, settings).ended;

  test('killed at twenty random moments and run again it ends as undisturbed', { timeout: 300_000 }, async (t) => {
    let undisturbed;
    let took;
    await onUnloc(async (api, projectId) => {
      await writeList(api, projectId);
      assert.equal((await run('plan', 'list.csv', 'plan.json')).code, 0);
      const begun = performance.now();
      const { code, err } = await run('apply', 'plan.json');
      took = performance.now() - begun;
      assert.equal(code, 0, err);
      undisturbed = await keysOf(api, projectId);
      assert.equal(undisturbed.length, guests * 2);
    });
    let inTheMiddle = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      await onUnloc(async (api, projectId) => {
        const file = `plan-${turn}.json`;
        assert.equal((await run('plan', 'list.csv', file)).code, 0);
        const { child, ended } = start('sync.mjs', ['apply', file], settings);
        const after = took * (0.2 + 0.8 * Math.random());
        await sleep(after);
        child.kill('SIGKILL');
        await ended;
        const there = (await keysOf(api, projectId)).length;
        if (there > 0 && there < undisturbed.length) inTheMiddle += 1;
        const { code, err, out } = await run('apply', file);
        assert.equal(code, 0, `killed after ${after} ms: ${out}${err}`);
        assert.deepEqual(await keysOf(api, projectId), undisturbed, `killed after ${after} ms`);
      });
    }
    t.diagnostic(`${inTheMiddle} of 20 were killed with some keys made and some not`);
  });

  test('its story comes to its end', { timeout: 120_000 }, async () => {
    const { code, out, err } = await start('story.mjs', [], settings).ended;
    assert.equal(code, 0, err);
    assert.match(out, /12 of 12 keys are there\./);
    assert.match(out, /1 to extend, 1 to take back/);
  });
});
