import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { inPipe, inTerminal, plain, start, startUnloc, user } from '../support/cli.mjs';

const control = async (url, name) => (await fetch(`${url}/_sandbox/${name}`)).json();
const profilesOf = (env) => JSON.parse(readFileSync(join(env.UNLOC_CONFIG_DIR, 'profiles.json'), 'utf8'));

test('sandbox start: the profile demo works for other commands, and says what to do when it is gone', async () => {
  const { env } = user();
  const started = start(['sandbox', 'start', '--port', '0', '--json'], { env });
  const first = JSON.parse(await started.line(/url/));
  assert.equal(first.profile, 'demo');
  const profile = profilesOf(env);
  assert.equal(profile.current, 'demo');
  assert.deepEqual(profile.profiles.demo, {
    api: first.url,
    clientId: first.clientId,
    store: 'file',
    sandbox: true,
    project: first.project.id,
  });
  assert.equal(statSync(join(env.UNLOC_CONFIG_DIR, 'secrets.json')).mode & 0o777, 0o600);
  const doors = await inPipe(['doors', 'list', '--json'], { env });
  assert.equal(doors.code, 0);
  assert.ok(JSON.parse(doors.stdout).data.length > 5);
  const { code } = await started.stop();
  assert.equal(code, 130);
  await assert.rejects(fetch(`${first.url}/_sandbox/settings`));
  for (const words of [['doors', 'list'], ['sandbox', 'state'], ['listen']]) {
    const gone = await inPipe(words, { env });
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /does not answer.*`unloc demo`/);
  }
});

test('sandbox start in a terminal: Ctrl-C ends it and the embedded Unloc', async () => {
  const { env } = user();
  const { code, screen } = await inTerminal(['sandbox', 'start', '--port', '0'], {
    env,
    columns: 120,
    answers: [['In another terminal: unloc doors list', '\u0003']],
  });
  assert.equal(code, 130);
  const [, url] = /listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(plain(screen));
  await assert.rejects(fetch(`${url}/_sandbox/settings`));
});

test('sandbox start leaves the current profile and an account called demo alone', async () => {
  const { env } = user();
  mkdirSync(env.UNLOC_CONFIG_DIR);
  const own = { api: 'https://api.unloc.app', clientId: 'mine', store: 'file' };
  const write = (profiles) =>
    writeFileSync(join(env.UNLOC_CONFIG_DIR, 'profiles.json'), JSON.stringify({ version: 1, current: 'a', profiles }));
  write({ a: own });
  let started = start(['sandbox', 'start', '--port', '0'], { env });
  await started.line(/used with --profile demo; the current one is still "a"/, 'stderr');
  await started.line(/unloc doors list --profile demo/, 'stderr');
  await started.stop();
  assert.equal(profilesOf(env).current, 'a');
  write({ a: own, demo: own });
  started = start(['sandbox', 'start', '--port', '0'], { env });
  await started.line(/is an account of yours and stays as it is/, 'stderr');
  await started.stop();
  assert.deepEqual(profilesOf(env).profiles.demo, own);
});

test('sandbox start: a taken port, a wrong port and a wrong seed are sentences; killing it leaves nothing', async () => {
  const { env } = user();
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const port = String(taken.address().port);
  const refused = await inPipe(['sandbox', 'start', '--port', port], { env });
  taken.close();
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, new RegExp(`Port ${port} of 127.0.0.1 is taken; choose another with --port`));
  const wrong = await inPipe(['sandbox', 'start', '--port', '99999'], { env });
  assert.deepEqual([wrong.code, /must be a number from 0 to 65535/.test(wrong.stderr)], [2, true]);
  const seed = await inPipe(['sandbox', 'start', '--port', '0', '--seed', '/no/such/file'], { env });
  assert.deepEqual([seed.code, /there is no such file/.test(seed.stderr)], [2, true]);

  const killed = start(['sandbox', 'start', '--port', '0', '--json'], { env });
  const { url } = JSON.parse(await killed.line(/url/));
  await killed.stop('SIGKILL');
  const answers = () =>
    fetch(`${url}/_sandbox/settings`).then(
      () => true,
      () => false,
    );
  while (await answers());
});

