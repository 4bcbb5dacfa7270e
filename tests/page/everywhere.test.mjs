// What holds for every view and dialog: no findings of axe, words in both languages, room on a phone and for large text, the
// keyboard alone, no jump of what is drawn, and nothing that leaves the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** What axe finds on the page as it is shown. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }),
    tags,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html.slice(0, 160))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

const go = async (page, hash) => {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.starting').waitFor({ state: 'detached' });
};

/** The places of the page, with a door and a person. */
async function placesOf(page) {
  const sections = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')).filter((href) => href?.startsWith('#/')));
  const item = async (section) => {
    await go(page, section);
    return page.getByRole('table').getByRole('link').first().getAttribute('href');
  };
  return [...new Set([...sections, '#/connect', await item('#/doors'), await item('#/people'), '#/nowhere'])];
}

/** Those of giving, changing and moving out have tests of their own. */
const dialogs = [
  ['/', 'find'],
  ['?', 'keyboard'],
];

for (const [name, options] of [
  ['light', {}],
  ['dark, on a phone', { scheme: 'dark', width: 390, height: 844 }],
]) {
  test(`axe finds nothing, in every view and dialog, ${name}`, async () => {
    const { page, complaints, close } = await site.open(options);
    const found = [];
    const look = async (what) => found.push(...(await findings(page)).map((one) => `${what}: ${one}`));
    const places = await placesOf(page);
    for (const place of options.width === undefined
      ? places
      : places.filter((one) => /^#\/(?:$|doors|keys|connect)/.test(one))) {
      await go(page, place);
      await look(place);
    }
    await go(page, '#/doors');
    for (const [key, what] of dialogs) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await look(what);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('F2');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(`developer, ${await tab.textContent()}`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

/** Text that is wider than its place, and a page that is wider than the window. */
const tooWide = (page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const cut = [...document.querySelectorAll('button, h1, h2, a, label')].filter((element) => {
      const { overflow, textOverflow } = getComputedStyle(element);
      return element.scrollWidth > element.clientWidth + 1 && overflow === 'hidden' && textOverflow !== 'ellipsis';
    });
    return [
      ...(scrollWidth > clientWidth + 1 ? [`page ${scrollWidth} in ${clientWidth}`] : []),
      ...cut.map(({ outerHTML }) => outerHTML.slice(0, 120)),
    ];
  });

test('at 390 px, and with text of 200 %, nothing is wider than the window', async () => {
  const wide = [];
  for (const [what, options, size] of [
    ['390 px', { width: 390, height: 844 }, '100%'],
    ['200 %', {}, '200%'],
    ['200 % by zoom', { width: 640, height: 450 }, '100%'],
  ]) {
    const { page, close } = await site.open(options);
    await page.evaluate((text) => {
      document.documentElement.style.fontSize = text;
    }, size);
    for (const place of await placesOf(page)) {
      await go(page, place);
      wide.push(...(await tooWide(page)).map((one) => `${what}, ${place}: ${one}`));
    }
    await close();
  }
  assert.deepEqual(wide, []);
});

test('in Norwegian, no view has words of English', async () => {
  const { page, complaints, close } = await site.open({ locale: 'nb-NO' });
  await page.getByRole('link', { name: /^Dører/ }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'nb');
  for (const place of await placesOf(page)) {
    await go(page, place);
    const [said] = await page.locator('body').allInnerTexts();
    assert.doesNotMatch(said, /\b(?:the|Doors|Keys|People|open now|taken back|Give access|Refresh|Search)\b/, place);
  }
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Doors' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Doors' }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('opened cold: what it is and what needs attention is said, nothing leaves the page, and nothing jumps', async () => {
  const { page, complaints, context, close } = await site.open();
  await page.close();
  const cold = await context.newPage();
  await cold.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, startTime, sources } of list.getEntries())
        if (!hadRecentInput) {
          const what = sources.map(({ node }) => node?.className || node?.nodeName);
          window.shifts.push({ value, startTime, what, rows: document.querySelector('h1') !== null });
        }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await cold.goto(site.address);
  await cold.getByText('Demo: an embedded Unloc in this tab. Nothing leaves it.').waitFor();
  await cold.getByText('could not be made').waitFor();
  await cold.waitForTimeout(2_000);
  const shifts = await cold.evaluate(() => window.shifts.filter(({ rows, value }) => rows && value > 0.02));
  assert.deepEqual(shifts, []);
  assert.deepEqual(complaints, []);
  await close();
});

test('by the keyboard alone: past the navigation, to a door, and back', async () => {
  const { page, complaints, close } = await site.open();
  const tabTo = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const said = await page.evaluate(() => document.activeElement?.textContent?.trim());
      if (said?.includes(name)) return;
    }
    assert.fail(`Tab does not come to ${name}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
  await page.keyboard.press('2');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await tabTo('Laundry');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Laundry' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Laundry');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /^Doors/ }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('light and dark are chosen, and kept', async () => {
  const { page, complaints, close } = await site.open({ scheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Dark' }).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await ground(), dark);
  await page.getByRole('button', { name: 'System' }).click();
  assert.equal(await ground(), light);
  assert.deepEqual(complaints, []);
  await close();
});
