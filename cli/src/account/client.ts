import type { UnlocClient } from 'unloc-integrator-client';
import type { TokenProvider } from 'unloc-integrator-client/auth';
import type { Credentials } from './credentials';

/** What a client is made with. */
export interface ClientCredentials extends Pick<Credentials, 'api' | 'clientId' | 'clientSecret'> {
  /** The version of the API that tokens are for. Default: v2. */
  version?: 'v1' | 'v2';
}

/** A client, and the provider of its tokens. */
export interface Connection {
  unloc: UnlocClient;
  tokens: TokenProvider;
}

/** A client with the credentials. The package is loaded here. */
export async function createClient(
  { api, clientId, clientSecret, version = 'v2' }: ClientCredentials,
  verbose: (line: string) => void,
): Promise<Connection> {
  const [{ UnlocClient }, { TokenProvider, unlocV1, unlocV2 }] = await Promise.all([
    import('unloc-integrator-client'),
    import('unloc-integrator-client/auth'),
  ]);
  /** The provider writes no lines of its own. The path and the status of its calls say nothing secret. */
  const seen: typeof fetch = async (url, init) => {
    const { pathname } = new URL(String(url));
    verbose(`unloc: POST ${pathname} leaves`);
    const response = await fetch(url, init);
    verbose(`unloc: POST ${pathname} answered ${response.status}`);
    return response;
  };
  const system = version === 'v1' ? unlocV1({ baseUrl: api }) : unlocV2({ baseUrl: api });
  const tokens = new TokenProvider(system, { clientId, clientSecret, fetch: seen });
  // The lines of the package name operations and statuses, never a token, an id or a number.
  const unloc = new UnlocClient({ baseUrl: api, token: tokens, logger: { debug: verbose, warn: verbose } });
  return { unloc, tokens };
}
