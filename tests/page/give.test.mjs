// Tasks 4 to 6: access for a guest by a national number, for two people at certain hours, and when things fail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, giveDialog, goTo, outcomesIn } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** The keys that a person has in the embedded Unloc. */
const keysOf = (it, number) =>
  it.unloc(
    `async ({ unloc }, appUserId) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      return unloc.keys.list({ projectId, appUserId }).toArray({ limit: 1000 });
    }`,
    number,
  );

test('a guest gets three doors for the weekend by a national number, and the key opens then', async () => {
  const it = await site.open({ now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Give access' });
  await choose(dialog, 'People', '912 34 567');
  await choose(dialog, 'Doors', 'main entrance 12', 'laundry', 'parcel room');
  await dialog.getByRole('button', { name: 'The weekend' }).click();
  await dialog.getByText('Booking, note, sharing').click();
  await dialog.getByLabel('Booking').fill('B-2041');
  await dialog.getByText('+4791234567 gets 3 doors from Fri 4 Dec, 16:00 to Sun 6 Dec, 12:00: 3 keys.').waitFor();
  // The preview, as who sees it and as who hears it has it.
  await dialog.getByRole('img', { name: 'Preview' }).locator('.bar.opens.preview').nth(2).waitFor();
  const heard = dialog.getByRole('table', { name: 'Preview' }).locator('tbody').getByRole('row');
  assert.equal(await heard.count(), 3);
  for (const row of await heard.allTextContents()) assert.match(row, /Fri 4 Dec, 16:00Sun 6 Dec, 12:00/);
  await page.keyboard.press('Control+Enter');
  const after = page.getByRole('dialog', { name: 'Giving access' });
  await after.getByRole('status').waitFor();
  for (let waited = 0; waited < 60 && !(await after.getByText('3 usable').isVisible()); waited += 1)
    await page.clock.runFor(1_000);
  assert.deepEqual(
    (await outcomesIn(after)).map((text) => /usable/.test(text)),
    [true, true, true],
  );
  await after.getByRole('button', { name: 'Copy app links' }).click();
  await after.getByRole('button', { name: 'Copied' }).waitFor();
  const keys = await keysOf(it, '+4791234567');
  const links = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  assert.equal(links.length, 3);
  for (const { id } of keys) assert.ok(links.some((link) => link.includes(id)));
  assert.deepEqual(
    [...new Set(keys.map(({ start, end, metadata }) => [start, end, metadata.booking].join(' ')))],
    ['2026-12-04T15:00:00.000Z 2026-12-06T11:00:00.000Z B-2041'],
  );
  await after.getByRole('button', { name: 'Done' }).click();
  const [{ lockId }] = keys;
  const opens = async () => (await it.doors({ lockId, appUserId: '+4791234567' })).length > 0;
  assert.equal(await opens(), false);
  for (let day = 0; day < 4; day += 1) await page.getByRole('button', { name: '+1 day' }).click();
  assert.equal(await opens(), true);
  await goTo(page, '#/people/%2B4791234567');
  await page.getByText('open now').first().waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('two people get weekdays 8 to 16 on four doors; what is covered is left out, hours that never fall are refused', async () => {
  const it = await site.open({ now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  const given = await it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      const [first] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
      await unloc.keys.create({ projectId, keys: [{ lockId: first.id, appUserId: '+4790000001' }] });
      return first.name;
    }`,
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '900 00 001', '900 00 002');
  await choose(dialog, 'Doors', given, 'laundry', 'parcel room', 'workshop');
  await dialog.getByRole('button', { name: 'Weekdays 8–16' }).click();
  await dialog.getByText(`+4790000001 has ${given} for the whole time already: left out.`).waitFor();
  await dialog.getByText('(Mon–Fri 08:00–16:00): 7 keys, 1 left out.', { exact: false }).waitFor();
  // A weekend has none of these hours.
  await dialog.getByLabel('now').uncheck();
  await dialog.getByLabel('From', { exact: true }).fill('2026-12-05T08:00');
  await dialog.getByLabel('Until', { exact: true }).fill('2026-12-06T20:00');
  await dialog.getByText('These hours never fall into this period').waitFor();
  assert.equal(await dialog.getByRole('button', { name: /^Give/ }).isDisabled(), true);
  await dialog.getByLabel('Until', { exact: true }).fill('2026-12-31T20:00');
  // The week by keyboard: Saturday is taken in with Shift and the arrow down.
  await dialog.getByRole('button', { name: 'Fri 08:00' }).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await dialog.getByText('(Mon–Sat 08:00–16:00)', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Give 7 keys' }).click();
  await page.getByRole('dialog', { name: 'Giving access' }).getByRole('status').waitFor();
  const keys = await keysOf(it, '+4790000002');
  assert.equal(keys.length, 4);
  for (const { recurrence } of keys) {
    assert.deepEqual(
      recurrence.timeSpans.map(({ weekday, startHour, endHour }) => `${weekday} ${startHour}-${endHour}`),
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => `${day} 8-16`),
    );
  }
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('weekdays 8 to 16 from now on open at no other hour', async () => {
  const it = await site.open({ now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '900 00 003');
  await choose(dialog, 'Doors', 'laundry');
  await dialog.getByRole('button', { name: 'Weekdays 8–16' }).click();
  // A bar for each day of its four weeks, not one for all of them.
  await dialog.locator('.bar.opens.preview').nth(10).waitFor();
  await dialog.getByRole('button', { name: 'Give 1 key' }).click();
  const after = page.getByRole('dialog', { name: 'Giving access' });
  for (let waited = 0; waited < 60 && !(await after.getByText('1 usable').isVisible()); waited += 1)
    await page.clock.runFor(1_000);
  const opens = async (at) => (await it.doors({ appUserId: '+4790000003', at })).length;
  assert.equal(await opens('2026-12-02T07:30:00Z'), 1);
  assert.equal(await opens('2026-12-01T22:00:00Z'), 0);
  assert.equal(await opens('2026-12-05T10:00:00Z'), 0);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('of five keys one fails and an answer is lost: only what failed is repeated, and no door has two keys', async () => {
  const it = await site.open();
  const { page } = it;
  await it.unloc(`({ sandbox }) => sandbox.faults([
    { method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { failKeys: 1 } },
    { method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { reset: 'after' } },
  ])`);
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '900 00 005');
  await choose(dialog, 'Doors', 'main entrance 12', 'laundry', 'parcel room', 'workshop', 'garage');
  await dialog.getByRole('button', { name: 'Give 5 keys' }).click();
  const after = page.getByRole('dialog', { name: 'Giving access' });
  await after.getByText('4 usable, 1 failed').waitFor();
  const [failed] = (await outcomesIn(after)).filter((text) => /failed/.test(text));
  assert.match(failed, /The lock could not make the key/);
  // The answer to this one is lost: it is looked for, and found.
  await after.getByRole('button', { name: 'Try again' }).click();
  await after.getByText('5 usable').waitFor({ timeout: 60_000 });
  const live = (await keysOf(it, '+4790000005')).filter(({ state }) => !['revoked', 'error'].includes(state));
  assert.equal(live.length, 5);
  assert.equal(new Set(live.map(({ lockId }) => lockId)).size, 5);
  await after.getByRole('button', { name: 'Take back all 5' }).click();
  await after.getByText('Nothing is there any more.').waitFor();
  assert.deepEqual(await it.doors({ appUserId: '+4790000005' }), []);
  await it.close();
});
