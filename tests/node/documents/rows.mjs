// How the examples of the documents are run. An example without a row is run as it is.

const file = (path) => ({ runBy: path });
const authTest = file('tests/node/auth/examples.test.mjs');
const webhookTest = file('tests/node/webhooks/examples.test.mjs');
const storyTest = file('tests/node/access/story.test.mjs');
const listsTest = file('tests/node/access/lists.test.mjs');
const testingTest = file('tests/node/sandbox/testing-guide.test.mjs');

const credentials = 'const { UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret } = process.env;';
const projectId = 'const projectId = process.env.UNLOC_PROJECT_ID;';
const allLockHolders = /Fjordglimt Borettslag\n.*Bryggerikaia Kontorfellesskap\n.*Söderstugor/;

/** Presses Allow where a browser would be redirected to; synchronous, as a redirect is to the code that sends it. */
const signIn = `
  import { execFileSync } from 'node:child_process';
  const press = \`
    const page = new URL(process.argv[1]);
    page.searchParams.set('decision', 'allow');
    const body = new URLSearchParams(page.search);
    const answer = await fetch(process.env.UNLOC_URL + page.pathname, { method: 'POST', body, redirect: 'manual' });
    process.stdout.write(answer.headers.get('location'));\`;
  const request = {};
  const redirect = (url) => {
    request.url = execFileSync(process.execPath, ['--input-type=module', '--eval', press, url], { encoding: 'utf8' });
  };`;

/**
 * By the name of the example:
 * - `runBy`: the test that runs it, which says its name, in quotes;
 * - `after`: the example that it goes on from;
 * - `given`: what the document takes as given, before its code; `then`: what is looked at after it;
 * - `prints`: what is in the output. A block \`<!-- output: NAME -->\` of the document is all of it.
 */
