import type { UnlocClient } from 'unloc-integrator-client';
import type { TokenProvider } from 'unloc-integrator-client/auth';
import type { Credentials } from './credentials';

/** A client of API v2 with the credentials, and the provider of its tokens. The package is loaded here. */
export async function createClient(
  { api, clientId, clientSecret }: Credentials,
  verbose: (line: string) => void,
): Promise<{ unloc: UnlocClient; tokens: TokenProvider }> {
  const [{ UnlocClient }, { TokenProvider, unlocV2 }] = await Promise.all([
    import('unloc-integrator-client'),
    import('unloc-integrator-client/auth'),
  ]);
  const tokens = new TokenProvider(unlocV2({ baseUrl: api }), { clientId, clientSecret });
  // The lines of the package name operations and statuses, never a token, an id or a number.
  const unloc = new UnlocClient({ baseUrl: api, token: tokens, logger: { debug: verbose, warn: verbose } });
  return { unloc, tokens };
}
