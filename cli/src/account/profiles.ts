import { join } from 'node:path';
import { usage } from '../command/failure';
import { configFolder } from './config-folder';
import { readJson, writePrivateJson } from './private-file';

/** Where the secret of a profile lies. */
export type StoreName = 'keychain' | 'file';

/** An account to log in to. Its secret lies elsewhere. */
export interface Profile {
  /** Base URL of the API. */
  api: string;
  clientId: string;
  store: StoreName;
  /** The id of the project that commands use. */
  project?: string;
  /** Whether `unloc demo` or `unloc sandbox start` wrote it: an embedded Unloc. */
  sandbox?: boolean;
}

/** All profiles of this user. */
export interface Profiles {
  version: 1;
  /** The name of the profile that commands use. */
  current?: string;
  profiles: { [name: string]: Profile };
}

/** The file of the profiles. */
export function profilesFile(): string {
  return join(configFolder(), 'profiles.json');
}

/** Reads the profiles. */
export async function readProfiles(): Promise<Profiles> {
  const read = await readJson(profilesFile());
  if (read === undefined) return { version: 1, profiles: {} };
  const { version, profiles } = read as Partial<Profiles>;
  if (version !== 1 || typeof profiles !== 'object' || profiles === null)
    throw usage(`${profilesFile()} is not of this version of unloc. Move it away and log in again.`);
  return read as Profiles;
}

/** Changes the profiles: reads them, lets `change` change them, writes them. */
export async function changeProfiles(change: (profiles: Profiles) => void): Promise<void> {
  const profiles = await readProfiles();
  change(profiles);
  await writePrivateJson(profilesFile(), profiles);
}

/** Refuses a name that is no word. */
export function checkProfileName(name: string): string {
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name))
    throw usage(`A profile's name has letters, digits, ".", "_" and "-", but is "${name}".`);
  return name;
}
