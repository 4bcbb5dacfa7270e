// examples/checkout-at-night: the story, and each night that goes wrong, by its own program on the command's Unloc.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { auth } from '../support/auth-fixtures.mjs';
import { client } from '../support/built-package.mjs';
import { startCommand } from '../support/command.mjs';
import { until } from '../support/wait.mjs';
import { layOut } from './lay-out.mjs';
import { startProgram } from './program.mjs';

const day = 86_400_000;
const night = '2027-03-05';
const guests = Array.from({ length: 12 }, (_, index) => ({
  ref: `B-${index}`,
  phone: `+447700900${200 + index}`,
  status: index < 3 ? 'departed' : 'in house',
}));

const example = layOut('checkout-at-night');
after(example.remove);

describe('which night is due', () => {
  const due = async (zone, now) => {
    const { dueNight } = await import(pathToFileURL(join(example.folder, 'due-night.mjs')));
    return dueNight(zone, new Date(now));
  };

  test('from 03:00 to 05:59 on the wall of the doors', async () => {
    assert.equal(await due('Europe/Oslo', '2027-03-05T01:59:59Z'), undefined);
    assert.equal(await due('Europe/Oslo', '2027-03-05T02:00:00Z'), '2027-03-05');
    assert.equal(await due('Europe/Oslo', '2027-03-05T04:59:59Z'), '2027-03-05');
    assert.equal(await due('Europe/Oslo', '2027-03-05T05:00:00Z'), undefined);
    assert.equal(await due('Pacific/Auckland', '2027-03-04T14:00:00Z'), '2027-03-05');
    assert.equal(await due('America/Los_Angeles', '2027-03-05T11:00:00Z'), '2027-03-05');
  });

  test('where 03:00 is skipped, at 04:00; where it comes twice, at both', async () => {
    assert.equal(await due('Europe/Helsinki', '2027-03-28T00:59:59Z'), undefined);
    assert.equal(await due('Europe/Helsinki', '2027-03-28T01:00:00Z'), '2027-03-28');
    assert.equal(await due('Europe/Oslo', '2027-03-28T01:00:00Z'), '2027-03-28');
    for (const first of ['2027-10-31T00:00:00Z', '2027-10-31T01:00:00Z'])
      assert.equal(await due('Europe/Helsinki', first), '2027-10-31');
  });

  test('each night once, for a job that runs hourly, also in the weeks in which clocks change', async () => {
    const weeks = [Date.UTC(2027, 2, 10, 12), Date.UTC(2027, 2, 24, 12), Date.UTC(2027, 9, 27, 12)];
    for (const zone of ['Europe/Helsinki', 'Europe/Oslo', 'America/New_York']) {
      for (const begin of weeks) {
        const nights = [];
        for (let hour = 0; hour < 14 * 24; hour += 1) {
          const found = await due(zone, begin + hour * 3_600_000);
          if (found !== undefined && found !== nights.at(-1)) nights.push(found);
        }
        assert.equal(nights.length, 14, zone);
        assert.equal(new Set(nights).size, 14, zone);
      }
    }
  });
});

