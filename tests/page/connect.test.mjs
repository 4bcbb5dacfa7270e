// An account by its API and a token server: what stands in the way is said, and then the page is on it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startAccount } from '../support/page-account.mjs';
import { startPage } from '../support/page.mjs';

let site;
let account;
before(async () => {
  [site, account] = await Promise.all([startPage(), startAccount()]);
});
after(() => Promise.all([site.close(), account.close()]));
beforeEach(() => {
  for (const name of Object.keys(account.ways)) delete account.ways[name];
});

/** Fills in both addresses and tests them. Resolves to the last line of what was found. */
async function tried(page, api, tokens) {
  await page.getByLabel('Address of the API').fill(api);
  await page.getByLabel('Address that gives tokens').fill(tokens);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  const found = page.getByRole('list', { name: 'What was found' });
  await found.waitFor();
  await page.getByRole('button', { name: 'Test the connection' }).waitFor();
  return (await found.getByRole('listitem').allInnerTexts()).at(-1);
}

test('each thing that stands in the way has a sentence that says what to do', async () => {
  const { api, tokens, ways, allowed } = account;
  const nobody = 'http://127.0.0.1:9/unloc-token';
  const { page, close } = await site.open({ at: '#/connect', allowed: [...allowed, new URL(nobody).origin] });
  assert.equal(await page.locator('input[type=password]').count(), 0);
  assert.match(await tried(page, api, 'nonsense://'), /no address|unprotected/);
  assert.match(await tried(page, api, 'http://backend.example/token'), /unprotected: use an address with https/);
  assert.match(await tried(page, api, nobody), /Nothing answers at 127\.0\.0\.1:9/);
  ways.cors = false;
  assert.match(await tried(page, api, tokens), /access-control-allow-origin with http:\/\/127\.0\.0\.1/);
  ways.cors = true;
  ways.signedIn = false;
  assert.match(await tried(page, api, tokens), /sign in there with this browser/);
  ways.signedIn = true;
  ways.lists = false;
  assert.match(await tried(page, api, tokens), /does not say which projects there are/);
  ways.lists = true;
  ways.scopes = ['project.read'];
  assert.match(await tried(page, api, tokens), /allow this scope in createTokenHandler/);
  delete ways.scopes;
  await account.control('faults', [{ path: '/v2/projects/*', fault: { expireTokens: true } }]);
  assert.match(await tried(page, api, tokens), /from another Unloc than the one at this address/);
  await account.control('faults', []);
  assert.match(await tried(page, `${api}/elsewhere`, tokens), /not as API v2 of Unloc does/);
  assert.match(await tried(page, api, tokens), /It works: .+ was read\./);
  await page.getByRole('link', { name: 'Open the account' }).click();
  await page.getByText('Account at').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Fjordglimt' }).waitFor();
  await close();
});

test('the page is on the account, and a link to a filtered view shows the same in a new tab', async () => {
  const { query, allowed } = account;
  const first = await site.open({ query, allowed, at: '#/keys' });
  const { page } = first;
  await page.getByLabel('Filter').fill('nygard');
  await page
    .getByRole('row', { name: /Nygård/ })
    .first()
    .waitFor();
  const rows = (of) => of.getByRole('table', { name: 'Keys' }).getByRole('row').allInnerTexts();
  await page.waitForFunction(() => !document.querySelector('table').textContent.includes('Solheim'));
  const shown = await rows(page);
  const second = await first.context.newPage();
  await second.goto(page.url());
  await second
    .getByRole('row', { name: /Nygård/ })
    .first()
    .waitFor();
  assert.deepEqual(await rows(second), shown);
  assert.equal(await second.getByLabel('Filter').inputValue(), 'nygard');
  assert.deepEqual(first.complaints, []);
  await first.close();
});

test('an account that does not open says why, and the way to the demo is there', async () => {
  account.ways.signedIn = false;
  const { query, allowed } = account;
  const { page, close } = await site.open({ query, allowed, at: '#/connect' });
  await page.getByText('sign in there with this browser').waitFor();
  await page.getByRole('link', { name: 'Back to the demo' }).click();
  await page.getByText('Demo: an embedded Unloc in this tab').waitFor();
  await close();
});

test('another project is shown in the same view, and the address names it', async () => {
  const { query, allowed } = account;
  const { page, complaints, close } = await site.open({ query, allowed, at: '#/doors' });
  const doors = page.getByRole('table', { name: 'Doors' });
  const before = await doors.getByRole('row').nth(1).textContent();
  const project = page.getByLabel('Project');
  const names = await project.getByRole('option').allInnerTexts();
  await project.selectOption({ label: names[1] });
  await page.waitForFunction((old) => document.querySelector('tbody tr')?.textContent !== old, before);
  assert.match(page.url(), /[?&]project=[^&#]+#\/doors$/);
  assert.equal(new URL(page.url()).searchParams.get('project'), await project.inputValue());
  await page.getByRole('heading', { level: 1, name: 'Doors' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Doors' }).waitFor();
  assert.equal(await page.getByLabel('Project').evaluate((list) => list.selectedOptions[0].text), names[1]);
  // A door of one project is not in another: the list is shown instead.
  await doors.getByRole('link').first().click();
  await page.waitForURL(/#\/doors\/./);
  await page.getByLabel('Project').selectOption({ label: names[0] });
  await page.getByRole('heading', { level: 1, name: 'Doors' }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});
