// A page with a sign-in. Its URL, which is also the redirect URI, names the authorization server and its base URL.
import { TokenProvider, lockit, unidy } from './package/auth.mjs';

const here = new URL(location.href);
const parameter = (name) => here.searchParams.get(name);
const systems = { unidy, lockit };
const say = (text) => {
  document.querySelector('#said').textContent = text;
};
const saidOf = async (work) =>
  work().then(say, (error) => say(`${error.name} ${error.code} ${error.error}: ${error.message}`));

const [name, baseUrl, clientId] = ['system', 'unloc', 'client'].map(parameter);
const clientSecret = parameter('secret') ?? undefined;
// The redirect URI: this page's URL without the parameters that the authorization server adds.
const redirectUri = new URL(here.pathname, here);
for (const member of ['system', 'unloc', 'client', 'secret', 'dangerously']) {
  if (parameter(member) !== null) redirectUri.searchParams.set(member, parameter(member));
}

let tokens;
const number = { of: 0, seen: [] };

/** The ordinal of a token: the first, the second, … The token itself must not appear on a page. */
function numbered({ accessToken }) {
  if (!number.seen.includes(accessToken)) number.seen.push(accessToken);
  return number.seen.indexOf(accessToken) + 1;
}

await saidOf(async () => {
  tokens = new TokenProvider(systems[name]({ baseUrl }), {
    clientId,
    clientSecret,
    dangerouslyAllowBrowser: parameter('dangerously') !== null,
  });
  const comesBack = ['code', 'error'].some(
    (member) => parameter(member) !== null || new URLSearchParams(here.hash.slice(1)).has(member),
  );
  if (!comesBack) return 'Nobody has signed in.';
  const token = await tokens.finish(location.href);
  history.replaceState(null, '', redirectUri);
  return `Signed in with ${name}: token ${numbered(token)} of scope "${token.scope.join(' ')}" for ${Math.round(token.expires_in / 60)} minutes.`;
});

document.querySelector('#sign-in').addEventListener('click', () =>
  saidOf(async () => {
    location.href = await tokens.authorizationUrl({
      redirectUri: redirectUri.href,
      scope: name === 'unidy' ? 'users:read' : undefined,
    });
    return 'Going to sign in.';
  }),
);
document.querySelector('#refresh').addEventListener('click', () =>
  saidOf(async () => {
    await tokens.invalidate();
    const all = await Promise.all([tokens.getToken(), tokens.getToken(), tokens.getToken()]);
    return `Now it is token ${[...new Set(all.map(numbered))].join(' and ')}.`;
  }),
);
