import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { V2 } from 'unloc-integrator-client';
import { closeServer, listenHere } from '../serving/listening';

/** A receiver of webhooks on this machine. */
export interface Receiver {
  /** The address to register: it ends in a token that nobody can guess. */
  url: string;
  close(): Promise<void>;
}

/**
 * Receives events at an address of this machine.
 *
 * @param onEvent gets each event once, with the body as it came.
 */
export async function openReceiver(onEvent: (event: V2.AccessEvent, body: string) => Promise<void>): Promise<Receiver> {
  const { createWebhookHandler, toNodeHandler } = await import('unloc-integrator-client');
  const token = randomBytes(24).toString('base64url');
  const bodies = new AsyncLocalStorage<string>();
  const handler = createWebhookHandler({ token, onEvent: (event) => onEvent(event, bodies.getStore() ?? '') });
  const listener = toNodeHandler(async (given) => {
    const request = given as Request;
    // Only who knows the token has the whole body read here; the handler refuses the others.
    if (request.method !== 'POST' || new URL(request.url).pathname !== `/${token}`) return handler(request);
    return bodies.run(await request.clone().text(), () => handler(request));
  });
  const server = createServer(listener as RequestListener);
  const port = await listenHere(server, 0);
  return { url: `http://127.0.0.1:${port}/${token}`, close: () => closeServer(server) };
}
