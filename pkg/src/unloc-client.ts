import { callWith } from './call';
import { v1Nouns } from './generated/v1-nouns';
import type { V1 } from './generated/v1-nouns';
import { readyClient } from './loading/client';
import type { WasmOperationName } from './loading/exports';
import type { CallOptions, ClientOptions } from './options';
import type { RequestParameters } from './request';
import { settingsOf, type Settings } from './settings';
import { tokenFor } from './token';
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
      const data = await invoke(this, name, 'v1', params, callOptions, mend);
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
    return invoke(this, 'request', params && /^\/?v2\//.test(params.path) ? 'v2' : 'v1', params, options);
  }
}

async function invoke(
  client: UnlocClient,
  name: WasmOperationName,
  api: 'v1' | 'v2',
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<unknown> {
  const { settings, token } = secrets.get(client)!;
  const need: TokenNeed = { api };
  const { lockHolderId } = (params || {}) as { lockHolderId?: unknown };
  if (typeof lockHolderId === 'string') need.lockHolderId = lockHolderId;
  if (options && options.signal) need.signal = options.signal;

  const first = await tokenFor(token, need, name);
  let result = await callWith(settings, name, first, params, options, mend);
  if (result.error && result.error.code === 'unauthorized' && typeof token !== 'string') {
    const second = await tokenFor(token, Object.assign({}, need, { rejectedToken: first }), name);
    // A 401 has done nothing, so any call may be repeated; with the same token it would end the same.
    if (second !== first) result = await callWith(settings, name, second, params, options, mend);
  }
  if (result.error) throw result.error;
  return result.data;
}
