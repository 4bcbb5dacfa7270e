import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { inPipe, inTerminal, plain } from '../support/cli.mjs';
import { startAccount } from '../support/cli-account.mjs';

const anders = '+447700900115';
let unloc;
let env;
let doors;
before(async () => {
  unloc = await startAccount();
  ({ env } = unloc);
  doors = (await unloc.json(['doors', 'list'])).data;
});
after(() => unloc.stop());

const keysOf = async (person) => (await unloc.liveKeys()).filter(({ toUser }) => toUser?.id === person);
/** Files of move-outs that are not done. */
const kept = () => {
  const folder = join(env.UNLOC_CONFIG_DIR, 'move-out');
  return existsSync(folder) ? readdirSync(folder) : [];
};

beforeEach(async () => {
  await unloc.faults([]);
  await unloc.reset();
  // The demo gives him some of them.
  const keys = await keysOf(anders);
  const more = doors.filter(({ id }) => !keys.some(({ lockId }) => lockId === id)).slice(0, 12 - keys.length);
  const ids = more.map(({ id }) => id);
  const given = await inPipe(['keys', 'give', '--to', anders, '--door', ...ids, '--no-end', '--yes'], { env });
  assert.equal(given.code, 0, given.stderr);
  assert.equal((await keysOf(anders)).length, 12);
});

/** The keys that a move-out would take back, in its order. */
const planned = async () => {
  const { data } = await unloc.json(['people', 'move-out', 'Anders Hovland', '--dry-run']);
  return data.items[0].steps.map(({ keyId }) => keyId);
};

test('12 keys and one 503: 5 and a report that names the key that is left; then 0, and the person can open nothing', async () => {
  const [, , , , left] = await planned();
  await unloc.faults([{ method: 'DELETE', path: `/v2/projects/*/keys/${left}`, count: 1, fault: { status: 503 } }]);
  const report = join(unloc.folder(), 'report.json');
  const words = ['people', 'move-out', 'Anders Hovland', '--yes', '--settle', '500ms', '--report', report];
  const first = await inPipe(words, { env });
  assert.equal(first.code, 5, first.stdout + first.stderr);
  assert.match(first.stdout, new RegExp(`^STILL OPEN .* Key ${left}\\.$`, 'm'));
  assert.match(first.stdout, /^12 steps: 11 done, 1 unknown\.$/m);
  const { exitCode, outcomes, stillOpen } = JSON.parse(readFileSync(report));
  assert.deepEqual([exitCode, outcomes.length, stillOpen.map(({ keyId }) => keyId)], [5, 12, [left]]);
  assert.deepEqual(
    (await keysOf(anders)).map(({ id }) => id),
    [left],
  );
  assert.equal(kept().length, 2);
  const second = await inTerminal(['people', 'move-out', 'Anders Hovland'], { env, answers: [['Go ahead?', 'y\r']] });
  assert.equal(second.code, 0, second.screen);
  assert.deepEqual([await keysOf(anders), await unloc.opens(anders)], [[], []]);
  assert.deepEqual(kept(), []);
  const third = await inPipe(words, { env });
  assert.deepEqual([third.code, third.stdout], [0, 'Anders Hovland has no key to take back. Nothing to do.\n']);
});

test('one 503 within the usual patience is not seen at all', async () => {
  const [first] = await planned();
  await unloc.faults([{ method: 'DELETE', path: `/v2/projects/*/keys/${first}`, count: 1, fault: { status: 503 } }]);
  const { data } = await unloc.json(['people', 'move-out', anders, '--yes']);
  assert.deepEqual(new Set(data.outcomes.map(({ outcome }) => outcome)), new Set(['done']));
  assert.deepEqual(await keysOf(anders), []);
});

test('a key that the API refuses to take back is an alarm: 9; the file that is named goes on', async () => {
  const [, refused] = await planned();
  await unloc.faults([{ method: 'DELETE', path: `/v2/projects/*/keys/${refused}`, fault: { status: 409 } }]);
  const { code, stderr } = await inPipe(['people', 'move-out', anders, '--yes', '--settle', '500ms'], { env });
  assert.equal(code, 9);
  const [, file] = /`unloc apply (\S+)` tries to take it back/.exec(stderr);
  await unloc.faults([]);
  assert.equal((await inPipe(['apply', file, '--yes'], { env })).code, 0);
  assert.deepEqual([await keysOf(anders), kept()], [[], []]);
});

test('nothing is sent by --dry-run, by --out, by a no, and without somebody to ask', async () => {
  const dry = await inTerminal(['people', 'move-out', 'hovland', '--dry-run'], { env, rows: 80 });
  assert.equal(dry.code, 0);
  assert.match(plain(dry.screen), /12 keys are taken back, for Anders Hovland at .*\(Europe\/Oslo\)/);
  const file = join(unloc.folder(), 'plan.json');
  assert.equal((await inPipe(['people', 'move-out', anders, '--out', file], { env })).code, 0);
  const no = await inTerminal(['people', 'move-out', anders], { env, rows: 80, answers: [['Go ahead?', 'n\r']] });
  assert.equal(no.code, 3);
  assert.equal((await inPipe(['people', 'move-out', anders], { env })).code, 2);
  assert.equal((await keysOf(anders)).length, 12);
  assert.deepEqual(kept(), []);
  const applied = await inPipe(['apply', file, '--yes'], { env });
  assert.equal(applied.code, 0, applied.stderr);
  assert.deepEqual(await unloc.opens(anders), []);
});

test('who moves out leaves the access groups, and it is said what else there is', async () => {
  const nora = '+447700900123';
  const words = ['--person', nora, 'Lars Haugland', '--door', 'Laundry', '--yes'];
  assert.equal((await inPipe(['groups', 'create', 'Residents', ...words], { env })).code, 0);
  const allowed = await inPipe(['sharing', 'allow', '--person', nora, '--door', 'Laundry', '--yes'], { env });
  assert.equal(allowed.code, 0, allowed.stderr);
  const { code, screen } = await inTerminal(['people', 'move-out', nora, '--yes'], { env, rows: 60 });
  assert.equal(code, 0, screen);
  assert.match(
    plain(screen),
    /Nora Fjeld may still share keys to \d+ doors?: `unloc sharing stop --person \+447700900123`/,
  );
  assert.match(plain(screen), /Not seen: keys that Nora Fjeld shared with others in the app/);
  assert.deepEqual([await keysOf(nora), await unloc.opens(nora)], [[], []]);
  const group = (await unloc.json(['groups', 'list'])).data.find(({ name }) => name === 'Residents');
  assert.deepEqual([group.appUserIds.includes(nora), group.appUserIds.length], [false, 1]);
});

test('--on a day: until its end he opens what he opened, and nothing after it', async () => {
  const before = await unloc.opens(anders);
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const { data } = await unloc.json(['people', 'move-out', anders, '--on', day, '--yes']);
  assert.deepEqual([data.stillOpen, data.exitCode], [[], 0]);
  const during = await unloc.opens(anders);
  assert.ok(before.length > 2 && before.every((lockId) => during.includes(lockId)));
  const ends = (await keysOf(anders)).filter(({ state }) => state !== 'error').map(({ end }) => Date.parse(end));
  // The day ends in Oslo.
  assert.ok(ends.length > 0 && ends.every((end) => end <= Date.parse(`${day}T23:00:00Z`)));
});
