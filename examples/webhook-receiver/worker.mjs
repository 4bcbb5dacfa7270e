// Takes events out of the inbox, one after the other, and confirms each after it was handled.
import { setTimeout as sleep } from 'node:timers/promises';

/** Works until `signal` is aborted; the event at hand is brought to its end first. */
export async function work(inbox, handle, { signal, maxAttempts = 5 }) {
  let isReady = false;
  while (!signal.aborted) {
    try {
      if (!isReady) await inbox.prepare();
      isReady = true;
      await one(inbox, handle, maxAttempts);
    } catch (error) {
      // Redis is away, or was emptied. What is not confirmed comes again.
      if (isReady) console.error(`The inbox cannot be read: ${error.message}`);
      isReady = false;
      await sleep(1_000, undefined, { signal }).catch(() => {});
    }
  }
}

async function one(inbox, handle, maxAttempts) {
  const entry = await inbox.take();
  if (entry === undefined) return;
  // Counted before the work, so that an event which ends the process is not tried for ever.
  if (entry.attempt > maxAttempts) {
    console.error(`Event ${entry.event.id} failed ${maxAttempts} times and is put aside.`);
    await inbox.giveUp(entry);
    return;
  }
  try {
    await handle(entry.event);
  } catch (error) {
    console.error(`Event ${entry.event.id} failed (attempt ${entry.attempt} of ${maxAttempts}): ${error.message}`);
    return;
  }
  await inbox.done(entry);
}
