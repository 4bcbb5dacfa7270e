// What npm start shows when it has built everything: the examples, then `unloc demo` in the same terminal.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runExamples } from '../../scripts/start/examples.mjs';
import { inPipe, inTerminal, plain, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

/** Sends the signal when everything is served. */
const whenServing = (signal) => (child, said) => {
  const look = setInterval(() => {
    if (!/in another terminal/.test(said())) return;
    clearInterval(look);
    child.kill(signal);
  }, 20);
};

/** A program that ends with it. */
function starting(home) {
  const file = join(home, 'start.mjs');
  const demo = pathToFileURL(join(root, 'scripts', 'start', 'demo.mjs'));
  writeFileSync(
    file,
    `import { runDemo } from ${JSON.stringify(demo.href)};\nprocess.exitCode = await runDemo(process.argv.slice(2), false);\n`,
  );
  return file;
}

const addressIn = (text) => /http:\/\/127\.0\.0\.1:\d+\/\?api=\S+/.exec(text)?.[0];

test('npm start: the page and its embedded Unloc are there until Ctrl-C, which is no failure', async () => {
  const { env, home } = user();
  let doors;
  const { code, screen } = await inTerminal(['--port', '0'], {
    env,
    columns: 200,
    file: starting(home),
    answers: [
      [
        /doors list --profile demo, in another terminal/,
        async (type) => {
          doors = await inPipe(['doors', 'list', '--json'], { env });
          type('\u0003');
        },
      ],
    ],
  });
  assert.equal(code, 0);
  assert.ok(JSON.parse(doors.stdout).data.length > 5);
  await assert.rejects(fetch(addressIn(plain(screen))), /fetch failed/);
});

test('npm start: a program that ends it ends both, and a port that cannot be is its failure', async () => {
  const { env, home } = user();
  const file = starting(home);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const { stdout } = await inPipe(['--port', '0'], {
      env,
      file,
      signalAfter: whenServing(signal),
    });
    await assert.rejects(fetch(addressIn(stdout)), /fetch failed/, signal);
  }
  const { code, stderr } = await inPipe(['--port', '99999'], { env, file });
  assert.equal(code, 2);
  assert.match(stderr, /--port must be a number/);
});

test('npm start: if it dies, the page and the embedded Unloc end with it', async () => {
  const { env, home } = user();
  const file = starting(home);
  writeFileSync(file, `process.once('SIGUSR2', () => { throw new Error('dies'); });\n${readFileSync(file, 'utf8')}`);
  const { code, stdout } = await inPipe(['--port', '0'], {
    env,
    file,
    signalAfter: whenServing('SIGUSR2'),
  });
  assert.equal(code, 1);
  await assert.rejects(fetch(addressIn(stdout)), /fetch failed/);
});

test("npm start: it tells the README's example and who can open what, by names and the clock of the door", async () => {
  const told = await runExamples();
  assert.match(told, /^“Your first key” of README\.md:\n\n {2}\S/);
  assert.match(told, /^ {2}Fjordglimt Borettslag · 16 doors · \d+ keys · \d+ people$/m);
  const [header, ...rows] = told.split('\n').filter((line) => /Time zone$|Europe\/Oslo$/.test(line));
  assert.match(header, /^ {2}Person +Door +State +Until +Time zone$/);
  assert.equal(rows.length, 6);
  for (const row of rows) assert.match(row, /^ {2}\p{L}+ \p{L}+ .* (no end|\d\d:\d\d) +Europe\/Oslo$/u);
  assert.match(told, /^ {2}and \d+ more$/m);
  assert.doesNotMatch(told, /\dT\d\d:\d\d/, 'no instants of UTC');
});
