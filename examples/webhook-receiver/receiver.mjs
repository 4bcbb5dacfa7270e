// The URL that Unloc posts events to. It answers as soon as an event is kept, and not when it is handled.
import { createWebhookHandler } from 'unloc-integrator-client';

/** A handler from `Request` to `Response`. */
export const webhookReceiver = (inbox, token) =>
  createWebhookHandler({
    token,
    // Kept now or before: 200. If Redis does not say so in time: 500, so that Unloc may send it again.
    onEvent: (event) => inbox.keep(event),
    timeoutMs: 5_000,
    onError: (error) => console.error(`An event was not kept: ${error.message}`),
  });
