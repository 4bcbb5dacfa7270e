// The clients of one platform.
import { timed } from './contenders/index.mjs';
import { instantly } from './instantly.mjs';
import { keysBody } from './keys.mjs';

/** axios sends through adapters of its own, so a `fetch` that answers at once cannot stand for its network. */
const withoutFetch = ['axios'];

/**
 * Makes the clients that a case compares, with the server or without a network. Made anew for each case, since
 * what `init` says is for all calls after it.
 */
export async function clientsFor({ baseUrl, network }) {
  const clients = {};
  const fetch = network ? undefined : instantly(keysBody(1));
  for (const [name, contender] of Object.entries(timed)) {
    if (!network && withoutFetch.includes(name)) continue;
    clients[name] = (await contender()).create({ baseUrl, token: 'bench-token', fetch });
  }
  return clients;
}
