import { inside, UnlocError } from './main-entry';
import type { TokenSystem } from './authorization-server';
import type { Kept } from './token';

/** Who asks, and how. */
export interface Asker {
  readonly system: TokenSystem;
  readonly client: { clientId: string; clientSecret?: string; subject?: string };
  /** Options of the requests. */
  readonly handed: { [name: string]: unknown };
  readonly now: () => number;
}

/** One request to a system. Rejects with an `UnlocError`. */
async function ask(asker: Asker, grant: { [name: string]: unknown }, operation: string): Promise<unknown> {
  const client = await wasm(operation);
  const all = Object.assign({ members: asker.system.members }, grant);
  const { data, error } = await inside.survived(
    operation,
    (given, refused) => ({ data: given, error: refused }),
    (settle) => client.tokenCall(asker.system, asker.client, all, asker.handed, settle),
  ).catch((thrown) => { throw inside.loadFailure(operation, thrown); });
  if (error) throw new UnlocError(error);
  return data;
}

/** A token, by whichever grant. */
export async function askForToken(asker: Asker, grant: { [name: string]: unknown }, operation: string): Promise<Kept> {
  const kept = (await ask(asker, Object.assign({ now: asker.now() }, grant), operation)) as Kept;
  const { access_token: accessToken, refresh_token: refreshToken } = kept.raw;
  kept.accessToken = accessToken as string;
  kept.requestedScope = (grant.scopes as string[] | undefined) || kept.scope;
  if (typeof refreshToken === 'string' && refreshToken !== '') kept.refreshToken = refreshToken;
  return kept;
}

/** What the client may ask for. */
export function askWhatThereIs(asker: Asker): Promise<unknown> {
  return ask(asker, { discovery: true }, 'discoverResources');
}

/** The wasm. Rejects with an `UnlocError` that says why it cannot run. */
export async function wasm(operation: string): ReturnType<typeof inside.readyClient> {
  try {
    return await inside.readyClient();
  } catch (thrown) {
    throw inside.loadFailure(operation, thrown);
  }
}

/** Calls a function of the wasm that throws what it refuses. */
export function orThrow<T>(operation: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw inside.toUnlocError(operation, thrown);
  }
}

/** An error of something that was not sent. */
export function refusal(operation: string, what: string): UnlocError {
  return inside.unsent('invalid_argument', operation, what, false);
}
