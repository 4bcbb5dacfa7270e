// The example servers of docs/webhooks.md, run unchanged with an event.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { root, sample, withServer } from '../../support/built-package.mjs';
import { installPackageIn } from '../../support/installed-package.mjs';

const guide = readFileSync(join(root, 'docs', 'webhooks.md'), 'utf8');
const folder = join(root, 'target', 'webhook-examples');
const token = 'a-token-of-this-test';
const event = sample('key-event.json');
const names = [
  'webhook-handler',
  'webhook-hono',
  'webhook-next',
  'webhook-workers',
  'webhook-node',
  'webhook-express',
  'webhook-parsed',
];
/** The guide's own names of the files: its examples import `./handler.mjs`. */
const fileOf = (name) => join(folder, `${name.replace('webhook-', '')}.mjs`);

/** Imports an example from a folder whose node_modules holds the package. */
const example = (name) => import(pathToFileURL(fileOf(name)).href);

/** Checks the responses to an event, a wrong token, a body that is no event, one that is too long, and a GET. */
async function behaves(ask) {
  const post = (path, body) => ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  assert.equal((await post(`/unloc/${token}`, JSON.stringify(event))).status, 200);
  assert.equal((await post('/unloc/somebody-else', JSON.stringify(event))).status, 404);
  assert.equal((await post(`/unloc/${token}`, 'x')).status, 400);
  assert.equal((await post(`/unloc/${token}`, 'x'.repeat(70_000))).status, 413);
  assert.equal((await ask(`/unloc/${token}`, { method: 'GET' })).status, 405);
}

describe('servers of the guide', { concurrency: 1 }, () => {
  before(() => {
    installPackageIn(folder);
    for (const name of names) writeFileSync(fileOf(name), exampleIn(guide, name));
    process.env.UNLOC_WEBHOOK_TOKEN = token;
  });

  test("the handler says who opened what, and Node's http serves it", async (t) => {
    const printed = t.mock.method(console, 'log', () => {});
    const { server } = await example('webhook-node');
    await withServer(server.listeners('request')[0], (url) => behaves((path, init) => fetch(url + path, init)));
    assert.match(printed.mock.calls[0].arguments[0], /\+447700900123 unlocked Main entrance/);
  });

  test('Express serves it', async () => {
    const { app } = await example('webhook-express');
    await withServer(app, (url) => behaves((path, init) => fetch(url + path, init)));
  });

  test('Hono serves it', async () => {
    const { app } = await example('webhook-hono');
    await behaves((path, init) => app.request(path, init));
  });

  test('a body that middleware has read is handed on in a new request', async (t) => {
    const printed = t.mock.method(console, 'log', () => {});
    const { app } = await example('webhook-parsed');
    const outer = new Hono();
    outer.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    outer.route('/', app);
    const post = (last, id) =>
      outer.request(`/unloc/${last}`, { method: 'POST', body: JSON.stringify({ ...event, id }) });
    assert.deepEqual([(await post(token, 'a')).status, (await post('somebody-else', 'b')).status], [200, 404]);
    assert.match(printed.mock.calls[0].arguments[0], /\+447700900123 unlocked Main entrance/);
  });

  test('the handler says why, if middleware of Hono has read the body', async (t) => {
    const printed = t.mock.method(console, 'error', () => {});
    const { handler } = await example('webhook-handler');
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    app.all('/unloc/*', (context) => handler(context.req.raw));
    const response = await app.request(`/unloc/${token}`, { method: 'POST', body: JSON.stringify(event) });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /read the body before this handler/);
    assert.equal(printed.mock.callCount(), 1);
  });

  test('a route of Next is what the guide exports', async () => {
    const { POST } = await example('webhook-next');
    assert.equal(
      (await POST(new Request(`https://example.com/unloc/${token}`, { method: 'POST', body: JSON.stringify(event) })))
        .status,
      200,
    );
  });

  test('a worker puts events into its queue', async () => {
    const { default: worker } = await example('webhook-workers');
    const queue = [];
    const env = {
      UNLOC_WEBHOOK_TOKEN: token,
      EVENTS: {
        send: async (one) => {
          queue.push(one);
        },
      },
    };
    await behaves((path, init) => worker.fetch(new Request(`https://example.com${path}`, init), env));
    assert.deepEqual(
      queue.map(({ id }) => id),
      [event.id],
    );
  });
});
