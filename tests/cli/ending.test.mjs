// How commands end before they are done: deadlines, Ctrl-C, SIGTERM, questions that are left, and who cannot be asked.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { command, inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

let unloc;
let env;
let stuck;
let silent;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
  // It takes requests and never answers, except for tokens.
  silent = createServer((request, response) => {
    if (request.url.startsWith('/v2/auth/token')) {
      const token = {
        access_token: 'a-token',
        token_type: 'bearer',
        expires_in: 3600,
        scope: ['project.admin'],
        project_id: env.UNLOC_PROJECT,
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(token));
    }
  });
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  stuck = { ...env, UNLOC_URL: `http://127.0.0.1:${silent.address().port}` };
});
after(async () => {
  await unloc.stop();
  silent.closeAllConnections();
  silent.close();
});

const write = () => ['api', 'DELETE', '/v2/projects/{project}/keys/some-key', '--yes', '--verbose'];
/** Sends signals to a command as soon as it says something. */
const signalled = (words, said, ...signals) =>
  inPipe(words, {
    env: stuck,
    signalAfter: (child, text) => {
      const timer = setInterval(() => {
        if (!text().includes(said) || signals.length === 0) return;
        child.kill(signals.shift());
      }, 50);
      child.once('close', () => clearInterval(timer));
    },
  });

test('--timeout ends a call with 124, whatever it waits for', async () => {
  for (const words of [['projects', 'list'], ['doors', 'list'], ['whoami', '--check'], ['doctor']]) {
    const begun = Date.now();
    const { code, stderr } = await inPipe([...words, '--timeout', '400ms'], { env: stuck });
    assert.equal(code, 124, `${words} ${stderr}`);
    assert.match(stderr, /The deadline of --timeout has passed\. Nothing was being changed\./);
    assert.ok(Date.now() - begun < 4000, words.join(' '));
  }
  const { stdout, stderr } = await inPipe(['doors', 'list', '--timeout', '400ms', '--json'], { env: stuck });
  assert.equal(stdout, '');
  assert.deepEqual(JSON.parse(stderr).error.code, 'deadline');
});

test('--timeout: what is no duration is refused, what is longer than a timer can be is none', async () => {
  for (const text of ['0s', '5', 'soon', '-5s'])
    assert.equal((await inPipe(['whoami', `--timeout=${text}`], { env })).code, 2, text);
  const { code, stderr } = await inPipe(['projects', 'list', '--timeout', '99999w'], { env });
  assert.deepEqual([code, stderr], [0, '']);
});

test('Ctrl-C and SIGTERM name what was under way', async () => {
  const interrupted = await signalled(write(), 'request leaves', 'SIGINT');
  assert.equal(interrupted.code, 130);
  assert.match(interrupted.stderr, /unloc api: Stopped\. In progress: DELETE \/v2\/projects\/.*some-key\.\n$/);
  const terminated = await signalled(write(), 'request leaves', 'SIGTERM');
  assert.equal(terminated.code, 143);
  assert.match(terminated.stderr, /In progress: DELETE/);
  const reading = await signalled(['projects', 'list', '--verbose'], 'leaves', 'SIGINT');
  assert.equal(reading.code, 130);
  assert.match(reading.stderr, /Stopped\. Nothing was being changed\./);
});

test('the second Ctrl-C does not wait for what ignores the first', async () => {
  const script = `
    import { importFromCli } from ${JSON.stringify(join(root, 'scripts', 'build', 'cli-tree.mjs'))};
    const { Ending, report } = await importFromCli('command/ending', 'command/report');
    const run = () => new Promise(() => { setInterval(() => {}, 1000); process.stdout.write('runs'); });
    await new Ending(undefined).watch(run, () => 'nothing that can be stopped').catch((error) => process.exit(report(error, 'x', {})));
  `;
  const run = (signals) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
      const begun = Date.now();
      let stderr = '';
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      child.stdout.once('data', () => {
        const timer = setInterval(() => (signals-- > 0 ? child.kill('SIGINT') : clearInterval(timer)), 100);
      });
      child.once('close', (code) => resolve({ code, stderr, took: Date.now() - begun }));
    });
  const [once, twice] = await Promise.all([run(1), run(2)]);
  assert.equal(once.code, 130);
  assert.match(once.stderr, /In progress: nothing that can be stopped/);
  assert.equal(twice.code, 130);
  assert.equal(twice.stderr, '');
  assert.ok(once.took > twice.took + 2000, `${once.took} ${twice.took}`);
});

