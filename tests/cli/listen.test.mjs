import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, start, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
let opening;
const control = async (name, body) => {
  const init = body === undefined ? undefined : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${unloc.url}/_sandbox/${name}`, init)).json();
};
/** The webhook of the demo leads nowhere. */
const isOfTheDemo = (url) => new URL(url).hostname.endsWith('.invalid');
const hooksHeld = async () =>
  (await control('state')).webhooks.filter(({ webhook }) => !isOfTheDemo(webhook.webhookUrl));
const trigger = (event = 'opened') =>
  inPipe(['trigger', event, '--door', opening.lockName, '--person', opening.appUserId], { env });

before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
  const logged = await inPipe(['log', '--since', '20d', '--json'], { env });
  // Somebody who opened this door a moment ago can open it now.
  const { doors } = await control('doors');
  const canOpen = ({ lockId, appUserId }) =>
    doors.some((door) => door.lockId === lockId && door.people.some((one) => one.appUserId === appUserId));
  opening = JSON.parse(logged.stdout).data.findLast((event) => event.appUserId && canOpen(event));
});
after(() => unloc.stop());

test('listen prints in a terminal what trigger does, and deletes its webhook at Ctrl-C', async () => {
  let triggered;
  let held;
  const { code, screen } = await inTerminal(['listen'], {
    env,
    columns: 200,
    answers: [
      [
        'Ctrl-C ends it',
        () => {
          triggered = trigger();
        },
      ],
      [
        `opened`,
        () => {
          triggered = hooksHeld().then((hooks) => {
            held = hooks;
            return trigger('locked');
          });
        },
      ],
      [`locked`, '\u0003'],
    ],
  });
  assert.equal((await triggered).code, 0);
  assert.equal(held.length, 1);
  assert.match(held[0].webhook.webhookUrl, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/);
  assert.equal(code, 130);
  const lines = plain(screen).split('\n');
  const who = `${opening.userName} (${opening.appUserId})`;
  assert.ok(
    lines.some((line) => line.endsWith(`(Europe/Oslo)  ${who} opened ${opening.lockName}`)),
    screen,
  );
  assert.ok(lines.some((line) => line.endsWith(`${who} locked ${opening.lockName}`)));
  assert.deepEqual(await hooksHeld(), []);
});

test('listen --json: the first line has all one needs, then an event is a line', async () => {
  const listening = start(['listen', '--json'], { env });
  const first = JSON.parse(await listening.line(/listening/)).listening;
  assert.equal(first.from, 'webhook');
  assert.ok(first.address.endsWith(`/${first.token}`));
  assert.equal(first.project.id, env.UNLOC_PROJECT);
  assert.equal(first.signingSecret, null);
  const [held] = await hooksHeld();
  assert.deepEqual([held.webhook.id, held.webhook.webhookUrl], [first.webhookId, first.address]);
  assert.equal((await fetch(first.address.replace(first.token, 'guess'), { method: 'POST', body: '{}' })).status, 404);
  assert.equal((await trigger()).code, 0);
  const event = JSON.parse(await listening.line(/"unlocked"/));
  assert.deepEqual([event.lockId, event.appUserId], [opening.lockId, opening.appUserId]);
  const { code, stdout, stderr } = await listening.stop('SIGTERM');
  assert.deepEqual([code, stderr], [143, []]);
  assert.equal(stdout.length, 2);
  assert.deepEqual(await hooksHeld(), []);
});

test('listen --events leaves others out, --forward-to posts the body as it came and says the status', async () => {
  const taken = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      taken.push({ path: request.url, type: request.headers['content-type'], body });
      response.writeHead(202).end();
    });
  });
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${receiver.address().port}/unloc`;
  const listening = start(['listen', '--json', '--events', 'locked', '--forward-to', address], { env });
  await listening.line(/listening/);
  await trigger('opened');
  await trigger('locked');
  await listening.line(/-> 202 from http.*\/unloc in \d+ ms/, 'stderr');
  receiver.close();
  receiver.closeAllConnections();
  await trigger('locked');
  await listening.line(/-> not accepted by .*: ECONNREFUSED/, 'stderr');
  const { stdout } = await listening.stop();
  assert.deepEqual(
    stdout.slice(1).map((line) => JSON.parse(line).action),
    ['locked', 'locked'],
  );
  assert.deepEqual(taken, [{ path: '/unloc', type: 'application/json', body: stdout[1] }]);
});