export const rows = {
  // README.md
  account: { prints: allLockHolders },
  'token-endpoint': {
    given: 'const isSignedIn = (request) => request.headers.get("x-person") === "ola";',
    then: `
      for (const person of ['ola', 'kari']) {
        const answer = await handler(new Request('https://app.example/unloc-token', { headers: { 'x-person': person } }));
        console.log(answer.status, (await answer.json()).scope);
      }`,
    prints: /^200 \[ 'project.admin' \]\n403 undefined$/m,
  },
  page: {
    given: `
      import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
      ${credentials} ${projectId}
      const { accessToken } = await new TokenProvider(unlocV2(), { clientId, clientSecret }).for({ projectId }).getToken();
      serve('/unloc-token', () => Response.json({ access_token: accessToken }));`,
    prints: /^Main entrance 12\n[\s\S]*Party room/m,
  },

  // docs/first-key.md
  give: { after: 'look-around' },
  saturday: { after: 'give' },
  link: { after: 'saturday' },
  'take-back': { after: 'link' },
  wrong: { after: 'take-back' },
  'on-your-account': {
    then: 'console.log((await unloc.resources.discover()).projects.length);',
    prints: /^3$/m,
  },

  // docs/options.md, docs/pages.md
  options: {
    given: `
      import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
      ${credentials} ${projectId}
      const token = new TokenProvider(unlocV2(), { clientId, clientSecret });`,
    prints: /^Main entrance 12$/m,
  },
  browser: {
    given: `
      import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';
      ${credentials}
      const lockHolder = process.env.UNLOC_LOCK_HOLDER_ID;
      const { accessToken } = await new TokenProvider(unlocV1(), { clientId, clientSecret }).for({ lockHolderId: lockHolder }).getToken();
      serve('/unloc-token', () => Response.json({ access_token: accessToken, lock_holder_id: lockHolder }));`,
    prints: /^Main entrance 12 \d+\n(?:.+ \d+\n){15}$/,
  },
  slim: { then: 'console.log(typeof init, typeof getLocks);', prints: /^function function$/m },

  // docs/api.md, docs/api-v2.md
  'first-call': { prints: allLockHolders },
  nouns: { prints: allLockHolders },
  node: { prints: /^Fjordglimt Borettslag: 16 locks, \d+ keys, \d+ people who may share keys\n[\s\S]*active/ },
  v2: {
    prints:
      /: key \S+ is scheduled from \d{4}-\d\d-\d\dT16:00:00.*\nhttps:\/\/dl\.unloc\.app\/use-key\?id=\S+&userid=%2B447700900777\ntaken back: true/,
  },

  // docs/tokens.md
  'unloc-v1': { prints: /^Fjordglimt Borettslag 16 locks$/m },
  'token-for-functions': {
    after: 'unloc-v1',
    given: `
      import { lockHolderScope } from 'unloc-integrator-client';
      const [lockHolder] = await unloc.v1.lockHolders.list();`,
    then: 'console.log(access_token.length > 0, lock_holder_id === lockHolder.id);',
    prints: /^true true$/m,
  },
  'unloc-v2': { prints: /^(?:\S+ \[ 'project\.admin' \]\n){3}$/ },
  unidy: { then: 'console.log(accessToken.length > 0, expiresAt > Date.now());', prints: /^true true$/m },
  'sign-in': {
    given: `
      import { TokenProvider, lockit } from 'unloc-integrator-client/auth';
      const { LOCKIT_CLIENT_ID: clientId, LOCKIT_CLIENT_SECRET: clientSecret } = process.env;
      const texts = new Map();
      const store = { get: (name) => texts.get(name), set: (name, text) => void texts.set(name, text) };
      const session = { id: 'a-session' };
      ${signIn}`,
    then: 'console.log(accessToken.length > 0);',
    prints: /^true$/m,
  },
  'token-handler': authTest,
  'in-the-page': {
    given: `
      import { UnlocClient } from 'unloc-integrator-client';
      import { TokenProvider, createTokenHandler, unlocV1 } from 'unloc-integrator-client/auth';
      ${credentials}
      const lockHolderId = process.env.UNLOC_LOCK_HOLDER_ID;
      serve('https://app.example/unloc-token', createTokenHandler(new TokenProvider(unlocV1(), { clientId, clientSecret }), {
        authorize: 'everybody',
        scopes: [\`lockHolder.admin:\${lockHolderId}\`],
      }));
      globalThis.window = globalThis;
      globalThis.location = { origin: 'https://app.example' };`,
    then: 'console.log((await unloc.v1.locks.list({ lockHolderId })).length);',
    prints: /^16$/m,
  },
  'page-backend': {
    given: 'const projectsOf = async () => [{ projectId: process.env.UNLOC_PROJECT_ID }];',
    then: `
      const address = 'https://app.example/unloc-token';
      console.log((await (await handler(new Request(address))).json()).projects.length);
      for (const id of [process.env.UNLOC_PROJECT_ID, 'another']) {
        const body = JSON.stringify({ scope: 'project.admin', project_id: id });
        const headers = { 'content-type': 'application/json' };
        console.log((await handler(new Request(address, { method: 'POST', headers, body }))).status);
      }`,
    prints: /^1\n200\n403$/m,
  },
  'memory-store': authTest,
  'file-store': authTest,
  'redis-store': file('tests/node/auth/redis-store.test.mjs'),
  'wait-until': {
    given: `import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth'; ${credentials}`,
    then: 'console.log((await tokens.getToken()).accessToken.length > 0);',
    prints: /^true$/m,
  },
  persist: {
    given: `
      import { TokenProvider, unidy } from 'unloc-integrator-client/auth';
      const { UNIDY_URL: baseUrl, UNIDY_CLIENT_ID: clientId, UNIDY_CLIENT_SECRET: clientSecret } = process.env;
      const kept = [];
      const database = { saveRefreshToken: (...words) => void kept.push(words) };
      const user = { id: 'a-person' };
      ${signIn}`,
    then: `
      redirect(await theirs.authorizationUrl({ redirectUri: 'https://app.example/back' }));
      await theirs.finish(request.url);
      console.log(kept.length, kept[0][0], kept[0][1].length > 0);`,
    prints: /^1 a-person true$/m,
  },
  'unidy-users': { prints: /results[\s\S]*ola@example\.com/ },
  'lockit-me': authTest,
  'fake-timers': {
    given: `
      import { mock } from 'node:test';
      import { lockHolderScope } from 'unloc-integrator-client';
      const vi = { useFakeTimers: () => mock.timers.enable() };`,
  },
  'another-server': {
    given: "import { lockit } from 'unloc-integrator-client/auth';",
    then: 'console.log(strict.clientAuthentication, lockit().clientAuthentication);',
    prints: /^basic-raw (?!basic-raw)/m,
  },

  // docs/webhooks.md
  'webhook-handler': webhookTest,
  'webhook-hono': webhookTest,
  'webhook-next': webhookTest,
  'webhook-workers': webhookTest,
  'webhook-node': webhookTest,
  'webhook-express': webhookTest,
  'webhook-parsed': webhookTest,
  'webhook-seen': {
    given: `
      const texts = new Set();
      const redis = { exists: async (key) => Number(texts.has(key)), set: async (key) => texts.add(key) };`,
    then: `
      console.log(await seen.has('an-event'));
      await seen.add('an-event');
      console.log(await seen.has('an-event'), [...texts]);`,
    prints: /^false\ntrue \[ 'unloc:event:an-event' \]$/m,
  },
  'webhook-sandbox': {
    given: `
      import { createSandbox } from 'unloc-integrator-client/sandbox';
      const handler = async (request) => {
        const { action } = await request.json();
        console.log(action);
        return new Response();
      };`,
    then: `
      const unloc = sandbox.client();
      const [{ projectId }] = (await unloc.resources.discover()).projects;
      const url = 'https://app.example/unloc';
      await unloc.webhooks.create({ projectId, trigger: 'accessEvent', url });
      const [{ lockId, people: [{ appUserId }] }] = sandbox.doors().filter(({ people }) => people.length > 0);
      const body = JSON.stringify({ lockId, appUserId });
      await sandbox.fetch(sandbox.url + '/_sandbox/open', { method: 'POST', body });`,
    prints: /^unlocked$/m,
  },

  // docs/access.md, docs/access-formats.md, docs/migrating-v1-to-v2.md
  'access-read': storyTest,
  'access-list': storyTest,
  'access-plan': storyTest,
  'access-apply': storyTest,
  'access-change': storyTest,
  'access-resume': storyTest,
  'access-hostaway': listsTest,
  'access-mews': listsTest,
  'access-guesty': listsTest,
  'access-apaleo': listsTest,
  recurrence: file('tests/node/client/migration-guide.test.mjs'),

  // docs/testing-your-app.md, docs/migrating-from-the-original.md
  guests: testingTest,
  'embedded-unloc': testingTest,
  doors: testingTest,
  clock: testingTest,
  faults: testingTest,
  state: testingTest,
  webhooks: testingTest,
  vitest: testingTest,
  alias: file('tests/node/client/original-guide.test.mjs'),

  // sandbox/README.md
  sandbox: {
    given: 'const lockHolderId = process.env.UNLOC_LOCK_HOLDER_ID;',
    then: 'console.log(token.length > 0, (await unloc.v1.locks.list({ lockHolderId })).length);',
    prints: /^true 16$/m,
  },
  'sandbox-faults': {
    given: "import { createSandbox } from 'unloc-integrator-client/sandbox';",
    then: "console.log((await sandbox.fetch(sandbox.url + '/_sandbox/faults')).status);",
    prints: /^200$/m,
  },
};
