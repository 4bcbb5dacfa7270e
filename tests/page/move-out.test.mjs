// Task 8: somebody moves out. The plan first, then its run, with a fault and a reload in the middle; nothing is left.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { goTo } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const person = '+447700900101';
const prepare = `async ({ unloc, projectIds: [projectId] }, person) => {
  const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
  await unloc.accessGroups.create({
    projectId, name: 'Residents 14', lockIds: locks.slice(0, 3).map(({ id }) => id), appUserIds: [person, '+4791234567'],
  });
  return (await unloc.sharingRights.list({ projectId, appUserId: person }).toArray({ limit: 100 })).length;
}`;
const left = `async ({ unloc, projectIds: [projectId] }, appUserId) => {
  const keys = await unloc.keys.list({ projectId, appUserId }).toArray({ limit: 1000 });
  const rights = await unloc.sharingRights.list({ projectId, appUserId }).toArray({ limit: 1000 });
  return { keys: keys.filter(({ state }) => !['revoked', 'expired'].includes(state)).length, rights: rights.length };
}`;

test('somebody moves out: plan, fault, reload, go on, nothing left, receipt', async () => {
  const it = await site.open();
  const { page } = it;
  assert.ok((await it.unloc(prepare, person)) > 0);
  // Slow, so that the reload is in the middle; the fault comes afterwards.
  await it.unloc(`({ sandbox }) => sandbox.faults([
    { method: 'DELETE', path: '/v2/projects/*/keys/*', fault: { delayMs: 700 } },
  ])`);
  await goTo(page, `#/people/${encodeURIComponent(person)}`);
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Move out Magnus Eide' });
  await dialog.getByText('Magnus Eide moves out:', { exact: false }).waitFor();
  const planned = await dialog.getByRole('list', { name: 'What became of each' }).getByRole('listitem').allInnerTexts();
  assert.match(planned[0], /May share.*stopped first/s);
  assert.match(planned[1], /Keys they shared/);
  assert.ok(planned.some((line) => /Group “Residents 14”.*removed/s.test(line)));
  assert.equal(await dialog.getByText('over already: nothing to do', { exact: false }).isVisible(), true);
  await dialog.getByRole('button', { name: /^Begin/ }).click();
  await dialog.getByText(/^[3-5] of \d+ done/).waitFor();
  // What is done so far is written down when its step is.
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.notDeepEqual(await it.unloc(left, person), { keys: 0, rights: 0 });
  await it.unloc(`({ sandbox }) => sandbox.faults([
    { method: 'DELETE', path: '/v2/projects/*/keys/*', count: 6, fault: { status: 503 } },
  ])`);
  const waiting = page.getByRole('list', { name: 'Move-outs that are not done' });
  await waiting.getByText('Magnus Eide is not moved out yet.').waitFor();
  await waiting.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText(/^[3-5] of \d+ done/).waitFor();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  const again = dialog.getByRole('button', { name: 'Try again' }).first();
  await again.or(dialog.getByText('0 keys left')).first().waitFor({ timeout: 90_000 });
  if (await again.isVisible()) await again.click();
  await dialog.getByText('Read back: 0 keys left.').waitFor({ timeout: 90_000 });
  assert.deepEqual(await it.unloc(left, person), { keys: 0, rights: 0 });
  assert.deepEqual(await it.doors({ appUserId: person }), []);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Receipt CSV' }).click(),
  ]);
  const receipt = await readFile(await download.path(), 'utf8');
  assert.match(receipt, /Magnus Eide/);
  assert.match(receipt, /Residents 14/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  assert.equal(await waiting.isVisible(), false);
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('somebody moves out on a day: keys get an end on that day, and the rest waits', async () => {
  const it = await site.open();
  const { page } = it;
  await goTo(page, '#/people/%2B447700900103');
  await page.getByRole('main').getByRole('button', { name: 'Move out…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move out Henrik Vik' });
  await dialog.getByRole('button', { name: 'On a day' }).click();
  await dialog.getByText('a closed page runs nothing', { exact: false }).waitFor();
  const day = await dialog.getByLabel('Day', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: /^Begin/ }).click();
  await dialog.getByText('Sharing is still to be stopped then.', { exact: false }).waitFor({ timeout: 60_000 });
  const ends = await it.unloc(
    `async ({ unloc, projectIds: [projectId] }) => {
      const keys = await unloc.keys.list({ projectId, appUserId: '+447700900103' }).toArray({ limit: 1000 });
      return keys.filter(({ state }) => !['revoked', 'expired'].includes(state)).map(({ end }) => end);
    }`,
  );
  assert.ok(ends.length > 0);
  for (const end of ends) assert.ok(end !== null && Date.parse(end) <= Date.parse(`${day}:00+02:00`) + 2 * 3_600_000);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Henrik Vik moves out on', { exact: false }).waitFor();
  // The day comes: what could not be done before is done then.
  await it.unloc('({ advance }) => advance(31 * 86400)');
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByText('Henrik Vik is not moved out yet.').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('Read back: 0 keys left.').waitFor({ timeout: 60_000 });
  assert.deepEqual(await it.unloc(left, '+447700900103'), { keys: 0, rights: 0 });
  assert.deepEqual(it.complaints, []);
  await it.close();
});
