import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider } from 'unloc-integrator-client/auth';
import { keptAccount, keepAccount } from '../storage/last-read';
import { type AccountAddress, urlOf } from './account-address';
import { recorded } from './calls';
import type { Connection } from './connection-type';
import { authorizationServer, discoveredProjects, listedProjects, withCookies } from './token-backend';

/** A connection that cannot be made, by what is wrong: words of the view Connect. */
export class NotConnected extends Error {
  constructor(readonly code: 'no_address' | 'no_projects' | 'network') {
    super(code);
  }
}

/** The projects: of the backend, of what is before the API, or the one that the address names. */
async function projectsOf(api: string, tokens: URL): Promise<readonly string[]> {
  const listed = (await listedProjects(tokens)) ?? (await discoveredProjects(api).catch(() => undefined));
  const named = new URL(window.location.href).searchParams.get('project');
  const found = listed ?? (named === null ? [] : [named]);
  if (found.length === 0) throw new NotConnected('no_projects');
  return found;
}

/** Opens an account. Without a network, with the projects that it had last. */
export async function openAccount(address: AccountAddress): Promise<Connection> {
  const [api, tokens] = [urlOf(address.api)?.href, urlOf(address.tokens)];
  if (api === undefined || tokens === undefined) throw new NotConnected('no_address');
  const account = `${api} ${tokens.href}`;
  const provider = new TokenProvider(authorizationServer(tokens), { clientId: 'page', fetch: withCookies });
  const unloc = new UnlocClient({ baseUrl: api, token: provider, fetch: recorded(withCookies) });
  let projectIds: readonly string[];
  try {
    projectIds = await projectsOf(api, tokens);
    void keepAccount(account, projectIds);
  } catch (error) {
    const kept = error instanceof TypeError ? await keptAccount(account) : undefined;
    if (kept === undefined) throw error instanceof TypeError ? new NotConnected('network') : error;
    projectIds = kept;
  }
  return { kind: 'account', account, unloc, projectIds, now: () => Date.now() };
}
