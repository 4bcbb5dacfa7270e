// Task 12: what happened at the doors.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const now = '2026-11-27T12:00:00Z';

/** What the log of the project says. */
const logOf = (it) =>
  it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      const events = await unloc.accessLog.list({ projectId }).toArray({ limit: 10_000 });
      return { projectId, events };
    }`,
  );

const dayIn = (zone, instant) => new Date(instant).toLocaleDateString('sv', { timeZone: zone });

/** The rows that a table shows, without its head. */
async function rows(page) {
  const table = page.getByRole('table', { name: 'Activity' });
  const texts = await table.locator('tbody').getByRole('row').allInnerTexts();
  // Of a long table the rows that are not seen are one without cells.
  return texts.map((text) => text.split('\t').map((cell) => cell.trim())).filter((cells) => cells.length > 1);
}

test('who opened a door yesterday, by the clock of the door', async () => {
  const it = await site.open({ at: '#/activity', now, zone: 'Asia/Tokyo' });
  const { page } = it;
  const { events } = await logOf(it);
  const yesterday = events.filter(({ created }) => dayIn('Europe/Oslo', created) === '2026-11-26');
  assert.ok(yesterday.length > 0);
  const [{ lockId, lockName }] = yesterday;
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await page.getByRole('combobox', { name: 'Door' }).selectOption(lockName);
  await page
    .getByRole('group', { name: 'Only' })
    .getByRole('button', { name: /^opened/ })
    .click();
  const there = yesterday.filter((event) => event.lockId === lockId).map(({ userName }) => userName);
  await page.waitForFunction(
    (count) => document.querySelector('table').ariaRowCount === String(count),
    there.length + 1,
  );
  const shown = await rows(page);
  assert.deepEqual(shown.map(([, , who]) => who).sort(), there.sort());
  for (const [time, what, , door, source] of shown) {
    assert.match(time, /^Thu 26 Nov, \d\d:\d\d Europe\/Oslo$/);
    assert.deepEqual([what, door, source], ['opened', lockName, 'log of the door']);
  }
  assert.match(page.url(), /when=yesterday/);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('an anonymized door names nobody, a private one has no openings', async () => {
  const it = await site.open({ at: '#/activity?show=opened', now });
  const { page } = it;
  const { projectId, events } = await logOf(it);
  const [first, second] = [...new Set(events.map(({ lockId }) => lockId))];
  await it.unloc(
    `async ({ unloc }, [projectId, first, second]) => {
      await unloc.locks.update({ projectId, lockId: first, privacyPolicy: 'anonymized' });
      await unloc.locks.update({ projectId, lockId: second, privacyPolicy: 'private' });
    }`,
    [projectId, first, second],
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  const nameOf = (id) => events.find(({ lockId }) => lockId === id).lockName;
  await page.getByRole('combobox', { name: 'Door' }).selectOption(nameOf(first));
  await page.getByText('Hidden person').first().waitFor();
  assert.deepEqual([...new Set((await rows(page)).map(([, , who]) => who))], ['Hidden person']);
  await page.getByRole('combobox', { name: 'Door' }).selectOption(nameOf(second));
  await page.getByText('Nothing fits.').waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a file of the activity has what is shown, and no cell that a spreadsheet runs', async () => {
  const it = await site.open({ at: '#/activity?show=opened', now });
  const { page } = it;
  const { projectId, events } = await logOf(it);
  const { appUserId } = events.at(-1);
  await it.unloc(
    `async ({ unloc }, [projectId, appUserId]) => {
      const { id } = (await unloc.managedUsers.list({ projectId }).toArray({ limit: 1000 })).find(
        (user) => user.appUserId === appUserId,
      );
      await unloc.managedUsers.update({ projectId, managedUserId: id, firstName: '=HYPERLINK("http://x.invalid")' });
    }`,
    [projectId, appUserId],
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page
    .getByRole('link', { name: /^=HYPERLINK/ })
    .first()
    .waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await downloading;
  assert.equal(file.suggestedFilename(), 'Fjordglimt Borettslag Activity 2026-11-27.csv');
  const text = await readFile(await file.path(), 'utf8');
  const [head, ...lines] = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  assert.equal(head, 'When;What;Person;Door;How it is known;Number;Time zone;UTC');
  assert.equal(lines.length, events.length);
  assert.ok(text.includes(`"'=HYPERLINK(""http://x.invalid"")`));
  for (const cell of lines.flatMap((line) => line.split(';'))) assert.doesNotMatch(cell, /^"?[=+\-@\t]/);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('the log is read every minute while it is seen, and not while it is hidden', async () => {
  const it = await site.open({ at: '#/activity', now });
  const { page } = it;
  await page.getByText(/^Live · 13:00$/).waitFor();
  await page.clock.runFor(61_000);
  await page.getByText(/^Live · 13:01$/).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  });
  await page.clock.runFor(5 * 60_000);
  await page.getByText(/^Live · 13:01$/).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.getByText(/^Live · 13:0[678]$/).waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a door that opens is in the list by itself; a day later that is who opened the garage yesterday', async () => {
  const it = await site.open({ at: '#/activity', now });
  const { page } = it;
  const opened = await it.unloc(
    `async ({ sandbox, unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
      const { id: lockId } = locks.find(({ name }) => name === 'Garage gate');
      const [door] = sandbox.doors({ lockId });
      const [{ appUserId }] = door.people.filter(({ keyIds }) => keyIds.length > 0);
      const [key] = await unloc.keys.list({ projectId, appUserId }).toArray({ limit: 1 });
      window.openTheGarage = async () => {
        const body = JSON.stringify({ lockId, appUserId });
        return (await sandbox.fetch(sandbox.url + '/_sandbox/open', { method: 'POST', body })).status;
      };
      return { who: key.appUser.name };
    }`,
  );
  await page.getByText(/^Live · 13:00$/).waitFor();
  const table = page.getByRole('table', { name: 'Activity' });
  const before = Number(await table.getAttribute('aria-rowcount'));
  assert.equal(await page.evaluate(() => window.openTheGarage()), 200);
  await page.clock.runFor(61_000);
  await page.waitForFunction((count) => document.querySelector('table').ariaRowCount === String(count), before + 1);
  assert.deepEqual((await rows(page))[0].slice(1, 4), ['opened', opened.who, 'Garage gate']);
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await page.getByRole('combobox', { name: 'Door' }).selectOption('Garage gate');
  await page
    .getByRole('group', { name: 'Only' })
    .getByRole('button', { name: /^opened/ })
    .click();
  await page.waitForFunction(() => document.querySelector('table').ariaRowCount === '2');
  const [[time, , who]] = await rows(page);
  assert.match(time, /^Fri 27 Nov, 13:0\d$/);
  assert.equal(who, opened.who);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
