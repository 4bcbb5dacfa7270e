// examples/react-page in Chromium, built by Vite: on the embedded Unloc of its tab, and on an account that this test plays.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { createSandbox } from '../support/built-package.mjs';
import { launchBrowser } from '../support/chromium.mjs';
import { until } from '../support/wait.mjs';
import { layOut } from './lay-out.mjs';
import { startProgram } from './program.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const guest = '+447700900999';

const example = layOut('react-page');
const servers = [];
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  example.remove();
});

/** Builds the page into a folder of its own and serves it; its address. */
async function buildPage(folder, words, env) {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const { code, err } = await startProgram(example.folder, [vite, 'build', '--outDir', folder, ...words], env).ended;
  assert.equal(code, 0, err);
  const server = createPageServer({ '/': join(example.folder, folder) });
  servers.push(server);
  return listen(server, 18_700, 100);
}

/** A new profile. `complaints`: warnings and errors of the console, what is uncaught, or requested from elsewhere. */
async function newPage(t, address, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'America/New_York', ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = [];
  const notes = [];
  page.on('console', (message) => {
    notes.push(message.text());
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (![new URL(address).origin, 'https://api.unloc.app', 'null'].includes(origin)) complaints.push(request.url());
  });
  return { page, complaints, notes };
}

const row = (page, person) => page.getByRole('row').filter({ hasText: person });
const chooseDoor = (page, name) => page.getByRole('button', { name }).click();

async function giveKey(page, phone = '+44 7700 900 999') {
  await page.getByLabel(/Phone number/).fill(phone);
  await page.getByRole('button', { name: 'Give key' }).click();
}

async function takeBack(page, person) {
  await row(page, person).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
}

async function findings(page) {
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }),
    tags,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('on the embedded Unloc of its tab', () => {
  let address;
  before(async () => {
    address = await buildPage('embedded', []);
  });

  test('it lists doors and keys, gives one that opens, and takes it back', async (t) => {
    const { page, complaints } = await newPage(t, address);
    await page.goto(address);
    await page.getByText('An embedded Unloc in this tab').waitFor();
    const doors = page.getByRole('navigation').getByRole('button');
    await doors.nth(15).waitFor();
    assert.equal(await doors.count(), 16);
    await chooseDoor(page, 'Parcel room');
    await giveKey(page);
    await page.getByText(`${guest} has a key.`, { exact: true }).waitFor();
    // It is being made for a moment first.
    await row(page, guest).getByText('opens', { exact: true }).waitFor();
    await page.getByLabel(/Phone number/).fill('+44 (7700) 900-999');
    await page.getByText(`${guest} has a key to this door already.`).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Give key' }).isDisabled());
    await takeBack(page, guest);
    await page.getByText(`The key of ${guest} was taken back.`).waitFor();
    await row(page, guest).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Parcel room');
    assert.deepEqual(complaints, []);
  });

  for (const [name, options] of [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['a phone', { viewport: { width: 360, height: 740 } }],
  ])
    test(`axe finds nothing, and nothing is cut off: ${name}`, async (t) => {
      const { page } = await newPage(t, address, options);
      await page.goto(address);
      await chooseDoor(page, 'Parcel room');
      await row(page, 'does not work').first().waitFor();
      assert.deepEqual(await findings(page), []);
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= seen, `${wide} of ${seen} pixels`);
      await row(page, 'does not work').first().getByRole('button').click();
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await findings(page), []);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
});

