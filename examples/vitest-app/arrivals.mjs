// The app: it hears of a guest's arrival, which is the first door that they unlock.
import { createWebhookHandler } from 'unloc-integrator-client';

/**
 * A handler from `Request` to `Response` for the events that Unloc posts.
 *
 * @param onArrival called once for each guest. If it fails, the guest's next event calls it again.
 */
export function arrivalHandler({ token, onArrival, onError }) {
  const arrived = new Set();
  return createWebhookHandler({
    token,
    onError,
    async onEvent({ action, appUserId, lockName, created }) {
      if (action !== 'unlocked' || arrived.has(appUserId)) return;
      await onArrival({ guest: appUserId, door: lockName, at: created });
      arrived.add(appUserId);
    },
  });
}
