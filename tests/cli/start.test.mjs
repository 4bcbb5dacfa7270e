// What npm start ends with: `unloc demo` in the same terminal.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inPipe, inTerminal, plain, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

/** A program that ends with it. */
function starting(home) {
  const file = join(home, 'start.mjs');
  const demo = pathToFileURL(join(root, 'scripts', 'start', 'demo.mjs'));
  writeFileSync(
    file,
    `import { runDemo } from ${JSON.stringify(demo.href)};\nprocess.exitCode = await runDemo(process.argv.slice(2), process.env);\n`,
  );
  return file;
}

const addressIn = (text) => /http:\/\/127\.0\.0\.1:\d+\/\?api=\S+/.exec(text)?.[0];

test('npm start: the page and its embedded Unloc are there until Ctrl-C, which is no failure', async () => {
  const { env, home } = user();
  let doors;
  const { code, screen } = await inTerminal(['--no-open', '--port', '0'], {
    env,
    columns: 200,
    file: starting(home),
    answers: [
      [
        /In another terminal: unloc doors list/,
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
    const { stdout } = await inPipe(['--no-open', '--port', '0'], {
      env,
      file,
      signalAfter: (child, said) => {
        const look = setInterval(() => {
          if (!/In another terminal/.test(said())) return;
          clearInterval(look);
          child.kill(signal);
        }, 20);
      },
    });
    await assert.rejects(fetch(addressIn(stdout)), /fetch failed/, signal);
  }
  const { code, stderr } = await inPipe(['--no-open', '--port', '99999'], { env, file });
  assert.equal(code, 2);
  assert.match(stderr, /--port must be a number/);
});
