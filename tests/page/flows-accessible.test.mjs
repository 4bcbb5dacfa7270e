// The dialogs that change something: without findings of axe in light, dark and on a phone, and by the keyboard alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';
import { choose, goTo } from '../support/page-flows.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const magnus = '#/people/%2B447700900101';
/** How each dialog is opened. */
const dialogs = {
  async give(page) {
    await page.keyboard.press('g');
    const dialog = page.getByRole('dialog');
    await choose(dialog, 'People', '912 34 567', 'magnus');
    await choose(dialog, 'Doors', 'laundry', 'guest flat');
    await dialog.getByRole('button', { name: 'Weekdays 8–16' }).click();
  },
  async moveOut(page) {
    await goTo(page, magnus);
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByText('moves out:', { exact: false }).waitFor();
  },
  async change(page) {
    await goTo(page, magnus);
    await page.getByRole('checkbox', { name: 'Tick all' }).check();
    await page.getByRole('button', { name: 'Extend, move, pause…' }).click();
  },
  async takeBack(page) {
    await goTo(page, magnus);
    await page.getByRole('checkbox', { name: 'Tick all' }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Take back' }).click();
  },
  async group(page) {
    await goTo(page, '#/groups');
    await page.getByRole('button', { name: 'Make a group…' }).click();
    await page.getByRole('dialog').getByLabel('Only at certain hours').check();
  },
  async sharing(page) {
    await goTo(page, magnus);
    await page.getByRole('button', { name: 'Allow sharing…' }).click();
  },
};

for (const [name, open] of Object.entries(dialogs))
  for (const look of [{}, { scheme: 'dark', width: 390, height: 844 }])
    test(`axe finds nothing in the dialog ${name}${look.scheme ? ', dark on a phone' : ''}`, async () => {
      const it = await site.open(look);
      const { page } = it;
      await open(page);
      await page.getByRole('dialog').waitFor();
      const found = await page.evaluate(`(() => { ${axe}; return axe.run(document.querySelector('dialog')); })()`);
      assert.deepEqual(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
      assert.deepEqual(it.complaints, []);
      await it.close();
    });

test('the fields with suggestions work by the keyboard: arrows, Enter, Escape, Backspace', async () => {
  const it = await site.open();
  const { page } = it;
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Give access' });
  const box = dialog.getByRole('combobox', { name: 'Doors' });
  await box.focus();
  await page.keyboard.type('main entrance');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Remove Main entrance 14' }).waitFor();
  await page.keyboard.type('laun');
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  assert.equal(await dialog.isVisible(), true);
  await box.fill('');
  await page.keyboard.press('Backspace');
  await dialog.getByRole('button', { name: 'Remove Main entrance 14' }).waitFor({ state: 'hidden' });
  // The first closes the suggestions, the second the dialog.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.deepEqual(it.complaints, []);
  await it.close();
});
