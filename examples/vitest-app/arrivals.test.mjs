// Tests of arrivals.mjs, by the events that the embedded Unloc posts when somebody uses a door.
import { expect, test, vi } from 'vitest';
import { arrivalHandler } from './arrivals.mjs';
import { createHouse, inHours } from './house.mjs';
import { welcomeGuest } from './welcome.mjs';

const token = 'a-token-that-nobody-guesses';
const guest = '+447700900999';

/** A house whose Unloc posts to the handler, and a guest with a key that opens. */
async function aGuest(onArrival) {
  const statuses = [];
  const handler = arrivalHandler({ token, onArrival, onError: () => {} });
  const house = await createHouse({
    async fetch(url, init) {
      const response = await handler(new Request(url, init));
      statuses.push(response.status);
      return response;
    },
  });
  const { unloc, projectId, sandbox } = house;
  const door = house.door('Main entrance 12');
  await unloc.webhooks.create({ projectId, trigger: 'accessEvent', url: `https://app.example/unloc/${token}` });
  await welcomeGuest(unloc, projectId, { id: 'S-1', phone: guest, doors: [door], from: inHours(0), to: inHours(24) });
  sandbox.advance(2);
  /** Uses the door, and waits until the app has answered the event. */
  const use = async (action) => {
    const posted = statuses.length;
    expect(await house.useDoor(door, guest, action)).toBe(true);
    await vi.waitUntil(() => statuses.length > posted);
    return statuses.at(-1);
  };
  return { ...house, door, use };
}

test('the first door that a guest unlocks is the arrival, and only that', async () => {
  const onArrival = vi.fn();
  const { use } = await aGuest(onArrival);
  await use('viewedCode');
  expect(onArrival).not.toHaveBeenCalled();
  await use('unlocked');
  await use('unlocked');
  expect(onArrival).toHaveBeenCalledOnce();
  expect(onArrival).toHaveBeenCalledWith({ guest, door: 'Main entrance 12', at: inHours(0).replace(':00.', ':02.') });
});

test('an arrival that the app could not note is noted by the next event', async () => {
  const onArrival = vi.fn().mockRejectedValueOnce(new Error('The database is away.'));
  const { use } = await aGuest(onArrival);
  expect(await use('unlocked')).toBe(500);
  expect(await use('unlocked')).toBe(200);
  expect(onArrival).toHaveBeenCalledTimes(2);
});

test('whoever has no key does not arrive, and a post without the token is not believed', async () => {
  const onArrival = vi.fn();
  const { door, useDoor } = await aGuest(onArrival);
  expect(await useDoor(door, '+447700900998')).toBe(false);
  const handler = arrivalHandler({ token, onArrival });
  const forged = new Request('https://app.example/unloc/a-guess', { method: 'POST', body: '{}' });
  expect((await handler(forged)).status).toBe(404);
  expect(onArrival).not.toHaveBeenCalled();
});
