// Tasks 9 to 11: sharing, a group from a pasted list, a part of a project and the keys of the other building.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, goTo, outcomesIn } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const rightsOf = `async ({ unloc, projectIds: [projectId] }, lockId) =>
  (await unloc.sharingRights.list({ projectId, lockId }).toArray({ limit: 1000 })).map(({ appUserId }) => appUserId)`;

test('sharing is allowed, counted, and stopped, and what was shared is taken back', async () => {
  const it = await site.open();
  const { page } = it;
  const { lockId, person, shared } = await it.unloc(`async ({ unloc, projectIds: [projectId] }) => {
    const rights = await unloc.sharingRights.list({ projectId }).toArray({ limit: 1000 });
    const { lockId, appUserId, createdKeys } = rights.find(({ createdKeys }) => createdKeys > 0);
    return { lockId, person: appUserId, shared: createdKeys };
  }`);
  await goTo(page, `#/doors/${lockId}`);
  await page.getByRole('button', { name: 'Allow sharing…' }).click();
  const allow = page.getByRole('dialog', { name: 'Allow sharing' });
  await choose(allow, 'People', '912 34 567');
  await allow.getByText('+4791234567 may give others keys to', { exact: false }).waitFor();
  await allow.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByRole('link', { name: '+4791234567' }).waitFor();
  assert.ok((await it.unloc(rightsOf, lockId)).includes('+4791234567'));

  const taking = page.getByRole('button', { name: new RegExp(`^Take back ${shared} shared`) }).first();
  await taking.click();
  const back = page.getByRole('dialog', { name: 'Take back what was shared' });
  await back.getByText('Unloc does not list who has these keys', { exact: false }).waitFor();
  await back.getByRole('button', { name: `Take back ${shared} shared` }).click();
  await back.waitFor({ state: 'hidden' });
  const open = await it.doors({ lockId });
  for (const { people } of open)
    assert.deepEqual(
      people.flatMap(({ appUserId, sharedKeyIds }) => (appUserId === person ? sharedKeyIds : [])),
      [],
    );

  await page.getByRole('button', { name: /^Stop sharing: \+4791234567/ }).click();
  const stop = page.getByRole('dialog', { name: 'Stop sharing' });
  await stop.getByText('+4791234567 can give nobody keys to', { exact: false }).waitFor();
  await stop.getByRole('button', { name: 'Stop sharing' }).click();
  await stop.waitFor({ state: 'hidden' });
  assert.ok(!(await it.unloc(rightsOf, lockId)).includes('+4791234567'));
  assert.deepEqual(it.complaints, []);
  await it.close();
});

const pasted = [
  'Name;Phone',
  ...Array.from({ length: 10 }, (_, index) => `Resident ${index};912 34 5${String(index + 10)}`),
  'Nobody;no number',
  'Somebody;12 3',
].join('\n');

test('a group is made from a pasted list: its bad rows are shown before anything is sent; who is removed has no key', async () => {
  const it = await site.open({ at: '#/groups' });
  const { page } = it;
  await page.getByRole('button', { name: 'Make a group…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a group' });
  await dialog.getByLabel('Name, at least 4 letters').fill('Stairway 14');
  const people = dialog.getByRole('combobox', { name: 'People' });
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await people.press('Control+v');
  await dialog.getByText('2 rows have no phone number and were left out:').waitFor();
  await dialog.getByText('Nobody;no number').waitFor();
  await dialog.getByText('Somebody;12 3').waitFor();
  await choose(dialog, 'Doors', 'main entrance 14', 'laundry');
  await dialog.getByLabel('Only at certain hours').check();
  await dialog.getByText('A group with hours cannot allow sharing.').waitFor();
  assert.equal(await dialog.getByLabel('May share', { exact: false }).isDisabled(), true);
  await dialog.getByText('“Stairway 14”: 10 people get 2 doors (Mon–Fri 08:00–16:00): 20 keys.').waitFor();
  await dialog.getByRole('button', { name: 'Save: 20 keys' }).click();
  await page.getByRole('heading', { level: 1, name: 'Stairway 14' }).waitFor();
  const members = page.getByRole('list', { name: 'People' });
  assert.equal(await members.getByRole('listitem').count(), 10);
  const keys = `async ({ unloc, projectIds: [projectId] }, appUserId) =>
    (await unloc.keys.list({ projectId, appUserId, excludeStates: ['revoked'] }).toArray({ limit: 100 })).length`;
  assert.equal(await it.unloc(keys, '+4791234513'), 2);
  // A key of a group cannot be taken back by itself, nor changed: both say what to do instead.
  await page.getByRole('checkbox', { name: 'Tick the key of Resident 0 to Laundry' }).check();
  await page.getByRole('button', { name: 'Extend, move, pause…' }).click();
  const change = page.getByRole('dialog', { name: 'Extend, move or pause' });
  await change.getByText('1 key comes from a group and stays', { exact: false }).waitFor();
  await change.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Take back' }).click();
  const back = page.getByRole('dialog', { name: 'Take back' });
  await back.getByRole('button', { name: 'Take back' }).click();
  await back.getByText('A key of a group goes with the group', { exact: false }).waitFor();
  await back.getByRole('button', { name: 'Done' }).click();
  assert.equal(await it.unloc(keys, '+4791234510'), 2);
  await members.getByRole('button', { name: 'Remove Resident 3' }).click();
  const remove = page.getByRole('dialog', { name: 'Remove' });
  await remove.getByText('Resident 3 leaves “Stairway 14”: 2 keys taken back.').waitFor();
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await remove.waitFor({ state: 'hidden' });
  assert.equal(await members.getByRole('listitem').count(), 9);
  assert.equal(await it.unloc(keys, '+4791234513'), 0);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a part with two doors has its own keys only', async () => {
  const it = await site.open({ at: '#/parts' });
  const { page } = it;
  await page.getByRole('button', { name: 'Make a part…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a part' });
  await dialog.getByLabel('Name, at least 4 letters').fill('East wing');
  await choose(dialog, 'Doors', 'main entrance 16', 'workshop');
  await dialog.getByText('“East wing” is a part with 2 doors.').waitFor();
  await dialog.getByRole('button', { name: 'Make a part' }).click();
  await page.getByRole('heading', { level: 1, name: 'East wing' }).waitFor();
  assert.equal(await page.getByRole('list', { name: 'Doors' }).getByRole('listitem').count(), 2);
  const table = page.getByRole('table', { name: 'Keys' });
  assert.equal(await table.getAttribute('aria-rowcount'), '1');
  await page.getByRole('main').getByRole('button', { name: 'Give access' }).click();
  const give = page.getByRole('dialog', { name: 'Give access' });
  await choose(give, 'People', '912 34 567');
  await give.getByRole('button', { name: 'Give 2 keys' }).click();
  const given = page.getByRole('dialog', { name: 'Giving access' });
  await given.getByText('2 usable').waitFor({ timeout: 60_000 });
  assert.equal((await outcomesIn(given)).length, 2);
  await given.getByRole('button', { name: 'Done' }).click();
  await page.waitForFunction(() => document.querySelector('table[aria-label="Keys"]')?.ariaRowCount === '3');
  const inPart = await it.unloc(`async ({ unloc, projectIds: [projectId] }) => {
    const parts = await unloc.subprojects.list({ projectId }).toArray({ limit: 10 });
    const { id } = parts.find(({ name }) => name === 'East wing');
    return (await unloc.keys.list({ projectId, subprojectId: id }).toArray({ limit: 10 })).length;
  }`);
  assert.equal(inPart, 2);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
