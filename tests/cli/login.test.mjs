// Login, logout and profiles: where the secret goes, with a keychain that works and with those that do not.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';
import { installCommand } from '../support/keyring.mjs';

let unloc;
let installed;
let bare;
before(async () => {
  unloc = await startUnloc();
  installed = installCommand();
  bare = installCommand({ keychain: false });
});
after(async () => {
  await unloc.stop();
  installed.remove();
  bare.remove();
});

/** A user without credentials, whose keychain behaves in a certain way. */
function newcomer(how = 'works', more = {}) {
  const { env } = user(undefined, { ...installed.behaving(how), ...more });
  const folder = env.UNLOC_CONFIG_DIR;
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { env, folder, file: installed.file, read, profiles: () => read('profiles.json') };
}
const words = () => ['login', '--client-id', unloc.clientId, '--api', unloc.url];
const piped = () => [...words(), '--secret-stdin'];
const inFile = () => [...piped(), '--store', 'file'];
const given = () => `${unloc.clientSecret}\n`;
const mode = (file) => (statSync(file).mode & 0o777).toString(8);

test('in a pipe, the secret goes to the keychain and nowhere else; whoami says so; logout removes both', async () => {
  const { env, file, folder, profiles } = newcomer();
  const login = await inPipe([...piped(), 'work', '--json'], { env, file, input: given() });
  assert.deepEqual([login.code, login.stderr], [0, '']);
  const { data } = JSON.parse(login.stdout);
  assert.deepEqual([data.profile, data.store, data.project, data.projects.length], ['work', 'keychain', null, 3]);
  assert.deepEqual(installed.entries(), { 'unloc-cli/work': unloc.clientSecret });
  assert.deepEqual(profiles(), {
    version: 1,
    profiles: { work: { api: unloc.url, clientId: unloc.clientId, store: 'keychain' } },
    current: 'work',
  });
  assert.ok(!existsSync(join(folder, 'secrets.json')));

  const who = await inPipe(['whoami', '--check', '--json'], { env, file });
  const seen = JSON.parse(who.stdout).data;
  assert.deepEqual([seen.profile, seen.store, seen.works, seen.projects.length], ['work', 'keychain', true, 3]);
  assert.ok(Math.abs(seen.clockDifferenceSeconds) <= 2);

  const use = await inPipe(['projects', 'use', 'fjordglimt borettslag'], { env, file });
  assert.equal(use.code, 0);
  assert.equal(profiles().profiles.work.project, data.projects[0].id);
  assert.equal((await inPipe(['doors', 'list', '--json'], { env, file })).code, 0);

  const logout = await inPipe(['logout'], { env, file });
  assert.equal(logout.code, 0);
  assert.deepEqual(installed.entries(), {});
  assert.deepEqual(profiles(), { version: 1, profiles: {} });
  assert.equal((await inPipe(['whoami'], { env, file })).code, 4);
});

test('in a terminal, the keychain is tried before the secret is asked for, and the secret is never on the screen', async () => {
  const { env, file, profiles } = newcomer();
  const { code, screen } = await inTerminal(['login', '--api', unloc.url], {
    env,
    file,
    answers: [
      ['Client id: ', `${unloc.clientId}\r`],
      ['Client secret (it is not shown): ', `${unloc.clientSecret}x\u007f\rrest of a paste\r`],
      ['Number: ', 'seven\r'],
      ['Number: ', '2\r'],
    ],
  });
  assert.equal(code, 0, screen);
  assert.ok(!screen.includes(unloc.clientSecret) && !screen.includes('rest of a paste'), screen);
  assert.match(plain(screen), /"seven" is not a number from 1 to 3/);
  assert.match(plain(screen), /The secret is in the .*keychain/);
  assert.equal(profiles().current, 'default');
  assert.ok(profiles().profiles.default.project);
  await inPipe(['logout'], { env, file });
});

