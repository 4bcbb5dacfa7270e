// Sign-ins with Unidy and LockitNetwork in a browser: the redirect to the authorization endpoint, and the callback.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { root, startBrowser } from '../support/browser.mjs';

let browser;
let unloc;
let command;

before(async () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
  command = spawn(
    process.execPath,
    [join(root, 'pkg', bin['unloc-sandbox']), '--port', '0', '--seed', 'empty', '--also', 'unidy,lockit', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface({ input: command.stdout }), 'line');
  unloc = JSON.parse(line);
  browser = await startBrowser({
    '/': join(root, 'tests', 'browser', 'sign-in'),
    '/package/': join(root, 'pkg', 'dist'),
  });
});
after(async () => {
  await browser?.close();
  command?.kill('SIGKILL');
});

const steer = (path, body) => fetch(`${unloc.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });

/** Opens the page for a system and waits until it has said something. */
async function opened(system, { client, secret, dangerously }) {
  const { page, complaints, close } = await browser.open();
  const address = new URL(browser.address);
  for (const [name, value] of Object.entries({ system, unloc: unloc.url, client, secret, dangerously })) {
    if (value !== undefined) address.searchParams.set(name, value);
  }
  await page.goto(address.href);
  const said = async (words) => page.locator('#said').getByText(words).waitFor();
  return {
    page,
    said,
    close,
    /** Goes to the authorization page and presses a button there. */
    async decide(button, words) {
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.waitForURL(`${unloc.url}/oauth/authorize?**`);
      assert.match(await page.innerText('main'), words);
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.waitForURL(`${browser.address}**`);
    },
    /** The complaints, without the page's intended requests to the authorization server. */
    complaints: () => complaints.filter((complaint) => !complaint.startsWith('request to ')),
  };
}

const people = {
  unidy: {
    client: 'unidy-public',
    words: /Sign in with Unidy[\s\S]*Allow unidy-public to act for you\?[\s\S]*users:read/,
    signedIn: 'Signed in with unidy: token 1 of scope "users:read" for 120 minutes.',
  },
  lockit: {
    client: 'lockit-client',
    secret: 'lockit-secret',
    dangerously: '',
    words: /Sign in with LockitNetwork[\s\S]*Allow lockit-client/,
    signedIn: 'Signed in with lockit: token 1 of scope "" for 10080 minutes.',
  },
};

for (const [system, person] of Object.entries(people)) {
  test(`${system}: who allows it is signed in, and their token is replaced once for all who ask`, async () => {
    const { page, said, decide, complaints, close } = await opened(system, person);
    await said('Nobody has signed in.');
    await decide('Allow', person.words);
    await said(person.signedIn);
    assert.doesNotMatch(page.url(), /code=|state=/);
    await page.getByRole('button', { name: 'Replace the token' }).click();
    await said('Now it is token 2.');
    await page.getByRole('button', { name: 'Replace the token' }).click();
    await said('Now it is token 3.');
    assert.deepEqual(complaints(), []);
    await close();
  });

  test(`${system}: who denies it comes back without a token, and may sign in after all`, async () => {
    const { page, said, decide, close } = await opened(system, person);
    await decide('Deny', person.words);
    await said(/^UnlocError token_error access_denied: /);
    await page.getByRole('button', { name: 'Replace the token' }).click();
    await said(/^UnlocError token_error login_required: /);
    await decide('Allow', person.words);
    await said(person.signedIn);
    await close();
  });

  test(`${system}: an address that was used before, or in another tab, is refused`, async () => {
    const { page, said, decide, close } = await opened(system, person);
    let back;
    page.on('framenavigated', (frame) => {
      if (/[?&]code=/.test(frame.url())) back ??= frame.url();
    });
    await decide('Allow', person.words);
    await said(person.signedIn);
    assert.match(back, /[?&]code=/);
    await page.goto(back);
    // This tab finished that sign-in, but its token went with the page.
    await said(/^UnlocError token_error login_required: /);
    const other = await browser.open();
    await other.page.goto(back);
    await other.page
      .locator('#said')
      .getByText(/^UnlocError callback_rejected /)
      .waitFor();
    await other.close();
    await close();
  });
}

test('unidy: a code in the fragment is read too', async () => {
  await steer('settings', { unidyCallback: 'fragment' });
  const { page, said, decide, complaints, close } = await opened('unidy', people.unidy);
  await decide('Allow', people.unidy.words);
  await said(people.unidy.signedIn);
  assert.equal(new URL(page.url()).hash, '');
  assert.deepEqual(complaints(), []);
  await close();
  await steer('settings', { unidyCallback: 'query' });
});

test('a secret is refused in a page, unless its author says that they know', async () => {
  const { said, close } = await opened('lockit', { ...people.lockit, dangerously: undefined });
  await said(/^UnlocError invalid_argument .*a client secret does not belong in a page/);
  await close();
});
