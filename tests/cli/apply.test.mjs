import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inPipe, inTerminal, plain } from '../support/cli.mjs';
import { startAccount } from '../support/cli-account.mjs';

let unloc;
let env;
before(async () => {
  unloc = await startAccount();
  ({ env } = unloc);
});
beforeEach(async () => {
  await unloc.faults([]);
  await unloc.reset();
});
after(() => unloc.stop());

const given = async () => (await unloc.liveKeys()).filter(({ metadata }) => metadata?.accessOwner);
const keysPath = '/v2/projects/*/keys';

/** A list of guests, each with two doors. */
function list(guests, { until = '2030-03-07' } = {}) {
  const file = join(unloc.folder(), 'list.csv');
  const rows = Array.from(
    { length: guests },
    (_, guest) => `B-${guest};+4477009008${String(10 + guest)};Laundry|Workshop;2030-03-05 15:00;${until} 11:00`,
  );
  writeFileSync(file, ['ref;phone;doors;from;to', ...rows, ''].join('\n'));
  return file;
}

/** The plan of a list, in a file. */
async function planOf(source, ...options) {
  const file = join(unloc.folder(), 'plan.json');
  const { code, stderr } = await inPipe(['plan', source, '--out', file, ...options], { env });
  assert.equal(code, 0, stderr);
  return file;
}

const whole = (owner = 'guests') => ['--owner', owner, '--complete', '--covers', '2030-03-01..2030-04-01'];

/** Every person of a list of so many has exactly one key to each door. */
async function assertEachOnce(guests) {
  const pairs = (await given()).map(({ toUser, lockId }) => `${toUser.id} ${lockId}`);
  assert.equal(pairs.length, 2 * guests);
  assert.equal(new Set(pairs).size, 2 * guests);
}

test('killed in the middle and run again, everybody has one key to each door and every step one outcome', async () => {
  const guests = 6;
  const file = await planOf(list(guests));
  await unloc.faults([{ method: 'POST', path: keysPath, fault: { delayMs: 150 } }]);
  const killed = await inPipe(['apply', file, '--yes', '--pace', 'concurrent=2'], {
    env,
    async signalAfter(child) {
      while ((await given()).length < 4) await pause(10);
      child.kill('SIGKILL');
    },
  });
  assert.equal(killed.code, 'SIGKILL');
  const made = (await given()).length;
  assert.ok(made >= 4 && made < 2 * guests, `${made} keys`);
  const { data } = await unloc.json(['apply', file, '--yes', '--settle', '2s']);
  await assertEachOnce(guests);
  assert.equal(data.resumed, true);
  const steps = data.outcomes.map(({ item, n }) => `${item} ${n}`);
  assert.deepEqual([steps.length, new Set(steps).size], [2 * guests, 2 * guests]);
  assert.ok(data.outcomes.every(({ outcome }) => ['done', 'alreadySo'].includes(outcome)));
});

