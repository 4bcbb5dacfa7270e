// Task 3: who can open a door at a time, by the clock of the door, wherever the visitor is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** Reads again when the key that was given has become usable. */
async function anHourLater(page) {
  await page.getByRole('button', { name: '+1 hour' }).click();
}

/** Gives somebody a key to the parcel room on Saturdays and Sundays from ten to twelve. Resolves to the door and the names. */
const withWeeklyHours = (it) =>
  it.unloc(
    `async ({ unloc }) => {
      const { projects: [{ projectId }] } = await unloc.resources.discover();
      const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
      const { id: lockId } = locks.find(({ name }) => name === 'Parcel room');
      await unloc.managedUsers.create({ projectId, appUserId: '+4791234567', firstName: 'Wilma', lastName: 'Weekend' });
      const ten = { startHour: 10, startMinute: 0, endHour: 12, endMinute: 0 };
      const timeSpans = [{ weekday: 'sat', ...ten }, { weekday: 'sun', ...ten }];
      await unloc.keys.create({ projectId, keys: [{ lockId, appUserId: '+4791234567', recurrence: { timeSpans } }] });
      const keys = await unloc.keys.list({ projectId }).toArray({ limit: 1000 });
      const names = Object.fromEntries(keys.map(({ appUser }) => [appUser.id, appUser.name ?? appUser.id]));
      // Nobody but the vendor knows when this one is made, so that the page promises nothing.
      const slow = keys.filter(({ state, metadata }) => state === 'creating' && metadata?.note).map(({ id }) => id);
      return { lockId, slow, names: { ...names, '+4791234567': 'Wilma Weekend' } };
    }`,
  );

/** Who can open by the embedded Unloc's own rules. */
async function known(it, { lockId, slow, names }, at) {
  const [door] = await it.doors({ lockId, at });
  const people = (door?.people ?? []).filter(({ keyIds }) => !keyIds.length || keyIds.some((id) => !slow.includes(id)));
  return people.map(({ appUserId }) => names[appUserId]).sort();
}

/** Who can open as the page says. */
async function said(page) {
  const names = await page.locator('.answer-said ul').first().getByRole('link').allInnerTexts();
  return names.sort();
}

