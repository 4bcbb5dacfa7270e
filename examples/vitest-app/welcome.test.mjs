// Tests of welcome.mjs: what the clock, another seed and faults do to it.
import { describe, expect, test } from 'vitest';
import { createHouse, inHours } from './house.mjs';
import { doorsOfStay, welcomeGuest } from './welcome.mjs';

const seconds = { aKeyIsMade: 2, hour: 3_600 };

/** A house, and a stay in it from one hour after the beginning of the test until the day after. */
async function aStay(options) {
  const house = await createHouse(options);
  const { unloc, projectId, sandbox } = house;
  const doors = [house.door('Guest flat 12 A'), house.door('Main entrance 12')];
  const stay = { id: 'S-1', phone: '+447700900999', doors, from: inHours(1), to: inHours(25) };
  return {
    ...house,
    stay,
    welcome: () => welcomeGuest(unloc, projectId, stay, { settleMs: 200 }),
    desk: () => doorsOfStay(unloc, projectId, stay),
    /** How many doors the guest can open, by the embedded Unloc's own rules. */
    doorsOpen: () => sandbox.doors({ appUserId: stay.phone }).length,
    keys: () => unloc.keys.list({ projectId, appUserId: stay.phone }).toArray({ limit: 100 }),
  };
}

describe('the clock', () => {
  test('keys are being made, open from check-in on, and not after check-out', async () => {
    const { sandbox, welcome, desk, doorsOpen } = await aStay();
    expect(await desk()).toEqual(['has no key', 'has no key']);
    await welcome();
    expect(await desk()).toEqual(['is being made', 'is being made']);
    sandbox.advance(seconds.aKeyIsMade);
    expect(await desk()).toEqual(['opens later', 'opens later']);
    expect(doorsOpen()).toBe(0);
    sandbox.advance(seconds.hour);
    expect(await desk()).toEqual(['opens', 'opens']);
    expect(doorsOpen()).toBe(2);
    sandbox.advance(24 * seconds.hour);
    expect(await desk()).toEqual(['has no key', 'has no key']);
    expect(doorsOpen()).toBe(0);
  });
});

describe('the seed', () => {
  test('a key to a door whose lock is not connected does not work, and the desk sees it', async () => {
    const { sandbox } = await createHouse();
    const seed = sandbox.state();
    for (const { vendorConnection } of seed.vendorConnections) vendorConnection.state = 'error';
    const { welcome, desk, ...house } = await aStay({ seed });
    await welcome();
    house.sandbox.advance(seconds.aKeyIsMade);
    expect(await desk()).toEqual(['does not work', 'does not work']);
  });

  // Each test has a house of its own: neither sees the other's keys, in whatever order they run.
  for (const name of ['one', 'another']) {
    test(`two tests do not meet: ${name}`, async () => {
      const { welcome, keys } = await aStay();
      expect(await keys()).toHaveLength(0);
      await welcome();
      expect(await keys()).toHaveLength(2);
    });
  }
});

describe('what goes wrong', () => {
  test('a guest who is welcomed twice has each key once', async () => {
    const { welcome, keys } = await aStay();
    await welcome();
    await welcome();
    expect(await keys()).toHaveLength(2);
  });

  test('503: the client asks again by itself, and each key is there once', async () => {
    const { welcome, keys, failKeys } = await aStay();
    failKeys({ status: 503 }, 1);
    await welcome();
    expect(await keys()).toHaveLength(2);
  });

  test('503 for long: the desk hears that nothing is known, and a later try works', async () => {
    const { welcome, keys, failKeys } = await aStay();
    failKeys({ status: 503 });
    await expect(welcome()).rejects.toMatchObject({
      mayBeThere: true,
      message: expect.stringContaining('not known yet'),
    });
    failKeys({ status: 503 }, 0);
    await welcome();
    expect(await keys()).toHaveLength(2);
  });

  test('a refusal: the desk hears that the guest got no key', async () => {
    const { welcome, keys, failKeys } = await aStay();
    failKeys({ status: 403 });
    await expect(welcome()).rejects.toMatchObject({
      mayBeThere: false,
      message: expect.stringContaining('got no key'),
    });
    expect(await keys()).toHaveLength(0);
  });

  test('an answer that is lost makes no second key', async () => {
    const { welcome, keys, failKeys } = await aStay();
    failKeys({ reset: 'after' }, 1);
    await welcome();
    expect(await keys()).toHaveLength(2);
  });

  test('one of two keys fails: the desk hears it, and the next try makes that one only', async () => {
    const { welcome, keys, failKeys } = await aStay();
    failKeys({ jobSeconds: 0, failKeys: 1 }, 1);
    await expect(welcome()).rejects.toThrow('Unloc made no key to 1 of 2 doors.');
    await welcome();
    const live = (await keys()).filter(({ state }) => state !== 'error');
    expect(new Set(live.map(({ lockId }) => lockId)).size).toBe(2);
    expect(live).toHaveLength(2);
  });
});
