import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { conceal } from '../output/concealed';
import { readBaseUrl } from './base-url';
import { fileStore } from './file-store';
import { keychainPlace, type KeychainPatience } from './keychain';
import { profileNamed, profilesFile, readProfiles, type Profile } from './profiles';
import { secretStore } from './secrets';

/** Who a client is, without its secret. */
export interface Identity {
  api: string;
  clientId: string;
  /** The name of the profile; none if all of it comes from the environment. */
  profileName?: string;
  profile?: Profile;
  /** Where the secret lies. */
  store: 'environment' | 'keychain' | 'file';
  /** Where the secret comes from, in words: `UNLOC_CLIENT_SECRET`, `the macOS keychain`. */
  source: string;
  /** What else could have been meant, as sentences: a profile that the environment hides. */
  notes: string[];
}

/** What a client needs to be let in, and where it comes from. */
export interface Credentials extends Identity {
  clientSecret: string;
}

/** Where credentials are looked for. */
export interface Sources {
  /** `--profile`. */
  profile: string | undefined;
  env: NodeJS.ProcessEnv;
  /** `--dotenv`, and the names of the variables that it set. */
  envFile?: { path: string; names: ReadonlySet<string> } | undefined;
}

/** The base URL of the API where nothing else is said. */
export const defaultApi = 'https://api.unloc.app';

const advice = 'Log in with `unloc login`, set UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET, or try `unloc demo`.';

/** Which profile is meant: `--profile`, `UNLOC_PROFILE`, the current one. */
export async function chosenProfile(
  option: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<{ name: string; profile: Profile } | undefined> {
  const profiles = await readProfiles();
  const named = option ?? (env.UNLOC_PROFILE || undefined);
  const name = named ?? profiles.current;
  if (name !== undefined && (named !== undefined || Object.hasOwn(profiles.profiles, name)))
    return { name, profile: profileNamed(profiles, name) };
  const names = Object.keys(profiles.profiles);
  if (names.length > 0)
    throw usage(`No profile is in use. There are: ${names.join(', ')}. Choose one with \`unloc profiles use\`.`);
  return undefined;
}

/**
 * Who the client is. The environment goes before the profile, unless `--profile` or `UNLOC_PROFILE` names one: who writes
 * a name means it.
 *
 * @throws Failure `credentials` if there is nobody.
 */
export async function findIdentity({ profile: option, env, envFile }: Sources): Promise<Identity> {
  const { UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret, UNLOC_URL: url } = env;
  const inEnvironment = clientId || clientSecret;
  if (option === undefined && !env.UNLOC_PROFILE && inEnvironment) {
    if (!clientId || !clientSecret) {
      const [set, other] = clientId
        ? ['UNLOC_CLIENT_ID', 'UNLOC_CLIENT_SECRET']
        : ['UNLOC_CLIENT_SECRET', 'UNLOC_CLIENT_ID'];
      throw usage(`${set} is set, but ${other} is not. Set both, or unset both to use a profile.`);
    }
    const place = envFile?.names.has('UNLOC_CLIENT_SECRET') ? `the file ${envFile.path}` : 'the environment';
    return {
      api: readBaseUrl(url || defaultApi, 'UNLOC_URL'),
      clientId,
      store: 'environment',
      source: `${place} (UNLOC_CLIENT_SECRET)`,
      notes: await hiddenProfile(env),
    };
  }
  const chosen = await chosenProfile(option, env);
  if (chosen === undefined) throw new Failure(`You are not logged in. ${advice}`, exitCodes.credentials);
  const { name, profile } = chosen;
  const notes: string[] = [];
  const named = option === undefined ? 'UNLOC_PROFILE' : '--profile';
  if (inEnvironment) notes.push(`UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET are set, but ${named} names a profile.`);
  if (url && url !== profile.api) notes.push(`UNLOC_URL is set, but not used: the profile names its own API.`);
  return {
    api: readBaseUrl(profile.api, `The API of the profile "${name}"`),
    clientId: profile.clientId,
    profileName: name,
    profile,
    store: profile.store,
    source: profile.store === 'file' ? fileStore().place : keychainPlace,
    notes,
  };
}

/** The profile that would be used if the environment had no credentials. */
async function hiddenProfile(env: NodeJS.ProcessEnv): Promise<string[]> {
  const chosen = await chosenProfile(undefined, env).catch(() => undefined);
  if (chosen === undefined) return [];
  return [
    `The environment hides the profile "${chosen.name}" of ${profilesFile()}. To use it, name it with --profile, or unset UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET.`,
  ];
}

/** The secret of a profile, in the store that the profile names. */
export async function readSecret(name: string, { store }: Profile, patience: KeychainPatience): Promise<string> {
  const again = `\`unloc login ${name}${store === 'keychain' ? ' --store file' : ''}\``;
  const read = async (): Promise<string | undefined> => (await secretStore(store, patience)).get(name);
  const secret = await read().catch((error: Error) => {
    if (error instanceof Failure || patience.signal.aborted) throw error;
    throw new Failure(
      `The secret of the profile "${name}" is in ${keychainPlace}, which does not work here (${error.message}). Log in again with ${again}, or set UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET.`,
      exitCodes.credentials,
    );
  });
  if (secret === undefined)
    throw new Failure(
      `The secret of the profile "${name}" is not in ${store === 'file' ? fileStore().place : keychainPlace}. Log in again with \`unloc login ${name}\`.`,
      exitCodes.credentials,
    );
  return secret;
}

/**
 * The credentials.
 *
 * @throws Failure `credentials` if there are none.
 */
export async function findCredentials(sources: Sources, patience: KeychainPatience): Promise<Credentials> {
  const identity = await findIdentity(sources);
  const { profileName, profile } = identity;
  const clientSecret =
    profileName === undefined || profile === undefined
      ? (sources.env.UNLOC_CLIENT_SECRET ?? '')
      : await readSecret(profileName, profile, patience);
  conceal(clientSecret);
  return { ...identity, clientSecret };
}
