import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
});
after(() => unloc.stop());

test('doors list: a table in a terminal, the API’s own shape as JSON', async () => {
  const shown = await inTerminal(['doors', 'list'], { env, columns: 80, rows: 100 });
  assert.equal(shown.code, 0);
  const lines = plain(shown.screen).trim().split('\n');
  assert.match(lines[0], /^Door +/);
  assert.ok(lines.every((line) => line.length <= 80));
  const { code, stdout, stderr } = await inPipe(['doors', 'list', '--json'], { env });
  assert.deepEqual([code, stderr], [0, '']);
  const { data, next } = JSON.parse(stdout);
  assert.equal(next, null);
  assert.equal(data.length, lines.length - 1);
  assert.ok(data.every(({ id, name, vendor }) => id && name && vendor));
});
