import type { Connection } from './connection-type';

/** Opens an account: the API's base URL, and the URL of a backend that gives tokens (`createTokenHandler`). */
export async function openAccount(api: string, tokens: string | null): Promise<Connection> {
  throw new Error(`The account at ${api} with tokens from ${tokens} cannot be opened yet.`);
}