test('Ctrl-C names what was under way, ends with 130, and the same command goes on', async () => {
  const guests = 3;
  const file = await planOf(list(guests));
  await unloc.faults([{ method: 'POST', path: keysPath, fault: { delayMs: 300 } }]);
  const stopped = await inTerminal(['apply', file, '--pace', 'concurrent=1'], {
    env,
    rows: 80,
    answers: [
      ['Go ahead?', 'y\r'],
      [/Applying \[/, '\u0003'],
    ],
  });
  assert.equal(stopped.code, 130, stopped.screen);
  assert.match(plain(stopped.screen), new RegExp(`Stopped\\.[^]*\`unloc apply ${file}\` goes on`));
  assert.ok((await given()).length < 2 * guests);
  await unloc.faults([]);
  assert.equal((await inPipe(['apply', file, '--yes', '--settle', '2s'], { env })).code, 0);
  await assertEachOnce(guests);
});

test('an answer that does not come when Ctrl-C does: what is under way is said within seconds', async () => {
  const file = await planOf(list(1));
  await unloc.faults([{ method: 'POST', path: keysPath, fault: { hang: true } }]);
  const { code, stderr } = await inPipe(['apply', file, '--yes'], {
    env,
    async signalAfter(child) {
      while (!/"claim"/.test(readFileSync(`${file}.journal`, { encoding: 'utf8', flag: 'a+' }))) await pause(20);
      await pause(200);
      child.kill('SIGINT');
    },
  });
  assert.equal(code, 130);
  assert.match(stderr, /In progress: the plan, with 0 of 1 people done.*`unloc apply .*` goes on/);
});

test('the deadline ends it with 124, and what was begun goes on', async () => {
  const file = await planOf(list(3));
  await unloc.faults([{ method: 'POST', path: keysPath, fault: { delayMs: 700 } }]);
  const { code, stderr } = await inPipe(['apply', file, '--yes', '--pace', 'concurrent=1', '--timeout', '2s'], { env });
  assert.equal(code, 124, stderr);
  await unloc.faults([]);
  assert.equal((await inPipe(['apply', file, '--yes', '--settle', '2s'], { env })).code, 0);
  await assertEachOnce(3);
});

test('whose keys have changed since is stale: 5, nothing of theirs is sent, the others go on', async () => {
  assert.equal((await inPipe(['apply', await planOf(list(2), ...whole()), '--yes'], { env })).code, 0);
  const file = await planOf(list(2, { until: '2030-03-09' }), ...whole());
  const [{ id, toUser }] = await given();
  const removed = await inPipe(['keys', 'revoke', id, '--yes'], { env });
  assert.equal(removed.code, 0, removed.stderr);
  const before = (await given()).filter((key) => key.toUser.id === toUser.id).map((key) => key.id);
  const report = join(unloc.folder(), 'report.json');
  const { code, screen } = await inTerminal(['apply', file, '--yes', '--report', report], { env, rows: 60 });
  assert.equal(code, 5, screen);
  assert.match(plain(screen), /^stale +The keys of \+44 •••• 08\d\d have changed since the plan was made/m);
  const { outcomes, exitCode } = JSON.parse(readFileSync(report));
  assert.equal(exitCode, 5);
  assert.deepEqual(
    new Set(outcomes.map(({ item, outcome }) => `${item === toUser.id} ${outcome}`)),
    new Set(['true stale', 'false done']),
  );
  const now = (await given()).filter((key) => key.toUser.id === toUser.id).map((key) => key.id);
  assert.deepEqual(now, before);
});

test('a request of which nothing is heard again ends with 6, and is looked for by the next run', async () => {
  const file = await planOf(list(1));
  // Accepted, and no key ever shows up.
  await unloc.faults([{ method: 'POST', path: keysPath, fault: { status: 202, body: {} } }]);
  const first = await inPipe(['apply', file, '--yes', '--settle', '1s'], { env });
  assert.equal(first.code, 6, first.stdout + first.stderr);
  assert.match(first.stdout, /^unknown +It is not known whether \+44 •••• 0810 has the key to Laundry/m);
  assert.match(first.stderr, /`unloc apply .*` looks for it before anything is sent again/);
  const again = await inTerminal(['apply', file, '--yes', '--settle', '1s'], { env });
  assert.equal(again.code, 6);
  assert.deepEqual(await given(), []);
});

test('a key that goes on opening ends with 9, is named last, and the next run takes it back', async () => {
  assert.equal((await inPipe(['apply', await planOf(list(2), ...whole()), '--yes'], { env })).code, 0);
  const file = await planOf(list(1), ...whole(), '--allow-revocations', '2');
  const keyId = JSON.parse(readFileSync(file)).items[0].steps[0].keyId;
  await unloc.faults([{ method: 'DELETE', path: `${keysPath}/${keyId}`, fault: { status: 409 } }]);
  const first = await inPipe(['apply', file, '--yes', '--settle', '1s'], { env });
  assert.equal(first.code, 9, first.stdout + first.stderr);
  const lines = first.stdout.trim().split('\n');
  assert.match(lines.at(-3), new RegExp(`^STILL OPEN .* Key ${keyId}\\.$`));
  assert.match(lines.at(-1), /^2 steps: 1 failed, 1 done\.|^2 steps: 1 done, 1 failed\./);
  assert.ok((await given()).some(({ id }) => id === keyId));
  await unloc.faults([]);
  const second = await inTerminal(['apply', file, '--yes', '--settle', '1s'], { env });
  assert.equal(second.code, 0, second.screen);
  await assertEachOnce(1);
});

test('a journal of another plan, and a plan that was changed, are refused before anything is sent', async () => {
  const file = await planOf(list(1));
  const other = await planOf(list(2));
  assert.equal((await inPipe(['apply', file, '--yes', '--journal', `${file}.mine`], { env })).code, 0);
  const wrong = await inPipe(['apply', other, '--yes', '--journal', `${file}.mine`], { env });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /is the journal of another plan .* Nothing was sent\./);
  writeFileSync(file, readFileSync(file, 'utf8').replace('Laundry', 'Laundrette'));
  const changed = await inTerminal(['apply', file], { env });
  assert.equal(changed.code, 7);
  assert.match(plain(changed.screen), /Refused by rule R22: The plan was changed/);
  assert.equal((await given()).length, 2);
});
