// Keys are followed while they are made, by themselves, and only then.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, giveDialog, goTo } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

test('a key that takes its time is shown as being made, and as open when it is, without anything being pressed', async () => {
  const it = await site.open({ now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  await it.unloc(`({ sandbox }) => sandbox.faults([
    { method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 90 } },
  ])`);
  const dialog = await giveDialog(page);
  await choose(dialog, 'People', '912 34 567');
  await choose(dialog, 'Doors', 'laundry');
  await dialog.getByRole('button', { name: 'Give 1 key' }).click();
  const given = page.getByRole('dialog', { name: 'Giving access' });
  await page.clock.runFor(3_000);
  await given.getByText('1 being made').waitFor();
  // Nobody has to wait in the dialog.
  await given.getByRole('button', { name: 'Done' }).click();
  await goTo(page, '#/people/%2B4791234567');
  const table = page.getByRole('table', { name: 'Keys' });
  await table.getByText('being made').waitFor();
  for (let waited = 0; waited < 120 && !(await table.getByText('open now').isVisible()); waited += 1)
    await page.clock.runFor(1_000);
  await table.getByText('open now').waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});
