// Task 13: access that nobody may need any more, decided and written down.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** The states of all keys of the project. */
const statesOf = async (it) => {
  const keys = await it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      return unloc.keys.list({ projectId }).toArray({ limit: 1000 });
    }`,
  );
  return { keys, revoked: keys.filter(({ state }) => state === 'revoked').length };
};

/** The doors of access groups, whose keys cannot be changed one by one. */
const doorsOfGroups = `async ({ unloc, projectIds: [projectId] }) => {
  const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
  const groups = await unloc.accessGroups.list({ projectId }).toArray({ limit: 100 });
  return locks.filter(({ id }) => groups.some(({ lockIds }) => lockIds.includes(id))).map(({ name }) => name);
}`;

/** Chooses the first rows that are listed, but for those of doors that a group has. */
async function chooseFirst({ page, unloc }, count) {
  const rows = page.getByRole('table', { name: 'To decide' }).locator('tbody').getByRole('row');
  const boxes = rows.filter({ hasNotText: new RegExp((await unloc(doorsOfGroups)).join('|')) }).getByRole('checkbox');
  for (let row = 0; row < count; row += 1) await boxes.nth(row).check();
  await page.getByText(`${count} chosen`).waitFor();
}

test('keys without end: two are kept, one gets an end, three are taken back; who decided is kept and printed', async () => {
  const it = await site.open({ at: '#/', now: '2026-11-27T09:00:00Z' });
  const { page } = it;
  const before = await statesOf(it);
  const endless = before.keys.filter(
    ({ end, state }) => end === null && ['active', 'inactive', 'scheduled'].includes(state),
  ).length;
  await page.getByRole('link', { name: 'Review' }).click();
  await page.getByLabel('Decided by').fill('Kari Styreleder');
  const only = page.getByRole('group', { name: 'Only' });
  await only.getByRole('button', { name: `without end ${endless}` }).click();
  const actions = page.getByRole('toolbar', { name: 'Decide' });

  await chooseFirst(it, 2);
  await actions.getByRole('button', { name: 'Keep' }).click();
  const decided = page.getByRole('table', { name: 'Decided' });
  await decided.getByRole('row').nth(2).waitFor();
  assert.equal((await statesOf(it)).revoked, before.revoked);

  await chooseFirst(it, 1);
  await actions.getByRole('button', { name: 'End on…' }).click();
  const ending = page.getByRole('dialog');
  await ending.getByLabel('Until').fill('2026-12-31T12:00');
  await ending.getByRole('button', { name: 'Change 1 key' }).click();
  await finish(page, ending);
  await decided.getByRole('row').nth(3).waitFor();

  await chooseFirst(it, 3);
  await actions.getByRole('button', { name: 'Take back' }).click();
  const taking = page.getByRole('dialog', { name: 'Take back' });
  await taking.getByRole('button', { name: /3/ }).click();
  await finish(page, taking);
  await decided.getByRole('row').nth(6).waitFor();

  const after = await statesOf(it);
  assert.equal(after.revoked, before.revoked + 4);
  assert.ok(after.keys.some(({ end, created }) => end === '2026-12-31T11:00:00.000Z' && created >= '2026-11-27'));
  const verdicts = await decided.locator('.verdict').allInnerTexts();
  assert.deepEqual(verdicts.sort(), ['End', 'Keep', 'Keep', 'Take back', 'Take back', 'Take back']);
  await only.getByRole('button', { name: `without end ${endless - 6}` }).waitFor();

  await page.reload();
  await decided.getByRole('row').nth(6).waitFor();
  assert.equal(await decided.getByText('Kari Styreleder').count(), 6);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  assert.equal(text.match(/;Kari Styreleder;2026-11-27T/g)?.length, 6);
  assert.ok(text.includes(';not decided;'));

  // On paper all of the list is there, and no button but its titles.
  await page.emulateMedia({ media: 'print' });
  const listed = page.getByRole('table', { name: 'To decide' });
  const all = Number(await listed.getAttribute('aria-rowcount')) - 1;
  await page.waitForFunction((count) => document.querySelectorAll('.table tbody tr').length === count, all);
  const buttons = await page.getByRole('button').filter({ visible: true }).allInnerTexts();
  assert.deepEqual(buttons.sort(), ['Door', 'From', 'Person', 'Until', 'Why']);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('what was kept can be decided again', async () => {
  const it = await site.open({ at: '#/review?show=onlyKey', now: '2026-11-27T09:00:00Z' });
  const { page } = it;
  await chooseFirst(it, 1);
  await page.getByRole('toolbar').getByRole('button', { name: 'Keep' }).click();
  const decided = page.getByRole('table', { name: 'Decided' });
  await decided.getByText('not named').waitFor();
  await decided.getByRole('button', { name: 'Decide again' }).click();
  await decided.waitFor({ state: 'detached' });
  await chooseFirst(it, 1);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

/** Waits until all of a flow is done, while the clock of the browser goes on, and closes it. */
async function finish(page, dialog) {
  const done = dialog.getByRole('button', { name: 'Done' });
  for (
    let waited = 0;
    waited < 120 && !((await done.isVisible().catch(() => false)) && (await done.isEnabled()));
    waited += 1
  )
    await page.clock.runFor(1_000);
  await done.click();
}
