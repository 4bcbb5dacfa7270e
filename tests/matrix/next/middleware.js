// Middleware, in the edge runtime.
import { NextResponse } from 'next/server';
import { getLocks, init, lockHolderScope } from 'unloc-integrator-client';
import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';

export const config = { matcher: '/middleware' };

const locks = async () => Response.json({ locks: [{ id: 'one' }] });
const tokens = new TokenProvider(unlocV1({ baseUrl: 'https://sandbox.invalid' }), {
  clientId: 'c',
  clientSecret: 'a secret belongs here',
  fetch: async () => Response.json({ access_token: 'a.token', token_type: 'bearer', expires_in: 3600 }),
});

export default async function middleware() {
  const scope = lockHolderScope({ countryIso: 'NO', organizationId: '919424508' });
  init('https://sandbox.invalid', { fetch: locks });
  const { accessToken } = await tokens.getToken(scope);
  const { data, error } = await getLocks(accessToken, { lockHolderId: 'some-lock-holder' });
  return new NextResponse(
    `middleware ${error ? `failed: ${error.message}` : `passed: ${scope} ${data.length} lock, ${typeof EdgeRuntime}`}`,
  );
}