const deletion = () => ['api', 'DELETE', '/v2/projects/{project}/keys/some-key'];

test('a question that is left, or answered with nothing, sends nothing', async () => {
  const question = 'Go ahead? [y/N] ';
  for (const [typed, code, said] of [
    ['\u0003', 130, /Stopped\. Nothing was being changed/],
    ['\u0004', 3, /The question was not answered\. Nothing was sent/],
    ['\r', 3, /Nothing was sent/],
    ['yess\r', 3, /Nothing was sent/],
    ['n\r', 3, /Nothing was sent/],
  ]) {
    const { code: ended, screen } = await inTerminal(deletion(), { env, answers: [[question, typed]] });
    assert.equal(ended, code, JSON.stringify(typed));
    assert.match(plain(screen), said);
    assert.ok(!screen.includes('some-key is no'), screen);
  }
  // What is pasted after the first line is no answer to anything.
  const pasted = await inTerminal(deletion(), { env, answers: [[question, 'y\rrm -rf\r']] });
  assert.equal(pasted.code, 1);
  assert.match(pasted.screen, /404/);
});

test('a choice: wrong numbers are said and asked again, three times; Ctrl-C and Ctrl-D leave it', async () => {
  const { UNLOC_PROJECT: _none, ...without } = env;
  const choose = (...typed) =>
    inTerminal(['doors', 'list', '--no-pager'], { env: without, answers: typed.map((one) => ['Number: ', one]) });
  const found = await choose('0\r', ' 2 \r');
  assert.equal(found.code, 0, found.screen);
  assert.match(plain(found.screen), /"0" is not a number from 1 to 3/);
  assert.equal((await choose('9\r', '1.0\r', '-1\r')).code, 3);
  assert.equal((await choose('\r')).code, 3);
  assert.equal((await choose('\u0004')).code, 3);
  assert.equal((await choose('\u0003')).code, 130);
});

test('a hidden question: Ctrl-C, Ctrl-D and Enter on nothing leave it, and the terminal shows again what is typed', async () => {
  const login = ['login', '--client-id', 'x', '--store', 'file', '--api', unloc.url];
  for (const [typed, code] of [
    ['\u0003', 130],
    ['\u0004', 3],
    ['\r', 3],
    ['abc\u0015\r', 3],
  ]) {
    const { code: ended, screen } = await inTerminal(login, { env, answers: [['not shown): ', typed]] });
    assert.equal(ended, code, JSON.stringify(typed));
    assert.ok(!screen.includes('abc'));
  }
  const after = await inShell(`${quoted(login)}; stty -a | grep -o -- '-\\?echo\\b'`, [['not shown): ', '\u0004']]);
  assert.match(after.screen, /\necho/);
});

const quoted = (words) => [process.execPath, command, ...words].map((word) => `'${word}'`).join(' ');
function inShell(line, answers = []) {
  return new Promise((resolve) => {
    const terminal = spawnInTerminal('sh', ['-c', line], { env, cols: 100, rows: 40 });
    const limit = setTimeout(() => terminal.kill('SIGKILL'), 20_000);
    let screen = '';
    terminal.onData((text) => {
      screen += text.replaceAll('\r\n', '\n');
      if (answers.length > 0 && screen.includes(answers[0][0])) terminal.write(answers.shift()[1]);
    });
    terminal.onExit(({ exitCode, signal }) => {
      clearTimeout(limit);
      resolve({ code: signal ? `signal ${signal}` : exitCode, screen });
    });
  });
}

test('where only one of stdin and stderr is a terminal, nobody is asked, and nothing waits', async () => {
  const line = quoted(deletion());
  for (const shell of [
    `${line} < /dev/null`,
    `sleep 30 | ${line}`,
    `${line} 2> /dev/null`,
    `${line} 2>&1 | cat; exit 2`,
  ]) {
    const begun = Date.now();
    const { code } = await inShell(`${shell}`.replace('sleep 30', 'sleep 1'));
    assert.equal(code, 2, shell);
    assert.ok(Date.now() - begun < 10_000, shell);
  }
  for (const words of [
    ['token', '--yes'],
    ['login', '--store', 'file'],
    ['login', '--store', 'file', '--client-id', 'x'],
    ['projects', 'use'],
  ]) {
    const { code } = await inPipe([...words, '--timeout', '10s'], { env });
    assert.ok(code === 2 || words[0] === 'token', `${words} ${code}`);
  }
});
