// API v2 of the embedded Unloc, requested with plain fetch, in the process and over HTTP.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createSandbox, root, withServer } from '../../support/built-package.mjs';

const guest = '+447700900999';

/** Requests to API v2, with the tokens that its documentation requires; `fetch` is a sandbox's or the platform's. */
function caller(base, fetch, { clientId, clientSecret }) {
  const send = async (method, path, { body, token } = {}) => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const token = async (resource) => {
    const { status, body } = await send('POST', '/v2/auth/token/', {
      body: { grant_type: 'client_credentials', ...credentials, ...resource },
    });
    assert.equal(status, 200, JSON.stringify(body));
    return body.access_token;
  };
  const discover = async () =>
    (await send('POST', '/v2/auth/resources-discovery/', { body: credentials })).body.resources;
  /** A project, and a function that sends requests below its path. */
  const project = async (projectId) => {
    const bearer = await token({ scope: 'project.admin', project_id: projectId });
    return {
      projectId,
      call: (method, path, body) => send(method, `/v2/projects/${projectId}${path}`, { body, token: bearer }),
    };
  };
  return { send, token, discover, project };
}

async function firstProject(options) {
  const sandbox = await createSandbox(options);
  const { discover, project } = caller(sandbox.url, sandbox.fetch, sandbox);
  const {
    projects: [{ projectId }],
  } = await discover();
  return { sandbox, ...(await project(projectId)) };
}

test('a guest gets a key from Friday to Sunday, which becomes usable and is revoked', async () => {
  const sandbox = await createSandbox({ now: () => Date.parse('2026-03-13T12:00:00Z') });
  const { send, token, discover, project } = caller(sandbox.url, sandbox.fetch, sandbox);
  const {
    organizations: [{ organizationId }],
    projects,
  } = await discover();
  const administrator = await token({ scope: 'organization.admin', organization_id: organizationId });
  const listed = await send('GET', `/v2/organization/${organizationId}/projects`, { token: administrator });
  assert.deepEqual(
    listed.body.projects.map(({ id }) => id),
    projects.map(({ projectId }) => projectId),
  );
  const { call } = await project(listed.body.projects[0].id);
  const {
    body: {
      locks: [lock],
    },
  } = await call('GET', '/locks');
  const made = await call('POST', '/keys', {
    keys: [{ lockId: lock.id, appUserId: guest, start: '2026-03-13T14:00:00Z', end: '2026-03-15T11:00:00Z' }],
  });
  assert.equal(made.status, 202);
  const job = async () => (await call('GET', `/jobs/${made.body.jobRef.id}`)).body.job;
  assert.equal((await job()).status, 'pending');
  sandbox.advance(2);
  const {
    status,
    resultData: {
      createdKeys: [{ id }],
    },
  } = await job();
  assert.equal(status, 'succeeded');
  const state = async () => (await call('GET', `/keys/${id}`)).body.key.state;
  assert.equal(await state(), 'scheduled');
  assert.equal((await call('DELETE', `/keys/${id}`)).body.key.state, 'revoked');
  assert.equal(await state(), 'revoked');
});

test('a key that breaks a rule refuses all, and the answer names it', async () => {
  const { call } = await firstProject();
  const {
    body: {
      locks: [{ id: lockId }],
    },
  } = await call('GET', '/locks/');
  const refused = await call('POST', '/keys', {
    keys: [
      { lockId, appUserId: guest },
      { lockId, appUserId: guest, start: null },
    ],
  });
  assert.deepEqual(
    [refused.status, refused.body],
    [
      400,
      {
        title: 'Validation Error',
        detail: 'Your request parameters did not pass validation',
        invalidParams: [{ name: 'keys.1.start', reason: 'must be of type string' }],
      },
    ],
  );
});

test('a job half fails by a fault of the options, and again after a reset', async () => {
  const faults = [{ method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { failKeys: 1, jobSeconds: 3 } }];
  const { sandbox, call } = await firstProject({ faults });
  const {
    body: {
      locks: [{ id: lockId }],
    },
  } = await call('GET', '/locks');
  const keys = [
    { lockId, appUserId: guest },
    { lockId, appUserId: '+447700900998' },
  ];
  for (let round = 0; round < 2; round += 1) {
    const {
      body: { jobRef },
    } = await call('POST', '/keys', { keys });
    sandbox.advance(3);
    const {
      body: { job },
    } = await call('GET', `/jobs/${jobRef.id}`);
    assert.deepEqual(
      [job.status, job.resultData.createdKeys.length, job.resultData.failedKeys],
      ['succeeded', 1, [{ lockId, appUserId: guest }]],
    );
    sandbox.reset();
  }
});

