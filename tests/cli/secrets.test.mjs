// Every command of the tree, as its row and its examples say, against an API that knows one client, and against one that
// repeats the secret and the token in all its errors. Neither may be seen anywhere but in the store of secrets.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandTree, importFromCli } from '../../scripts/build/cli-tree.mjs';
import { inPipe, inTerminal, startUnloc, user } from '../support/cli.mjs';

const { allCommands, isGroup, tree } = await commandTree();
const { exitCodes, refuseSecrets } = await importFromCli('command/exit-code', 'command/secret-words');
const secret = 'Walk-secret/7f3a+9c"1';
const clientId = 'walk-client';
const folder = mkdtempSync(join(tmpdir(), 'unloc-secrets-'));
const tokens = new Set();
const seenInProcesses = [];
let unloc;
/** How many tokens were given. Two of the same second are the same. */
let given = 0;
let front;
let echo;
let samples;
let watch;

function listen(answer) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}`, server }));
  });
}

/** The embedded Unloc, for a client with a secret of its own: that of the embedded Unloc is in its documentation. */
async function passOn(request, text, response) {
  let body = text;
  if (/auth\/(?:v1\/)?(?:token|resources)/.test(request.url)) {
    const sent = JSON.parse(text);
    if (sent.client_id !== clientId || sent.client_secret !== secret) {
      response.writeHead(401).end('{"error":"invalid_client"}');
      return;
    }
    body = JSON.stringify({ ...sent, client_id: unloc.clientId, client_secret: unloc.clientSecret });
  }
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const { method } = request;
  const answer = await fetch(unloc.url + request.url, { method, headers, ...(body !== '' && { body }) });
  const answered = await answer.text();
  for (const [, token] of answered.matchAll(/"access_token":"([^"]+)"/g)) {
    tokens.add(token);
    given += 1;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', date: answer.headers.get('date') });
  response.end(answered);
}

/** Repeats all that it gets: tokens are given on every second request, so that both kinds of error are seen. */
let asked = 0;
function repeat(request, text, response) {
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-request-id', secret.replaceAll('"', ''));
  const gives = asked++ % 2 === 0;
  if (gives && request.url.includes('auth')) {
    const token = `echo-token-${asked}-0123456789abcdef`;
    tokens.add(token);
    const project = samples.project;
    const resources = { projects: [{ projectId: project, scope: 'project.admin' }], organizations: [] };
    const given = {
      access_token: token,
      token_type: 'bearer',
      expires_in: 3600,
      scope: ['project.admin'],
      project_id: project,
    };
    response.end(JSON.stringify(request.url.includes('discovery') ? { resources } : given));
    return;
  }
  const words = `client_secret=${secret} ${text} ${request.headers.authorization ?? ''}`;
  response.writeHead(request.url.includes('auth') ? 401 : 400);
  response.end(
    JSON.stringify({ error: 'bad_request', error_description: words, errorDescription: words, message: words }),
  );
}

before(async () => {
  unloc = await startUnloc();
  const { env } = user(unloc);
  const data = async (...words) => JSON.parse((await inPipe([...words, '--json'], { env })).stdout).data;
  const [{ id: project }] = await data('projects', 'list');
  env.UNLOC_PROJECT = project;
  const [[door], [key], [person]] = await Promise.all([
    data('doors', 'list'),
    data('keys', 'list'),
    data('people', 'list'),
  ]);
  const file = join(folder, 'body.json');
  writeFileSync(file, '{"name": "x"}');
  samples = {
    project,
    door: door.name,
    key: key.id,
    person: person.appUserId,
    profile: 'default',
    group: project,
    file,
    folder,
  };
  front = await listen(passOn);
  echo = await listen(repeat);
  // Whoever lists processes while the commands run.
  watch = setInterval(() => {
    for (const process_ of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        const words = readFileSync(`/proc/${process_}/cmdline`, 'utf8');
        if (words.includes(secret) || [...tokens].some((token) => words.includes(token))) seenInProcesses.push(words);
      } catch {
        // It has ended.
      }
  }, 25);
});
after(async () => {
  clearInterval(watch);
  for (const { server } of [front, echo]) {
    server.closeAllConnections();
    server.close();
  }
  await unloc.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is typed for an argument of a row. */
function sample({ name, kind, choices }) {
  if (name === 'path') return '/v2/projects/{project}/locks';
  return samples[kind] ?? choices?.[0] ?? 'x';
}

/** The command lines that are tried: each row with its arguments, and with the person and the door that its options take. */
function lines() {
  return allCommands(tree).flatMap(({ path, entry }) => {
    if (isGroup(entry)) return [];
    const given = (entry.options ?? []).flatMap(({ flags, kind }) => {
      const [long] = /--[a-z0-9-]+/.exec(flags);
      if (long === '--no-open') return [long];
      if (long === '--port') return [long, '0'];
      return ['person', 'door'].includes(kind) ? [long, samples[kind]] : [];
    });
    return [[...path.split(' '), ...(entry.arguments ?? []).map(sample), ...given]];
  });
}

async function eachOf(list, atOnce, run) {
  const open = [...list];
  const work = async () => {
    for (let one = open.shift(); one !== undefined; one = open.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** The files below a folder that hold the secret or a token. */
function filesWithSecrets(below) {
  return readdirSync(below, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .filter((file) => holdsSecret(readFileSync(file, 'utf8')));
}

function holdsSecret(text) {
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ];
  return [...forms, ...tokens].find((one) => text.includes(one));
}

/** Runs all command lines, and checks what is left of each. */
async function walk(given, env, allowed) {
  let number = 0;
  const codes = new Set(Object.values(exitCodes));
  const faults = [];
  await eachOf(lines(), 4, async (words) => {
    const home = join(folder, `${given}-${++number}`);
    mkdirSync(home);
    if (allowed) cpSync(join(folder, 'profile'), join(home, 'unloc'), { recursive: true });
    const own = { ...env, HOME: home, UNLOC_CONFIG_DIR: join(home, 'unloc'), UNLOC_PROJECT: samples.project };
    const { code, stdout, stderr } = await inPipe([...words, '--verbose', '--yes', '--no-pager', '--timeout', '2s'], {
      env: own,
      cwd: home,
    });
    const line = words.join(' ');
    if (!codes.has(code)) faults.push(`${line}: ended with ${code}\n${stderr}`);
    if (/bug in unloc|\n {4}at /.test(stderr)) faults.push(`${line}: ${stderr}`);
    if (holdsSecret(stderr)) faults.push(`${line}: on stderr: ${stderr}`);
    if (words[0] !== 'token' && holdsSecret(stdout)) faults.push(`${line}: on stdout`);
    for (const file of filesWithSecrets(home))
      if (!allowed || file !== join(home, 'unloc', 'secrets.json')) faults.push(`${line}: in ${file}`);
  });
  assert.deepEqual(faults, []);
  assert.ok(number > 30, String(number));
}

test('with a profile: the secret is in its store only', async () => {
  const config = { PATH: process.env.PATH, HOME: folder, UNLOC_CONFIG_DIR: join(folder, 'profile') };
  const login = ['login', '--client-id', clientId, '--secret-stdin', '--store', 'file', '--api', front.url];
  const { code, stderr, stdout } = await inPipe([...login, '--verbose'], { env: config, input: `${secret}\n` });
  assert.equal(code, 0, stderr);
  assert.ok(!holdsSecret(stdout + stderr));
  assert.deepEqual(filesWithSecrets(join(folder, 'profile')), [join(folder, 'profile', 'secrets.json')]);
  await walk('profile', { PATH: process.env.PATH }, true);
  assert.ok(given > 20, String(given));
});

test('with the environment, and an API that repeats the secret and the token in its errors', async () => {
  const env = { PATH: process.env.PATH, UNLOC_URL: echo.url, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: secret };
  await walk('echo', env, false);
});

test('the pager and the browser are started without the secret in their environment', async () => {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TERM: 'xterm',
    UNLOC_CLIENT_ID: clientId,
    UNLOC_CLIENT_SECRET: secret,
  };
  const shown = await inTerminal(['help', 'output'], { env: { ...env, UNLOC_PAGER: "sh -c 'env; cat'" }, rows: 10 });
  assert.match(shown.screen, /UNLOC_CLIENT_ID=walk-client/);
  assert.ok(!holdsSecret(shown.screen));
  const { conceal, openBrowser } = await importFromCli('output/concealed', 'serving/browser');
  conceal(secret);
  const browser = join(folder, 'browser');
  const seen = join(folder, 'seen');
  writeFileSync(browser, `#!/bin/sh\nenv > "${seen}"\n`, { mode: 0o755 });
  assert.equal(await openBrowser('http://127.0.0.1/', { ...env, BROWSER: browser }), true);
  assert.match(readFileSync(seen, 'utf8'), /UNLOC_CLIENT_ID=walk-client/);
  assert.ok(!holdsSecret(readFileSync(seen, 'utf8')));
});

test('no row asks for a secret on the command line', () => {
  for (const { path, entry } of allCommands(tree).filter((one) => !isGroup(one.entry)))
    for (const { flags, description } of entry.options ?? []) {
      const [long] = /--[a-z0-9-]+/.exec(flags);
      assert.doesNotThrow(() => refuseSecrets([long]), `${path} ${flags}`);
      if (flags.includes('<'))
        assert.doesNotMatch(description, /^(?:the |a |an )?(?:\w+ )?(?:secret|password|token)\b/, `${path} ${flags}`);
    }
});

test('no process had the secret or a token among its words', () => {
  assert.deepEqual(seenInProcesses, []);
});
