// Plans as documents and as texts.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { access } from '../../support/access.mjs';

const { budget, plan, planMoveIn, planMoveOut, PlanRefused, planStay, readPlan, Snapshot } = access;

const now = '2027-03-01T09:00:00Z';
const covers = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' };
const numbers = ['+447700900321', '+447700900123', '+447700900456', '+447700900789'];
const key = (id, lockId, person, start, end, ref) => ({
  id,
  lockId,
  appUser: { id: person },
  start,
  end,
  created: start,
  state: 'scheduled',
  metadata: ref && { accessOwner: 'rentals', accessRef: ref },
});
const keys = [
  key('k-1', 'room-4', numbers[1], '2027-03-05T14:00:00Z', '2027-03-07T10:00:00Z', 'B-1001'),
  key('k-2', 'stair', numbers[2], '2026-08-01T00:00:00Z', null, 'T-0207'),
  key('k-3', 'stair', numbers[3], '2026-08-01T00:00:00Z', '2027-06-01T00:00:00Z', 'S-CLEAN'),
  key('k-4', 'stair', numbers[3], '2026-08-01T00:00:00Z', null),
];
const locks = [
  { id: 'front', name: 'Front door', timezone: 'Europe/Oslo' },
  { id: 'room-4', name: 'Room 4', timezone: 'Europe/Oslo' },
  { id: 'stair', name: 'Stair B', timezone: 'Europe/London' },
];

function world(some = keys) {
  const snapshot = new Snapshot({ projectId: 'p-1' });
  snapshot.addObjects('locks', locks);
  snapshot.addObjects('keys', some);
  snapshot.seal({ from: '2027-03-01T08:58:10Z', to: '2027-03-01T08:58:51Z' });
  return snapshot;
}

const grants = [
  {
    ref: 'B-1004',
    appUserId: numbers[0],
    doors: ['Front door'],
    from: { local: '2027-03-05T15:00' },
    to: { local: '2027-03-07T11:00' },
  },
  { ref: 'B-1001', appUserId: numbers[1], doors: ['Room 4'], from: '2027-03-05T14:00:00Z', to: '2027-03-08T10:00:00Z' },
  { ref: 'S-CLEAN', appUserId: numbers[3], doors: ['Stair B'], to: '2027-06-01T00:00:00Z' },
];
const wanted = {
  owner: 'rentals',
  covers,
  complete: true,
  grants,
  waiting: [{ ref: 'r-771', why: 'no phone number' }],
};
const march = () => plan(world(), wanted, { now });

/** A document with one member changed, however deep, for each member. */
function* changed(value, path = []) {
  for (const [name, inner] of Object.entries(value)) {
    const at = [...path, name];
    if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0) yield* changed(inner, at);
    else yield at;
  }
}

test('R22: a plan that was changed in any member, or is of another format, is refused', () => {
  const text = JSON.stringify(march());
  assert.equal(readPlan(text).id, march().id);
  assert.equal(readPlan(new TextEncoder().encode(text)).id, march().id);
  assert.deepEqual(readPlan(text).document, march().document);
  const refused = (json, code) =>
    assert.throws(
      () => readPlan(json),
      (error) => error instanceof PlanRefused && error.rule === 'R22' && (code === undefined || error.code === code),
    );
  let members = 0;
  for (const path of changed(JSON.parse(text))) {
    const other = JSON.parse(text);
    const name = path.pop();
    const holder = path.reduce((object, part) => object[part], other);
    holder[name] = typeof holder[name] === 'number' ? holder[name] + 1 : `${holder[name]}0`;
    refused(JSON.stringify(other));
    delete holder[name];
    refused(JSON.stringify(other));
    members += 1;
  }
  assert.ok(members > 80);
  for (let at = 0; at < text.length; at += 7) refused(text.slice(0, at));
  const document = JSON.parse(text);
  // What is not known is ignored, but belongs to the id.
  refused(JSON.stringify({ ...document, more: 1 }), 'planChanged');
  refused(JSON.stringify({ ...document, format: 'unloc-plan/2' }), 'planVersion');
  refused(JSON.stringify({ ...document, format: 'unloc-grants/1' }), 'planNotAPlan');
  refused('[]', 'planNotAPlan');
  refused('{', 'planNotJson');
  refused(JSON.stringify({ ...document, items: {} }), 'planShape');
  // The plan itself cannot be changed.
  assert.throws(() => {
    march().document.items[0].steps[0].keyId = 'k-9';
  }, TypeError);
});

