import { send } from '../transport/send';
import { v1Nouns } from '../generated/v1-nouns';
import type { V1 } from '../generated/v1-nouns';
import { loadCore } from '../wasm/client-module';
import type { OperationName } from '../wasm/core-functions';
import type { CallOptions, ClientOptions } from '../core/options';
import type { Resources } from '../generated/model-v2';
import type { BytesResult, RequestBytesParameters, RequestParameters } from './request';
import type { ApiSuccess } from '../core/result';
import { createConfig, deadlineOf, type ClientConfig } from '../transport/client-config';
import { bindMethods } from '../core/bind-methods';
import { read } from '../core/read';
import { redactText } from '../transport/redaction';
import { TokenBounds, tokenFor } from '../transport/access-token';
import { UnlocError, unsent } from '../core/unloc-error';
import type { TokenNeed, TokenOption } from '../transport/access-token';
import { v2Nouns } from '../v2/resources';
import type { V2Nouns } from '../v2/resources';

/** The options of {@link UnlocClient}. */
export interface UnlocClientOptions extends ClientOptions {
  /**
   * An access token, a function that returns one, or a token provider. A function is called before each call,
   * and once more with `rejectedToken` if the API rejects the token with 401; then the call is repeated.
   */
  token: TokenOption;
  /** Base URL of the API. Default: `https://api.unloc.app`. */
  baseUrl?: string;
  /** The path segment for organizations; the vendor's documents differ. Default: `organization`. */
  organizationSegment?: string;
}

/** Kept out of the client, so that logging a client does not log its token. */
const secrets = new WeakMap<UnlocClient, Secrets>();

interface Secrets {
  readonly config: ClientConfig;
  readonly token: TokenOption;
  /** How far the API's clock is ahead of this machine's, in milliseconds, by the `Date` of the last response. */
  clockOffset: number;
  /** The last tokens that were used: words of the API may hold them also in the response to a later call. */
  tokens: string[];
}

const maxTokens = 32;

/**
 * A client with its own base URL, token source, limits and request queue.
 * Its methods are grouped by resource and reject with an `UnlocError`.
 */
export class UnlocClient {
  /** API v1. */
  readonly v1: V1;
  /** Organizations, which own projects. */
  readonly organizations!: V2Nouns['organizations'];
  /** Projects, which hold locks. */
  readonly projects!: V2Nouns['projects'];
  /** Locks of projects. */
  readonly locks!: V2Nouns['locks'];
  /** Keys. */
  readonly keys!: V2Nouns['keys'];
  /** Keys that users shared in the app. */
  readonly sharedKeys!: V2Nouns['sharedKeys'];
  /** Parts of projects. */
  readonly subprojects!: V2Nouns['subprojects'];
  /** Rights to share keys. */
  readonly sharingRights!: V2Nouns['sharingRights'];
  /** A project's records of people. */
  readonly managedUsers!: V2Nouns['managedUsers'];
  /** People who have keys to the same locks. */
  readonly accessGroups!: V2Nouns['accessGroups'];
  /** Events at locks. */
  readonly accessLog!: V2Nouns['accessLog'];
  /** Where access events are delivered. */
  readonly webhooks!: V2Nouns['webhooks'];
  /** Doorbells. */
  readonly doorbells!: V2Nouns['doorbells'];
  /** Connections to lock vendors. */
  readonly lockConnections!: V2Nouns['lockConnections'];
  /** Long-running operations. */
  readonly jobs!: V2Nouns['jobs'];
  /** The projects and organizations that the credentials have access to. */
  readonly resources!: V2Nouns['resources'];

  /** Starts loading the wasm. The calls report what is wrong with the options. */
  constructor(options: UnlocClientOptions) {
    // Without options, the calls report what is missing.
    const { token, baseUrl = 'https://api.unloc.app' } = options || ({} as UnlocClientOptions);
    const { organizationSegment = 'organization' } = options || ({} as UnlocClientOptions);
    const own: Secrets = { config: createConfig(baseUrl, options), token, clockOffset: 0, tokens: [] };
    secrets.set(this, own);
    bindMethods(this);
    this.v1 = v1Nouns(
      async <T>(
        name: OperationName,
        params: unknown,
        callOptions: CallOptions | undefined,
        within?: string,
        normalize?: (data: object) => void,
      ) => {
        const { data } = await invoke(this, name, params, callOptions, normalize);
        return (within === undefined ? data : (data as { [name: string]: unknown })[within]) as T;
      },
    );
    const send = (
      name: OperationName,
      params: unknown,
      callOptions: CallOptions | undefined,
    ): Promise<ApiSuccess<unknown>> => invoke(this, name, params, callOptions);
    Object.assign(
      this,
      v2Nouns(
        {
          send,
          // A false clock refuses no key: what the earlier one lets pass, the API decides.
          apiNow: () => Date.now() + Math.min(0, own.clockOffset),
          discover: () => resourcesOf(token),
          clean: (text) => redactText(text, own.tokens),
          warn: (line) => own.config.observer && own.config.observer.warn(line),
        },
        { organizationSegment },
      ),
    );
    loadCore().catch(() => undefined);
  }

