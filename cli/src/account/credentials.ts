import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { readProfiles, type Profile } from './profiles';
import { secretStore } from './secrets';

/** What a client needs to be let in, and where it comes from. */
export interface Credentials {
  api: string;
  clientId: string;
  clientSecret: string;
  /** The name of the profile; none if all of it comes from the environment. */
  profileName?: string;
  profile?: Profile;
  /** Where the secret comes from, in words: `UNLOC_CLIENT_SECRET`, `the macOS keychain`. */
  source: string;
}

/** The base URL of the API where nothing else is said. */
export const defaultApi = 'https://api.unloc.app';

const advice = 'Log in with `unloc login`, set UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET, or try `unloc demo`.';

/** Which profile is meant: `--profile`, `UNLOC_PROFILE`, the current one. */
export async function chosenProfile(
  option: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<{ name: string; profile: Profile } | undefined> {
  const { current, profiles } = await readProfiles();
  const name = option ?? (env.UNLOC_PROFILE || current);
  if (name === undefined) return undefined;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined) {
    const names = Object.keys(profiles);
    throw usage(`There is no profile "${name}". ${names.length > 0 ? `There are: ${names.join(', ')}.` : advice}`);
  }
  return { name, profile };
}

/**
 * The credentials. The environment goes before the profile, unless `--profile` names one: who writes an option means it.
 *
 * @throws Failure `credentials` if there are none.
 */
export async function findCredentials(option: string | undefined, env: NodeJS.ProcessEnv): Promise<Credentials> {
  const { UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret, UNLOC_URL: api } = env;
  if (option === undefined && !env.UNLOC_PROFILE && (clientId || clientSecret)) {
    if (!clientId || !clientSecret)
      throw usage(
        `${clientId ? 'UNLOC_CLIENT_ID' : 'UNLOC_CLIENT_SECRET'} is set, but ${clientId ? 'UNLOC_CLIENT_SECRET' : 'UNLOC_CLIENT_ID'} is not: set both, or none to use a profile.`,
      );
    return { api: api || defaultApi, clientId, clientSecret, source: 'the environment (UNLOC_CLIENT_SECRET)' };
  }
  const chosen = await chosenProfile(option, env);
  if (chosen === undefined) throw new Failure(`You are not logged in. ${advice}`, exitCodes.credentials);
  const { name, profile } = chosen;
  const store = await secretStore(profile.store).catch((error: Error) => {
    throw new Failure(
      `The secret of the profile "${name}" lies in the keychain, which does not answer (${error.message}). Log in again with \`unloc login ${name} --store file\`, or set UNLOC_CLIENT_SECRET.`,
      exitCodes.credentials,
    );
  });
  const secret = await store.get(name);
  if (secret === undefined)
    throw new Failure(
      `The secret of the profile "${name}" is not in ${store.place}. Log in again with \`unloc login ${name}\`.`,
      exitCodes.credentials,
    );
  return {
    api: profile.api,
    clientId: profile.clientId,
    clientSecret: secret,
    profileName: name,
    profile,
    source: store.place,
  };
}
