import { join } from 'node:path';
import { configFolder } from './config-folder';
import { readJson, writePrivateJson } from './private-file';
import type { StoreName } from './profiles';

/** Keeps the secrets of profiles. */
export interface SecretStore {
  readonly name: StoreName;
  /** Where they lie, in words, such as `the file ~/.config/unloc/secrets.json`. */
  readonly place: string;
  get(profile: string): Promise<string | undefined>;
  set(profile: string, secret: string): Promise<void>;
  remove(profile: string): Promise<void>;
}

const service = 'unloc-cli';

/** The file of secrets, for machines without a keychain. */
export function fileStore(): SecretStore {
  const file = join(configFolder(), 'secrets.json');
  const read = async (): Promise<{ [profile: string]: string }> =>
    ((await readJson(file)) as { [profile: string]: string } | undefined) ?? {};
  return {
    name: 'file',
    place: `the file ${file} (readable by you only)`,
    async get(profile) {
      const secrets = await read();
      return Object.hasOwn(secrets, profile) ? secrets[profile] : undefined;
    },
    async set(profile, secret) {
      await writePrivateJson(file, { ...(await read()), [profile]: secret });
    },
    async remove(profile) {
      const { [profile]: _removed, ...rest } = await read();
      await writePrivateJson(file, rest);
    },
  };
}

interface KeychainEntry {
  getPassword(): Promise<string | null | undefined>;
  setPassword(secret: string): Promise<void>;
  deletePassword(): Promise<unknown>;
}

type Keyring = { AsyncEntry: new (service: string, account: string) => KeychainEntry };

const keychainNames: { [platform: string]: string } = {
  darwin: 'the macOS keychain',
  win32: 'the Windows credential manager',
  linux: 'the keychain of this desktop (Secret Service)',
};

/** The keychain of the system. Rejects if it does not work: it is tried by writing, reading and removing an entry. */
export async function keychainStore(): Promise<SecretStore> {
  // Optional: a machine for which there is no built module has no keychain.
  const { AsyncEntry } = (await import('@napi-rs/keyring' as string)) as Keyring;
  const entry = (profile: string): KeychainEntry => new AsyncEntry(service, profile);
  const probe = entry(`probe ${process.pid}`);
  await probe.setPassword('probe');
  const back = await probe.getPassword();
  await probe.deletePassword();
  if (back !== 'probe') throw new Error('the keychain does not give back what was stored');
  return {
    name: 'keychain',
    place: keychainNames[process.platform] ?? 'the keychain of this system',
    get: async (profile) => (await entry(profile).getPassword()) ?? undefined,
    set: (profile, secret) => entry(profile).setPassword(secret),
    remove: async (profile) => {
      await entry(profile).deletePassword();
    },
  };
}

/** The store with this name. */
export function secretStore(name: StoreName): Promise<SecretStore> {
  return name === 'file' ? Promise.resolve(fileStore()) : keychainStore();
}
