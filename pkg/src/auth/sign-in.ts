import { Flight, stalled } from './flight';
import { internal, type UnlocError } from './main-entry';
import { checkText, ownMembers, scopesIn } from './need';
import type { SignInRequest } from './options';
import { checkTexts } from './provider-options';
import { persistOf, userCacheKey, userFetcher, type ProviderState } from './provider-state';
import { randomBytes } from './random-bytes';
import { refusal, requestToken } from './token-request';
import type { CachedToken } from './token';

/** What is kept of a sign-in: what its callback needs, or, once it is finished, that callback. */
interface KeptSignIn {
  state?: string;
  redirectUri?: string;
  verifier?: string;
  finished?: string;
}

/** Begins a sign-in. Returns the authorization URL. */
export async function beginSignIn(state: ProviderState, request: SignInRequest): Promise<string> {
  const operation = 'authorizationUrl';
  const { system } = state;
  const core = await internal.core(operation);
  if (!system.authorizePath) throw refusal(operation, `${system.name} has no sign-in page for people.`);
  if (request && 'state' in request) {
    throw refusal(
      operation,
      '"state" is set by this library, a new one for each sign-in, and compared with that of the callback. Keep your own data in your session, or under the subject of the provider.',
    );
  }
  const members = ownMembers(operation, 'the sign-in', request, ['redirectUri', 'scope', 'parameters', 'pkce']);
  if (members.pkce === false && !system.pkceOptional) throw refusal(operation, 'this server requires PKCE.');
  checkText(operation, 'redirectUri', members.redirectUri);
  // Without a scope the server asks the person for its own choice.
  if (members.scope !== undefined) {
    checkText(operation, 'scope', members.scope);
    scopesIn(operation, members.scope as string);
  }
  if (system.scopeStyle === 'none') delete members.scope;
  checkTexts(operation, 'parameters', members.parameters);
  const { url, verifier, ...begun } = internal.ask(core, operation, 'beginSignIn', {
    server: system,
    clientId: state.client.clientId,
    request: members as unknown as SignInRequest,
    allowInsecure: state.options.allowInsecure === true,
    random: Array.from(randomBytes(64, state.randomBytes)),
  });
  const kept: KeptSignIn = { state: begun.state, redirectUri: members.redirectUri as string, verifier };
  await state.signIns.keep(signInKey(state, begun.state), JSON.stringify(kept));
  return url;
}

/** Finishes a sign-in with its callback, whose code is exchanged once. The same callback again gives the same person's token. */
export async function finishSignIn(state: ProviderState, callbackUrl: string | { href: string }): Promise<CachedToken> {
  const operation = 'finish';
  const parameters = parametersOf(typeof callbackUrl === 'string' ? callbackUrl : String(Object(callbackUrl).href));
  await internal.core(operation);
  // Looked for before the sign-in is taken, so that a wrong URL does not use it up.
  if (!parameters.code && !parameters.error) {
    throw refusal(
      operation,
      'the callback contains neither a code nor an error. Pass the whole URL that the browser came back to.',
    );
  }
  const [returned = ''] = parameters.state || [];
  // A state of this library's looks so.
  if (!/^[\w-]{43}$/.test(returned)) throw rejected('its state was not created here');
  const key = signInKey(state, returned);
  const callback = JSON.stringify([parameters.state, parameters.code, parameters.error]);
  const { finishing } = state.signIns;
  const other = finishing.get(key);
  if (other) {
    if (other.callback !== callback) throw rejected('another callback is being processed for this sign-in');
    try {
      return await other.flight.join(state.longestMs);
    } catch (error) {
      if (error !== stalled) throw error;
    }
  }
  const flight = new Flight(() => exchangeCode(state, key, parameters, callback));
  finishing.set(key, { callback, flight });
  const ended = (): void => {
    if (Object(finishing.get(key)).flight === flight) finishing.delete(key);
  };
  flight.result.then(ended, ended);
  return flight.result;
}

async function exchangeCode(
  state: ProviderState,
  key: string,
  parameters: Parameters,
  callback: string,
): Promise<CachedToken> {
  const operation = 'finish';
  const core = await internal.core(operation);
  let code = '';
  const text = await state.signIns.take(key, (found) => {
    const begun = parsed(found);
    if (begun.finished !== undefined) return false;
    const { baseUrl, issuer = baseUrl.trim().replace(/\/+$/, ''), issuerInCallback } = state.system;
    const given = { parameters, issuer, issuerPromised: issuerInCallback === true, state: begun.state! };
    code = internal.ask(core, operation, 'signInCode', given).value;
    return true;
  });
  if (text === undefined)
    throw rejected('no sign-in is pending for it: none was started here, it failed, or it took longer than an hour');
  const { finished, redirectUri, verifier } = parsed(text);
  const userKey = userCacheKey(state);
  let token: CachedToken;
  if (finished === undefined) {
    token = await requestToken(state, { code, redirectUri, verifier }, operation);
    await state.cache.set(userKey, token, persistOf(state));
    await state.signIns.keepFinished(key, JSON.stringify({ finished: callback }));
  } else {
    if (finished !== callback) throw rejected('this sign-in was finished with another callback');
    token = await state.cache.token(userKey, userFetcher(state), undefined);
  }
  state.signedIn = true;
  return token;
}

interface Parameters {
  [name: string]: string[] | undefined;
}

/**
 * All values of a URL's query and fragment parameters, by name: servers use either. Before a query in the fragment a page's
 * router may have its route.
 */
function parametersOf(url: string): Parameters {
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/.exec(url) || [];
  const values = Object.create(null) as { [name: string]: string[] };
  for (const part of [query, fragment.replace(/^[^?&=]*\?/, '')]) {
    new URLSearchParams(part).forEach((value, name) => {
      values[name] = (values[name] || []).concat(value);
    });
  }
  return values;
}

/** The key of a pending sign-in: of its subject, authorization server and state. */
function signInKey(state: ProviderState, returnedState: string): string {
  // The beginning of the state is enough to find it; the whole state is compared later.
  return `${userCacheKey(state)}:sign-in:${returnedState.slice(0, 16)}`;
}

function parsed(text: string): KeptSignIn {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw rejected('the stored sign-in cannot be read');
  }
}

function rejected(why: string): UnlocError {
  return internal.unsent(
    'callback_rejected',
    'finish',
    `the callback was not accepted: ${why}. Do not trust it: start the sign-in again.`,
    false,
  );
}
