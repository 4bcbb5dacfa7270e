// Conversion of weekly windows between API v1 and v2.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { client, sample, sampleOfV2 } from '../../support/built-package.mjs';

const { UnlocError, recurrenceFromV2, recurrenceToV2 } = client;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const hour = fc.integer({ min: 0, max: 24 });
const minute = fc.integer({ min: 0, max: 59 });
/** Any window, also over midnight, or up to 24:59. */
const anyWindow = fc.record(
  { startHour: hour, startMinute: minute, endHour: hour, endMinute: minute, note: fc.string() },
  { requiredKeys: ['startHour', 'startMinute', 'endHour', 'endMinute'], noNullPrototype: true },
);
const timeWindow = anyWindow.filter(({ startHour, startMinute, endHour, endMinute }) => {
  const end = endHour * 60 + endMinute;
  return end > startHour * 60 + startMinute && end <= 1440;
});
const weekOf = (window) =>
  fc.record(Object.fromEntries(days.map((day) => [day, window])), { requiredKeys: [], noNullPrototype: true });
const ofV1 = weekOf(timeWindow).filter((week) => Object.keys(week).length > 0);
const ofV2 = fc
  .shuffledSubarray(days, { minLength: 1 })
  .chain((some) => fc.tuple(...some.map((weekday) => timeWindow.map((window) => ({ weekday, ...window })))))
  .map((timeSpans) => ({ timeSpans }));

const isRefused = (make, words) =>
  assert.throws(
    make,
    (error) => error instanceof UnlocError && error.code === 'invalid_argument' && words.test(error.message),
  );

test("the recorded keys of both APIs with the same windows are each other's conversion", () => {
  const { recurrence: one } = sample('key-recurring.json').key;
  const { recurrence: two } = sampleOfV2('key-recurring.json').key;
  assert.deepEqual(recurrenceToV2(one), two);
  assert.deepEqual(recurrenceFromV2(two), one);
  assert.deepEqual(recurrenceFromV2(sampleOfV2('key-recurring-lower-case.json').key.recurrence), one);
});

test('there and back again nothing is changed, whatever the windows', () => {
  fc.assert(
    fc.property(ofV1, (recurrence) => {
      assert.deepEqual(recurrenceFromV2(recurrenceToV2(recurrence)), recurrence);
    }),
  );
  fc.assert(
    fc.property(ofV2, (recurrence) => {
      const sorted = [...recurrence.timeSpans].sort(
        (one, other) => days.indexOf(one.weekday) - days.indexOf(other.weekday),
      );
      assert.deepEqual(recurrenceToV2(recurrenceFromV2(recurrence)), { timeSpans: sorted });
    }),
  );
});

test('every window is on its day, at its time, Monday first', () => {
  fc.assert(
    fc.property(ofV1, (recurrence) => {
      const { timeSpans } = recurrenceToV2(recurrence);
      assert.deepEqual(
        timeSpans.map(({ weekday }) => weekday),
        days.filter((day) => recurrence[day]),
      );
      for (const { weekday, ...window } of timeSpans) assert.deepEqual(window, recurrence[weekday]);
    }),
  );
});

test('nothing given is changed, and none stays none', () => {
  const given = Object.freeze({
    tue: Object.freeze({ startHour: 0, startMinute: 0, endHour: 24, endMinute: 0 }),
    wed: null,
  });
  assert.deepEqual(recurrenceToV2(given), {
    timeSpans: [{ weekday: 'tue', startHour: 0, startMinute: 0, endHour: 24, endMinute: 0 }],
  });
  for (const none of [null, undefined]) {
    assert.equal(recurrenceToV2(none), none);
    assert.equal(recurrenceFromV2(none), none);
  }
  assert.deepEqual(recurrenceFromV2({ timeSpans: [] }), {});
});

test('what cannot be said in the other form is refused, not guessed', () => {
  const window = { startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 };
  isRefused(
    () =>
      recurrenceFromV2({
        timeSpans: [
          { weekday: 'mon', ...window },
          { weekday: 'MON', ...window },
        ],
      }),
    /"timeSpans\[1\]" is a second window on the same day/,
  );
  isRefused(() => recurrenceFromV2({ timeSpans: [{ weekday: 'monday', ...window }] }), /one of mon, tue/);
  isRefused(() => recurrenceFromV2({}), /"timeSpans" must be a list/);
  isRefused(() => recurrenceFromV2({ timeSpans: [null] }), /"timeSpans\[0\]" must be an object/);
  isRefused(() => recurrenceFromV2([]), /must be an object/);
  isRefused(() => recurrenceToV2({ monday: window }), /"monday" is not a weekday/);
  isRefused(() => recurrenceToV2({ timeSpans: [] }), /"timeSpans" is not a weekday/);
  isRefused(() => recurrenceToV2('mon'), /must be an object/);
  isRefused(() => recurrenceToV2({}), /names no day/);
  const night = { startHour: 22, startMinute: 0, endHour: 6, endMinute: 0 };
  isRefused(() => recurrenceToV2({ fri: night }), /"fri" does not end after it starts\. Split a night into two days/);
  isRefused(() => recurrenceToV2({ fri: { ...night, endHour: 24, endMinute: 1 } }), /ends after 24:00/);
  for (const wrong of [
    { startHour: 25 },
    { endMinute: 60 },
    { startMinute: -1 },
    { endHour: 8.5 },
    { startHour: '8' },
    { endHour: undefined },
  ]) {
    const [[member]] = Object.entries(wrong);
    isRefused(
      () => recurrenceToV2({ mon: { ...window, ...wrong } }),
      new RegExp(`"${member}" of "mon" must be a whole number`),
    );
  }
});

test('keys.create takes what recurrenceToV2 makes, whatever was given', async () => {
  let made = 0;
  let refused = 0;
  const unloc = new client.UnlocClient({
    baseUrl: 'https://api.example',
    token: 'token-of-a-test',
    fetch: async () => new Response('{"jobRef":{"id":"j"}}', { status: 202 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(weekOf(timeWindow), weekOf(anyWindow)), async (week) => {
      let recurrence;
      try {
        recurrence = recurrenceToV2(week);
      } catch (error) {
        assert.equal(error.code, 'invalid_argument');
        refused += 1;
        return;
      }
      made += 1;
      const keys = [{ lockId: 'l', appUserId: '+4799887766', recurrence }];
      await unloc.keys.create({ projectId: 'p', keys });
    }),
    { numRuns: 300 },
  );
  assert.ok(made > 10 && refused > 10, `${made} made, ${refused} refused`);
});
