// The page of a person: what they can open now, when that changes, and where each key comes from.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

test('a person can open so many doors now, until the next change, and the clock proves it', async () => {
  const it = await site.open({ at: '#/people', now: '2026-11-27T09:00:00Z' });
  const { page } = it;
  await page.getByRole('link', { name: 'Magnus Eide' }).click();
  await page.getByRole('heading', { name: 'Magnus Eide', level: 1 }).waitFor();
  const appUserId = await page.getByRole('link', { name: /^\+/ }).textContent();
  const opens = async (at) =>
    (await it.doors({ appUserId, ...(at && { at }) })).filter(byKeys).map(({ lockId }) => lockId);
  const byKeys = ({ people }) => people.some(({ keyIds }) => keyIds.length > 0);
  const today = await opens();
  await page.getByText(`Now: ${today.length} doors`).waitFor();
  const line = await page.locator('.now-line').textContent();
  const [, day, month, year = '2026', hour, minute] = line.match(
    /next change \w+,? (\d+) (\w+),?(?: (\d{4}),)? (\d\d):(\d\d)/,
  );
  // In winter Oslo is an hour ahead of UTC.
  const change = Date.parse(`${day} ${month} ${year} ${hour}:${minute}:00 GMT+0100`);
  assert.deepEqual(await opens(change - 60_000), today);
  assert.notDeepEqual(await opens(change + 60_000), today);
  const keys = page.getByRole('table', { name: 'Keys' });
  await keys.getByRole('columnheader', { name: 'Comes from' }).waitFor();
  assert.ok((await keys.getByText(/^Key/).count()) > 0);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