test('a keychain that fails, hangs, forgets or is not installed: nothing is stored, the file is offered', async () => {
  for (const how of ['fails', 'hangs', 'forgets', 'missing']) {
    const { env, folder } = newcomer(how);
    const file = how === 'missing' ? bare.file : installed.file;
    const before = Date.now();
    const { code, stderr, stdout } = await inPipe(piped(), { env, file, input: given() });
    assert.deepEqual([code, stdout], [2, ''], how);
    assert.match(
      stderr,
      /does not work here: .*\nNothing was stored\. `--store file` keeps the secret in the file /,
      how,
    );
    assert.ok(Date.now() - before < 10_000, how);
    assert.ok(!existsSync(join(folder, 'profiles.json')) && !existsSync(join(folder, 'secrets.json')), how);
  }
});

test('in a terminal, the file is taken only after a yes, is private, and is remembered', async () => {
  const { env, file, folder, read, profiles } = newcomer('fails');
  const no = await inTerminal(words(), { env, file, answers: [['instead? [y/N] ', '\r']] });
  assert.equal(no.code, 3);
  assert.match(no.screen, /Nothing was stored/);
  assert.ok(!existsSync(join(folder, 'secrets.json')));
  const yes = await inTerminal(words(), {
    env,
    file,
    answers: [
      ['instead? [y/N] ', 'y\r'],
      ['not shown): ', `${unloc.clientSecret}\r`],
      ['Number: ', '1\r'],
    ],
  });
  assert.equal(yes.code, 0, yes.screen);
  assert.deepEqual(read('secrets.json'), { default: unloc.clientSecret });
  assert.deepEqual(
    [mode(folder), mode(join(folder, 'secrets.json')), mode(join(folder, 'profiles.json'))],
    ['700', '600', '600'],
  );
  const again = await inPipe(['login', '--secret-stdin'], { env, file, input: given() });
  assert.equal(again.code, 0, again.stderr);
  assert.equal(profiles().profiles.default.store, 'file');
  assert.match(again.stdout, /The secret is in the file .*secrets\.json \(readable by you only\)/);
});

test('stdin: CRLF, a byte order mark and UTF-16 are read; an empty one is refused', async () => {
  const { env, file, read } = newcomer();
  const wide = Buffer.from(`\uFEFF${unloc.clientSecret}\r\n`, 'utf16le');
  for (const input of [
    `${unloc.clientSecret}\r\nmore\r\n`,
    `\uFEFF${unloc.clientSecret}`,
    `  ${unloc.clientSecret} \n`,
    wide,
  ]) {
    const { code, stderr } = await inPipe(inFile(), { env, file, input });
    assert.equal(code, 0, stderr);
    assert.deepEqual(read('secrets.json'), { default: unloc.clientSecret });
  }
  for (const input of ['', '\n', '\r\nsecret\n', '\uFEFF\n']) {
    const { code, stderr } = await inPipe(inFile(), { env, file, input });
    assert.equal(code, 2);
    assert.match(stderr, /stdin has no secret/);
  }
});

