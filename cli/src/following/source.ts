import type { UnlocClient, V2 } from 'unloc-integrator-client';
import type { Control } from '../embedded/control';
import { Failure } from '../command/failure';
import { AccessLog, follow } from './access-log';
import { openReceiver } from './receiver';

/** What a source of events needs. */
export interface SourceOptions {
  unloc: UnlocClient;
  projectId: string;
  /** Gets each event once, with the body as Unloc posts it. */
  onEvent(event: V2.AccessEvent, body: string): Promise<void>;
  say(sentence: string): void;
}

/** Where events come from. */
export interface Source {
  from: 'webhook' | 'log';
  /** In words. */
  words: string;
  /** The address that is posted to. */
  address: string | null;
  webhookId: string | null;
  /** The secret part of the address. */
  token: string | null;
  /** Resolves to what has ended it. */
  broken?: Promise<unknown>;
  close(): Promise<void>;
}

/** How long the end may take. */
const closingMs = 3000;

/** How often it is looked whether the embedded Unloc is still there, in milliseconds. */
const lookMs = 3000;

/** Events that an embedded Unloc posts here. The webhook is deleted at the end. */
export async function fromWebhook(
  { unloc, projectId, onEvent, say }: SourceOptions,
  control: Control,
): Promise<Source> {
  const receiver = await openReceiver(onEvent);
  const { url } = receiver;
  let webhookId: string | undefined;
  try {
    const hook = await unloc.webhooks.create({ projectId, trigger: 'accessEvent', url });
    webhookId = hook?.id;
  } catch (error) {
    await receiver.close();
    throw error;
  }
  let isThere = true;
  let timer: NodeJS.Timeout | undefined;
  // A post that never comes says nothing.
  const broken = new Promise<unknown>((resolve) => {
    const look = (): void => {
      control.answers().catch((error: unknown) => {
        // Ctrl-C ends the call that is under way, too.
        if (!(error instanceof Failure)) return;
        isThere = false;
        resolve(error);
      });
    };
    timer = setInterval(look, lookMs);
  });
  const close = async (): Promise<void> => {
    clearInterval(timer);
    try {
      if (webhookId !== undefined && isThere)
        await unloc.webhooks.delete({ projectId, webhookId }, { signal: AbortSignal.timeout(closingMs) });
    } catch (error) {
      say(
        `The webhook ${webhookId} could not be deleted; \`unloc hooks delete ${webhookId}\` does. ${(error as Error).message}`,
      );
    }
    await receiver.close();
  };
  const token = url.slice(url.lastIndexOf('/') + 1);
  return {
    from: 'webhook',
    words: `webhook ${webhookId}`,
    address: url,
    webhookId: webhookId ?? null,
    token,
    broken,
    close,
  };
}

/** Events of the access log, from now on. */
export async function fromLog({
  unloc,
  projectId,
  onEvent,
  say,
  everyMs,
  signal,
}: SourceOptions & { everyMs: number; signal: AbortSignal }): Promise<Source> {
  const ended = new AbortController();
  const either = ended.signal;
  signal.addEventListener('abort', () => ended.abort(), { once: true });
  const log = new AccessLog((limit) =>
    unloc.accessLog.list({ projectId, ...(limit !== undefined && { limit }) }, { signal: either }),
  );
  // What has happened before is not told.
  for await (const _past of log.next());
  const following = (async (): Promise<void> => {
    for await (const event of follow(log, { everyMs, signal: either, say }))
      await onEvent(event, JSON.stringify(event));
  })();
  const broken = following.then(
    () => new Error('The access log ended.'),
    (error: Error) => error,
  );
  const close = async (): Promise<void> => {
    ended.abort();
    await broken;
  };
  return { from: 'log', words: 'by its access log', address: null, webhookId: null, token: null, broken, close };
}