test('the cursor of a last page is absent, null or empty, as it is told', async () => {
  for (const [lastPageCursor, expected] of [
    [undefined, [false, undefined]],
    ['null', [true, null]],
    ['empty', [true, '']],
  ]) {
    const { call } = await firstProject({ lastPageCursor });
    const { body } = await call('GET', '/keys');
    assert.deepEqual(['startAfterId' in body, body.startAfterId], expected);
    assert.equal(typeof (await call('GET', '/keys?limit=1')).body.startAfterId, 'string');
  }
  await assert.rejects(createSandbox({ lastPageCursor: 'star' }), /star/);
});

async function openedDoor(call, control) {
  const {
    body: {
      locks: [{ id: lockId }],
    },
  } = await call('GET', '/locks');
  await call('POST', '/keys', { keys: [{ lockId, appUserId: guest }] });
  await control('clock', { advanceSeconds: 2 });
  return { lockId, open: () => control('open', { lockId, appUserId: guest }) };
}

test('webhooks are posted to with the fetch that is given, and a failing one is no affair of the sandbox', async () => {
  const posted = [];
  const fetch = async (url, init) => {
    posted.push({ url, ...init, body: JSON.parse(init.body) });
    throw new Error('nobody is there');
  };
  const { sandbox, call } = await firstProject({ fetch });
  const control = (name, body) =>
    sandbox.fetch(`${sandbox.url}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(body) });
  const { lockId, open } = await openedDoor(call, control);
  assert.equal(
    (await call('POST', '/webhooks', { trigger: 'accessEvent', url: 'https://example.com/hook', lockId })).status,
    200,
  );
  assert.equal((await open()).status, 200);
  await new Promise(setImmediate);
  const [{ url, method, body, headers }] = posted;
  assert.deepEqual(
    [posted.length, url, method, headers['content-type']],
    [1, 'https://example.com/hook', 'POST', 'application/json; charset=utf-8'],
  );
  assert.deepEqual([body.appUserId, body.lockId, body.action], [guest, lockId, 'unlocked']);
  const {
    body: { accessEvents },
  } = await call('GET', `/logs/access?lockId=${lockId}&appUserId=${encodeURIComponent(guest)}`);
  assert.deepEqual(accessEvents, [body]);
});

/** Starts the command on a free port; ends it with the test. */
async function command(t, ...words) {
  const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
  const child = spawn(process.execPath, [join(root, 'pkg', bin['unloc-sandbox']), '--port', '0', '--json', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const said = JSON.parse(line);
  const { discover, project } = caller(said.url, fetch, said);
  const {
    projects: [{ projectId }],
  } = await discover();
  const control = (name, body) => fetch(`${said.url}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(body) });
  return { child, control, ...(await project(projectId)) };
}

test('the command posts to a webhook of this machine over HTTP', async (t) => {
  const { call, control } = await command(t);
  const { open } = await openedDoor(call, control);
  let arrived;
  const arrival = new Promise((resolve) => {
    arrived = resolve;
  });
  await withServer(
    (request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        arrived({ path: request.url, event: JSON.parse(text) });
        response.end();
      });
    },
    async (url) => {
      await call('POST', '/webhooks', { trigger: 'accessEvent', url: `${url}/hook/5d1f` });
      await open();
      const { path, event } = await arrival;
      assert.deepEqual([path, event.appUserId], ['/hook/5d1f', guest]);
    },
  );
});

/** The peak memory of a process in MB; undefined where the platform has no /proc. */
function peakMegabytes(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return undefined;
  }
}

test('smoke test: the command serves the large seed within a minute, in a gigabyte where the platform tells its memory', {
  timeout: 240_000,
}, async (t) => {
  const started = performance.now();
  const { child, call } = await command(t, '--seed', 'large');
  const seconds = (performance.now() - started) / 1000;
  let cursor;
  let count = 0;
  for (let page = 0; page < 20; page += 1) {
    const { body } = await call('GET', `/keys${cursor === undefined ? '' : `?startAfterId=${cursor}`}`);
    count += body.keys.length;
    cursor = body.startAfterId;
  }
  assert.deepEqual([count, typeof cursor], [50_000, 'string']);
  const {
    body: { keys },
  } = await call('GET', '/keys?appUserId=%2B999100099999');
  assert.equal(keys.length, 10);
  const megabytes = peakMegabytes(child.pid);
  t.diagnostic(
    `there after ${seconds.toFixed(1)} s, at most ${megabytes === undefined ? 'unknown' : megabytes.toFixed(0)} MB`,
  );
  assert.ok(seconds < 60, `it took ${seconds} s`);
  assert.ok(megabytes === undefined || megabytes < 1000, `it took ${megabytes} MB`);
});