test('R48: text and JSON of a plan say the same numbers, and masked text holds no whole number', () => {
  const { document } = march();
  const text = march().text();
  const { summary } = document;
  assert.deepEqual(
    { ...summary, pairs: { ...summary.pairs } },
    {
      people: 3,
      give: 1,
      extend: 1,
      shorten: 0,
      hours: 0,
      takeBack: 1,
      keep: 1,
      adopt: 0,
      foreign: 1,
      outside: 0,
      waiting: 1,
      pairs: { opened: 1, longer: 1, shorter: 0, closed: 1 },
      emptyDoors: 0,
      messages: 2,
      requests: 13,
      seconds: 2,
    },
  );
  for (const words of [
    `${summary.give} to give, ${summary.extend} to extend, ${summary.takeBack} to take back, ${summary.keep} ${summary.keep === 1 ? 'key stays' : 'keys stay'}.`,
    `3 doors, 4 keys seen 09:58, all read.`,
    `${summary.pairs.opened} door opened to a person, ${summary.pairs.longer} longer, ${summary.pairs.closed} closed.`,
    `${summary.messages} messages will be sent`,
    `${summary.requests} requests, about ${summary.seconds} s.`,
    `${summary.waiting} grant waits: no phone number (r-771)`,
    `${summary.foreign} of others, ${summary.outside} outside`,
    '+44 •••• 0321',
    'Fri 5 Mar 15:00 – Sun 7 Mar 11:00',
    'until Sun 7 Mar 11:00  →  Mon 8 Mar 11:00',
    'not on the list, which is complete for March 2027',
    'Europe/Oslo',
    'keys that people shared in the app',
  ]) {
    assert.ok(text.includes(words), `${words}\n${text}`);
  }
  const lines = (sign) => text.split('\n').filter((line) => line.startsWith(`  ${sign} `)).length;
  assert.deepEqual([lines('+'), lines('~'), lines('-')], [summary.give, summary.extend, summary.takeBack]);
  for (const number of numbers) {
    assert.ok(!text.includes(number));
    for (const words of [
      ...document.findings.map(({ sentence }) => sentence),
      ...document.items.flatMap(({ steps }) => steps.map(({ because }) => because)),
    ]) {
      assert.ok(!words.includes(number));
    }
    assert.ok(!inspect(march(), { depth: 9 }).includes(number));
  }
  assert.ok(march().text({ masked: false }).includes(numbers[0]));
  // A number as a reference is masked, too.
  const odd = { ...wanted, grants: [...grants, { ...grants[0], ref: '+447700900999', appUserId: '+447700900888' }] };
  assert.doesNotMatch(plan(world(), odd, { now }).text(), /\+\d{7}/);
  for (const width of [20, 60, 200]) assert.doesNotMatch(march().text({ width, color: true }), /\+\d{7}/);
});

test('The same arguments give the same plan, in whatever order rows and keys come', () => {
  const first = march();
  const turned = plan(world([...keys].reverse()), { ...wanted, grants: [...grants].reverse() }, { now });
  assert.equal(turned.id, first.id);
  assert.match(first.id, /^sha256:[0-9a-f]{64}$/);
  assert.notEqual(plan(world(), wanted, { now: '2027-03-01T09:00:01Z' }).id, first.id);
});

