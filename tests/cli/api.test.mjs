// The raw call, the token and the doctor.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
let projectId;
let home;
before(async () => {
  unloc = await startUnloc();
  ({ env, home } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  projectId = JSON.parse(stdout).data[0].id;
  env.UNLOC_PROJECT = projectId;
});
after(() => unloc.stop());

const state = async () => (await fetch(`${unloc.url}/_sandbox/state`)).json();
const api = (words, options = {}) => inPipe(['api', ...words], { env, ...options });

test('api GET: the answer as the API sends it; the template and the query are filled in', async () => {
  const { code, stdout, stderr } = await api(['GET', '/v2/projects/{project}/locks?limit=2']);
  assert.deepEqual([code, stderr], [0, '']);
  const { locks, startAfterId } = JSON.parse(stdout);
  assert.equal(locks.length, 2);
  assert.equal(startAfterId, locks[1].id);
  const url = await api(['GET', `${unloc.url}/v2/projects/{projectId}/locks?limit=2`, '--json']);
  assert.deepEqual(JSON.parse(url.stdout).locks, locks);
  const shown = await inTerminal(['api', 'GET', 'v2/projects/{project}'], { env });
  assert.equal(JSON.parse(plain(shown.screen)).project.id, projectId);
});

test('api --all reads every page, as one list or as lines', async () => {
  // Some keys are being made, and are ready from one read to the next.
  const stateless = (keys) => keys.map(({ state, ...key }) => key);
  const whole = stateless(JSON.parse((await api(['GET', '/v2/projects/{project}/keys?limit=500'])).stdout).keys);
  assert.ok(whole.length > 20);
  const paged = await api(['GET', '/v2/projects/{project}/keys?limit=7', '--all']);
  const { keys, ...rest } = JSON.parse(paged.stdout);
  assert.deepEqual([stateless(keys), rest], [whole, {}]);
  const lines = await api(['GET', '/v2/projects/{project}/keys?limit=7', '--all', '--ndjson']);
  assert.deepEqual(stateless(lines.stdout.trim().split('\n').map(JSON.parse)), whole);
  const one = await api(['GET', '/v2/projects/{project}', '--all']);
  assert.deepEqual([one.code, one.stdout], [1, '']);
});

test('api --v1: the token is for the lock holder of the path', async () => {
  const holders = JSON.parse((await api(['GET', 'lock-holders/', '--v1'])).stdout)['lock-holders'];
  const { code, stdout } = await api(['GET', `/integrators/v1/lock-holders/${holders[0].id}/locks/`]);
  assert.equal(code, 0);
  assert.ok(JSON.parse(stdout).locks.length > 0);
});

test('api: a change is asked about, is not sent without an answer, and is sent after a yes', async () => {
  const folder = join(home, 'bodies');
  mkdirSync(folder);
  const body = join(folder, 'body.json');
  writeFileSync(body, '\uFEFF{"name": "Renamed by hand"}');
  const name = async () => (await state()).lockHolders.find(({ id }) => id === projectId).name;
  const before = await name();
  const change = ['PATCH', '/v2/projects/{project}', '--body', body];
  const piped = await api(change);
  assert.deepEqual([piped.code, piped.stdout], [2, '']);
  assert.match(piped.stderr, /PATCH .* is sent to .* with 26 bytes of JSON\.\nNothing was sent/);
  const dry = await api([...change, '--dry-run', '--json']);
  assert.deepEqual(JSON.parse(dry.stdout).data.body, { name: 'Renamed by hand' });
  const no = await inTerminal(['api', ...change], { env, answers: [['Go ahead? [y/N] ', '\r']] });
  assert.equal(no.code, 3);
  assert.equal(await name(), before);
  const yes = await inTerminal(['api', ...change], { env, answers: [['Go ahead? [y/N] ', 'y\r']] });
  assert.equal(yes.code, 0, yes.screen);
  assert.equal(await name(), 'Renamed by hand');
  const stdin = await api(['PATCH', '/v2/projects/{project}', '--body', '-', '--yes'], {
    input: JSON.stringify({ name: before }),
  });
  assert.equal(stdin.code, 0, stdin.stderr);
  assert.equal(await name(), before);
});

test('api: what cannot be a call is refused before anything is sent', async () => {
  const wrong = [
    ['GET', '/v2/projects/{lock}/locks'],
    ['GET', 'https://evil.example/v2/projects'],
    ['GET', `${unloc.url}.evil.example/v2/projects`],
    ['GET', 'C:/Program Files/Git/v2/projects'],
    ['GET', '/projects'],
    ['GET', '/v2/projects/{project}/../../auth'],
    ['GET', '/v2/projects/{project}/locks', '--csv'],
    ['POST', '/v2/projects/{project}/keys', '--all'],
    ['PUT', '/v2/projects/{project}', '--body', join(home, 'none.json')],
    ['FETCH', '/v2/projects'],
  ];
  for (const words of wrong) {
    const { code, stdout, stderr } = await api(words);
    assert.deepEqual([code, stdout], [2, ''], words.join(' '));
    assert.match(stderr, /^unloc api: ./);
  }
});

test('an error for programs is one line of JSON on stderr, with what the API said', async () => {
  const { code, stdout, stderr } = await api(['GET', '/v2/projects/{project}/keys/none', '--json']);
  assert.deepEqual([code, stdout, stderr.trim().split('\n').length], [1, '', 1]);
  const { error } = JSON.parse(stderr);
  assert.deepEqual([error.code, error.command, error.exitCode, error.status], ['not_found', 'api', 1, 404]);
  assert.ok(error.requestId);
  const usage = JSON.parse((await inPipe(['doors', 'list', '--nothing', '--json'], { env })).stderr).error;
  assert.deepEqual([usage.code, usage.command, usage.exitCode], ['usage', 'doors list', 2]);
});

test('token: to a pipe at once, to a screen after a yes; it works', async () => {
  const { code, stdout, stderr } = await inPipe(['token'], { env });
  assert.deepEqual([code, stderr], [0, '']);
  const authorization = `Bearer ${stdout.trim()}`;
  assert.equal((await fetch(`${unloc.url}/v2/projects/${projectId}`, { headers: { authorization } })).status, 200);
  const { data } = JSON.parse((await inPipe(['token', '--json'], { env })).stdout);
  assert.ok(data.expires_in > 3000 && Date.parse(data.expires_at) > Date.now());
  const no = await inTerminal(['token'], { env, answers: [['Go ahead? [y/N] ', '\u0004']] });
  assert.equal(no.code, 3);
  assert.ok(!no.screen.includes('eyJ'));
  const yes = await inTerminal(['token', '--v1'], { env, answers: [['Go ahead? [y/N] ', 'y\r']] });
  assert.equal(yes.code, 0);
  assert.match(yes.screen, /eyJ/);
});

const statuses = (stdout) => JSON.parse(stdout).data.map(({ name, status }) => `${name} ${status}`);

test('doctor: all is well, and what it writes may be sent to support', async () => {
  const { code, screen } = await inTerminal(['doctor'], { env, columns: 200 });
  assert.equal(code, 0, screen);
  assert.match(plain(screen), /Nothing needs to be done/);
  const piped = await inPipe(['doctor', '--json'], {
    env: { ...env, HTTPS_PROXY: 'http://me:pr0xy-secret@proxy.example' },
  });
  assert.equal(piped.code, 0);
  const found = statuses(piped.stdout);
  for (const one of [
    'Node ok',
    'WebAssembly ok',
    'Credentials ok',
    'HTTP ok',
    'Clock ok',
    'Login ok',
    'Token ok',
    'Call ok',
    'Proxy note',
  ])
    assert.ok(found.includes(one), `${one}: ${found}`);
  for (const text of [screen, piped.stdout, piped.stderr]) {
    for (const secret of [unloc.clientSecret, projectId, 'pr0xy-secret', 'eyJ', homedir() === '/' ? 'nothing' : home])
      assert.ok(!text.includes(secret), secret);
  }
});

test('doctor: each thing that is wrong is named with what to do, and ends with 1', async () => {
  const none = await inPipe(['doctor', '--json'], { env: { ...env, UNLOC_CLIENT_ID: '', UNLOC_CLIENT_SECRET: '' } });
  assert.equal(none.code, 1);
  assert.ok(statuses(none.stdout).includes('Credentials problem'));
  const wrong = await inPipe(['doctor', '--json'], { env: { ...env, UNLOC_CLIENT_SECRET: 'wrong-secret' } });
  assert.equal(wrong.code, 1);
  assert.ok(statuses(wrong.stdout).includes('Login problem') && !wrong.stdout.includes('wrong-secret'));
  for (const url of ['nonsense', 'ftp://x', 'https://me:passw0rd@x', 'https://x/?a=b']) {
    const { code, stdout } = await inPipe(['doctor', '--json'], { env: { ...env, UNLOC_URL: url } });
    assert.equal(code, 1);
    assert.ok(statuses(stdout).includes('Credentials problem') && !stdout.includes('passw0rd'), stdout);
  }
  const nobody = await inPipe(['doctor', '--json'], { env: { ...env, UNLOC_URL: 'https://nobody.invalid' } });
  assert.deepEqual(
    ['DNS problem', 'TLS problem', 'HTTP problem'].filter((one) => !statuses(nobody.stdout).includes(one)),
    [],
  );
  const folder = env.UNLOC_CONFIG_DIR;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'secrets.json'), '{}');
  chmodSync(join(folder, 'secrets.json'), 0o644);
  writeFileSync(join(folder, 'profiles.json'), '{');
  const files = await inPipe(['doctor'], { env });
  assert.equal(files.code, 1);
  assert.match(files.stdout, /problem +Settings +.*secrets\.json can be read by other users/);
  assert.match(files.stdout, /problem +Profiles +.*profiles\.json is not JSON/);
});

test('doctor: a clock that is wrong by minutes is a problem', async () => {
  const server = createServer((_, response) => {
    response.sendDate = false;
    response
      .setHeader('date', new Date(Date.now() - 600_000).toUTCString())
      .writeHead(404)
      .end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${server.address().port}`;
    const { stdout } = await inPipe(['doctor', '--json'], { env: { ...env, UNLOC_URL: url } });
    const clock = JSON.parse(stdout).data.find(({ name }) => name === 'Clock');
    assert.equal(clock.status, 'problem');
    assert.match(clock.found, /^(?:599|60[01]) s ahead of the API/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
