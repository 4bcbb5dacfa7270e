// The built package applies a plan: its own fingerprint and zones, in real time.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { access, demoProject, withId } from '../../support/access.mjs';
import { root } from '../../support/root.mjs';

const require = createRequire(import.meta.url);
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));

const person = '+447700900999';

/** A plan by hand. Its fingerprint is that of nobody's keys. */
function planOf(projectId, lock, print, zones = {}) {
  const made = '2027-03-01T12:00:00Z';
  return withId({
    format: 'unloc-plan/1',
    made,
    validUntil: '2100-01-01T00:00:00Z',
    by: 'a test',
    scope: { api: 'v2', projectId, owner: 'rentals', covers: 'everything' },
    zones,
    zonesUntil: '2027-12-31T00:00:00Z',
    doors: [{ lockId: lock.id, name: lock.name, zone: lock.timezone }],
    items: [
      {
        item: person,
        print,
        live: 0,
        steps: [
          {
            n: 1,
            do: 'give',
            kind: 'give',
            ref: 'B-1',
            because: 'wanted',
            lockId: lock.id,
            key: { lockId: lock.id, start: made, end: '2027-03-03T12:00:00Z', metadata: { accessOwner: 'rentals' } },
          },
        ],
      },
    ],
    keep: [],
    summary: { requests: 5, seconds: 2 },
  });
}

const nobody = 'e3b0c44298fc1c149afbf4c8996fb924';

test('a plan is applied with the fingerprint of the engine, and its journal is a file of its owner', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-'));
  try {
    let ahead = 0;
    const { unloc, projectId } = await demoProject({ now: () => Date.parse('2027-03-01T12:00:00Z') + ahead++ * 500 });
    const [lock] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
    const path = join(folder, 'plan.journal');
    const document = planOf(projectId, lock, nobody);
    const report = await access.apply(unloc, { document }, { store: fileStore(path) });
    assert.deepEqual(
      report.outcomes.map(({ outcome }) => outcome),
      ['done'],
      JSON.stringify(report),
    );
    assert.equal(access.exitCode(report), 0);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const [keys] = [await unloc.keys.list({ projectId, appUserId: person }).toArray({ limit: 9 })];
    assert.equal(keys.length, 1);
    assert.ok(readFileSync(path, 'utf8').includes(keys[0].metadata.accessStep));
    // A plan with one changed byte is refused before anything is written.
    const changed = { ...document, validUntil: '2100-01-01T00:00:01Z' };
    await assert.rejects(access.apply(unloc, { document: changed }, { store: fileStore(path) }), {
      name: 'PlanRefused',
    });
    // With another journal the person is not as planned any more.
    const again = await access.apply(unloc, { document }, { store: fileStore(join(folder, 'other.journal')) });
    assert.deepEqual(
      again.outcomes.map(({ outcome }) => outcome),
      ['stale'],
    );
    // A zone with other rules.
    const zoned = { document: planOf(projectId, lock, nobody, { [lock.timezone]: 'of another world' }) };
    const stale = await access.apply(unloc, zoned, { store: fileStore(join(folder, 'third.journal')) });
    assert.deepEqual(
      stale.outcomes.map(({ rule }) => rule),
      ['R53'],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