test('What refuses a plan says the rule, the numbers and what would lift it', () => {
  const fewer = { ...wanted, grants: grants.slice(0, 1) };
  const limits = { allowRevocations: 3 };
  assert.throws(
    () => plan(world(), fewer, { now }),
    (thrown) => {
      assert.ok(thrown instanceof PlanRefused);
      const { rule, flag, numbers: told, message } = thrown;
      assert.deepEqual(
        { rule, flag, told },
        { rule: 'R17', flag: 'allowRevocations', told: { planned: 3, allowed: 2, of: 3 } },
      );
      assert.match(message, /limits\.allowRevocations: 3 \(--allow-revocations 3\)/);
      return true;
    },
  );
  assert.throws(
    () => plan(world(), fewer, { now, limits }),
    /Nobody could open 1 of the doors .*--allow-empty-doors 1/,
  );
  const lifted = plan(world(), fewer, { now, limits: { ...limits, allowEmptyDoors: 1 } });
  assert.deepEqual(lifted.document.limits.asked, { ...limits, allowEmptyDoors: 1 });
  assert.match(lifted.text(), /! nobody can open Room 4 any more/);
  const unsealed = new Snapshot({ projectId: 'p-1' });
  assert.throws(
    () => plan(unsealed, wanted, { now }),
    (thrown) => thrown.rule === 'R1',
  );
  assert.throws(
    () => plan(world(), { ...wanted, grants: [] }, { now }),
    (thrown) => thrown.rule === 'R5',
  );
  for (const end of [new Date(NaN), null, '', undefined]) {
    const bad = { ...wanted, grants: [{ ...grants[1], to: end }] };
    assert.throws(
      () => plan(world(), bad, { now, forEver: true }),
      (thrown) => thrown.rule === 'R14',
    );
  }
  for (const options of [{ now: 'now' }, { now, limits: { allowRevocations: 0.5 } }, { now, turnoverMinutes: -1 }]) {
    assert.throws(() => plan(world(), wanted, options), TypeError);
  }
});

test('Plans of one person or stay', () => {
  const guest = { ref: 'T-9', appUserId: '+447700900555', doors: ['front'], to: '2027-03-09T10:00:00Z' };
  assert.equal(planMoveIn(world(), { owner: 'rentals', grant: guest }, { now }).document.summary.give, 1);
  assert.throws(
    () => planMoveIn(world(), { owner: 'rentals', grant: { ...guest, to: 'forEver' } }, { now }),
    (thrown) => thrown instanceof PlanRefused && thrown.rule === 'R14',
  );
  const ever = planMoveIn(world(), { owner: 'rentals', grant: { ...guest, to: 'forEver' } }, { now, forEver: true });
  assert.equal(ever.document.items[0].steps[0].key.end, undefined);
  const out = planMoveOut(world(), { appUserId: numbers[3], owners: 'any' }, { now });
  assert.equal(out.document.summary.takeBack, 2);
  const stay = planStay(world(), { owner: 'rentals', ref: 'B-1001', extendTo: { local: '2027-03-09T11:00' } }, { now });
  assert.equal(stay.document.items[0].steps[0].key.end, '2027-03-09T10:00:00Z');
  assert.throws(() => planStay(world(), { owner: 'rentals', ref: 'B-1', endAt: now }, { now }), PlanRefused);
});

test('A budget says what a plan or a reading costs', () => {
  assert.deepEqual(budget({ locks: 40, keys: 10_000 }), {
    requests: 5,
    byKind: { list: 5, create: 0, revoke: 0, job: 0 },
    seconds: 2,
    limitedBy: 'sequence',
    messages: 0,
    people: 0,
  });
  assert.equal(budget({ locks: 1000, keys: 1_000_000 }).requests, 401);
  assert.equal(budget(march()).requests, march().document.summary.requests);
  assert.equal(budget(march(), { perMinute: 1 }).limitedBy, 'perMinute');
  assert.throws(() => budget(march(), { concurrent: 0 }), TypeError);
});
