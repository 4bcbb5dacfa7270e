import { callWith } from './call';
import { v1Nouns } from './generated/v1-nouns';
import type { V1 } from './generated/v1-nouns';
import { readyClient } from './loading/client';
import type { WasmOperationName } from './loading/exports';
import type { CallOptions, ClientOptions } from './options';
import type { RequestParameters } from './request';
import { read, settingsOf, type Settings } from './settings';
import { ownSignal } from './shared-signal';
import { TokenBounds, tokenFor } from './token';
import { UnlocError } from './unloc-error';
import type { TokenNeed, TokenOption } from './token';

/** What {@link UnlocClient} is made of. */
export interface UnlocClientOptions extends ClientOptions {
  /**
   * An access token, a function that gives one, or a provider. A function is asked before each call,
   * and once more with `rejectedToken` when the API refuses one with 401; then the call is repeated.
   */
  token: TokenOption;
  /** Where the API is; `https://api.unloc.app` unless said otherwise. */
  baseUrl?: string;
}

/** Out of reach of inspection: a client may be logged, its token may not. */
const secrets = new WeakMap<UnlocClient, { settings: Settings; token: TokenOption }>();

/**
 * A client of its own: with a base URL, a source of tokens, limits and a queue that no other shares.
 * Methods lie under nouns and reject with an `UnlocError`.
 */
export class UnlocClient {
  /** API v1. */
  readonly v1: V1;

  /** Starts the loading of the wasm. What is wrong with the options is said by the calls. */
  constructor(options: UnlocClientOptions) {
    // Without any, the calls say what is missing.
    const { token, baseUrl = 'https://api.unloc.app' } = options || ({} as UnlocClientOptions);
    secrets.set(this, { settings: settingsOf(baseUrl, options), token });
    this.v1 = v1Nouns(async <T>(name: WasmOperationName, params: unknown, callOptions: CallOptions | undefined, within?: string, mend?: (data: object) => void) => {
      const data = await invoke(this, name, params, callOptions, mend);
      return (within === undefined ? data : (data as { [name: string]: unknown })[within]) as T;
    });
    readyClient().catch(() => undefined);
  }

  /**
   * Makes any call, also one that has no method here. Resolves to what the API sent, `{}` if nothing.
   *
   * @throws UnlocError.
   */
  request(params: RequestParameters, options?: CallOptions): Promise<unknown> {
    return invoke(this, 'request', params, options);
  }
}

async function invoke(
  client: UnlocClient,
  name: WasmOperationName,
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<unknown> {
  const { settings, token } = secrets.get(client)!;
  const need = needOf(name, params, options, settings);
  const bounds = new TokenBounds(name, need.signal, deadlineOf(settings, options));
  const first = typeof token === 'string' ? token : await bounds.within(() => tokenFor(token, need, name));
  let result = await callWith(settings, name, first, params, options, mend);
  // A 401 has done nothing; where an earlier attempt may have, only what is harmless twice goes again.
  const again = result.error && result.error.status === 401 && (result.error.code === 'unauthorized' || result.error.safeToRetry);
  if (again && result.error && typeof token !== 'string') {
    const { attempts } = result.error;
    const second = await bounds.within(() => tokenFor(token, Object.assign({}, need, { rejectedToken: first }), name));
    if (second !== first) {
      // With the same token it would end the same.
      result = await callWith(settings, name, second, params, Object.assign({}, options, { deadlineMs: bounds.left() }), mend);
      if (result.error) result.error = new UnlocError(Object.assign(result.error.toJSON(), { attempts: attempts + result.error.attempts }));
    }
  }
  if (result.error) throw result.error;
  return result.data;
}

/** What the token is needed for. What cannot be read here is for the call to name. */
function needOf(name: WasmOperationName, params: unknown, options: CallOptions | undefined, settings: Settings): TokenNeed {
  const need: TokenNeed = { api: 'v1' };
  const path = read(params, 'path');
  if (name === 'request' && typeof path === 'string' && /^\/?v2\//.test(path)) need.api = 'v2';
  const lockHolderId = read(params, 'lockHolderId');
  if (typeof lockHolderId === 'string') need.lockHolderId = lockHolderId;
  const signal = read(options, 'signal') || ownSignal(settings.handed.signal);
  if (signal) need.signal = signal as TokenNeed['signal'];
  return need;
}

function deadlineOf(settings: Settings, options: CallOptions | undefined): number {
  const given = read(options, 'deadlineMs') || settings.handed.deadlineMs;
  return typeof given === 'number' && given > 0 ? given : 60_000;
}
