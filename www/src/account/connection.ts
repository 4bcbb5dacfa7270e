import { signal } from '@preact/signals';
import type { Connection } from './connection-type';
import { accountOfAddress } from './account-address';
import { openEmbedded } from './embedded';

/** The connection; none until it is there. */
export const connection = signal<Connection | undefined>(undefined);

/** Why there is no connection. */
export const connectionTrouble = signal<unknown>(undefined);

/** Connects: to an account if the address names one (`?api=…&tokens=…`), else to an embedded Unloc. */
export async function connect(): Promise<void> {
  const address = accountOfAddress();
  try {
    connectionTrouble.value = undefined;
    connection.value = await (address === undefined
      ? openEmbedded()
      : import('./remote').then(({ openAccount }) => openAccount(address)));
  } catch (error) {
    connectionTrouble.value = error;
  }
}

/** The connection, for code that runs only when it is there. */
export function connected(): Connection {
  if (connection.value === undefined) throw new Error('The page is not connected yet.');
  return connection.value;
}
