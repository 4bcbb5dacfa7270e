import { type AccountAddress, urlOf } from './account-address';
import { askForToken, discoveredProjects, idsIn, withCookies } from './token-backend';

/** What is looked at, in this order. */
export type Step = 'addresses' | 'projects' | 'token' | 'api';

/** What can be wrong. Each has a sentence that says what to do. */
export type Finding =
  | 'noApi'
  | 'noTokens'
  | 'secretInAddress'
  | 'mixedContent'
  | 'noTls'
  | 'unreachable'
  | 'cors'
  | 'notSignedIn'
  | 'nothingThere'
  | 'noProjects'
  | 'wrongScope'
  | 'noToken'
  | 'tokenRefused'
  | 'forbidden'
  | 'notUnloc';

/** What a step found: nothing is wrong if there is no finding. */
export interface Looked {
  step: Step;
  finding?: Finding;
  /** Whose address it is about. */
  at?: string;
  /** The name of the project that was read. */
  project?: string;
}

const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

function addressFinding(url: URL): Finding | undefined {
  if (url.username !== '' || url.password !== '' || /secret|token=|password/i.test(url.search))
    return 'secretInAddress';
  if (url.protocol === 'https:' || local.test(url.hostname) || url.origin === window.location.origin) return undefined;
  return window.location.protocol === 'https:' ? 'mixedContent' : 'noTls';
}

/** Why a request had no answer: whether there is one that a page may not read. */
async function unanswered(url: string | URL): Promise<Finding> {
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit' });
    return 'cors';
  } catch {
    return 'unreachable';
  }
}

const tokenFindings: { readonly [status: number]: Finding } = {
  400: 'wrongScope',
  401: 'notSignedIn',
  403: 'notSignedIn',
  404: 'nothingThere',
  405: 'nothingThere',
};

const apiFindings: { readonly [status: number]: Finding } = { 401: 'tokenRefused', 403: 'forbidden' };

/** Looks whether the page can use an account: each step when it was done, up to the first that finds something. */
export async function* examine({ api: apiText, tokens: tokensText }: AccountAddress): AsyncGenerator<Looked> {
  const [api, tokens] = [urlOf(apiText), urlOf(tokensText)];
  if (api === undefined) return yield { step: 'addresses', finding: 'noApi' };
  if (tokens === undefined) return yield { step: 'addresses', finding: 'noTokens' };
  for (const url of [api, tokens]) {
    const finding = addressFinding(url);
    if (finding !== undefined) return yield { step: 'addresses', finding, at: url.host };
  }
  yield { step: 'addresses' };

  const projectId = yield* projectOf(api, tokens);
  if (projectId === undefined) return;

  let response: Response;
  try {
    response = await askForToken(tokens, projectId);
  } catch {
    // The backend answered a GET, so what a browser asks before a POST was refused.
    return yield { step: 'token', finding: 'cors', at: tokens.host };
  }
  const { access_token: token } = Object(await response.json().catch(() => undefined)) as { access_token?: unknown };
  if (!response.ok || typeof token !== 'string')
    return yield { step: 'token', finding: tokenFindings[response.status] ?? 'noToken', at: tokens.host };
  yield { step: 'token' };

  const project = new URL(`${api.href.replace(/\/+$/, '')}/v2/projects/${encodeURIComponent(projectId)}`);
  try {
    response = await withCookies(project, { headers: { authorization: `Bearer ${token}` } });
  } catch {
    return yield { step: 'api', finding: await unanswered(project), at: api.host };
  }
  const answer = Object(await response.json().catch(() => undefined)) as {
    name?: unknown;
    project?: { name?: unknown };
  };
  const { name } = answer.project ?? answer;
  if (!response.ok || typeof name !== 'string')
    return yield { step: 'api', finding: apiFindings[response.status] ?? 'notUnloc', at: api.host };
  return yield { step: 'api', project: name };
}

/** The first project, and what was found when it was asked for. */
async function* projectOf(api: URL, tokens: URL): AsyncGenerator<Looked, string | undefined> {
  const at = tokens.host;
  let response: Response;
  try {
    response = await withCookies(tokens, { headers: { accept: 'application/json' } });
  } catch {
    yield { step: 'projects', finding: await unanswered(tokens), at };
    return undefined;
  }
  const { status } = response;
  // 400: it answers only who names a project.
  const refused = status === 400 ? undefined : tokenFindings[status];
  if (refused !== undefined) {
    yield { step: 'projects', finding: refused, at };
    return undefined;
  }
  const listed = response.ok ? idsIn(await response.json().catch(() => undefined)) : undefined;
  const found = listed ?? (await discoveredProjects(api.href).catch(() => undefined));
  const [first = new URL(window.location.href).searchParams.get('project') ?? undefined] = found ?? [];
  yield first === undefined ? { step: 'projects', finding: 'noProjects', at } : { step: 'projects' };
  return first;
}
