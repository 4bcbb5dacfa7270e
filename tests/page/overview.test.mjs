// The overview leads to what needs attention, and says how many can open: the views of tasks 1 and 2.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const now = '2026-11-27T09:00:00Z';
const day = 86_400_000;

const keysOf = (it) =>
  it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      return unloc.keys.list({ projectId }).toArray({ limit: 1000 });
    }`,
  );

const live = ['active', 'inactive', 'scheduled'];
const endsWithin = (key, days) =>
  live.includes(key.state) && key.end !== null && Date.parse(key.end) <= Date.parse(now) + days * day;

test('each tile of the overview leads to the list of what it counts', async () => {
  const it = await site.open({ at: '#/', now });
  const { page } = it;
  const keys = await keysOf(it);
  const counts = {
    'keys could not be made': keys.filter(({ state }) => state === 'error').length,
    'keys end within 7 days': keys.filter((key) => endsWithin(key, 7)).length,
    'keys without end': keys.filter(({ end, state }) => end === null && live.includes(state)).length,
  };
  const tiles = page.getByRole('region', { name: 'What needs attention' });
  for (const [name, count] of Object.entries(counts)) {
    assert.ok(count > 0, name);
    await tiles.getByRole('link', { name: `${count} ${name}` }).click();
    await page.getByRole('heading', { name: `Keys ${count}`, level: 1 }).waitFor();
    const table = page.getByRole('table', { name: 'Keys' });
    assert.equal(Number(await table.getAttribute('aria-rowcount')), count + 1, name);
    await page.goBack();
    await tiles.waitFor();
  }
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('how many can open each door now is what the embedded Unloc says', async () => {
  const it = await site.open({ at: '#/', now });
  const { page } = it;
  const doors = await it.doors();
  const table = page.getByRole('table', { name: 'How many can open, this week' });
  await table.waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Table' }).click();
  const rows = await table.locator('tbody').getByRole('row').allInnerTexts();
  const said = Object.fromEntries(rows.map((text) => text.split('\t').slice(0, 2)));
  const locks = await it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      return unloc.locks.list({ projectId }).toArray({ limit: 1000 });
    }`,
  );
  assert.equal(rows.length, locks.length);
  for (const { id, name } of locks) {
    const here =
      doors.find(({ lockId }) => lockId === id)?.people.filter(({ keyIds }) => keyIds.length > 0).length ?? 0;
    assert.equal(Number(said[name]), here, name);
  }
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a list is sorted by its columns, and its file is in that order', async () => {
  const it = await site.open({ at: '#/keys?show=scheduled', now });
  const { page } = it;
  await page.getByRole('button', { name: 'Until' }).click();
  await page.getByRole('columnheader', { name: 'Until' }).and(page.locator('[aria-sort=ascending]')).waitFor();
  await page.getByRole('button', { name: 'Until' }).click();
  await page.getByRole('columnheader', { name: 'Until' }).and(page.locator('[aria-sort=descending]')).waitFor();
  assert.match(page.url(), /sort=-until/);
  const keys = (await keysOf(it)).filter(({ state }) => state === 'scheduled');
  const ends = keys.map(({ end }) => (end === null ? Number.POSITIVE_INFINITY : Date.parse(end)));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  const lines = text.trimEnd().split('\r\n').slice(1);
  assert.equal(lines.length, keys.length);
  const endless = ends.filter((end) => end === Number.POSITIVE_INFINITY).length;
  assert.ok(lines.slice(0, endless).every((line) => line.includes(';No end;')));
  const latest = keys[ends.indexOf(Math.max(...ends.filter(Number.isFinite)))];
  assert.ok(lines[endless]?.includes(`'${latest.appUser.id};`));
  assert.deepEqual(it.complaints, []);
  await it.close();
});
