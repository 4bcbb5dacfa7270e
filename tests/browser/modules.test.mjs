// Unit tests of the page's modules that need no DOM.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressInWords } from '../../www/js/address.js';
import { counts, current, describedKeys, every, filtered } from '../../www/js/key-filter.js';
import { canBeTakenBack, inOrder, wordsForState } from '../../www/js/key-states.js';
import { watched } from '../../www/js/key-watch.js';
import { complaintAbout, withoutSpacing } from '../../www/js/phone-number.js';
import { windowsInWords } from '../../www/js/weekly-windows.js';

test('weekly windows with the same hours stand together, in the order of the week', () => {
  const office = { startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 };
  const late = { startHour: 10, startMinute: 5, endHour: 24, endMinute: 0 };
  assert.equal(
    windowsInWords({ fri: office, mon: office, sat: late, wed: office }),
    'Mon, Wed, Fri 08:00–16:30; Sat 10:05–24:00',
  );
});

test('a phone number loses its spacing and nothing else', () => {
  assert.equal(withoutSpacing(' +47 912-34.567 '), '+4791234567');
  assert.equal(withoutSpacing('+44 (0)7700\u00a0900\u2011123'), '+4407700900123');
  assert.equal(withoutSpacing('+47x12'), '+47x12');
  assert.equal(complaintAbout('+4791234567'), undefined);
});

test('an address stands on one line and leaves out what is missing', () => {
  const address = { street: 'Solbakken 12', postalCode: '5003', city: 'Bergen', countryIso: 'NO' };
  assert.equal(addressInWords(address), 'Solbakken 12, 5003 Bergen');
  assert.equal(addressInWords({ ...address, floor: '3' }), 'Solbakken 12, floor 3, 5003 Bergen');
  assert.equal(
    addressInWords({ ...address, floor: 'Basement', postalCode: undefined }),
    'Solbakken 12, Basement, Bergen',
  );
  assert.equal(addressInWords(null), undefined);
});

const key = (id, state, name, created) => ({ id, state, lockId: 'l', toUser: { id: '+4791234567', name }, created });

test('keys are the newest first, and those taken back are hidden unless they are asked for', () => {
  const keys = [
    key('old', 'active', 'Åse', '2026-01-01'),
    key('new', 'revoked', 'Bo', '2026-03-01'),
    key('mid', 'expired', 'Åse', '2026-02-01'),
  ];
  const described = describedKeys(keys, [{ id: 'l', name: 'Garage gate' }]);
  const found = (filter) => filtered(described, filter).map((one) => one.key.id);
  assert.deepEqual(found({ state: every, text: '' }), ['new', 'mid', 'old']);
  assert.deepEqual(found({ state: current, text: '' }), ['mid', 'old']);
  assert.deepEqual(found({ state: current, text: ' ÅSE  gate ' }), ['mid', 'old']);
  assert.deepEqual(found({ state: 'expired', text: '9123' }), ['mid']);
  assert.deepEqual(Object.fromEntries(counts(keys)), { current: 2, every: 3, active: 1, expired: 1, revoked: 1 });
});

test('a state that is not known keeps its own word, comes last, and its key can be taken back', () => {
  assert.equal(wordsForState('suspended'), 'suspended');
  assert.deepEqual(inOrder(['suspended', 'revoked', 'creating']), ['creating', 'revoked', 'suspended']);
  assert.deepEqual(
    ['suspended', 'creating', 'error', 'expired', 'revoked'].map((state) => canBeTakenBack({ state })),
    [true, true, true, false, false],
  );
});

test('a new key is looked at ever less often, and not for ever', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const polls = [];
  let clock = 0;
  const look = async () => {
    polls.push(clock);
    return { state: 'creating' };
  };
  let result;
  watched(look, { signal: new AbortController().signal }).then((seen) => {
    result = seen;
  });
  for (; clock < 120_000 && result === undefined; clock += 500) {
    await new Promise((resolve) => setImmediate(resolve));
    context.mock.timers.tick(500);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(result, { state: 'creating' });
  const pauses = polls.slice(1).map((moment, index) => moment - polls[index]);
  assert.deepEqual(
    pauses,
    [...pauses].sort((one, other) => one - other),
  );
  assert.ok(polls.length <= 10 && clock <= 90_000, `${polls.length} polls in ${clock} ms`);
});

test('looking at a new key ends as soon as it is made, and when another lock holder is chosen', async () => {
  const states = ['creating', 'scheduled', 'active'];
  const seen = await watched(async () => ({ state: states.shift() }), { signal: new AbortController().signal });
  assert.deepEqual([seen, states], [{ state: 'scheduled' }, ['active']]);
  const controller = new AbortController();
  const watching = watched(async () => assert.fail('looked after the end'), { signal: controller.signal });
  controller.abort();
  await assert.rejects(watching, { name: 'AbortError' });
});
