// What the page shows of a lock holder, compared with what the embedded Unloc answers in this process.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from '../../pkg/dist/index.node.mjs';
import { createSandbox } from '../../pkg/dist/sandbox/index.node.mjs';
import { chooseLockHolder, chooseState, keysShown, startBrowser } from '../support/browser.mjs';

let browser;
let expected;

before(async () => {
  browser = await startBrowser();
  expected = await demoPortfolio();
});
after(() => browser.close());

test('every lock holder can be chosen, and its numbers are those that Unloc answers', async () => {
  const { page, complaints, close } = await browser.open();
  assert.equal(await page.locator('#lock-holder option').count(), expected.length);
  for (const { lockHolder, locks, keys, roles } of expected) {
    await chooseLockHolder(page, lockHolder.id);
    const numberOf = async (tab) => Number(await page.locator(`#count-${tab}`).textContent());
    assert.equal(await numberOf('locks'), locks.length, lockHolder.name);
    assert.equal(await numberOf('roles'), roles.length, lockHolder.name);
    assert.equal(await numberOf('keys'), keys.filter(({ state }) => state !== 'revoked').length, lockHolder.name);
    assert.equal(await page.locator('#locks > .card').count(), locks.length);
    assert.equal(await page.locator('#roles [data-role]').count(), roles.length);
    assert.equal((await keysShown(page)).said, await numberOf('keys'), 'revoked keys are hidden at first');
    for (const state of new Set(keys.map((key) => key.state))) {
      await chooseState(page, state);
      assert.equal(
        (await keysShown(page)).said,
        keys.filter((key) => key.state === state).length,
        `${lockHolder.name}, ${state}`,
      );
      assert.equal(await page.locator(`#keys > .row:not([data-state="${state}"])`).count(), 0);
    }
    await chooseState(page, 'every');
    assert.equal((await keysShown(page)).said, keys.length);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('a lock shows its name, its address and its vendor, a role who may share keys to which door', async () => {
  const { page, close } = await browser.open();
  const [{ locks, roles }] = expected;
  await page.getByRole('tab', { name: /^Locks/ }).click();
  for (const { name, vendor, address } of locks) {
    const card = page.locator('#locks > .card', { has: page.getByRole('heading', { name, exact: true }) });
    const words = await card.innerText();
    for (const part of [vendor, address.street, address.postalCode, address.city])
      assert.ok(words.includes(part), `${name}: ${part}`);
  }
  await page.getByRole('tab', { name: /^Roles/ }).click();
  const lockNames = new Map(locks.map(({ id, name }) => [id, name]));
  for (const { userId, userName, lockId } of roles) {
    const words = await page
      .locator('#roles > .card', { has: page.getByRole('heading', { name: userName, exact: true }) })
      .innerText();
    assert.ok(
      words.includes(userId) && words.includes(lockNames.get(lockId)),
      `${userName} at ${lockNames.get(lockId)}`,
    );
  }
  await close();
});

test('a key shows its person, its door and its dates in the visitor’s own time zone', async () => {
  const { page, close } = await browser.open();
  const [{ locks }] = expected;
  const names = locks.map(({ name }) => name);
  // The dates are those of the page's own embedded Unloc, which started a moment later than this process's.
  const rows = await page.locator('#keys > .row').evaluateAll((all) =>
    all.map((row) => ({
      door: row.querySelector('.door-name').textContent,
      who: row.querySelector('.who').textContent,
      times: [...row.querySelectorAll('time')].map((time) => ({
        machine: time.dateTime,
        words: time.textContent,
        long: time.title,
      })),
    })),
  );
  assert.equal(rows.length, 40);
  for (const { door, who, times } of rows) {
    assert.ok(names.includes(door), door);
    assert.match(who, /\p{L}.*\+\d{7,15}$/u);
    for (const { machine, words, long } of times) {
      const oslo = new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: 'Europe/Oslo',
      });
      assert.equal(words, oslo.format(new Date(machine)));
      assert.match(long, /(GMT|CES?T)/);
    }
  }
  assert.match(await page.locator('#time-zone').textContent(), /Europe\/Oslo, GMT\+[12]/);
  await close();
});

test('search finds by name, by phone number and by door, and says when nothing is found', async () => {
  const { page, close } = await browser.open();
  const [{ keys, locks }] = expected;
  const shown = keys.filter(({ state }) => state !== 'revoked');
  const { toUser, lockId } = shown[0];
  const door = locks.find(({ id }) => id === lockId).name;
  await page.fill('#key-search', toUser.name.toUpperCase());
  assert.equal((await keysShown(page)).said, shown.filter((key) => key.toUser.name === toUser.name).length);
  await page.fill('#key-search', toUser.id);
  assert.equal((await keysShown(page)).said, shown.filter((key) => key.toUser.id === toUser.id).length);
  await page.fill('#key-search', `${door} ${toUser.name}`);
  assert.equal(
    (await keysShown(page)).said,
    shown.filter((key) => key.toUser.id === toUser.id && key.lockId === lockId).length,
  );
  await page.fill('#key-search', 'nobody of that name');
  assert.deepEqual(await keysShown(page), { drawn: 0, said: 0 });
  assert.match(await page.locator('#keys-summary').textContent(), /^No key is like that\./);
  await close();
});

test('keys are drawn in portions, and the focus goes to the first of the next', async () => {
  const { page, close } = await browser.open();
  const total = expected[0].keys.filter(({ state }) => state !== 'revoked').length;
  assert.deepEqual(await keysShown(page), { drawn: 40, said: total });
  await page.locator('#more-keys').focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await keysShown(page), { drawn: 80, said: total });
  assert.equal(
    await page.evaluate(() => [...document.querySelectorAll('#keys > .row')].indexOf(document.activeElement)),
    40,
  );
  while (await page.locator('#more-keys').isVisible()) await page.click('#more-keys');
  assert.deepEqual(await keysShown(page), { drawn: total, said: total });
  await close();
});

test('a lock leads to its keys, and to giving one', async () => {
  const { page, close } = await browser.open();
  const { id, name } = expected[0].locks[3];
  await page.getByRole('tab', { name: /^Locks/ }).click();
  await page.getByRole('button', { name: `Give a key to ${name}`, exact: true }).click();
  assert.equal(await page.inputValue('#give-key-lock'), id);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `See keys to ${name}`, exact: true }).click();
  assert.equal(await page.inputValue('#key-search'), name);
  assert.deepEqual([...new Set(await page.locator('#keys .door-name').allTextContents())], [name]);
  await close();
});

async function demoPortfolio() {
  const sandbox = await createSandbox({ seed: 'demo' });
  init(sandbox.url, { fetch: sandbox.fetch });
  const token = async (scope) => {
    const answer = await sandbox.fetch(`${sandbox.url}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
        scope,
      }),
    });
    return (await answer.json()).access_token;
  };
  const { data: lockHolders } = await getLockHolders(await token());
  return Promise.all(
    lockHolders.map(async (lockHolder) => {
      const own = await token(lockHolderScope(lockHolder));
      const lists = await Promise.all(
        [getLocks, getKeys, getRoles].map((get) => get(own, { lockHolderId: lockHolder.id })),
      );
      const [locks, keys, roles] = lists.map(({ data }) => [...data]);
      return { lockHolder, locks, keys, roles };
    }),
  );
}
