import { signal } from '@preact/signals';
import type { AccessEvent } from 'unloc-integrator-client';

/** An event that the embedded Unloc has posted to a webhook. It is answered in this tab: nothing leaves it. */
export interface Delivery {
  /** Counts from 1. */
  number: number;
  at: number;
  url: string;
  /** JSON text. */
  body: string;
  /** What the receiver of this page has answered. */
  status?: number;
  answer?: string;
}

/** The token of the demo's receiver: part of the URL of a webhook, as docs/webhooks.md has it. */
export const demoToken = 'a-token-of-this-demo';

/** A URL that the receiver of this page answers for. */
export const demoReceiver = `https://your.server.example/unloc/${demoToken}`;

/** The latest deliveries, oldest first. */
export const deliveries = signal<readonly Delivery[]>([]);

const kept = 100;
let delivered = 0;

let receiver: Promise<(request: Request) => Promise<Response>> | undefined;

/** The handler that an integrator writes: here it only takes what comes. */
async function startReceiver(): Promise<(request: Request) => Promise<Response>> {
  const { createWebhookHandler } = await import('unloc-integrator-client');
  const handler = createWebhookHandler({ token: demoToken, onEvent: (_event: AccessEvent) => undefined });
  return handler as (request: Request) => Promise<Response>;
}

/** Delivers an event, or delivers it again. */
export async function deliver(url: string, body: string): Promise<void> {
  delivered += 1;
  const number = delivered;
  deliveries.value = [...deliveries.peek().slice(1 - kept), { number, at: Date.now(), url, body }];
  receiver ??= startReceiver();
  const handle = await receiver;
  const response = await handle(new Request(url, { method: 'POST', body }));
  const [status, answer] = [response.status, await response.text()];
  deliveries.value = deliveries.peek().map((one) => (one.number === number ? { ...one, status, answer } : one));
}
