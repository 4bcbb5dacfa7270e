// Completion: what may stand at the cursor, in the shells themselves.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { commandTree, importFromCli } from '../../scripts/build/cli-tree.mjs';
import { command, inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

const { candidatesFor, readLine, asTyped } = await importFromCli(
  'commands/completion/candidates',
  'commands/completion/shell-words',
);
const { tree } = await commandTree();
const topics = [['errors', '']];
const at = (...words) => candidatesFor(tree, words, topics);
const words = (...typed) => at(...typed).words.map(([word]) => word);

let unloc;
let env;
let door;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
  const doors = JSON.parse((await inPipe(['doors', 'list', '--json'], { env })).stdout).data;
  // One that no other begins like, with a space.
  door = doors.find(
    ({ name }) => name.includes(' ') && doors.filter((one) => one.name.startsWith(name.slice(0, 6))).length === 1,
  );
  const bin = join(env.HOME, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'unloc'), `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`);
  chmodSync(join(bin, 'unloc'), 0o755);
  env.PATH = `${bin}:${env.PATH}`;
});
after(() => unloc.stop());

test('commands, options, values and kinds are known where they may stand', () => {
  assert.deepEqual(words('doo'), ['doors']);
  assert.ok(words('').includes('help') && words('').includes('doors'));
  assert.deepEqual(words('doors', 'li'), ['list']);
  assert.deepEqual(words('locks', 'li'), ['list']);
  assert.deepEqual(words('doors', 'list', '--ndj'), ['--ndjson']);
  assert.deepEqual(words('--color', 'a'), ['auto', 'always']);
  assert.deepEqual([words('doors', 'list', '--color=n'), at('--color=n').before], [['never'], '--color=']);
  assert.deepEqual(words('--json', 'doo'), ['doors']);
  assert.deepEqual(words('--project', 'x', 'doo'), ['doors'], 'a value is no command');
  assert.deepEqual(words('--json', 'doors', 'list', '--js'), [], 'once is enough');
  assert.deepEqual(words('nothing', ''), []);
  assert.deepEqual(words('doors', 'list', 'x', 'y', ''), []);
  assert.deepEqual(words('help', 'err'), ['errors']);
  assert.deepEqual(words('help', 'doors', 'li'), ['list']);
  assert.deepEqual(words('completion', 'z'), ['zsh']);
  assert.deepEqual(words('doors', 'list', '--', '--js'), []);
  assert.equal(at('doors', 'show', '').kind, 'door');
  assert.equal(at('people', 'show', '').kind, 'person');
  assert.equal(at('--profile', '').kind, 'profile');
  assert.equal(at('--dotenv=').kind, 'file');
  assert.equal(at('access', 'review', '--door', 'a', 'b').kind, 'door', 'a variadic option takes all that follow');
  assert.deepEqual(at('--project', 'p', '--profile=q', 'doors', 'show', '').typed, { project: 'p', profile: 'q' });
});

test('a line of bash is read as bash reads it, and what is typed is read back', () => {
  assert.deepEqual(readLine('unloc doors show "Main en'), { words: ['unloc', 'doors', 'show', 'Main en'], quote: '"' });
  assert.deepEqual(readLine("a 'b c' d\\ e "), { words: ['a', 'b c', 'd e', ''], quote: '' });
  assert.deepEqual(readLine('ls | unloc doors '), { words: ['unloc', 'doors', ''], quote: '' });
  for (const name of ['Main entrance', `O'Hara "2"`, 'a$b`c\\d', 'Ærlig: 1/2 (x) & y;z', '日本 語'])
    for (const quote of ['', '"', "'"]) {
      const close = quote;
      const { stdout } = spawnSync('bash', ['-c', `printf %s ${quote}${asTyped(name, quote)}${close}`], {
        encoding: 'utf8',
      });
      assert.equal(stdout, name, `${quote} ${name}`);
    }
});

test('names come from the account and the profiles, in a pipe and in a terminal', async () => {
  const complete = async (...typed) => (await inPipe(['completion', 'zsh', '--', ...typed], { env })).stdout;
  const line = `${door.name}\t${door.id}\n`;
  assert.ok((await complete('doors', 'show', '')).includes(line));
  assert.equal(await complete('doors', 'show', door.name.slice(0, 6).toUpperCase()), line);
  assert.equal(await complete('doors', 'show', door.id.slice(0, 30)), `${door.id}\t${door.name}\n`);
  assert.ok((await complete('--project', '')).includes(env.UNLOC_PROJECT));
  assert.match(await complete('people', 'show', ''), /\t\+\d+\n/);
  const { screen } = await inTerminal(['completion', 'zsh', '--', 'doors', 'show', door.name.slice(0, 6)], { env });
  assert.equal(plain(screen).replaceAll(/\t| {2,}/g, '\t'), line);
  const { env: other } = user();
  mkdirSync(other.UNLOC_CONFIG_DIR, { recursive: true });
  const profiles = { work: { api: 'https://a.example', clientId: 'a', store: 'keychain' } };
  writeFileSync(
    join(other.UNLOC_CONFIG_DIR, 'profiles.json'),
    JSON.stringify({ version: 1, current: 'work', profiles }),
  );
  const named = await inPipe(['completion', 'fish', '--', '--profile', 'w'], { env: other });
  assert.equal(named.stdout, 'work\thttps://a.example\n');
  // The keychain is not opened, and nothing is sent.
  const closed = await inPipe(['completion', 'fish', '--', 'doors', 'show', ''], { env: other });
  assert.deepEqual([closed.code, closed.stdout, closed.stderr], [0, '', '']);
});