test('sandbox clock, faults, state, reset and open on the embedded Unloc', async () => {
  const unloc = await startUnloc();
  try {
    const { env, home } = user(unloc);
    const project = JSON.parse((await inPipe(['projects', 'list', '--json'], { env })).stdout).data[0].id;
    env.UNLOC_PROJECT = project;
    const before = await control(unloc.url, 'doors');
    const clock = await inPipe(['sandbox', 'clock', '+2h', '--json'], { env });
    const { now } = JSON.parse(clock.stdout).data;
    assert.ok(Date.parse(now) - Date.parse(before.at) >= 7_200_000);
    assert.equal((await inPipe(['sandbox', 'clock', '-2h'], { env })).code, 2);
    const dry = await inPipe(['sandbox', 'clock', '+2h', '--dry-run'], { env });
    assert.equal(dry.code, 0);
    assert.ok(Date.parse((await control(unloc.url, 'doors')).at) - Date.parse(now) < 3_600_000);
    const shown = await inTerminal(['sandbox', 'clock', '+1m'], { env });
    assert.match(plain(shown.screen), /^The clock of the embedded Unloc shows 20\d\d-.*\.\n$/);

    const path = '/v2/projects/*/locks';
    const made = await inPipe(['sandbox', 'faults', '--status', '403', '--path', path, '--json'], { env });
    assert.deepEqual(JSON.parse(made.stdout).data[0].rule, { path, fault: { status: 403 } });
    assert.equal((await inPipe(['doors', 'list'], { env })).code, 4);
    const table = plain((await inTerminal(['sandbox', 'faults'], { env })).screen);
    assert.match(table, /\/v2\/projects\/\*\/locks +\{"status":403\} +1 +1$/m);
    const rules = join(home, 'rules.json');
    writeFileSync(rules, JSON.stringify([{ fault: { delayMs: 1 } }]));
    assert.equal((await inPipe(['sandbox', 'faults', rules], { env })).code, 0);
    assert.deepEqual((await control(unloc.url, 'faults'))[0].rule, { fault: { delayMs: 1 } });
    await inPipe(['sandbox', 'faults', '-'], { env, input: '[{"fault":{"delayMs":2}}]' });
    assert.deepEqual((await control(unloc.url, 'faults'))[0].rule, { fault: { delayMs: 2 } });
    const wrong = await inPipe(['sandbox', 'faults', '-'], { env, input: '[{"fault":{"status":42}}]' });
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /rules\[0\]\.fault\.status must be/);
    assert.equal((await inPipe(['sandbox', 'faults', rules, '--clear'], { env })).code, 2);
    assert.equal((await inPipe(['sandbox', 'faults', '--clear'], { env })).code, 0);
    assert.deepEqual(await control(unloc.url, 'faults'), []);

    const { doors } = before;
    const { lockId, people } = doors.find((door) => door.people.length > 0 && door.people[0].keyIds.length > 0);
    const state = JSON.parse((await inPipe(['sandbox', 'state'], { env })).stdout);
    const screen = plain((await inTerminal(['sandbox', 'state', '--no-pager'], { env, rows: 200 })).screen);
    assert.deepEqual(Object.keys(JSON.parse(screen)), Object.keys(state));
    const holder = state.locks.find(({ lock }) => lock.id === lockId).lockHolderId;
    const opened = await inPipe(
      [
        'sandbox',
        'open',
        '--project',
        holder,
        '--door',
        lockId,
        '--person',
        people[0].appUserId,
        '--event',
        'locked',
        '--json',
      ],
      { env },
    );
    assert.equal(opened.code, 0, opened.stderr);
    const { keyEvents } = await control(unloc.url, 'state');
    assert.deepEqual(keyEvents.at(-1).id, JSON.parse(opened.stdout).data.id);
    assert.equal(keyEvents.length, state.keyEvents.length + 1);
    const open = ['sandbox', 'open', '--project', holder, '--door', lockId, '--person', people[0].appUserId];
    assert.match(plain((await inTerminal(open, { env })).screen), / opened .*\.\n$/);

    assert.equal((await inPipe(['sandbox', 'reset'], { env })).code, 2);
    assert.equal((await control(unloc.url, 'state')).keyEvents.length, keyEvents.length + 1);
    const reset = await inTerminal(['sandbox', 'reset'], { env, columns: 200, answers: [['Go ahead?', 'y\r']] });
    assert.equal(reset.code, 0);
    const anew = (await control(unloc.url, 'state')).keyEvents;
    assert.ok(anew.every(({ id, created }) => id !== keyEvents.at(-1).id || created !== keyEvents.at(-1).created));
  } finally {
    await unloc.stop();
  }
});

test('sandbox and trigger refuse an account that is no embedded Unloc', async () => {
  const { createServer: createHttpServer } = await import('node:http');
  const paths = [];
  const server = createHttpServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"NotFound"}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { env } = user({ url: `http://127.0.0.1:${server.address().port}`, clientId: 'a', clientSecret: 'b' });
  for (const words of [
    ['sandbox', 'state'],
    ['sandbox', 'clock', '+1h'],
    ['sandbox', 'reset', '--yes'],
    ['sandbox', 'faults', '--clear'],
    ['trigger', 'opened', '--door', 'a', '--person', 'b'],
    ['sandbox', 'open', '--door', 'a', '--person', 'b'],
  ]) {
    const { code, stderr } = await inPipe(words, { env });
    assert.equal(code, 2);
    assert.match(stderr, /The account of the environment is not an embedded Unloc/);
  }
  server.close();
  assert.deepEqual([...new Set(paths)], ['GET /_sandbox/settings']);
});
