import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CommandFailure,
  answer,
  end,
  run,
  spokenTime,
  startServer,
  withoutColours,
} from '../../scripts/setup/command.mjs';

const node = (code) => [process.execPath, ['-e', code]];

test('a program that succeeds gives what it printed on both streams', async () => {
  const printed = await run(...node('console.log("out"); console.error("err")'), { quiet: true });
  assert.match(printed, /out\n/);
  assert.match(printed, /err\n/);
});

test('a failure says which program and how it ended', async () => {
  await assert.rejects(
    run(...node('console.log("words"); process.exit(3)'), { title: 'the thing', quiet: true }),
    (error) => {
      assert.ok(error instanceof CommandFailure);
      assert.equal(error.message, 'the thing ended with exit code 3');
      assert.equal(error.output, 'words\n');
      return true;
    },
  );
  await assert.rejects(
    run('no-such-program-here', [], { quiet: true }),
    /`no-such-program-here` could not be started: there is no such program/,
  );
});

test('of a program that has the terminal to itself nothing is kept, and its failure is said', async () => {
  await assert.rejects(run(...node('process.exit(4)'), { title: 'the thing', inherit: true }), (error) => {
    assert.equal(error.message, 'the thing ended with exit code 4');
    assert.equal(error.output, '');
    return true;
  });
});

test('a program that hangs is ended together with what it started', async () => {
  const grandchild =
    'const { spawn } = require("child_process"); const c = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000)';
  const failure = await run(...node(grandchild), { title: 'the thing', quiet: true, limitMinutes: 0.02 }).catch(
    (error) => error,
  );
  assert.match(failure.message, /^the thing was ended after 0.02 minutes/);
  const pid = Number(failure.output.trim());
  assert.ok(pid > 0);
  assert.ok(await isGone(pid));
});

test('a server is ended with its group, and ending it twice does no harm', async () => {
  const server = startServer(...node('console.log("up"); setInterval(() => {}, 1000)'));
  await new Promise((resolve) => {
    server.stdout.once('data', resolve);
  });
  const closed = new Promise((resolve) => {
    server.once('close', resolve);
  });
  end(server);
  await closed;
  end(server);
  assert.equal(server.signalCode, 'SIGTERM');
});

test('after the end nothing starts any more', async () => {
  // Of a module of its own: this one goes on.
  const other = await import('../../scripts/setup/command.mjs?another');
  other.endAll();
  await assert.rejects(other.run(...node('')), /^Error: this run has ended$/);
  assert.throws(() => other.startServer(...node('')), /^Error: this run has ended$/);
});

test('an answer is undefined when the program is missing or fails', () => {
  assert.equal(answer(...node('console.log(" 1 ")')), '1');
  assert.equal(answer(...node('process.exit(1)')), undefined);
  assert.equal(answer('no-such-program-here', []), undefined);
});

test('times and colours are made plain', () => {
  assert.equal(spokenTime(900), '1 s');
  assert.equal(spokenTime(61_000), '1 min 1 s');
  assert.equal(withoutColours('\u001b[1;32mok\u001b[0m'), 'ok');
});

/** Whether a process ends within five seconds. */
async function isGone(pid) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(100);
  }
  return false;
}
