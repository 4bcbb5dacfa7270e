// The page as `unloc demo` and `unloc centre` serve it, in a browser with its own ideas of cookies and origins.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../support/chromium.mjs';
import { start, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
let browser;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await unloc.stop();
});

const ready = (page) => page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 });

/** What a script of the page gets by the addresses that the page was opened with. */
const locksSeenBy = (page, projectId) =>
  page.evaluate(async (id) => {
    const { searchParams } = new URL(location.href);
    const body = JSON.stringify({ scope: 'project.admin', project_id: id });
    const { access_token: token } = await (await fetch(searchParams.get('tokens'), { method: 'POST', body })).json();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${searchParams.get('api')}/v2/projects/${id}/locks`, { headers });
    return { status: answer.status, cookies: document.cookie };
  }, projectId);

/** A page of another site. */
async function foreignPage(context) {
  const page = await context.newPage();
  await page.route('http://foreign.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>foreign</p>' }),
  );
  await page.goto('http://foreign.example/');
  return page;
}

for (const words of [
  ['demo', '--port', '0', '--json'],
  ['centre', '--json'],
]) {
  test(`${words[0]}: the page starts, reaches the API under its own policy, and no other page reaches anything`, async () => {
    const served = start(words, { env });
    const first = JSON.parse(await served.line(/"page"/));
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(first.page, { waitUntil: 'commit' });
    await ready(page);
    assert.ok(!page.url().includes('key='));
    const { id } = first.project ?? first.projects[0];
    assert.deepEqual(await locksSeenBy(page, id), { status: 200, cookies: '' });
    await page.reload();
    await ready(page);
    assert.deepEqual(errors, []);
    const foreign = await foreignPage(context);
    const got = await foreign.evaluate(async (address) => {
      const outcome = (promise) => promise.then(({ type }) => type).catch(({ name }) => name);
      return [
        await outcome(fetch(address, { credentials: 'include' })),
        await outcome(fetch(address, { mode: 'no-cors', credentials: 'include' })),
      ];
    }, page.url());
    assert.deepEqual(got, ['TypeError', 'TypeError']);
    await context.close();
    await served.stop();
  });
}

test('centre: a link in another page opens it, as a terminal in a browser does', async () => {
  const served = start(['centre', '--json'], { env });
  const { page: address } = JSON.parse(await served.line(/"page"/));
  const context = await browser.newContext();
  const page = await foreignPage(context);
  await page.evaluate((to) => {
    location.href = to;
  }, address);
  await ready(page);
  const second = await context.newPage();
  const answer = await second.goto(address);
  assert.equal(answer.status(), 403);
  await context.close();
  await served.stop();
});