test('who can open the parcel room on Saturday at ten, asked in New York about a door in Oslo', async () => {
  const it = await site.open({ zone: 'America/New_York', now: '2027-03-24T12:00:00Z' });
  const { page } = it;
  const weekend = await withWeeklyHours(it);
  await anHourLater(page);
  await page.getByRole('link', { name: /^Doors/ }).click();
  await page.getByRole('link', { name: 'Parcel room' }).click();
  await page.getByRole('heading', { name: 'Parcel room', level: 1 }).waitFor();
  await page.getByText('Times are those of the door: Europe/Oslo, 5 h ahead of you.').waitFor();
  const field = page.getByLabel('Who can open at');
  // The clock goes forward in the night to Sunday 28 March.
  for (const [wall, at] of [
    ['2027-03-27T10:00', '2027-03-27T09:00:00Z'],
    ['2027-03-27T12:00', '2027-03-27T11:00:00Z'],
    ['2027-03-28T10:00', '2027-03-28T08:00:00Z'],
    ['2027-03-28T09:59', '2027-03-28T07:59:00Z'],
    ['2027-04-03T10:00', '2027-04-03T08:00:00Z'],
  ]) {
    await field.fill(wall);
    const day = Number(wall.slice(8, 10));
    await page.getByRole('heading', { name: new RegExp(`\\b${day} (Mar|Apr), ${wall.slice(11)}`) }).waitFor();
    const people = await known(it, weekend, at);
    assert.deepEqual(await said(page), people, wall);
    assert.equal(people.includes('Wilma Weekend'), /T10:00/.test(wall), wall);
    assert.match(page.url(), new RegExp(`at=${encodeURIComponent(at.replace(':00Z', 'Z'))}`));
  }
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('the timeline is asked by the arrow keys and by a click, and its table says the hours', async () => {
  const it = await site.open({ zone: 'America/New_York', now: '2027-03-24T12:00:00Z' });
  const { page } = it;
  const weekend = await withWeeklyHours(it);
  await page.evaluate((hash) => window.location.assign(hash), `#/doors/${weekend.lockId}`);
  await anHourLater(page);
  await page.getByRole('link', { name: 'Wilma Weekend' }).first().waitFor();
  const drawing = page.getByRole('slider', { name: 'Who can open it, and when' });
  await page.getByLabel('Who can open at').fill('2027-03-28T08:00');
  await drawing.focus();
  for (const hour of ['09', '10']) {
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (text) => document.querySelector('[role=slider]').ariaValueText.includes(text),
      `Sun 28 Mar, ${hour}:00`,
    );
  }
  assert.deepEqual(await said(page), await known(it, weekend, '2027-03-28T08:00:00Z'));
  // A click asks about the hour that is nearest: the middle of the first Wednesday.
  const { width } = await drawing.boundingBox();
  await drawing.click({ position: { x: (width * 2.5 * 24) / (14 * 24 - 1), y: 20 } });
  await page.getByRole('heading', { name: /Wed 24 Mar, 12:00/ }).waitFor();
  assert.deepEqual(await said(page), await known(it, weekend, '2027-03-24T11:00:00Z'));
  await page.keyboard.press('t');
  const row = page.getByRole('row', { name: /Wilma Weekend/ }).first();
  await row.getByText('Sat–Sun 10:00–12:00').waitFor();
  assert.ok(await drawing.isHidden());
  await page.keyboard.press('t');
  await drawing.waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a day of 23 hours has none at two, a day of 25 hours has two', async () => {
  const it = await site.open({ now: '2027-03-24T12:00:00Z', width: 1600 });
  const { page } = it;
  await page.getByRole('link', { name: 'Parcel room' }).first().click();
  const names = async (date) => {
    await page.evaluate((hash) => window.location.assign(`${window.location.hash.split('?')[0]}${hash}`), date);
    await page.waitForFunction(() => document.querySelector('.timeline-axis title') !== null);
    await page.waitForTimeout(100);
    return page.evaluate(() =>
      [...document.querySelectorAll('.timeline-axis title')].map(({ textContent }) => textContent),
    );
  };
  const spring = await names('?zoom=day&from=2027-03-28');
  assert.equal(spring.length, 23);
  assert.deepEqual(spring.slice(0, 4), ['00:00', '01:00', '03:00', '04:00']);
  const autumn = await names('?zoom=day&from=2027-10-31');
  assert.equal(autumn.length, 25);
  assert.deepEqual(autumn.slice(1, 5), ['01:00', '02:00', '02:00 · UTC+1', '03:00']);
  const weeks = await names('?from=2027-03-22');
  assert.ok(weeks.some((name) => /Sun 28 · 23 h/.test(name)));
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a time that is dragged in a row, or chosen by the keyboard, is given there', async () => {
  const it = await site.open({ at: '#/', now: '2026-11-27T09:00:00Z' });
  const { page } = it;
  await page.getByRole('link', { name: 'Main entrance 12' }).first().click();
  const drawing = page.getByRole('slider', { name: 'Who can open it, and when' });
  await drawing.scrollIntoViewIfNeeded();
  const { x, y, width } = await drawing.boundingBox();
  const row = page.locator('.timeline-body li').nth(1);
  const person = await row.getByRole('link').textContent();
  const middle = y + 1.5 * (await row.boundingBox()).height;
  // From Tuesday 1 December at noon to Thursday at noon: of two weeks from Monday 23 November on.
  await page.mouse.move(x + (width * 8.5) / 14, middle);
  await page.mouse.down();
  await page.mouse.move(x + (width * 10.5) / 14, middle, { steps: 6 });
  await page.locator('.timeline-axis').getByText('Tue 1 Dec, 12:00 – Thu 3 Dec, 12:00').waitFor();
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Give access' });
  await dialog.getByText(person).first().waitFor();
  assert.equal(await dialog.getByLabel('From').inputValue(), '2026-12-01T12:00');
  assert.equal(await dialog.getByLabel('Until').inputValue(), '2026-12-03T12:00');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByLabel('Who can open at').fill('2026-12-05T08:00');
  await drawing.focus();
  for (let hour = 0; hour < 3; hour += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel('From').inputValue(), '2026-12-05T08:00');
  assert.equal(await dialog.getByLabel('Until').inputValue(), '2026-12-05T11:00');
  await dialog.getByRole('combobox', { name: 'People' }).fill('912 34 567');
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  const preview = dialog.getByRole('img', { name: 'Preview' });
  await preview.locator('.bar.opens.preview').waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('in a browser without Temporal the calendar is loaded, and the days are the same', async () => {
  const it = await site.open({ now: '2027-03-24T12:00:00Z' });
  const { page } = it;
  await it.context.addInitScript(() => {
    delete globalThis.Temporal;
  });
  await page.reload();
  await page.getByRole('link', { name: 'Parcel room' }).first().click();
  await page.getByRole('slider', { name: 'Who can open it, and when' }).waitFor();
  assert.equal(await page.evaluate(() => typeof globalThis.Temporal), 'undefined');
  await page.getByLabel('Who can open at').fill('2027-03-28T10:00');
  await page.getByRole('heading', { name: /Sun 28 Mar, 10:00/ }).waitFor();
  assert.match(page.url(), /at=2027-03-28T08%3A00Z/);
  await page.getByRole('button', { name: 'Later' }).click();
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('.timeline-axis title')].map(({ textContent }) => textContent),
  );
  assert.equal(names.length, 14);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
