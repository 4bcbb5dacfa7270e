// Words of the API in jobs and failed keys: no error and no outcome shows a token, a phone number, a line break, or a novel.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inFastTime, jsonResponse, projectId, stubbed } from '../../support/v2-stub.mjs';

const token = 'eyJhbGciOiJIUzI1NiJ9.secretsecretsecret.sig';
const earlier = 'eyJhbGciOiJIUzI1NiJ9.anotheranother.sig';
const guest = { lockId: 'L', appUserId: '+4799887766' };
const words = `user +4799887766 token Bearer ${token} before ${earlier}\u001b[31m\nINFO all is well ${'x'.repeat(2000)}`;

/** What becomes of an API whose job is `job`; each call has another token. */
function apiWith(job) {
  const tokens = [earlier, token];
  return stubbed(
    ({ method, path }) => {
      if (method === 'POST') return jsonResponse({ jobRef: { id: 'j' } }, 202);
      return path.includes('/jobs/') ? jsonResponse({ job: { id: 'j', ...job } }) : jsonResponse({ keys: [] });
    },
    { token: async () => (tokens.length > 1 ? tokens.shift() : tokens[0]) },
  ).unloc;
}

function assertClean(text, what) {
  assert.ok(text.length > 10, what);
  for (const secret of [token, earlier, '4799887766']) assert.ok(!text.includes(secret), `${what}: ${text}`);
}

function assertCleanError(error, code) {
  assert.equal(error.code, code);
  assertClean(error.message, 'message');
  assert.ok(!/\p{Cc}/u.test(error.message), JSON.stringify(error.message));
  assertClean(JSON.stringify(error), 'JSON');
  assert.ok(error.message.length < 700, `${error.message.length} characters`);
  const state = JSON.stringify(error.lastState);
  assert.ok(error.lastState.jobs.length === 1 && !state.includes(token) && !state.includes(earlier), state);
  assert.ok(!/user \+4799887766/.test(state), state);
  return true;
}

describe('words of the API', () => {
  const create = async (job, options = {}) => {
    const unloc = apiWith(job);
    // The first token is used here, as that of the request whose words the job repeats.
    return (await unloc.keys.create({ projectId, keys: [guest] })).wait({ timeoutMs: 3000, ...options });
  };

  test('in a job of keys that failed', () =>
    inFastTime(async () => {
      const job = { status: 'failedJob', failureReason: words, resultData: { echo: [words] } };
      await assert.rejects(create(job), (error) => {
        assert.match(error.message, /the job ended as failedJob: user \[phone number\] token Bearer \[token\]/);
        const [failed] = error.lastState.keys.failed;
        assert.deepEqual([failed.code, failed.appUserId], ['refused', guest.appUserId]);
        assertClean(failed.reason, 'reason');
        return assertCleanError(error, 'job_failed');
      });
    }));

  test('in a job that failed', () =>
    inFastTime(async () => {
      const unloc = apiWith({ status: 'failedJob', failureReason: words });
      await unloc.locks
        .list({ projectId })
        .page()
        .catch(() => {});
      await assert.rejects(unloc.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 2000 }), (error) =>
        assertCleanError(error, 'job_failed'),
      );
    }));

  test('in a status that is unknown', () =>
    inFastTime(async () => {
      const unloc = apiWith({ status: words });
      await unloc.locks
        .list({ projectId })
        .page()
        .catch(() => {});
      await assert.rejects(unloc.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 700 }), (error) => {
        assert.match(error.message, /; its status is user \[phone number\]/);
        return assertCleanError(error, 'job_timeout');
      });
    }));

  test('in the state of a key', () =>
    inFastTime(async () => {
      const key = {
        id: 'k',
        ...guest,
        appUser: { id: guest.appUserId, name: words },
        state: 'creating',
        metadata: { x: words },
      };
      const job = { status: 'inProgress', resultData: { creatingKeys: [{ key: { ...key, state: words } }] } };
      await assert.rejects(create(job, { until: 'usable' }), (error) => assertCleanError(error, 'job_timeout'));
    }));

  test('in the reasons of keys that failed', () =>
    inFastTime(async () => {
      for (const name of ['reason', 'failureReason', 'detail', 'message', 'error']) {
        const failedKeys = [{ ...guest, [name]: words }];
        const { failed } = await create({ status: 'succeeded', resultData: { createdKeys: [], failedKeys } });
        assertClean(failed[0].reason, name);
        assert.ok(failed[0].reason.length <= 501, `${failed[0].reason.length} characters`);
      }
    }));

  test('that are no text, or nested deeper than can be read, end in the same error', () =>
    inFastTime(async () => {
      for (const failureReason of [7, { a: [words] }, true])
        await assert.rejects(create({ status: 'failedJob', failureReason }), { code: 'job_failed' });
      const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
      const { unloc } = stubbed(({ method }) =>
        method === 'POST'
          ? jsonResponse({ jobRef: { id: 'j' } }, 202)
          : new Response(`{"job":{"id":"j","status":"failedJob","resultData":{"x":${deep}}}}`),
      );
      const job = await unloc.keys.create({ projectId, keys: [guest] });
      await assert.rejects(job.wait({ timeoutMs: 3000 }), { code: 'job_failed' });
    }));
});
