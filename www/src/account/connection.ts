import { signal } from '@preact/signals';
import type { Connection } from './connection-type';
import { openEmbedded } from './embedded';
import { openAccount } from './remote';

/** The connection; none until it is there. */
export const connection = signal<Connection | undefined>(undefined);

/** Why there is no connection. */
export const connectionTrouble = signal<unknown>(undefined);

/** Connects: to an account if the address names one (`?api=…&tokens=…`), else to an embedded Unloc. */
export async function connect(): Promise<void> {
  const address = new URL(window.location.href).searchParams;
  const api = address.get('api');
  try {
    connectionTrouble.value = undefined;
    connection.value = api === null ? await openEmbedded() : await openAccount(api, address.get('tokens'));
  } catch (error) {
    connectionTrouble.value = error;
  }
}

/** The connection, for code that runs only when it is there. */
export function connected(): Connection {
  if (connection.value === undefined) throw new Error('The page is not connected yet.');
  return connection.value;
}
