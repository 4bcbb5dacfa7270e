// The command unloc-sandbox beside a browser: what pages of other origins, of none, and of this machine can do with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { launchBrowser } from '../support/chromium.mjs';
import { raw, startCommand } from '../support/command.mjs';

let browser;
let sandbox;
let server;
let port;

before(async () => {
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>a page</title>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ({ port } = server.address());
  sandbox = await startCommand('--cors', `http://named.test:${port}`);
  // As a name server does that belongs to whoever attacks.
  browser = await launchBrowser(['--host-resolver-rules=MAP *.test 127.0.0.1']);
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  sandbox?.stop();
});

const state = async () => JSON.parse((await raw(sandbox.url, { path: '/_sandbox/state' })).text);

/** What a page can do with the sandbox at `url`, by every way that needs no permission of it. Runs in the page. */
async function attempts({ url, credentials, key }) {
  const attempt = async (path, init) => {
    try {
      const response = await fetch(url + path, init);
      return `${response.type} ${response.status}`;
    } catch {
      return 'refused';
    }
  };
  const post = (body, headers) => ({ method: 'POST', body, headers });
  const form = (path, fields) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = 'target';
      const element = document.createElement('form');
      Object.assign(element, { method: 'POST', action: url + path, target: 'target', enctype: 'text/plain' });
      for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input');
        Object.assign(input, { name, value });
        element.append(input);
      }
      document.documentElement.append(frame, element);
      frame.onload = () => resolve('sent');
      element.submit();
    });
  return {
    read: await attempt('/_sandbox/state'),
    advance: await attempt('/_sandbox/clock', post('{"advanceSeconds": 1}', { 'content-type': 'text/plain' })),
    advanceWithKey: await attempt('/_sandbox/clock', post('{"advanceSeconds": 1}', { 'x-sandbox-key': key })),
    reset: await attempt('/_sandbox/reset', post('{}')),
    advanceBlindly: await attempt('/_sandbox/clock', { ...post('{"advanceSeconds": 60}'), mode: 'no-cors' }),
    token: await attempt('/auth/v1/token', post(credentials, { 'content-type': 'application/json' })),
    form: await form('/_sandbox/clock', { '{"advanceSeconds": 60, "x": "': '"}' }),
  };
}

/** Opens an address and makes the attempts there, or in a frame of it that has no origin. */
async function attemptsAt(address, { frame = false, url = sandbox.url } = {}) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    let where = page;
    if (frame) {
      const element = await page.evaluateHandle(() => {
        const made = document.createElement('iframe');
        made.sandbox = 'allow-scripts allow-forms';
        made.srcdoc = '<title>a frame</title>';
        document.documentElement.append(made);
        return new Promise((resolve) => {
          made.onload = () => resolve(made);
        });
      });
      where = await element.contentFrame();
    }
    const { clientId, clientSecret, key } = sandbox;
    const credentials = JSON.stringify({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    return await where.evaluate(attempts, { url, credentials, key });
  } finally {
    await context.close();
  }
}

const nothing = {
  read: 'refused',
  advance: 'refused',
  // The browser asks before it sends the header, and is refused.
  advanceWithKey: 'refused',
  reset: 'refused',
  // Sent, and answered with 403: the page cannot tell.
  advanceBlindly: 'opaque 0',
  token: 'refused',
  form: 'sent',
};

test('a page of another origin can neither read, reset nor use it', async () => {
  const before = await state();
  assert.deepEqual(await attemptsAt(`http://foreign.test:${port}/`), nothing);
  assert.deepEqual(await state(), before);
});

test('a page without an origin can neither', async () => {
  const before = await state();
  assert.deepEqual(await attemptsAt(`http://127.0.0.1:${port}/`, { frame: true }), nothing);
  assert.deepEqual(await state(), before);
});

test('a page whose own name has become one of this machine can neither', async () => {
  const before = await state();
  const url = `http://foreign.test:${new URL(sandbox.url).port}`;
  const done = await attemptsAt(`${url}/`, { url });
  assert.deepEqual(
    { ...done, form: undefined },
    {
      read: 'basic 421',
      advance: 'basic 421',
      advanceWithKey: 'basic 421',
      reset: 'basic 421',
      advanceBlindly: 'basic 421',
      token: 'basic 421',
      form: undefined,
    },
  );
  assert.deepEqual(await state(), before);
});

for (const host of ['127.0.0.1', 'localhost', 'named.test']) {
  test(`a page of http://${host}, of this machine or named by --cors, may do all of it`, async () => {
    assert.deepEqual(await attemptsAt(`http://${host}:${port}/`), {
      read: 'cors 200',
      advance: 'cors 200',
      advanceWithKey: 'cors 200',
      reset: 'cors 200',
      advanceBlindly: 'opaque 0',
      token: 'cors 200',
      form: 'sent',
    });
    assert.equal((await state()).clock.advancedMilliseconds, 120_000);
    await raw(sandbox.url, { method: 'POST', path: '/_sandbox/reset' });
  });
}