describe('on an account, by tokens from a backend', () => {
  let address;
  let developed;
  before(async () => {
    const env = { VITE_UNLOC_TOKENS: '/api/unloc-token' };
    address = await buildPage('account', [], env);
    // React's development build, in which StrictMode mounts everything twice.
    developed = await buildPage('development', ['--mode', 'development'], { ...env, NODE_ENV: 'development' });
  });

  let sandbox;
  let unloc;
  let projects;
  let requests;
  let handled;
  beforeEach(async () => {
    sandbox = await createSandbox();
    unloc = sandbox.client();
    ({ projects } = await unloc.resources.discover());
    requests = [];
    handled = {};
  });

  /** Answers for the backend and for the API. `handled`: handlers that go before them, by method and path. */
  async function openAccount(t, at = address) {
    const { page, complaints, notes } = await newPage(t, at);
    const handle = async (route, answer) => {
      const request = route.request();
      const name = `${request.method()} ${new URL(request.url()).pathname}`;
      requests.push({ name, url: request.url(), body: request.postData() ?? '', headers: request.headers() });
      const [, own] = Object.entries(handled).find(([start]) => name.startsWith(start)) ?? [];
      return own ? own(route, answer) : answer();
    };
    const json = (body, status = 200) => ({ status, contentType: 'application/json', body: JSON.stringify(body) });
    await page.route('**/api/unloc-token', (route) =>
      handle(route, async () => {
        if (route.request().method() === 'GET') return route.fulfill(json({ projects }));
        const { project_id: projectId } = route.request().postDataJSON();
        const token = await sandbox.token({ projectId });
        return route.fulfill(json({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
      }),
    );
    await page.route('https://api.unloc.app/**', (route) =>
      handle(route, async () => {
        const request = route.request();
        const { pathname, search } = new URL(request.url());
        const answered = await sandbox.fetch(sandbox.url + pathname + search, {
          method: request.method(),
          headers: request.headers(),
          body: request.postData() ?? undefined,
        });
        const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
        return route.fulfill({ status: answered.status, headers, body: await answered.text() }).catch(() => {});
      }),
    );
    await page.goto(at);
    return { page, complaints, notes };
  }

  const sent = (start) => requests.filter(({ name }) => name.startsWith(start));
  const projectId = () => projects[0].projectId;
  async function liveKeys() {
    const keys = await unloc.keys.list({ projectId: projectId(), appUserId: guest }).toArray({ limit: 10 });
    return keys.filter(({ state }) => state !== 'revoked');
  }

  test('it asks for a token of each project that is looked at, and sends no secret', async (t) => {
    const { page, complaints } = await openAccount(t);
    await chooseDoor(page, 'Parcel room');
    await giveKey(page);
    await page.getByText(`${guest} has a key.`, { exact: true }).waitFor();
    const [key] = await liveKeys();
    const written = new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Europe/Oslo',
    }).format(new Date(key.end));
    await row(page, guest).getByText(`until ${written}`).waitFor();
    assert.equal(await page.getByText('An embedded Unloc').count(), 0);
    assert.equal(sent('GET /api/unloc-token').length, 1);
    const tokens = () => sent('POST /api/unloc-token').length;
    await until(() => tokens() >= projects.length, 'each project has its token');
    assert.equal(tokens(), projects.length);
    assert.ok(!JSON.stringify(requests).includes(sandbox.clientSecret));
    await page.getByLabel('Project').selectOption(projects[1].projectId);
    await page.getByText('Choose a door').waitFor();
    await page.getByText('Parcel room').waitFor({ state: 'detached' });
    await page.getByRole('navigation').getByRole('button').first().waitFor();
    assert.equal(tokens(), projects.length);
    assert.deepEqual(complaints, []);
  });

  test('under StrictMode each write is one, and a double click is one', async (t) => {
    const { page, complaints, notes } = await openAccount(t, developed);
    await chooseDoor(page, 'Parcel room');
    await page.getByLabel(/Phone number/).fill(guest);
    await page.getByRole('button', { name: 'Give key' }).evaluate((button) => {
      button.click();
      button.click();
    });
    await page.getByText(`${guest} has a key.`, { exact: true }).waitFor();
    assert.equal(sent(`POST /v2/projects/${projectId()}/keys`).length, 1);
    assert.equal((await liveKeys()).length, 1);
    await takeBack(page, guest);
    await page.getByText(`The key of ${guest} was taken back.`).waitFor();
    assert.equal(sent('DELETE').length, 1);
    assert.equal((await liveKeys()).length, 0);
    assert.match(notes.join(), /React DevTools/, 'this is the development build, in which StrictMode does something');
    assert.equal(sent(`GET /v2/projects/${projectId()}/locks`).length, 1);
    assert.deepEqual(complaints, []);
  });

  test('a read whose door was left is aborted, and its answer is not shown', async (t) => {
    const { page } = await openAccount(t);
    // Without a clock nothing is aborted by the client's own timeout.
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: 'Parcel room' }).waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const read = `GET /v2/projects/${projectId()}/keys`;
    handled[read] = async (_, answer) => {
      await held;
      return answer();
    };
    const aborted = page.waitForEvent('requestfailed', (request) => new URL(request.url()).pathname.endsWith('/keys'));
    await chooseDoor(page, 'Parcel room');
    await page.getByText('Reading keys…').waitFor();
    await until(() => sent(read).length === 1, 'the keys are asked for');
    await chooseDoor(page, 'Garage gate');
    assert.match((await aborted).failure().errorText, /ABORTED/);
    release();
    await page.getByRole('table').waitFor();
    assert.ok(await page.getByRole('heading', { name: 'Garage gate' }).isVisible());
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  test('what cannot be read is said, and read by the button', async (t) => {
    const path = `GET /v2/projects/${projectId()}/keys`;
    handled[path] = (route) =>
      route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' }, body: '{}' });
    const { page } = await openAccount(t);
    await chooseDoor(page, 'Parcel room');
    await page.getByRole('alert').getByText('The keys could not be read.').waitFor();
    delete handled[path];
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  test('a key that is refused is said, and one whose answer was lost is there once', async (t) => {
    const { page } = await openAccount(t);
    await chooseDoor(page, 'Parcel room');
    sandbox.faults([{ method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { status: 400 } }]);
    await giveKey(page);
    await page.getByRole('alert').getByText('No key was given.').waitFor();
    assert.equal((await liveKeys()).length, 0);
    let isLost = true;
    handled[`POST /v2/projects/${projectId()}/keys`] = async (route, answer) => {
      if (!isLost) return answer();
      isLost = false;
      const { headers, body } = requests.at(-1);
      await sandbox.fetch(`${sandbox.url}/v2/projects/${projectId()}/keys`, { method: 'POST', headers, body });
      return route.abort('connectionreset');
    };
    await giveKey(page);
    await page.getByText(`${guest} has a key.`, { exact: true }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal((await liveKeys()).length, 1);
    sandbox.faults([{ method: 'DELETE', path: '/v2/**', count: 1, fault: { status: 409 } }]);
    await takeBack(page, guest);
    await page.getByRole('dialog').getByRole('alert').getByText('The key was not taken back.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText(`The key of ${guest} was taken back.`).waitFor();
    assert.equal((await liveKeys()).length, 0);
  });

  test('whoever is not signed in, or may see nothing, is told so', async (t) => {
    handled['GET /api/unloc-token'] = (route) => route.fulfill({ status: 401, body: '' });
    const { page } = await openAccount(t);
    await page.getByRole('alert').getByText('Sign in first').waitFor();
    handled['GET /api/unloc-token'] = (route) => route.fulfill({ status: 502, body: '' });
    await page.reload();
    await page.getByRole('alert').getByText('The backend answered 502.').waitFor();
    handled['GET /api/unloc-token'] = (route) =>
      route.fulfill({ contentType: 'application/json', body: '{"projects": []}' });
    await page.reload();
    await page.getByText('You may see no project.').waitFor();
  });
});
