import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, start, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
let opening;
const control = async (name, body) => {
  const init = body === undefined ? undefined : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${unloc.url}/_sandbox/${name}`, init)).json();
};
/** Opens a door so often, at the embedded Unloc. Resolves to the ids of the events. */
const open = async (times = 1) => {
  const ids = [];
  for (let count = 0; count < times; count += 1) {
    const { lockId, appUserId } = opening;
    ids.push((await control('open', { lockId, appUserId })).keyEvent.id);
  }
  return ids;
};
const idsOf = (lines) => lines.map((line) => JSON.parse(line).id);

before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
  const { doors } = await control('doors');
  const { data } = JSON.parse((await inPipe(['log', '--since', '30d', '--json'], { env })).stdout);
  opening = data.findLast(({ lockId, appUserId }) =>
    doors.some((door) => door.lockId === lockId && door.people.some((one) => one.appUserId === appUserId)),
  );
});
after(() => unloc.stop());

test('log: a table on the clock of the doors, the API’s own shape as JSON, by door, person and time', async () => {
  const all = JSON.parse((await inPipe(['log', '--since', '60d', '--json'], { env })).stdout);
  assert.equal(all.next, null);
  assert.ok(all.data.length > 10);
  assert.ok(all.data.every((event, at) => at === 0 || all.data[at - 1].created <= event.created));
  const shown = await inTerminal(['log', '--since', '60d'], { env, columns: 120, rows: all.data.length + 50 });
  const lines = plain(shown.screen).trim().split('\n');
  assert.match(lines[0], /^Time \(Europe\/Oslo\) +Door +Event +Person +Number/);
  assert.equal(lines.length, all.data.length + 1);

  const since = new Date(Date.parse(all.data.at(-3).created)).toISOString();
  const some = JSON.parse((await inPipe(['log', '--since', since, '--json'], { env })).stdout).data;
  assert.deepEqual(some, all.data.slice(-3));
  const ofDoor = JSON.parse(
    (await inPipe(['log', '--since', '60d', '--door', opening.lockName, '--json'], { env })).stdout,
  ).data;
  assert.deepEqual(
    ofDoor,
    all.data.filter(({ lockId }) => lockId === opening.lockId),
  );
  const ofPerson = JSON.parse(
    (await inPipe(['log', '--since', '60d', '--person', opening.userName, '--json'], { env })).stdout,
  ).data;
  assert.deepEqual(
    ofPerson,
    all.data.filter(({ appUserId }) => appUserId === opening.appUserId),
  );
  assert.ok(ofPerson.length > 0 && ofDoor.length > 0);
  const csv = (await inPipe(['log', '--since', '60d', '--csv'], { env })).stdout.trim().split('\r\n');
  assert.equal(csv.length, all.data.length + 1);
  assert.ok(csv[1].startsWith(`${all.data[0].created},`), 'CSV has the API’s times');
  const none = await inPipe(['log', '--since', 'now'], { env });
  assert.deepEqual([none.code, none.stdout, none.stderr], [0, '', 'Nobody opened a door in this time.\n']);
});

test('log: wrong use is said', async () => {
  for (const [words, says] of [
    [['--since', 'sometime'], /--since "sometime" is not a time/],
    [['--every', '5s'], /--every needs --follow/],
    [['--follow', '--csv'], /Use --ndjson/],
    [['--door', 'no such door'], /There is no door "no such door"\. `unloc doors list` lists them/],
    [['--door', 'main entrance'], /Did you mean "Main entrance 12" or "Main entrance 14" or "Main entrance 16"\?/],
  ]) {
    const { code, stderr } = await inPipe(['log', ...words], { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, says);
  }
});

test('log --follow: each event once and none lost, over 450 of them, through an outage and a repeat', async () => {
  const following = start(['log', '--follow', '--every', '1s', '--json'], { env });
  await following.line(/Following the access log/, 'stderr');
  const ids = await open(150);
  await following.line(new RegExp(ids.at(-1)));
  // More than one page and more than are read again, while the log cannot be read.
  await control('faults', [{ path: '/v2/projects/*/logs/access', fault: { reset: 'before' } }]);
  await following.line(/cannot be read. unloc tries again/, 'stderr');
  ids.push(...(await open(300)));
  await control('faults', []);
  await following.line(/can be read again/, 'stderr');
  await following.line(new RegExp(ids.at(-1)));
  ids.push(...(await open(1)));
  await following.line(new RegExp(ids.at(-1)));
  const { code, stdout } = await following.stop();
  assert.equal(code, 130);
  assert.deepEqual(idsOf(stdout), ids);
});

test('log --follow --since: what was before comes first; a refused token ends it', async () => {
  const [last] = await open(1);
  const following = start(['log', '--follow', '--since', '60d', '--every', '1s', '--ndjson'], { env });
  await following.line(new RegExp(last));
  await following.line(/Following/, 'stderr');
  assert.ok(following.stdout.length > 450);
  assert.equal(new Set(idsOf(following.stdout)).size, following.stdout.length);
  await control('faults', [{ path: '/v2/projects/*/logs/access', fault: { status: 403 } }]);
  assert.equal(await following.ended, 4);
  await control('faults', []);
});

test('log --follow goes on when the event that it remembers is not there any more', async () => {
  const following = start(['log', '--follow', '--every', '1s', '--json'], { env });
  await following.line(/Following/, 'stderr');
  const fault = {
    path: '/v2/projects/*/logs/access',
    count: 1,
    fault: { status: 400, body: { title: 'Bad Request' } },
  };
  await control('faults', [fault]);
  const ids = await open(2);
  await following.line(new RegExp(ids[1]));
  const { stdout } = await following.stop();
  assert.deepEqual(idsOf(stdout), ids);
  await control('faults', []);
});

test('log --follow in a terminal: a line for each event, until Ctrl-C', async () => {
  const { code, screen } = await inTerminal(['log', '--follow', '--every', '1s'], {
    env,
    columns: 200,
    answers: [
      ['Ctrl-C ends it', () => open(1)],
      [`opened`, '\u0003'],
    ],
  });
  assert.equal(code, 130);
  assert.ok(plain(screen).includes(`${opening.userName} (${opening.appUserId}) opened ${opening.lockName}`));
});
