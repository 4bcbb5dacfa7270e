// Tasks 4, 6 and 8 on an account: over HTTP, with tokens from a backend.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startAccount } from '../support/page-account.mjs';
import { startPage } from '../support/page.mjs';
import { until } from '../support/wait.mjs';
import { choose, giveDialog, goTo, outcomesIn } from '../support/page-flows.mjs';

let site;
let account;
before(async () => {
  [site, account] = await Promise.all([startPage(), startAccount()]);
});
after(() => Promise.all([site.close(), account.close()]));

const opened = () => site.open({ query: account.query, allowed: account.allowed });
/** How many keys open each door that somebody can open. */
const keysAtDoors = async (person) => {
  const { doors } = await account.control(`doors?appUserId=${encodeURIComponent(person)}`);
  return doors.map(({ people }) => people.reduce((sum, { keyIds }) => sum + keyIds.length, 0));
};

test('a guest gets three doors, on an account', async () => {
  const it = await opened();
  const { page } = it;
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '912 34 567');
  await choose(dialog, 'Doors', 'main entrance 12', 'laundry', 'parcel room');
  await dialog.getByText('+4791234567 gets 3 doors from now', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Give 3 keys' }).click();
  const given = page.getByRole('dialog', { name: 'Giving access' });
  await given.getByText('3 usable').waitFor({ timeout: 60_000 });
  assert.deepEqual(await keysAtDoors('+4791234567'), [1, 1, 1]);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('of five keys one fails and an answer is lost, on an account', async () => {
  const it = await opened();
  const { page } = it;
  await account.control('faults', [
    { method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { failKeys: 1 } },
    { method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { reset: 'after' } },
  ]);
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '900 00 005');
  await choose(dialog, 'Doors', 'main entrance 12', 'laundry', 'parcel room', 'workshop', 'garage');
  await dialog.getByRole('button', { name: 'Give 5 keys' }).click();
  const given = page.getByRole('dialog', { name: 'Giving access' });
  await given.getByText('4 usable, 1 failed').waitFor({ timeout: 60_000 });
  await given.getByRole('button', { name: 'Try again' }).click();
  await given.getByText('5 usable').waitFor({ timeout: 60_000 });
  assert.equal((await outcomesIn(given)).length, 5);
  // The browser sends a request again by itself when a connection breaks: the second key is found, and goes.
  await until(async () => String(await keysAtDoors('+4790000005')) === '1,1,1,1,1', 'each door has one key');
  await account.control('faults', []);
  await it.close();
});

test('somebody moves out, with a fault, on an account', async () => {
  const person = '+447700900103';
  const it = await opened();
  const { page } = it;
  await account.control('faults', [
    { method: 'DELETE', path: '/v2/projects/*/keys/*', after: 1, count: 6, fault: { status: 503 } },
  ]);
  await goTo(page, `#/people/${encodeURIComponent(person)}`);
  await page.getByRole('main').getByRole('button', { name: 'Move out…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move out Henrik Vik' });
  await dialog.getByRole('button', { name: /^Begin/ }).click();
  const again = dialog.getByRole('button', { name: 'Try again' }).first();
  await again.or(dialog.getByText('0 keys left')).first().waitFor({ timeout: 90_000 });
  if (await again.isVisible()) await again.click();
  await dialog.getByText('Read back: 0 keys left.').waitFor({ timeout: 90_000 });
  assert.deepEqual(await keysAtDoors(person), []);
  await account.control('faults', []);
  await it.close();
});

test('another tab of the account shows what this one did', async () => {
  const first = await opened();
  const second = await site.open({ query: account.query, allowed: account.allowed, reuse: first.context });
  await goTo(second.page, '#/people');
  const dialog = await giveDialog(first.page);
  await choose(dialog, 'People', '900 00 077');
  await choose(dialog, 'Doors', 'laundry');
  await dialog.getByRole('button', { name: 'Give 1 key' }).click();
  await second.page.getByLabel('Filter').fill('90000077');
  await second.page.getByRole('link', { name: '+4790000077' }).waitFor();
  assert.deepEqual(second.complaints, []);
  await first.close();
});