test('listen --forward-to: the end does not wait for a server that never answers', async () => {
  const silent = createServer(() => {});
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${silent.address().port}/`;
  const listening = start(['listen', '--json', '--forward-to', address], { env });
  await listening.line(/listening/);
  const asked = new Promise((resolve) => silent.once('request', resolve));
  await trigger();
  await asked;
  const { code, stderr } = await listening.stop();
  silent.closeAllConnections();
  silent.close();
  assert.equal(code, 130);
  assert.match(stderr.join('\n'), /no response before the end/);
  assert.deepEqual(await hooksHeld(), []);
});

test('listen says that the embedded Unloc is gone', async () => {
  const other = await startUnloc();
  const { env: own } = user(other, { UNLOC_PROJECT: env.UNLOC_PROJECT });
  const listening = start(['listen', '--json'], { env: own });
  await listening.line(/listening/);
  await other.stop();
  assert.equal(await listening.ended, 1);
  assert.match(listening.stderr.join('\n'), /does not answer. Start the embedded Unloc with `unloc demo`/);
});

test('listen ends when nobody reads its output, and its webhook goes', async () => {
  const listening = start(['listen', '--ndjson'], { env });
  await listening.line(/listening/);
  listening.child.stdout.destroy();
  await trigger();
  await trigger();
  assert.equal(await listening.ended, 0);
  assert.deepEqual(await hooksHeld(), []);
});

test('listen: wrong use is said before anything is sent', async () => {
  for (const [words, says] of [
    [['--events', 'closed'], /There is no event "closed"\. There are: opened, locked, viewed-code/],
    [['--forward-to', 'localhost:3000'], /--forward-to must be an address such as http/],
    [['--csv'], /Use --ndjson/],
    [['--every', '10ms'], /at least 1s/],
  ]) {
    const { code, stderr } = await inPipe(['listen', ...words], { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, says);
  }
  const dry = await inPipe(['listen', '--dry-run'], { env });
  assert.deepEqual([dry.code, dry.stdout], [0, '']);
  assert.match(dry.stderr, /Would register a webhook/);
  assert.deepEqual(await hooksHeld(), []);
});

test('listen --timeout ends with 124 and deletes its webhook', async () => {
  const { code } = await inPipe(['listen', '--timeout', '2s'], { env });
  assert.equal(code, 124);
  assert.deepEqual(await hooksHeld(), []);
});

/**
 * An account with real doors, as far as a client sees: the embedded Unloc without its control endpoints, with small pages, and
 * with the newest event first, which Unloc does not rule out.
 */
async function realAccount() {
  const asked = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url, unloc.url);
    asked.push(`${request.method} ${pathname}`);
    if (pathname.startsWith('/_sandbox')) return response.writeHead(404).end();
    const { authorization = '' } = request.headers;
    const headers = { authorization, 'content-type': 'application/json' };
    const body = request.method === 'GET' ? undefined : Buffer.concat(chunks);
    const isLog = pathname.endsWith('/logs/access');
    const answer = await fetch(unloc.url + (isLog ? pathname : request.url), { method: request.method, headers, body });
    let text = await answer.text();
    if (isLog) {
      const events = JSON.parse(text).accessEvents.reverse();
      const from = events.findIndex(({ id }) => id === searchParams.get('startAfterId')) + 1;
      const page = events.slice(from, from + 7);
      const startAfterId = from + 7 < events.length ? page.at(-1).id : undefined;
      text = JSON.stringify({ accessEvents: page, startAfterId });
    }
    return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, asked, stop: () => server.close() };
}

test('listen on an account with real doors follows its access log, each event once, without a webhook', async () => {
  const account = await realAccount();
  const real = { ...env, UNLOC_URL: account.url };
  const listening = start(['listen', '--json', '--every', '1s'], { env: real });
  const first = JSON.parse(await listening.line(/listening/)).listening;
  assert.deepEqual([first.from, first.address, first.webhookId], ['log', null, null]);
  const ids = [];
  const open = async (times) => {
    for (let count = 0; count < times; count += 1) {
      const { lockId, appUserId } = opening;
      ids.push((await control('open', { lockId, appUserId })).keyEvent.id);
    }
    await listening.line(new RegExp(ids.at(-1)));
  };
  await open(1);
  // Over several pages.
  await open(30);
  await open(1);
  const { code, stdout } = await listening.stop();
  account.stop();
  assert.equal(code, 130);
  assert.deepEqual(
    stdout.slice(1).map((line) => JSON.parse(line).id),
    ids,
  );
  assert.ok(!account.asked.some((one) => one.includes('webhooks')));
  assert.deepEqual(await hooksHeld(), []);
});

test('trigger: a door that has no key for the person stays shut, in words; a dry run opens none', async () => {
  const before = (await control('state')).keyEvents.length;
  const refused = await inPipe(['trigger', 'opened', '--door', opening.lockId, '--person', '+4791234567'], { env });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /The person has no key to this lock/);
  const dry = await inPipe(
    ['trigger', 'opened', '--door', opening.lockId, '--person', opening.appUserId, '--dry-run'],
    { env },
  );
  assert.equal(dry.code, 0);
  assert.equal((await control('state')).keyEvents.length, before);
  const json = await inPipe(
    ['trigger', 'viewed-code', '--door', opening.lockId, '--person', opening.userName, '--json'],
    { env },
  );
  assert.equal(JSON.parse(json.stdout).data.action, 'viewedCode');
  const shown = await inTerminal(['trigger', 'opened', '--door', opening.lockId, '--person', opening.appUserId], {
    env,
  });
  assert.equal(plain(shown.screen).trim(), `${opening.userName} opened ${opening.lockName}.`);
  const { keyEvents } = await control('state');
  assert.deepEqual(
    keyEvents.slice(before).map(({ action }) => action),
    ['viewedCode', 'unlocked'],
  );
});

test('hooks: create, list, delete, each asked about; nothing without a yes', async () => {
  const address = 'https://example.com/unloc/8f3kzQ2mVw';
  const unasked = await inPipe(['hooks', 'create', address], { env });
  assert.equal(unasked.code, 2);
  assert.match(unasked.stderr, /Repeat the command with --yes/);
  const dry = await inPipe(['hooks', 'create', address, '--dry-run', '--json'], { env });
  assert.equal(dry.code, 0);
  assert.equal(JSON.parse(dry.stdout).data.wouldSend[0].body.url, address);
  assert.deepEqual(await hooksHeld(), []);

  const made = await inTerminal(['hooks', 'create', address, '--door', opening.lockName], {
    env,
    columns: 200,
    answers: [['Go ahead?', 'y\r']],
  });
  assert.equal(made.code, 0, made.screen);
  assert.ok(plain(made.screen).includes(`Each opening of ${opening.lockName} (`));
  const [held] = await hooksHeld();
  assert.deepEqual([held.lock_id ?? held.lockId, held.webhook.webhookUrl], [opening.lockId, address]);

  const listed = JSON.parse((await inPipe(['hooks', 'list', '--json'], { env })).stdout);
  assert.equal(listed.next, null);
  assert.deepEqual(
    listed.data.filter(({ url }) => !isOfTheDemo(url)),
    [{ trigger: 'accessEvent', url: address, id: held.webhook.id, lockId: opening.lockId }],
  );
  const table = plain((await inTerminal(['hooks', 'list'], { env, columns: 160 })).screen);
  assert.ok(table.includes(address) && table.includes(opening.lockName));

  const declined = await inTerminal(['hooks', 'delete', held.webhook.id.slice(0, 8)], {
    env,
    answers: [['Go ahead?', 'n\r']],
  });
  assert.equal(declined.code, 3);
  assert.equal((await hooksHeld()).length, 1);
  const deleted = await inPipe(['hooks', 'delete', address, '--yes', '--json'], { env });
  assert.deepEqual(JSON.parse(deleted.stdout).data, { id: held.webhook.id, deleted: true });
  assert.deepEqual(await hooksHeld(), []);
  const again = await inPipe(['hooks', 'delete', address, '--yes'], { env });
  assert.equal(again.code, 2);
});
