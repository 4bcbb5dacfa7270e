// What your application does with an event. Here: the first time that a key opens a door is noted as the guest's arrival.
//
// A process can end after the work and before its confirmation. Then the event is handled again, so write it in a way that
// twice is as good as once: HSETNX here, a unique column for `event.id` in a database.
export async function handle({ action, keyId, created, lockName }, redis) {
  if (action !== 'unlocked') return;
  const isFirst = await redis.hSetNX('{unloc}:arrivals', keyId, created);
  console.log(`${created}  ${lockName}: ${isFirst ? 'the guest has arrived' : 'opened again'}`);
}