test('a wrong secret stores nothing and is repeated nowhere', async () => {
  const { env, file, folder } = newcomer();
  const { code, stdout, stderr } = await inPipe([...inFile(), '--verbose'], {
    env,
    file,
    input: 'wrong-secret-1234\n',
  });
  assert.deepEqual([code, stdout], [4, '']);
  assert.match(stderr, /401 \(invalid_client/);
  assert.ok(!stderr.includes('wrong-secret-1234'));
  assert.ok(!existsSync(join(folder, 'profiles.json')));
  assert.ok(!readFileSync(join(folder, 'secrets.json'), 'utf8').includes('wrong-secret'));
});

test('a secret as an option is refused before anything else, and is not repeated', async () => {
  const { env, file } = newcomer();
  for (const option of [
    '--secret',
    '--client-secret',
    '--secret=s3cret-value',
    '--client-secret=s3cret-value',
    '--password',
    '--token',
  ]) {
    for (const path of option === '--secret' ? [['login'], ['keys', 'list'], []] : [['login']]) {
      const { code, stderr } = await inPipe([...path, option, 's3cret-value'], { env, file });
      assert.equal(code, 2);
      assert.match(stderr, /does not belong on a command line.*history.*processes.*replaced/);
      assert.ok(!stderr.includes('s3cret-value'));
    }
  }
});

test('the environment goes before the profile, visibly; --profile goes before the environment', async () => {
  const { env, file } = newcomer();
  await inPipe(inFile(), { env, file, input: given() });
  const both = { ...env, UNLOC_CLIENT_ID: 'other', UNLOC_CLIENT_SECRET: 'other-secret', UNLOC_URL: unloc.url };
  const hidden = await inPipe(['whoami'], { env: both, file });
  assert.match(hidden.stdout, /none: the environment/);
  assert.match(hidden.stderr, /The environment hides the profile "default"/);
  const named = await inPipe(['whoami', '--profile', 'default', '--json'], { env: both, file });
  const { data } = JSON.parse(named.stdout);
  assert.deepEqual([data.profile, data.clientId, data.notes.length], ['default', unloc.clientId, 1]);
  const half = await inPipe(['whoami'], { env: { ...env, UNLOC_CLIENT_SECRET: 'x' }, file });
  assert.equal(half.code, 2);
  assert.match(half.stderr, /UNLOC_CLIENT_SECRET is set, but UNLOC_CLIENT_ID is not/);
});

test('--dotenv: its variables are used, what is set wins, whoami names the file, and Node warns of nothing', async () => {
  const { env, file, folder } = newcomer();
  mkdirSync(folder, { recursive: true });
  const variables = join(folder, '.env');
  writeFileSync(
    variables,
    `\uFEFFUNLOC_URL="${unloc.url}"\nexport UNLOC_CLIENT_ID=${unloc.clientId} # ours\nUNLOC_CLIENT_SECRET='${unloc.clientSecret}'\r\n`,
  );
  const who = await inPipe(['whoami', '--dotenv', variables, '--json'], { env, file });
  assert.deepEqual([who.code, who.stderr], [0, '']);
  assert.equal(JSON.parse(who.stdout).data.secretFrom, `the file ${variables} (UNLOC_CLIENT_SECRET)`);
  const list = await inPipe(['projects', 'list', '--dotenv', variables, '--csv'], { env, file });
  assert.deepEqual([list.code, list.stderr], [0, '']);
  const wins = await inPipe(['whoami', '--dotenv', variables, '--json'], {
    env: { ...env, UNLOC_CLIENT_ID: 'set' },
    file,
  });
  assert.equal(JSON.parse(wins.stdout).data.clientId, 'set');
  const none = await inPipe(['whoami', '--dotenv', join(folder, 'none')], { env, file });
  assert.deepEqual([none.code, none.stdout], [2, '']);
  assert.match(none.stderr, /The file .* of --dotenv cannot be read \(ENOENT\)/);
});

test('profiles: list, use, rename with the secret, remove', async () => {
  const { env, file, profiles, read } = newcomer();
  for (const name of ['one', 'two']) await inPipe([...inFile(), name], { env, file, input: given() });
  const list = JSON.parse((await inPipe(['profiles', 'list', '--json'], { env, file })).stdout).data;
  assert.deepEqual(
    list.map(({ name, current }) => [name, current]),
    [
      ['one', false],
      ['two', true],
    ],
  );
  assert.equal((await inPipe(['profiles', 'use', 'one'], { env, file })).code, 0);
  const taken = await inPipe(['profiles', 'rename', 'one', 'two'], { env, file });
  assert.deepEqual([taken.code, /already/.test(taken.stderr)], [2, true]);
  const shown = await inTerminal(['profiles', 'rename', 'one', 'first'], { env, file });
  assert.equal(shown.code, 0, shown.screen);
  assert.deepEqual(Object.keys(profiles().profiles), ['two', 'first']);
  assert.equal(profiles().current, 'first');
  assert.deepEqual(read('secrets.json'), { two: unloc.clientSecret, first: unloc.clientSecret });
  assert.equal((await inPipe(['projects', 'list'], { env, file })).code, 0);
  const dry = await inPipe(['profiles', 'remove', 'first', '--dry-run'], { env, file });
  assert.deepEqual([dry.code, Object.keys(profiles().profiles).length], [0, 2]);
  assert.equal((await inPipe(['profiles', 'remove', 'first'], { env, file })).code, 0);
  assert.deepEqual(read('secrets.json'), { two: unloc.clientSecret });
  const none = await inPipe(['whoami'], { env, file });
  assert.equal(none.code, 2);
  assert.match(none.stderr, /No profile is in use\. There are: two/);
  const unknown = await inPipe(['whoami'], { env: { ...env, UNLOC_PROFILE: 'three' }, file });
  assert.match(unknown.stderr, /There is no profile "three"\. There are: two\./);
  for (const name of ['-x', 'a b', '../up', '__proto__', ''])
    assert.equal((await inPipe(['profiles', 'rename', 'two', '--', name], { env, file })).code, 2, name);
});

test('in a terminal: whoami, projects list, profiles list, use and remove, logout', async () => {
  const { env, file, profiles } = newcomer();
  for (const name of ['one', 'two', 'three']) await inPipe([...inFile(), name], { env, file, input: given() });
  const shown = async (...words) => {
    const { code, screen } = await inTerminal([...words, '--no-pager'], { env, file, columns: 200 });
    assert.equal(code, 0, screen);
    return plain(screen);
  };
  assert.match(
    await shown('whoami', '--check'),
    /Profile +three\nClient id .*\nAPI .*\nSecret from +the file .*\nCredentials +work\nClock +as the API/,
  );
  assert.match(await shown('projects', 'list'), /Project .*\nFjordglimt/);
  assert.match(await shown('profiles', 'list'), /In use +Profile .*\n +one .*\n +two .*\nyes +three /);
  assert.match(await shown('profiles', 'use', 'two'), /Commands use the profile "two"/);
  assert.match(await shown('profiles', 'remove', 'three'), /The profile "three" .* and its secret are removed/);
  assert.match(await shown('logout'), /Logged out: the profile "two" .*\nNo profile is in use now\. There are: one\./);
  assert.deepEqual(profiles(), {
    version: 1,
    profiles: { one: { api: unloc.url, clientId: unloc.clientId, store: 'file' } },
  });
});

test('who logs in again keeps the project; a project that cannot be read is named, and stops nothing', async () => {
  const { env, file, profiles } = newcomer();
  const projects = JSON.parse((await inPipe([...inFile(), '--json'], { env, file, input: given() })).stdout).data
    .projects;
  await inPipe(['projects', 'use', projects[1].id], { env, file });
  await inPipe(inFile(), { env, file, input: given() });
  assert.equal(profiles().profiles.default.project, projects[1].id);

  const forbidding = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(unloc.url + request.url, {
      method: request.method,
      headers,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const refused = request.url.endsWith(projects[0].id);
    response.writeHead(refused ? 403 : answer.status, { 'content-type': 'application/json' });
    response.end(refused ? '{"error":"Forbidden"}' : await answer.text());
  });
  await new Promise((resolve) => forbidding.listen(0, '127.0.0.1', resolve));
  try {
    const api = `http://127.0.0.1:${forbidding.address().port}`;
    const words = ['login', 'other', '--client-id', unloc.clientId, '--api', api, '--secret-stdin', '--store', 'file'];
    const login = await inPipe(words, { env, file, input: given() });
    assert.equal(login.code, 0, login.stderr);
    assert.match(login.stdout, /There are 2 projects/);
    assert.match(login.stderr, new RegExp(`The project ${projects[0].id} cannot be read`));
    const check = JSON.parse((await inPipe(['whoami', '--check', '--json'], { env, file })).stdout).data;
    assert.deepEqual([check.works, check.projects.length, check.unread], [true, 2, [projects[0].id]]);
    // A list that lacks one would be wrong.
    assert.equal((await inPipe(['projects', 'list'], { env, file })).code, 4);
  } finally {
    forbidding.closeAllConnections();
    forbidding.close();
  }
});

test('a secret does not stay in the keychain if its profile cannot be written', async () => {
  const { env, file, folder } = newcomer();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'profiles.json.lock'), '');
  const later = new Date(Date.now() + 3_600_000);
  utimesSync(join(folder, 'profiles.json.lock'), later, later);
  const { code, stderr } = await inPipe([...piped(), 'locked'], { env, file, input: given() });
  assert.equal(code, 1);
  assert.match(
    stderr,
    /Another unloc is changing .*profiles\.json\. Try again\. If no other unloc runs, remove .*\.lock/,
  );
  assert.deepEqual(installed.entries(), {});
});

