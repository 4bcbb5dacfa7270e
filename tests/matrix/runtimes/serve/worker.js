// A worker as people write them: clients and providers are made once per isolate and serve every request.
import { getLockHolders, getLocks, init, lockHolderScope, UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';

const baseUrl = 'https://sandbox.invalid';
const account = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };

init(baseUrl);
const tokens = new TokenProvider(unlocV1({ baseUrl }), account);
// Tokens take a while, and the clock is the test's.
const start = Date.now();
let now = start;
const slowTokens = new TokenProvider(unlocV1({ baseUrl }), {
  ...account,
  headers: { 'x-delay': '400' },
  now: () => now,
});
const limited = new UnlocClient({ baseUrl, token: 'a.token', maxConcurrent: 2, maxRetries: 0 });

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const slow = { headers: { 'x-delay': '30000' } };
/** A call that is answered at all: by 401, for its token is none. */
const answered = (options) =>
  limited.request({ method: 'GET', path: '/integrators/v1/lock-holders/' }, options).then(
    () => 'an answer',
    (error) => error.code,
  );

const routes = {
  async visit() {
    const { data: lockHolders, error } = await getLockHolders((await tokens.getToken()).accessToken);
    if (error) throw error;
    const [lockHolder] = lockHolders;
    const { accessToken } = await tokens.getToken(lockHolderScope(lockHolder));
    const { data: locks, error: refused } = await getLocks(accessToken, { lockHolderId: lockHolder.id });
    if (refused) throw refused;
    return `${lockHolders.length} lock holders, ${locks.length} locks`;
  },
  // Gives up on a slow call and answers; the runtime then drops what belonged to the request.
  async 'give-up'() {
    await Promise.race([getLockHolders('a.token', null, { ...slow, maxRetries: 0 }), pause(50)]);
    return 'gave up';
  },
  async 'give-up-limited'() {
    await Promise.race([answered({ ...slow, deadlineMs: 1000 }), pause(50)]);
    return 'gave up';
  },
  limited: () => answered({}),
  async token(parameters) {
    now += 1000 * Number(parameters.get('later') || 0);
    const { expiresAt } = await slowTokens.getToken();
    return `expires at second ${Math.round((expiresAt - start) / 1000)}`;
  },
  async 'give-up-token'() {
    await Promise.race([slowTokens.getToken(), pause(50)]);
    return 'gave up';
  },
};

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const route = routes[pathname.slice(1)];
    if (!route) return new Response('there is no such route', { status: 404 });
    try {
      return new Response(await route(searchParams));
    } catch (error) {
      return new Response(`${error.name} ${error.code}: ${error.message}`, { status: 500 });
    }
  },
};