describe('a night', () => {
  let unloc;
  let api;
  let projectId;
  let rooms;
  let place;

  before(async () => {
    unloc = await startCommand();
  });
  after(() => unloc.stop());

  beforeEach(async () => {
    await control('reset');
    const { url: baseUrl, clientId, clientSecret } = unloc;
    const token = new auth.TokenProvider(auth.unlocV2({ baseUrl }), { clientId, clientSecret });
    api = new client.UnlocClient({ baseUrl, token });
    [{ projectId }] = (await api.resources.discover()).projects;
    rooms = await api.locks.list({ projectId }).toArray({ limit: 100 });
    place = join(example.folder, `place-${Math.random().toString(36).slice(2)}`);
    mkdirSync(join(place, 'lists'), { recursive: true });
    await give(guests.map(({ ref, phone }) => ({ phone, metadata: { accessOwner: 'rentals', accessRef: ref } })));
  });

  const control = async (name, body) => {
    const response = await fetch(`${unloc.url}/_sandbox/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    assert.ok(response.ok, await response.text());
  };

  async function give(wanted) {
    const keys = wanted.map(({ phone, metadata, start, room }, index) => ({
      lockId: rooms[room ?? index].id,
      appUserId: phone,
      ...(start && { start: new Date(start) }),
      end: new Date(Date.now() + 5 * day),
      ...(metadata && { metadata }),
    }));
    await api.keys.create({ projectId, keys });
    await control('clock', { advanceSeconds: 3 });
  }

  const date = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const writeList = (rows, name = night) =>
    writeFileSync(
      join(place, 'lists', `${name}.csv`),
      ['ref;phone;doors;from;to;status']
        .concat(
          rows.map(
            ({ ref, phone, status }, index) =>
              `${ref};${phone};${rooms[index].id};${date(-2)} 15:00;${date(4)} 11:00;${status}`,
          ),
          '',
        )
        .join('\n'),
    );

  const start = (words = ['--night', night], env = {}) =>
    startProgram(example.folder, ['night.mjs', ...words], {
      UNLOC_URL: unloc.url,
      UNLOC_CLIENT_ID: unloc.clientId,
      UNLOC_CLIENT_SECRET: unloc.clientSecret,
      PROJECT_ID: projectId,
      LISTS: join(place, 'lists'),
      NIGHTS: join(place, 'nights'),
      ...env,
    });
  const run = (...given) => start(...given).ended;

  /** The stays that have a live key, each as often as it has one. */
  async function live() {
    const keys = await api.keys.list({ projectId }).toArray({ limit: 2000 });
    return keys
      .filter(({ metadata, state }) => metadata?.accessOwner === 'rentals' && state !== 'revoked')
      .map(({ metadata }) => metadata.accessRef)
      .sort();
  }
  const refs = (rows) => rows.map(({ ref }) => ref).sort();
  const staying = guests.slice(3);
  const filesOf = (name = night) => readdirSync(join(place, 'nights', name));
  const reportOf = (name = night) => JSON.parse(readFileSync(join(place, 'nights', name, 'report.json'), 'utf8'));

  test('takes back what the departed have, once, and writes a report without phone numbers', async () => {
    writeList(guests);
    const { code, out, err } = await run();
    assert.equal(code, 0, err);
    assert.match(out, /^Night of 2027-03-05: 3 of 3 keys were taken back\.$/m);
    assert.deepEqual(await live(), refs(staying));
    assert.deepEqual(filesOf(), ['report.json']);
    assert.equal(reportOf().exit, 0);
    assert.equal(statSync(join(place, 'nights', night, 'report.json')).mode & 0o077, 0);
    for (const { phone } of guests) assert.ok(!`${out}${JSON.stringify(reportOf())}`.includes(phone.slice(1)));
    const again = await run();
    assert.equal(again.code, 0);
    assert.match(again.out, /is done/);
  });

  test('without --night it works if 03:00 has come at the doors, and else sends nothing', async () => {
    const zoneAt = (hour) => {
      const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
      return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
    };
    const early = await run([], { ZONE: zoneAt(13), UNLOC_URL: 'http://127.0.0.1:9' });
    assert.equal(early.code, 0);
    assert.match(early.out, /Nothing is due/);
    for (const days of [-1, 0, 1]) writeList(guests, date(days));
    const { code, out, err } = await run([], { ZONE: zoneAt(4) });
    assert.equal(code, 0, err);
    assert.match(out, /3 of 3 keys were taken back/);
  });

  test('a list that is not there, is empty, or has a bad row takes nothing back', async () => {
    const refused = async (exit, sentence) => {
      const { code, out, err } = await run();
      assert.equal(code, exit, out + err);
      assert.match(err, /^This run took nothing back\. /);
      assert.match(err, sentence);
      assert.deepEqual(await live(), refs(guests));
      assert.ok(!existsSync(join(place, 'nights', night, 'report.json')));
    };
    await refused(2, /2027-03-05\.csv cannot be read \(ENOENT\)\. Export the list/);
    writeList([]);
    await refused(7, /The list is empty/);
    writeList(guests.map((guest, index) => (index === 7 ? { ...guest, phone: '12' } : guest)));
    await refused(2, /row 9, phone: /);
    writeList(guests.map((guest, index) => (index === 1 ? { ...guest, phone: '12' } : guest)));
    await refused(2, /row 3, phone: /);
    writeList(guests);
    assert.equal((await run()).code, 0);
    assert.deepEqual(await live(), refs(staying));
  });

  test('too many departures are refused until somebody types the exact number', async () => {
    writeList(guests.map((guest, index) => ({ ...guest, status: index < 5 ? 'departed' : 'in house' })));
    const { code, err } = await run();
    assert.equal(code, 7);
    assert.match(err, /5 of 12 keys would be taken back, and 3 may be\..*--allow-revocations 5/);
    assert.equal((await run(['--night', night, '--allow-revocations', '4'])).code, 7);
    assert.deepEqual(await live(), refs(guests));
    assert.equal((await run(['--night', night, '--allow-revocations', '5'])).code, 0);
    assert.deepEqual(await live(), refs(guests.slice(5)));
  });

  test('whoever is missing on the list keeps the key and is named', async () => {
    writeList(guests.slice(0, 11));
    const { code, out } = await run(['--night', night, '--allow-revocations', '4']);
    assert.equal(code, 0);
    assert.match(out, /so they keep it: B-11\./);
    assert.deepEqual(await live(), refs(staying));
  });

  test('the key of the next stay stays, and no key is made', async () => {
    const later = { accessOwner: 'rentals', accessRef: 'B-100' };
    await give([{ phone: guests[0].phone, start: Date.now() + 2 * day, metadata: later, room: 0 }]);
    writeList([...guests, { ref: 'B-200', phone: '+447700900999', status: 'in house' }]);
    const { code, err } = await run();
    assert.equal(code, 0, err);
    assert.deepEqual(await live(), [...refs(staying), 'B-100'].sort());
  });

  test('what still opens for a guest who has left is said, whoever gave the key', async () => {
    await give([{ phone: guests[1].phone, room: 7 }]);
    writeList(guests);
    const { code, err } = await run();
    assert.equal(code, 9);
    assert.match(
      err,
      /^STILL OPEN: the guest of B-1 can open .*, until .*, by key .*, which this program did not give/m,
    );
    assert.deepEqual(await live(), refs(staying));
    assert.equal(reportOf().stillOpen.length, 1);
  });

  test('where the API fails, it says what is still open, and the next run ends it', async () => {
    writeList(guests);
    await control('faults', [{ method: 'DELETE', path: '/v2/**', fault: { status: 400 } }]);
    const { code, err } = await run();
    assert.equal(code, 9, err);
    assert.match(err, /0 of 3 keys were taken back/);
    assert.equal(err.match(/^STILL OPEN/gm).length, 3);
    assert.deepEqual(await live(), refs(guests));
    await control('faults', []);
    assert.equal((await run()).code, 0);
    assert.deepEqual(await live(), refs(staying));
  });

  test('if the doors cannot be looked at afterwards, that is said and is no success', async () => {
    writeList(guests);
    const locks = `/v2/projects/${projectId}/locks`;
    await control('faults', [{ method: 'GET', path: locks, after: 1, fault: { status: 400 } }]);
    const { code, err } = await run();
    assert.equal(code, 5);
    assert.match(err, /3 of 3 keys were taken back/);
    assert.match(err, /Whether something is still open is not known: /);
    await control('faults', []);
    const next = await run();
    assert.equal(next.code, 0, next.err);
  });

  test('answers that are lost do not count as done or as failed: the doors are asked', async () => {
    writeList(guests);
    await control('faults', [{ method: 'DELETE', path: '/v2/**', count: 2, fault: { reset: 'after' } }]);
    const { code, err } = await run();
    assert.equal(code, 0, err);
    assert.deepEqual(await live(), refs(staying));
  });

  test('killed before, in the middle and after, and run again, it ends the same', { timeout: 120_000 }, async () => {
    for (const taken of [0, 1, 2, 3]) {
      await control('reset');
      await give(guests.map(({ ref, phone }) => ({ phone, metadata: { accessOwner: 'rentals', accessRef: ref } })));
      // So many keys are taken back, and no answer comes before it is killed.
      await control('faults', [
        { method: 'DELETE', path: '/v2/**', after: taken, fault: { hang: true } },
        { method: 'DELETE', path: '/v2/**', fault: { delayMs: 600_000 } },
      ]);
      const name = `2027-03-${10 + taken}`;
      writeList(guests, name);
      const program = start(['--night', name]);
      const plan = join(place, 'nights', name, 'plan.json');
      const areTaken = async () => existsSync(plan) && (await live()).length === guests.length - taken;
      await until(areTaken, `${taken} keys are taken back`);
      assert.equal((await program.kill()).signal, 'SIGKILL');
      await control('faults', []);
      const { code, out, err } = await run(['--night', name]);
      assert.equal(code, 0, err);
      if (taken > 0) assert.match(out, /, resumed: 3 of 3/);
      assert.deepEqual(await live(), refs(staying));
      assert.deepEqual(filesOf(name), ['report.json']);
    }
  });

  test('wrong credentials and missing settings are said without the secret', async () => {
    writeList(guests);
    const secret = 'not-the-secret-that-opens';
    const { code, out, err } = await run(undefined, { UNLOC_CLIENT_SECRET: secret });
    assert.equal(code, 1);
    assert.match(err, /This run took nothing back\. /);
    assert.ok(!`${out}${err}`.includes(secret));
    assert.equal((await run(undefined, { PROJECT_ID: '' })).code, 2);
    assert.equal((await run(['--night', 'tomorrow'])).code, 2);
  });
});

test('npm start tells it', { timeout: 120_000 }, async () => {
  const { code, out, err } = await startProgram(example.folder, ['story.mjs']).ended;
  assert.equal(code, 0, err);
  assert.match(out, /resumed: 6 of 6 keys were taken back/);
  assert.match(out, /is done: see/);
  assert.match(err, /15 of 18 keys would be taken back/);
  assert.match(err, /The list is empty/);
  assert.match(out, /^18 guests have a key\.$/m);
});
