// @vitest-environment jsdom
// jsdom's AbortController is global here, and fetch is Node's, which takes no signal of another realm.
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getLockHolders, init } from 'unloc-integrator-client';
import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';
import { createSandbox } from 'unloc-integrator-client/sandbox';

let server;
let baseUrl;
beforeAll(async () => {
  const sandbox = await createSandbox();
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, headers, url } = request;
    const answer = await sandbox.fetch(`${sandbox.url}${url}`, {
      method,
      headers,
      body: chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    response.end(await answer.text());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${server.address().port}`;
});
afterAll(() => server.close());

test("calls and tokens go over Node's fetch, with the signals of jsdom and with none", async () => {
  expect(process.versions.node).toMatch(/^24\./);
  expect(typeof document).toBe('object');
  // A page holds no secret; jsdom is none.
  const tokens = new TokenProvider(unlocV1({ baseUrl }), {
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-secret',
  });
  const { accessToken } = await tokens.getToken();
  init(baseUrl);
  for (const options of [{}, { signal: new AbortController().signal }]) {
    const { data, error } = await getLockHolders(accessToken, null, options);
    expect(error).toBeUndefined();
    expect(data.length).toBeGreaterThan(0);
  }
});

test('an abort by a signal of jsdom ends a call', async () => {
  init(baseUrl);
  const controller = new AbortController();
  const call = getLockHolders('a.token', null, { signal: controller.signal });
  controller.abort();
  expect((await call).error.code).toBe('aborted');
});
