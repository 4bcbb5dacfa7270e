import { isSandbox } from './is-sandbox';
import { internal } from './main-entry';
import { checkText, isWellFormed, ownMembers } from './need';
import type { AuthorizationServer } from './authorization-server';
import type { TokenProviderOptions } from './options';
import { refusal } from './token-request';

const operation = 'TokenProvider';
const functions = ['persist', 'fetch', 'now', 'waitUntil', 'randomBytes'] as const;
const others = ['store', 'headers', 'storeTimeoutMs', 'timeoutMs', 'deadlineMs', 'maxRetries', 'allowInsecure'];
const names = ['clientId', 'clientSecret', 'subject', 'refreshToken', 'dangerouslyAllowBrowser'].concat(
  functions,
  others,
);

/** The options of a provider, checked. What the exchange checks of each request is left to it. */
export function checkedOptions(system: AuthorizationServer, options: unknown): TokenProviderOptions {
  const wrong = (what: string): Error => refusal(operation, `${what}.`);
  if (typeof system !== 'object' || system === null || typeof system.tokenPath !== 'string') {
    throw wrong('the first argument must be an AuthorizationServer, such as unlocV1()');
  }
  if (![system.name, system.baseUrl].every((text) => isWellFormed(String(text))))
    throw wrong('name or baseUrl of the AuthorizationServer contains a lone surrogate, which is not valid Unicode');
  const given = ownMembers(operation, 'the options', options, names);
  checkText(operation, 'clientId', given.clientId);
  // A client without a secret may come from a variable that is not set; a person may not.
  if (given.clientSecret !== undefined) checkText(operation, 'clientSecret', given.clientSecret);
  for (const name of ['subject', 'refreshToken']) if (name in given) checkText(operation, name, given[name]);
  for (const name of functions) {
    if (given[name] !== undefined && typeof given[name] !== 'function')
      throw wrong(`the option "${name}" must be a function`);
  }
  const { store, storeTimeoutMs } = given as Partial<TokenProviderOptions>;
  if (store !== undefined && !(store && typeof store.get === 'function' && typeof store.set === 'function'))
    throw wrong('the option "store" must have the functions get and set');
  if (storeTimeoutMs !== undefined && !(typeof storeTimeoutMs === 'number' && storeTimeoutMs > 0))
    throw wrong('the option "storeTimeoutMs" must be a number of milliseconds above 0');
  if (
    given.clientSecret !== undefined
    && given.dangerouslyAllowBrowser !== true
    && !isSandbox(given.fetch)
    && internal.isBrowser()
  ) {
    throw wrong(
      'a client secret does not belong in a page: every visitor could read the secret and open every door. '
        + 'Let your server request the tokens (createTokenHandler), or let people sign in without a secret (PKCE)',
    );
  }
  checkTexts(operation, 'members', system.members);
  return given as unknown as TokenProviderOptions;
}

/** Refuses what is no object whose values are texts. */
export function checkTexts(operation: string, name: string, given: unknown): void {
  const texts =
    given === undefined
    || (typeof given === 'object' && given !== null && Object.values(given).every((text) => typeof text === 'string'));
  if (!texts) throw refusal(operation, `"${name}" must be an object whose values are strings.`);
}
