// The access engine, with its journal in a file.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { apply, fetchSnapshot, plan, readGrantsCsv, whoCanOpen } from 'unloc-integrator-client/access';
import { fileStore } from 'unloc-integrator-client/access/file-store';
import { createSandbox } from 'unloc-integrator-client/sandbox';

test('a list becomes keys, and the same plan with the same journal sends nothing more', async () => {
  const begun = Date.parse('2027-03-01T09:00:00Z');
  const clock = performance.now();
  // Twenty times as fast: keys of the embedded Unloc take some seconds to be made.
  const sandbox = await createSandbox({ seed: 'demo', now: () => begun + (performance.now() - clock) * 20 });
  const unloc = sandbox.client();
  const [{ projectId }] = (await unloc.resources.discover()).projects;
  const [{ id: lockId, name: door }] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
  const snapshot = await fetchSnapshot(unloc, { projectId });
  const csv = `ref;phone;doors;from;to;note\r\nB-1;+4798765432;${door};2027-03-05 15:00;2027-03-07 11:00;Two nights\r\n`;
  const { wanted, problems } = readGrantsCsv(new TextEncoder().encode(csv), { owner: 'rentals', doors: snapshot });
  assert.deepEqual(problems, []);
  const covers = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' };
  const march = plan(snapshot, { ...wanted, covers, complete: true }, { now: new Date(begun) });

  const folder = mkdtempSync(fileURLToPath(new URL('journal of Åse-', import.meta.url)));
  const outcomes = async () =>
    (await apply(unloc, march, { store: fileStore(join(folder, 'march')) })).outcomes.map(({ outcome }) => outcome);
  assert.deepEqual(await outcomes(), ['done']);
  assert.ok(readdirSync(folder).length > 0);
  const keys = async () =>
    (await unloc.keys.list({ projectId, appUserId: '+4798765432' }).toArray({ limit: 50 })).length;
  const before = await keys();
  assert.equal((await outcomes()).length, 1);
  assert.equal(await keys(), before);
  const later = await fetchSnapshot(unloc, { projectId });
  const people = whoCanOpen(later, { lockId, at: new Date('2027-03-06T12:00:00Z') });
  assert.ok(people.some(({ appUserId }) => appUserId === '+4798765432'));
});
