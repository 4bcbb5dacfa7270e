// Task 7: a stay is moved by a day, a key is taken back and given again, somebody is paused for a week.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, giveDialog, goTo, outcomesIn } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const number = '+4791234567';
const live = async (it) =>
  (
    await it.unloc(
      `async ({ unloc }, appUserId) => {
        const { projects: [{ projectId }] } = await unloc.resources.discover();
        return unloc.keys.list({ projectId, appUserId, excludeStates: ['revoked'] }).toArray({ limit: 1000 });
      }`,
      number,
    )
  ).map(({ start, end }) => `${start.slice(0, 16)} ${end?.slice(0, 16)}`);

test('a stay is moved by a day; a key is taken back and given again; somebody is paused for a week', async () => {
  const it = await site.open({ now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  /** Lets the clock of the page run until something is seen. */
  const seen = async (where) => {
    for (let waited = 0; waited < 90 && !(await where.isVisible()); waited += 1) await page.clock.runFor(1_000);
    await where.waitFor({ timeout: 1_000 });
  };
  const give = await giveDialog(page);
  await choose(give, 'People', '912 34 567');
  await choose(give, 'Doors', 'laundry');
  await give.getByRole('button', { name: 'The weekend' }).click();
  await give.getByRole('button', { name: 'Give 1 key' }).click();
  const given = page.getByRole('dialog', { name: 'Giving access' });
  await seen(given.getByText('1 usable'));
  await given.getByRole('button', { name: 'Done' }).click();
  await goTo(page, '#/people/%2B4791234567');

  const tick = page.getByRole('checkbox', { name: /^Tick the key of/ }).first();
  await tick.check();
  await page.getByRole('button', { name: 'Extend, move, pause…' }).click();
  const change = page.getByRole('dialog', { name: 'Extend, move or pause' });
  await change.getByRole('button', { name: 'Move by days' }).click();
  await change.getByText('Sat 5 Dec, 16:00 – Mon 7 Dec, 12:00').waitFor();
  await change.getByRole('button', { name: 'Change 1 key' }).click();
  await seen(change.getByText('taken back', { exact: true }));
  assert.deepEqual(await live(it), ['2026-12-05T15:00 2026-12-07T11:00']);
  await change.getByRole('button', { name: 'Done' }).click();

  await tick.check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Take back' }).click();
  const back = page.getByRole('dialog', { name: 'Take back' });
  await back.getByText(`${number} cannot open Laundry any more: 1 key taken back.`).waitFor();
  await back.getByRole('button', { name: 'Take back' }).click();
  await seen(back.getByRole('button', { name: 'Give the same again' }));
  assert.deepEqual(await live(it), []);
  await back.getByRole('button', { name: 'Give the same again' }).click();
  await back.getByText('These are new keys').waitFor();
  await seen(back.getByText('1 usable'));
  assert.deepEqual(await live(it), ['2026-12-05T15:00 2026-12-07T11:00']);
  await back.getByRole('button', { name: 'Done' }).click();

  await tick.check();
  await page.getByRole('button', { name: 'Extend, move, pause…' }).click();
  await change.getByLabel('Until', { exact: true }).fill('2026-12-31T12:00');
  await change.getByRole('button', { name: 'Change 1 key' }).click();
  await seen(change.getByText('taken back', { exact: true }));
  await change.getByRole('button', { name: 'Done' }).click();
  await tick.check();
  await page.getByRole('button', { name: 'Extend, move, pause…' }).click();
  await change.getByRole('button', { name: 'Pause' }).click();
  await change.getByLabel('From', { exact: true }).fill('2026-12-10T12:00');
  await change.getByLabel('Until', { exact: true }).fill('2026-12-17T12:00');
  await change.getByText('2 new keys take the place of 1 key.').waitFor();
  await change.getByRole('button', { name: 'Change 1 key' }).click();
  await seen(change.getByText('taken back', { exact: true }));
  assert.equal((await outcomesIn(change)).length, 3);
  assert.deepEqual((await live(it)).sort(), ['2026-12-05T15:00 2026-12-10T11:00', '2026-12-17T11:00 2026-12-31T11:00']);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
