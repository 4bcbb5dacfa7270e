// An embedded Unloc for one file of tests of the command, and what it holds.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPipe, startUnloc, user } from './cli.mjs';

/** Starts one, with a user who works in its first project. */
export async function startAccount(...options) {
  const unloc = await startUnloc(...options);
  const { env, home } = user(unloc);
  const call = async (method, path, body) => {
    const answer = await fetch(`${unloc.url}/_sandbox/${path}`, { method, body: body && JSON.stringify(body) });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
  };
  const json = async (words, code = 0) => {
    const run = await inPipe([...words, '--json'], { env });
    assert.equal(run.code, code, run.stderr);
    return { ...run, data: JSON.parse(run.stdout).data };
  };
  env.UNLOC_PROJECT = (await json(['projects', 'list'])).data[0].id;
  const over = ['revoked', 'expired'];
  return {
    ...unloc,
    env,
    home,
    json,
    /** A new folder for files. */
    folder: () => mkdtempSync(join(tmpdir(), 'unloc-cli-files-')),
    /** What goes wrong from now on. */
    faults: (rules) => call('POST', 'faults', rules),
    /** Begins anew. */
    reset: () => call('POST', 'reset'),
    /** The keys that are not over, as the embedded Unloc holds them. */
    liveKeys: async () =>
      (await call('GET', 'state')).keys.map(({ key }) => key).filter(({ state }) => !over.includes(state)),
    /** The doors that let a person in, by the embedded Unloc's own doors. */
    opens: async (appUserId) =>
      (await call('GET', 'doors')).doors.flatMap(({ lockId, people }) =>
        people.some((one) => one.appUserId === appUserId && one.keyIds.length > 0) ? [lockId] : [],
      ),
  };
}
