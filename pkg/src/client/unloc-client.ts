import { callWith } from '../transport/send';
import { v1Nouns } from '../generated/v1-nouns';
import type { V1 } from '../generated/v1-nouns';
import { readyClient } from '../wasm/client-module';
import type { OperationName } from '../wasm/client-exports';
import type { CallOptions, ClientOptions } from '../core/options';
import type { Resources } from '../generated/model-v2';
import type { RequestParameters } from './request';
import type { ApiSuccess } from '../core/result';
import { read, settingsOf, type Settings } from '../transport/client-config';
import { ownSignal } from '../transport/abort-signal';
import { TokenBounds, tokenFor } from '../transport/access-token';
import { UnlocError, unsent } from '../core/unloc-error';
import type { TokenNeed, TokenOption } from '../transport/access-token';
import { v2Nouns } from '../v2/resources';
import type { V2Nouns } from '../v2/resources';

/** What {@link UnlocClient} is made of. */
export interface UnlocClientOptions extends ClientOptions {
  /**
   * An access token, a function that gives one, or a provider. A function is asked before each call,
   * and once more with `rejectedToken` when the API refuses one with 401; then the call is repeated.
   */
  token: TokenOption;
  /** Where the API is; `https://api.unloc.app` unless said otherwise. */
  baseUrl?: string;
  /** How the API's paths call organizations: `organization` unless said otherwise. The vendor's documents differ. */
  organizationSegment?: string;
}

/** Out of reach of inspection: a client may be logged, its token may not. */
const secrets = new WeakMap<UnlocClient, Secrets>();

interface Secrets {
  readonly settings: Settings;
  readonly token: TokenOption;
  /** How far the API's clock, as its answers told it last, is ahead of this machine's, in milliseconds. */
  ahead: number;
}

/**
 * A client of its own: with a base URL, a source of tokens, limits and a queue that no other shares.
 * Methods lie under nouns and reject with an `UnlocError`.
 */
export class UnlocClient {
  /** API v1. */
  readonly v1: V1;
  /** Projects, who hold locks. */
  readonly projects!: V2Nouns['projects'];
  /** Locks of projects. */
  readonly locks!: V2Nouns['locks'];
  /** Keys. */
  readonly keys!: V2Nouns['keys'];
  /** Keys that people shared in the app. */
  readonly sharedKeys!: V2Nouns['sharedKeys'];
  /** Parts of projects. */
  readonly subprojects!: V2Nouns['subprojects'];
  /** Rights to share keys. */
  readonly sharingRights!: V2Nouns['sharingRights'];
  /** Projects' records of people. */
  readonly managedUsers!: V2Nouns['managedUsers'];
  /** People who have keys to the same locks. */
  readonly accessGroups!: V2Nouns['accessGroups'];
  /** What happened at locks. */
  readonly accessLog!: V2Nouns['accessLog'];
  /** Where access events are delivered. */
  readonly webhooks!: V2Nouns['webhooks'];
  /** Doorbells. */
  readonly doorbells!: V2Nouns['doorbells'];
  /** Connections to lock vendors. */
  readonly lockConnections!: V2Nouns['lockConnections'];
  /** Work that goes on after the answer. */
  readonly jobs!: V2Nouns['jobs'];
  /** What the credentials are for. */
  readonly resources!: V2Nouns['resources'];

  /** Starts the loading of the wasm. What is wrong with the options is said by the calls. */
  constructor(options: UnlocClientOptions) {
    // Without any, the calls say what is missing.
    const { token, baseUrl = 'https://api.unloc.app' } = options || ({} as UnlocClientOptions);
    const { organizationSegment = 'organization' } = options || ({} as UnlocClientOptions);
    const own: Secrets = { settings: settingsOf(baseUrl, options), token, ahead: 0 };
    secrets.set(this, own);
    this.v1 = v1Nouns(async <T>(name: OperationName, params: unknown, callOptions: CallOptions | undefined, within?: string, mend?: (data: object) => void) => {
      const { data } = await invoke(this, name, params, callOptions, mend);
      return (within === undefined ? data : (data as { [name: string]: unknown })[within]) as T;
    });
    const send = (name: OperationName, params: unknown, callOptions: CallOptions | undefined): Promise<ApiSuccess<unknown>> => invoke(this, name, params, callOptions);
    Object.assign(this, v2Nouns(send, () => Date.now() + own.ahead, () => resourcesOf(token), { organizationSegment }));
    readyClient().catch(() => undefined);
  }

  /**
   * Makes any call, also one that has no method here. Resolves to what the API sent, `{}` if nothing.
   *
   * @throws UnlocError.
   */
  async request(params: RequestParameters, options?: CallOptions): Promise<unknown> {
    return (await invoke(this, 'request', params, options)).data;
  }
}

async function invoke(
  client: UnlocClient,
  name: OperationName,
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<ApiSuccess<unknown>> {
  const own = secrets.get(client)!;
  const { settings, token } = own;
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
  const date = Date.parse(String(result.response && result.response.headers.date));
  if (!isNaN(date)) own.ahead = date - Date.now();
  if (result.error) throw result.error;
  return result;
}

/** What the token is needed for. What cannot be read here is for the call to name. */
function needOf(name: OperationName, params: unknown, options: CallOptions | undefined, settings: Settings): TokenNeed {
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
    else if (name !== 'request') need.scope = 'project.admin';
  }
  const signal = read(options, 'signal') || ownSignal(settings.handed.signal);
  if (signal) need.signal = signal as TokenNeed['signal'];
  return need;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // As it stands.
    return segment;
  }
}

/** What the credentials are for, by a provider that knows them. */
async function resourcesOf(token: TokenOption): Promise<Resources> {
  const { discoverResources } = Object(token) as { discoverResources?: () => Promise<Resources> };
  if (typeof discoverResources === 'function') return discoverResources.call(token);
  throw unsent('invalid_argument', 'resources.discover', 'the client was given no provider of tokens that knows credentials. Give a TokenProvider of unloc-integrator-client/auth as "token".', false);
}

function deadlineOf(settings: Settings, options: CallOptions | undefined): number {
  const given = read(options, 'deadlineMs') || settings.handed.deadlineMs;
  return typeof given === 'number' && given > 0 ? given : 60_000;
}
