// What was done in the embedded Unloc of the tab outlives a reload, and ends by "Start over".
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const revokeFirst = `async ({ unloc, projectIds: [projectId] }) => {
  const [key] = (await unloc.keys.list({ projectId }).toArray({ limit: Infinity })).filter(({ state }) => state === 'active');
  await unloc.keys.revoke({ projectId, keyId: key.id });
  return key.id;
}`;
const stateOf = `async ({ unloc, projectIds: [projectId] }, keyId) => (await unloc.keys.get({ projectId, keyId })).state`;

test('a reload keeps what was done and the clock', async () => {
  const { page, complaints, unloc, close } = await site.open();
  const keyId = await unloc(revokeFirst);
  await unloc('({ advance }) => advance(3600)');
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await unloc(stateOf, keyId), 'revoked');
  const ahead = await unloc('({ now }) => now() - Date.now()');
  assert.ok(ahead > 3_590_000 && ahead < 3_610_000);
  assert.deepEqual(complaints, []);
  await close();
});

test('a stored state that cannot be read is said, and the page starts over', async () => {
  const { page, complaints, close } = await site.open();
  // From a file of the same origin: the page itself would keep its own state when it is left.
  await page.goto(`${site.address}icon.svg`);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('doors-and-keys');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const change = opening.result.transaction('sandbox', 'readwrite');
          change.objectStore('sandbox').put({ projects: 'none' }, 'state');
          change.oncomplete = resolve;
        };
      }),
  );
  // A browser asks for the icon of a picture that it shows.
  complaints.length = 0;
  await page.goto(site.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('could not be read, so the demo began anew').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('“Start over” forgets what was done', async () => {
  const { page, complaints, unloc, close } = await site.open();
  const keyId = await unloc(revokeFirst);
  await page.waitForTimeout(500);
  page.on('dialog', (dialog) => dialog.accept());
  const begun = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Start over' }).click();
  await begun;
  await page.getByRole('heading', { level: 1 }).waitFor();
  const state = await unloc(
    `async ({ unloc, projectIds: [projectId] }, keyId) =>
      unloc.keys.get({ projectId, keyId }).then((key) => key.state, () => 'none')`,
    keyId,
  );
  assert.notEqual(state, 'revoked');
  assert.deepEqual(complaints, []);
  await close();
});
