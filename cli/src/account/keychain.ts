import { readDuration } from '../input/duration';
import type { SecretStore } from './secret-store';

interface KeychainEntry {
  getPassword(): Promise<string | null | undefined>;
  setPassword(secret: string): Promise<void>;
  deletePassword(): Promise<unknown>;
}

interface Keyring {
  AsyncEntry: new (service: string, account: string, options: object) => KeychainEntry;
}

/** How long the keychain is waited for. */
export interface KeychainPatience {
  signal: AbortSignal;
  /** Says something to the person. */
  say(sentence: string): void;
  env: NodeJS.ProcessEnv;
}

const service = 'unloc-cli';
const slowMs = 2000;

const names: { [platform: string]: string } = {
  darwin: 'the macOS keychain',
  win32: 'the Windows credential manager',
  linux: 'the keychain of this desktop (Secret Service)',
};

/** Where the entries lie, in words. */
export const keychainPlace = names[process.platform] ?? 'the keychain of this system';

/** The keychain of the system. Rejects if there is none; each of its functions rejects if it does not answer in time. */
export async function keychainStore(patience: KeychainPatience): Promise<SecretStore> {
  const { AsyncEntry } = await inTime(load, patience);
  // On Linux the module would fall back to the kernel's keys, which are gone after a restart.
  const options = { linux: { store: 'secret-service' } };
  const bounded = <T>(work: (entry: KeychainEntry) => Promise<T>, profile: string): Promise<T> =>
    inTime(async () => work(new AsyncEntry(service, profile, options)), patience);
  return {
    name: 'keychain',
    place: keychainPlace,
    get: async (profile) => (await bounded((entry) => entry.getPassword(), profile)) ?? undefined,
    set: (profile, secret) => bounded((entry) => entry.setPassword(secret), profile),
    remove: async (profile) => {
      await bounded((entry) => entry.deletePassword(), profile);
    },
  };
}

/** Tries the keychain by writing, reading and removing an entry. Rejects with the reason if it does not work. */
export async function tryKeychain(patience: KeychainPatience): Promise<SecretStore> {
  const store = await keychainStore(patience);
  const probe = `probe-${process.pid}`;
  await store.set(probe, 'probe');
  const back = await store.get(probe);
  await store.remove(probe);
  if (back !== 'probe') throw new Error('it does not return what was stored');
  return store;
}

async function load(): Promise<Keyring> {
  try {
    return (await import('@napi-rs/keyring' as string)) as Keyring;
  } catch {
    // Optional: there is no built module for every machine, and npm may have been told to leave it out.
    throw new Error('the module @napi-rs/keyring is not installed for this machine');
  }
}

/** A keychain may ask for its password in a window that nobody sees, so it is not waited for without end. */
async function inTime<T>(work: () => Promise<T>, { signal, say, env }: KeychainPatience): Promise<T> {
  const limit = env.UNLOC_KEYCHAIN_TIMEOUT
    ? readDuration(env.UNLOC_KEYCHAIN_TIMEOUT, 'UNLOC_KEYCHAIN_TIMEOUT')
    : 30_000;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const slow = setTimeout(
      () => say('Waiting for the keychain: it may ask for its password in a window.'),
      Math.min(slowMs, limit),
    );
    const late = setTimeout(() => settle(() => reject(new Error(`it did not answer within ${limit / 1000} s`))), limit);
    const aborted = (): void => settle(() => reject(signal.reason));
    signal.addEventListener('abort', aborted);
    const settle = (end: () => void): void => {
      clearTimeout(slow);
      clearTimeout(late);
      signal.removeEventListener('abort', aborted);
      end();
    };
    work().then(
      (value) => settle(() => resolve(value)),
      (error: Error) => settle(() => reject(error)),
    );
  });
}