test('completion sends reads only, and a server that says nothing or no keeps nobody at the prompt', async () => {
  const seen = [];
  const silent = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url.includes('refuse')) response.writeHead(401).end('{}');
  });
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address();
  try {
    for (const path of ['', '/refuse']) {
      const begun = performance.now();
      const { code, stdout, stderr } = await inPipe(['completion', 'bash', '--', 'unloc doors show '], {
        env: { ...env, UNLOC_URL: `http://127.0.0.1:${port}${path}` },
      });
      assert.deepEqual([code, stdout, stderr], [0, '', '']);
      assert.ok(performance.now() - begun < 10_000);
    }
  } finally {
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  }
  assert.ok(seen.length > 0);
  // The token's own request is the only POST.
  assert.ok(
    seen.every((one) => /^GET |^POST .*token/.test(one)),
    seen.join(),
  );
});

test('no credentials at all: nothing, silently', async () => {
  const { env: nobody } = user();
  const { code, stdout, stderr } = await inPipe(['completion', 'zsh', '--', 'doors', 'show', ''], { env: nobody });
  assert.deepEqual([code, stdout, stderr], [0, '', '']);
  const wrong = await inPipe(['completion', 'tcsh'], { env: nobody });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /one of bash, zsh, fish/);
});

/** Types into a shell. `steps` are pairs of what must appear, and what is typed then. */
function inShell(program, parameters, steps, variables = {}) {
  return new Promise((resolve, reject) => {
    const shell = spawnInTerminal(program, parameters, { cols: 120, rows: 30, env: { ...env, ...variables } });
    const open = [...steps];
    let screen = '';
    let from = 0;
    const limit = setTimeout(() => {
      shell.kill('SIGKILL');
      reject(new Error(`${program} never showed ${open[0]?.[0]}; the screen:\n${plain(screen)}`));
    }, 30_000);
    shell.onData((text) => {
      screen += text;
      const seen = plain(screen);
      const [next] = open;
      if (next === undefined || !seen.slice(from).includes(next[0])) return;
      from = seen.length;
      open.shift();
      shell.write(next[1]);
    });
    shell.onExit(() => {
      clearTimeout(limit);
      resolve(plain(screen));
    });
  });
}

/** Whether a shell is there. In continuous integration it must be. */
const missing = (shell) => {
  if (spawnSync(shell, ['--version']).status === 0) return false;
  return process.env.CI ? false : `${shell} is not installed`;
};

test('in bash, typed at the prompt', async () => {
  const begin = door.name.slice(0, 6);
  const screen = await inShell(
    'bash',
    ['--noprofile', '--norc', '-i'],
    [
      ['ready> ', 'source <(unloc completion bash); unset HISTFILE\r'],
      ['ready> ', 'unloc doo\t'],
      ['unloc doors ', 'li\t'],
      ['list ', '--color=nev\t'],
      ['--color=never ', '\u0015'],
      ['', `unloc doors show "${begin}\t`],
      [`${door.name}"`, '\u0015'],
      ['', `unloc doors show ${begin.replaceAll(' ', '\\ ')}\t`],
      [door.name.replaceAll(' ', '\\ '), '\u0015exit\r'],
    ],
    { PS1: 'ready> ', BASH_SILENCE_DEPRECATION_WARNING: '1' },
  );
  assert.match(screen, /exit/);
});

test('in zsh, typed at the prompt', { skip: missing('zsh') }, async () => {
  execFileSync('zsh', ['-n', '-c', (await inPipe(['completion', 'zsh'], { env })).stdout]);
  await inShell(
    'zsh',
    ['-f', '-i'],
    [
      ['ready> ', 'autoload -Uz compinit && compinit -u -D && source <(unloc completion zsh); echo lo""aded\r'],
      ['loaded', 'unloc doo\t'],
      ['unloc doors', 'li\t'],
      ['list', '--color=nev\t'],
      ['--color=never', '\u0015'],
      ['', `unloc doors show ${door.name.slice(0, 6).replaceAll(' ', '\\ ')}\t`],
      [door.name.replaceAll(' ', '\\ ').slice(7), '\u0015exit\r'],
    ],
    { PS1: 'ready> ' },
  );
});

test('in fish', { skip: missing('fish') }, async () => {
  const complete = (line) =>
    execFileSync('fish', ['--no-config', '-c', `unloc completion fish | source; complete -C ${JSON.stringify(line)}`], {
      env,
      encoding: 'utf8',
    });
  assert.match(complete('unloc doo'), /^doors\t/);
  assert.match(complete('unloc doors li'), /^list\t/);
  assert.equal(complete('unloc --color=nev').split('\t')[0].trim(), '--color=never');
  assert.ok(
    complete(`unloc doors show ${door.name.slice(0, 5)}`).startsWith(door.name.replaceAll(' ', '\\ '))
      || complete(`unloc doors show ${door.name.slice(0, 5)}`).startsWith(door.name),
  );
  writeFileSync(join(env.HOME, 'a-file.env'), '');
  assert.match(complete(`unloc --dotenv ${env.HOME}/a-f`), /a-file\.env/);
});
