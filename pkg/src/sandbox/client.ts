import type { TokenNeed, TokenSource, UnlocClientOptions } from '../index';
import type { TokenProviderOptions } from '../auth/index';
import { TokenProvider, UnlocClient, unlocV1, unlocV2 } from './other-entries';

/** The options of a provider of the sandbox's client. */
type Credentials = Pick<TokenProviderOptions, 'clientId' | 'clientSecret' | 'fetch'>;

/** Token providers for both APIs, with caches of their own. */
const providers = (baseUrl: string, credentials: Credentials): { [Api in TokenNeed['api']]: TokenProvider } => ({
  v1: new TokenProvider(unlocV1({ baseUrl }), credentials),
  v2: new TokenProvider(unlocV2({ baseUrl }), credentials),
});

/** A client of a sandbox, for both APIs. */
export function createClient(
  baseUrl: string,
  credentials: Credentials,
  options: Partial<UnlocClientOptions>,
): UnlocClient {
  const tokens = providers(baseUrl, credentials);
  const source: TokenSource & Pick<TokenProvider, 'discoverResources'> = {
    getToken: (need) => tokens[need.api].getToken(need),
    discoverResources: () => tokens.v2.discoverResources(),
  };
  const { baseUrl: url = baseUrl, token = source, fetch = credentials.fetch } = options;
  return new UnlocClient(Object.assign({}, options, { baseUrl: url, token, fetch }));
}

/** Requests a token of a sandbox. It is not cached: by the sandbox's clock a token may have expired at any time. */
export async function requestToken(
  baseUrl: string,
  credentials: Credentials,
  need: Partial<TokenNeed> | string | undefined,
): Promise<string> {
  const whole: Partial<TokenNeed> = typeof need === 'string' ? { scope: need } : need || {};
  const { accessToken } = await providers(baseUrl, credentials)[apiOf(whole)].getToken(whole);
  return accessToken;
}

/** The API whose token is needed. A resource of v2 that is named without its id is still one of v2. */
function apiOf(need: Partial<TokenNeed>): TokenNeed['api'] {
  if (need.api !== undefined) return need.api;
  const ofV2 =
    'projectId' in need || 'organizationId' in need || /^(?:project|organization)\./.test(String(need.scope));
  return ofV2 ? 'v2' : 'v1';
}
