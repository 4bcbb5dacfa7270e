import { join } from 'node:path';
import { usage } from '../command/failure';
import { configFolder } from './config-folder';
import { alone, readJson, writePrivateJson } from './private-file';

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
  const { version, profiles, current } = Object(read) as Partial<Profiles>;
  if (typeof version === 'number' && version !== 1)
    throw usage(
      `${profilesFile()} was written by a newer unloc. Update unloc, or move the file away and log in again.`,
    );
  const broken = (what: string): Error =>
    usage(`${profilesFile()} is damaged: ${what}. Repair it, or move it away and log in again.`);
  if (version !== 1 || !isObject(profiles)) throw broken('it contains no profiles');
  if (current !== undefined && typeof current !== 'string') throw broken('"current" is not a name');
  for (const [name, profile] of Object.entries(profiles)) {
    const { api, clientId, store, project } = Object(profile) as Partial<Profile>;
    const whole =
      typeof api === 'string'
      && typeof clientId === 'string'
      && (store === 'keychain' || store === 'file')
      && (project === undefined || typeof project === 'string');
    if (!whole) throw broken(`the profile "${name}" is incomplete`);
  }
  return read as Profiles;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Changes the profiles: reads them, lets `change` change them, writes them. Of two processes that do so at the same time
 * one waits, so that no profile is lost.
 */
export async function changeProfiles(change: (profiles: Profiles) => void): Promise<void> {
  await alone(profilesFile(), async () => {
    const profiles = await readProfiles();
    change(profiles);
    await writePrivateJson(profilesFile(), profiles);
  });
}

/** The profile with this name. */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return profile;
  const names = Object.keys(profiles);
  throw usage(
    `There is no profile "${name}". ${names.length > 0 ? `There are: ${names.join(', ')}.` : 'There is none: log in with `unloc login`.'}`,
  );
}

/** Refuses a name that is no word. */
export function checkProfileName(name: string): string {
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name))
    throw usage(
      `The name of a profile must have only letters, digits, ".", "_" and "-", and begin with a letter or a digit.`,
    );
  return name;
}
