// A process that applies a plan with a journal in a file is killed (SIGKILL) at random points and resumed: the keys at the end
// are those of an undisturbed run, each once. ACCESS_KILLS=200 for more points.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyPlan, engine, exitCode, planIn, projectId, random, seedState } from '../../support/apply-world.mjs';
import { withServer } from '../../support/built-package.mjs';
import { fasterClock } from '../../support/faster-clock.mjs';
import { moments, pairsAt, randomWork } from '../../support/random-plans.mjs';
import { root } from '../../support/root.mjs';

const require = createRequire(import.meta.url);
const { createSandbox } = require(join(root, 'pkg', 'sandbox'));
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));

const kills = Number(process.env.ACCESS_KILLS || 20);
const factor = 40;
const script = join(root, 'tests', 'support', 'apply-until-killed.mjs');

test(`${kills} kills of a process at random points: each key once`, { timeout: 600_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-kills-'));
  const next = random(Number(process.env.ACCESS_SEED || 4711));
  let interrupted = 0;
  try {
    for (let number = 0; number < kills; ) {
      const begun = Date.now();
      const clock = fasterClock(factor, begun);
      const work = randomWork(next, clock.wall(), { grants: 6 });
      const sandbox = await createSandbox({
        now: clock.wall,
        seed: seedState(work.keys),
        unlistedSeconds: Math.floor(next() * 10),
      });
      const plan = planIn(sandbox, clock.wall(), work.items, { keep: work.keep });
      const [planFile, journal] = [`${number}.json`, `${number}.journal`].map((name) => join(folder, name));
      writeFileSync(planFile, JSON.stringify(plan));
      const token = await sandbox.token({ projectId });
      let requests = 0;
      let onRequest = () => {};
      const serve = async (request, response) => {
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        requests += 1;
        onRequest(requests);
        const answer = await sandbox.fetch(`${sandbox.url}${request.url}`, {
          method: request.method,
          headers: request.headers,
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      };
      await withServer(serve, async (url) => {
        // Twice in one plan: killed, resumed and killed again.
        for (let again = 0; again < 2 && number < kills; again += 1, number += 1) {
          const child = spawn(
            process.execPath,
            [script, planFile, journal, url, token, String(factor), String(begun)],
            { stdio: ['ignore', 'ignore', 'pipe'] },
          );
          let said = '';
          child.stderr.setEncoding('utf8').on('data', (text) => {
            said += text;
          });
          // At a random request, before or after it has an effect, or a little later.
          const at = requests + 1 + Math.floor(next() * 14);
          const late = next() < 0.5 ? undefined : Math.floor(next() * 40);
          onRequest = (count) => {
            if (count < at) return;
            if (late === undefined) child.kill('SIGKILL');
            else setTimeout(() => child.kill('SIGKILL'), late);
          };
          const [code, signal] = await once(child, 'close');
          onRequest = () => {};
          assert.ok(signal === 'SIGKILL' || code === 0, said);
          if (signal) interrupted += 1;
        }
        const client = new (require(join(root, 'pkg')).UnlocClient)({ baseUrl: url, token });
        const report = await applyPlan(
          client,
          plan,
          { store: fileStore(journal, clock), settleMs: 20_000 },
          engine,
          clock,
        );
        assert.equal(exitCode(report), 0, `${number} ${JSON.stringify(report, null, 1)}`);
      });
      const live = sandbox.state().keys.filter(({ key }) => !['revoked', 'expired'].includes(key.state));
      const names = live.map(({ key }) => [key.lockId, key.toUser.id, key.end, key.metadata.accessRef].join());
      assert.equal(new Set(names).size, names.length, 'a key is there twice');
      for (const moment of moments(work.after, clock.wall() + 60_000)) {
        const open = sandbox
          .doors({ at: new Date(moment).toISOString() })
          .flatMap((door) => door.people.map(({ appUserId }) => `${door.lockId} ${appUserId}`));
        assert.deepEqual(open.sort(), [...pairsAt(work.after, moment)].sort());
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  t.diagnostic(`${interrupted} of ${kills} were under way`);
});