test('logins at the same time lose no profile and no secret', async () => {
  const { env, file, profiles, read } = newcomer();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const ended = await Promise.all(names.map((name) => inPipe([...inFile(), name], { env, file, input: given() })));
  assert.deepEqual(
    ended.map(({ code }) => code),
    names.map(() => 0),
  );
  assert.deepEqual(Object.keys(profiles().profiles).sort(), names);
  assert.deepEqual(Object.keys(read('secrets.json')).sort(), names);
  assert.ok(!existsSync(join(env.UNLOC_CONFIG_DIR, 'profiles.json.lock')));
});

test('another client under the same name is asked about, and refused where nobody can be asked', async () => {
  const { env, file, profiles } = newcomer();
  await inPipe(inFile(), { env, file, input: given() });
  const other = ['login', '--client-id', 'somebody', '--secret-stdin'];
  const refused = await inPipe(other, { env, file, input: given() });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /is that of .* It becomes that of somebody/);
  assert.equal(profiles().profiles.default.clientId, unloc.clientId);
});

test('damaged files, files that others can read, and folders that cannot be written end with a sentence', async () => {
  const { env, file, folder } = newcomer();
  await inPipe(inFile(), { env, file, input: given() });
  const secrets = join(folder, 'secrets.json');
  chmodSync(secrets, 0o644);
  const open = await inPipe(['projects', 'list'], { env, file });
  assert.equal(open.code, 4);
  assert.match(open.stderr, /can be read by other users.*chmod 600/);
  chmodSync(secrets, 0o600);
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '7',
    '{"version":1}',
    '{"version":1,"profiles":{"a":null}}',
    '{"version":1,"profiles":{"a":{"api":1}}}',
    '{"version":1,"profiles":{},"current":7}',
    '{"version":2,"profiles":{}}',
  ]) {
    writeFileSync(join(folder, 'profiles.json'), text);
    for (const command of [['doors', 'list'], piped()]) {
      const { code, stdout, stderr } = await inPipe(command, { env, file, input: given() });
      assert.deepEqual([code, stdout], [2, ''], `${text} ${command[0]}`);
      assert.match(stderr, /profiles\.json (?:is|was)/);
    }
    assert.equal(readFileSync(join(folder, 'profiles.json'), 'utf8'), text);
  }
  writeFileSync(join(folder, 'file'), '');
  const nowhere = { ...env, UNLOC_CONFIG_DIR: join(folder, 'file', 'unloc') };
  const { code, stderr } = await inPipe(inFile(), { env: nowhere, file, input: given() });
  assert.equal(code, 1);
  assert.match(stderr, /cannot be written \(ENOTDIR\)\. Choose another folder with UNLOC_CONFIG_DIR/);
});

test('a profile whose keychain stopped working says what to do, in bounded time', async () => {
  const { env, file } = newcomer();
  await inPipe([...piped(), 'kept'], { env, file, input: given() });
  for (const how of ['fails', 'hangs', 'forgets']) {
    const broken = { ...env, ...installed.behaving(how) };
    const { code, stderr } = await inPipe(['projects', 'list'], { env: broken, file });
    assert.equal(code, 4);
    assert.match(stderr, /Log in again with `unloc login kept/);
    assert.equal((await inPipe(['whoami'], { env: broken, file })).code, 0);
  }
  const gone = await inPipe(['logout'], { env: { ...env, ...installed.behaving('fails') }, file });
  assert.equal(gone.code, 1);
  assert.match(gone.stderr, /is removed, but its secret may still be in/);
});