  /**
   * Calls any endpoint, also one that has no method here. Resolves to what the API sent, `{}` if it sent nothing.
   *
   * @param params method, path, query and body.
   * @param options options of this call, over those of the client.
   * @returns a promise of the data.
   * @throws UnlocError.
   */
  async request(params: RequestParameters, options?: CallOptions): Promise<unknown> {
    return (await invoke(this, 'request', params, options)).data;
  }

  /**
   * Reads any endpoint, and resolves to the body's bytes as they came: nothing is parsed. For lists of many thousand items
   * (`unloc-integrator-client/access`). Queue, retries, token, deadline and errors are those of every call.
   *
   * @param params path and query, and what the token is for.
   * @param options options of this call, over those of the client.
   * @returns a promise of the bytes and headers.
   * @throws UnlocError.
   */
  async requestBytes(params: RequestBytesParameters, options?: CallOptions): Promise<BytesResult> {
    const { data, response } = await invoke(this, 'request', params, options, undefined, true);
    return { bytes: data as Uint8Array, headers: response.headers };
  }
}

async function invoke(
  client: UnlocClient,
  name: OperationName,
  params: unknown,
  options: CallOptions | undefined,
  normalize?: (data: object) => void,
  bytes?: boolean,
): Promise<ApiSuccess<unknown>> {
  const own = secrets.get(client)!;
  const { config, token } = own;
  const need = needOf(name, params, options, config);
  const bounds = new TokenBounds(name, need.signal, deadlineOf(config, options));
  const first = typeof token === 'string' ? token : await bounds.within(() => tokenFor(token, need, name));
  remember(own, first);
  let result = await send(config, name, first, params, options, normalize, bytes);
  // A 401 changed nothing. If an earlier attempt may have, the call is repeated only if it is idempotent.
  const again =
    result.error && result.error.status === 401 && (result.error.code === 'unauthorized' || result.error.safeToRetry);
  if (again && result.error && typeof token !== 'string') {
    const { attempts } = result.error;
    const second = await bounds.within(() => tokenFor(token, { ...need, rejectedToken: first }, name));
    if (second !== first) {
      remember(own, second);
      result = await send(config, name, second, params, { ...options, deadlineMs: bounds.left() }, normalize, bytes);
      if (result.error)
        result.error = new UnlocError({ ...result.error.toJSON(), attempts: attempts + result.error.attempts });
    }
  }
  const date = Date.parse(String(result.response && result.response.headers.date));
  if (!Number.isNaN(date)) own.clockOffset = date - Date.now();
  if (result.error) throw result.error;
  return result;
}

function remember(own: Secrets, given: unknown): void {
  const token = typeof given === 'string' ? given.trim() : '';
  if (token === '' || own.tokens[0] === token) return;
  own.tokens = [token, ...own.tokens.filter((one) => one !== token)].slice(0, maxTokens);
}

/** What the token is needed for. The call reports parameters that cannot be read. */
function needOf(
  name: OperationName,
  params: unknown,
  options: CallOptions | undefined,
  config: ClientConfig,
): TokenNeed {
  const need: TokenNeed = { api: name.indexOf('.') < 0 ? 'v1' : 'v2' };
  const text = (member: string): string | undefined => {
    const value = read(params, member);
    return typeof value === 'string' ? value : undefined;
  };
  const [, inPath = '', kind, id] = /^\/?v2(\/(projects|organizations?)\/([^/]+))?/.exec(text('path') || '') || [];
  if (name === 'request' && /^\/?v2\//.test(text('path') || '')) need.api = 'v2';
  const lockHolderId = text('lockHolderId');
  if (lockHolderId !== undefined) need.lockHolderId = lockHolderId;
  if (need.api === 'v2') {
    const projectId = inPath && kind === 'projects' ? decoded(id!) : text('projectId');
    const organizationId = inPath && kind !== 'projects' ? decoded(id!) : text('organizationId');
    if (projectId !== undefined) Object.assign(need, { scope: 'project.admin', projectId });
    else if (organizationId !== undefined) Object.assign(need, { scope: 'organization.admin', organizationId });
    else if (name !== 'request') Object.assign(need, { scope: 'project.admin' });
  }
  const signal = read(options, 'signal') || config.given.signal;
  if (signal) need.signal = signal as TokenNeed['signal'];
  return need;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not percent-encoded.
    return segment;
  }
}

/** The projects and organizations that the credentials have access to, if the token provider can discover them. */
async function resourcesOf(token: TokenOption): Promise<Resources> {
  const { discoverResources } = Object(token) as { discoverResources?: () => Promise<Resources> };
  if (typeof discoverResources === 'function') return discoverResources.call(token);
  throw unsent(
    'invalid_argument',
    'resources.discover',
    'the option "token" cannot discover resources. Pass a TokenProvider of unloc-integrator-client/auth.',
    false,
  );
}
