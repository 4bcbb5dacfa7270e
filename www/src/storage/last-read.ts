import { database } from './database';

/** Reads from the account's part; nothing where a browser keeps nothing. */
async function kept(name: string): Promise<unknown> {
  try {
    return await (await database()).get('account', name);
  } catch {
    return undefined;
  }
}

async function keep(name: string, value: unknown): Promise<void> {
  try {
    await (await database()).put('account', value, name);
  } catch {
    // Then the page shows nothing without a network.
  }
}

/** The projects that an account had last. */
export async function keptAccount(account: string): Promise<readonly string[] | undefined> {
  return (await kept(account)) as readonly string[] | undefined;
}

/** Keeps them. */
export const keepAccount = (account: string, projectIds: readonly string[]): Promise<void> => keep(account, projectIds);

/** What was read last of a project of an account. */
export function keptProject(account: string, projectId: string): Promise<unknown> {
  return kept(`${account} ${projectId}`);
}

/** Keeps it. */
export function keepProject(account: string, projectId: string, read: unknown): Promise<void> {
  return keep(`${account} ${projectId}`, read);
}
