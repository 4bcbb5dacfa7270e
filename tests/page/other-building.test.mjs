// Task 11, the other half: another building in another country, and the same flow in Norwegian.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, giveDialog } from '../support/page-flows.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

test('in another building numbers and clocks are those of its country', async () => {
  const it = await site.open({ zone: 'America/New_York', now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  await page.getByLabel('Project').selectOption({ label: 'Söderstugor Korttidsboende' });
  await page.getByRole('heading', { level: 1, name: 'Söderstugor Korttidsboende' }).waitFor();
  const dialog = await giveDialog(page);
  await dialog.getByText('Numbers without a country are of Sweden.', { exact: false }).waitFor();
  await choose(dialog, 'People', '070-174 06 99');
  await choose(dialog, 'Doors', 'street door 7');
  await dialog.getByText('On the clock of the doors, Europe/Stockholm.').waitFor();
  await dialog.getByRole('button', { name: 'The weekend' }).click();
  await dialog
    .getByText('+46701740699 gets Street door 7 from Fri 4 Dec, 16:00 to Sun 6 Dec, 12:00 (Europe/Stockholm): 1 key.')
    .waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('access is given in Norwegian', async () => {
  const it = await site.open({ locale: 'nb-NO', now: '2026-12-01T10:00:00Z' });
  const { page } = it;
  await page.getByRole('button', { name: 'Gi tilgang' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Gi tilgang' });
  await choose(dialog, 'Personer', '912 34 567');
  await choose(dialog, 'Dører', 'laundry', 'parcel room');
  await dialog.getByRole('button', { name: 'Hverdager 8–16' }).click();
  await dialog.getByText('+4791234567 får 2 dører fra nå til', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Gi 2 nøkler' }).click();
  const given = page.getByRole('dialog', { name: 'Gir tilgang' });
  for (let waited = 0; waited < 60 && !(await given.getByText('2 klare').isVisible()); waited += 1)
    await page.clock.runFor(1_000);
  await given.getByText('2 klare').waitFor();
  assert.deepEqual(it.complaints, []);
  await it.close();
});
