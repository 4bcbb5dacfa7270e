// The views about access, without findings of axe: light, dark, on a phone, in Norwegian; and nothing scrolls sideways.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const [name, options] of Object.entries({
  light: { zone: 'America/New_York' },
  'dark, on a phone': { scheme: 'dark', width: 390 },
  'in Norwegian': { locale: 'nb-NO' },
}))
  test(`no view has findings of axe, nor scrolls sideways: ${name}`, async () => {
    const it = await site.open({ at: '#/', now: '2026-11-27T09:00:00Z', ...options });
    const { page } = it;
    const door = (await it.doors())[0];
    const person = encodeURIComponent(door.people[0].appUserId);
    const wrong = [];
    for (const place of [
      '#/',
      '#/?as=table',
      `#/doors/${door.lockId}`,
      `#/doors/${door.lockId}?zoom=day&as=table`,
      `#/people/${person}?zoom=months`,
    ]) {
      await page.evaluate((hash) => window.location.assign(hash), place);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => !/Start(ing|er)…/.test(document.body.textContent));
      await page.evaluate(axe);
      const violations = await page.evaluate(async (runOnly) => {
        const found = await window.axe.run(document, { runOnly });
        return found.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))}`,
        );
      }, rules);
      for (const violation of violations) wrong.push(`${place} ${violation}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) wrong.push(`${place} is ${over} px too wide`);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(it.complaints, []);
    await it.close();
  });
