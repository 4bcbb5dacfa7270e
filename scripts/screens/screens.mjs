// The screens of the page: where each is, and what a person does there before the picture is taken.
import { choose, goTo } from '../../tests/support/page-flows.mjs';

/** The time of all pictures: a Friday, 10:00 in Oslo. */
export const now = '2026-11-27T09:00:00Z';

/** Ids in the demo's first project, by the names that a person sees. */
const found = `async ({ unloc, projectIds: [projectId] }) => {
  const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
  const keys = await unloc.keys.list({ projectId }).toArray({ limit: 1000 });
  const idOf = (wanted) => locks.find(({ name }) => name === wanted).id;
  const { appUser } = keys.find(({ appUser, state }) => appUser.name === 'Magnus Eide' && state === 'active');
  return { parcelRoom: idOf('Parcel room'), partyRoom: idOf('Party room'), magnus: appUser.id };
}`;

const door = async ({ page, unloc }, query = '', name = 'parcelRoom') =>
  goTo(page, `#/doors/${(await unloc(found))[name]}${query}`);
const person = async ({ page, unloc }, query = '') =>
  goTo(page, `#/people/${encodeURIComponent((await unloc(found)).magnus)}${query}`);

/** A dialog that was opened, with nothing under way in it. */
const dialog = async (page, name) => {
  const open = page.getByRole('dialog', name === undefined ? {} : { name });
  await open.waitFor();
  return open;
};

async function filledGive({ page }) {
  await page.keyboard.press('g');
  const give = await dialog(page, 'Give access');
  await choose(give, 'People', 'magnus', '912 34 567');
  await choose(give, 'Doors', 'main entrance 12', 'laundry', 'parcel room');
  await give.getByRole('button', { name: 'The weekend' }).click();
  await give.getByText(/^2 people get/).waitFor();
  return give;
}

/** Each screen by the name of its picture; the function gets what `startPage().open` resolves to. */
export const screens = {
  'overview': async () => {},
  'overview-table': async ({ page }) => goTo(page, '#/?as=table'),
  'doors': async ({ page }) => goTo(page, '#/doors'),
  'door': async (it) => door(it),
  'door-hours': async (it) => door(it, '', 'partyRoom'),
  'door-day': async (it) => door(it, '?zoom=day'),
  'door-months': async (it) => door(it, '?zoom=months'),
  'door-table': async (it) => door(it, '?as=table'),
  'people': async ({ page }) => goTo(page, '#/people'),
  'person': async (it) => person(it),
  'person-table': async (it) => person(it, '?as=table'),
  'keys': async ({ page }) => goTo(page, '#/keys'),
  'keys-none': async ({ page }) => goTo(page, '#/keys?q=nobody'),
  'groups': async ({ page }) => goTo(page, '#/groups'),
  'parts': async ({ page }) => goTo(page, '#/parts'),
  'activity': async ({ page }) => goTo(page, '#/activity'),
  'review': async ({ page }) => goTo(page, '#/review'),
  'connect': async ({ page }) => goTo(page, '#/connect'),
  'no-such-view': async ({ page }) => goTo(page, '#/nothing'),
  'search': async ({ page }) => {
    await page.keyboard.press('Control+k');
    const search = await dialog(page);
    await search.getByRole('combobox').fill('nyg');
    await search.getByRole('option').first().waitFor();
  },
  'shortcuts': async ({ page }) => {
    await page.keyboard.press('?');
    await dialog(page);
  },
  'developer': async (it) => {
    await door(it);
    await it.page.keyboard.press('F2');
  },
  'give': filledGive,
  'given': async (it) => {
    await (await filledGive(it)).getByRole('button', { name: /^Give \d+ keys/ }).click();
    await (await dialog(it.page, 'Giving access')).getByRole('status').waitFor();
  },
  'change': async (it) => {
    await person(it);
    await it.page.getByRole('checkbox').nth(1).check();
    await it.page.getByRole('button', { name: 'Extend, move, pause…' }).click();
    await dialog(it.page);
  },
  'take-back': async (it) => {
    await person(it);
    await it.page.getByRole('checkbox').nth(1).check();
    await it.page.getByRole('toolbar').getByRole('button', { name: 'Take back' }).click();
    await dialog(it.page);
  },
  'move-out': async (it) => {
    await person(it);
    await it.page.keyboard.press('m');
    await (await dialog(it.page, 'Move out Magnus Eide')).getByText('moves out:', { exact: false }).waitFor();
  },
  'sharing': async (it) => {
    await door(it);
    await it.page.getByRole('button', { name: 'Allow sharing…' }).click();
    await dialog(it.page);
  },
  'edit-door': async (it) => {
    await door(it);
    await it.page.getByRole('button', { name: 'Edit…' }).click();
    await dialog(it.page);
  },
  'group': async ({ page }) => {
    await goTo(page, '#/groups');
    await page.getByRole('button', { name: 'Make a group…' }).click();
    await dialog(page);
  },
  'part': async ({ page }) => {
    await goTo(page, '#/parts');
    await page.getByRole('button', { name: 'Make a part…' }).click();
    await dialog(page);
  },
};

/** How each is looked at. */
export const looks = {
  light: {},
  dark: { scheme: 'dark' },
  phone: { width: 390, height: 844 },
};

/** Waits until the page shows what it is going to show. */
export async function settled(page) {
  await page.waitForFunction(() => !/Start(ing|er)…/.test(document.body.textContent));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  await page.clock.runFor(500);
  await page.waitForTimeout(300);
}
