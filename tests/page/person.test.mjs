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

test('the link to a person that is copied has no number, and leads to the person in another tab', async () => {
  const it = await site.open({ at: '#/people/%2B447700900101?zoom=months' });
  const { page } = it;
  await page.getByRole('heading', { name: 'Magnus Eide', level: 1 }).waitFor();
  await page.getByLabel('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.doesNotMatch(decodeURIComponent(link), /7700900101/);
  const other = await it.context.newPage();
  await other.goto(link);
  await other.getByRole('heading', { name: 'Magnus Eide', level: 1 }).waitFor();
  assert.equal(await other.getByRole('button', { name: '3 months' }).getAttribute('aria-pressed'), 'true');
  await other.keyboard.press('m');
  await other.getByRole('dialog', { name: 'Move out Magnus Eide' }).waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('all of what somebody has is taken back from the top of their page, but for what is spared', async () => {
  const it = await site.open({ at: '#/people/%2B447700900101' });
  const { page } = it;
  const live = async () =>
    (
      await it.unloc(`async ({ unloc, projectIds: [projectId] }) =>
        unloc.keys.list({ projectId, appUserId: '+447700900101', excludeStates: ['revoked', 'expired'] }).toArray({ limit: 100 })`)
    ).length;
  const before = await live();
  assert.ok(before > 2);
  await page.getByRole('button', { name: 'Take back…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back' });
  const which = dialog.getByRole('list', { name: 'Keys' });
  await which.waitFor();
  // Those of a group go with the group.
  const own = await which.getByRole('listitem').count();
  assert.ok(own > 2 && own <= before);
  await which.getByRole('checkbox').first().uncheck();
  await dialog.getByText(`${own - 1} keys taken back.`, { exact: false }).waitFor();
  await dialog.getByRole('button', { name: `Take back ${own - 1} keys` }).click();
  await dialog.getByRole('button', { name: 'Give the same again' }).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  assert.equal(await live(), before - own + 1);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
