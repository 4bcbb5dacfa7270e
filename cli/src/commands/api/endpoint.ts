import type { Account } from '../../account/account';
import { usage } from '../../command/failure';

/** What is called. */
export interface Endpoint {
  version: 'v1' | 'v2';
  path: string;
  query: { [name: string]: string[] };
  /** The project that the token is for, where the path does not say it (v2). */
  projectId?: string;
  /** The lock holder that the token is for (v1). */
  lockHolderId?: string;
}

const v1Path = '/integrators/v1/';

/** Reads a path with templates and a query, as it is typed. */
export async function readEndpoint(typed: string, v1: boolean, account: Account): Promise<Endpoint> {
  // Git Bash on Windows takes a path that begins with a slash for one of its own.
  if (/^[a-z]:[\\/]/i.test(typed))
    throw usage(`The shell changed the path into "${typed}". Leave out its first slash.`);
  const local = await withoutBase(typed, account);
  const [beforeQuery = '', ...rest] = local.split('?');
  const rooted = beforeQuery.startsWith('/') ? beforeQuery : `/${beforeQuery}`;
  const full = v1 && !rooted.startsWith(v1Path) ? v1Path + rooted.slice(1) : rooted;
  const path = await filled(full, account);
  const pairs = new URLSearchParams(rest.join('?'));
  const query = Object.fromEntries([...pairs.keys()].map((name) => [name, pairs.getAll(name)]));
  if (path.startsWith(v1Path)) {
    const [, lockHolderId] = /^\/integrators\/v1\/lock-holders\/([^/]+)/.exec(path) ?? [];
    return { version: 'v1', path, query, ...(lockHolderId && { lockHolderId: decodeURIComponent(lockHolderId) }) };
  }
  if (!path.startsWith('/v2/'))
    throw usage(
      `The path must begin with /v2/ or ${v1Path}, but is ${path}. Leave out the part before it, or add --v1.`,
    );
  const saysWhose = /^\/v2\/(?:projects|organizations?)\/[^/]/.test(path);
  return { version: 'v2', path, query, ...(!saysWhose && { projectId: await account.projectId() }) };
}

/** A whole URL is read if it is one of this API, as it is copied from documentation or a log. */
async function withoutBase(typed: string, account: Account): Promise<string> {
  if (!/^https?:/i.test(typed)) return typed;
  const { api } = await account.identity();
  if (!typed.startsWith(`${api}/`)) throw usage(`The URL must begin with ${api}/: nothing is sent anywhere else.`);
  return typed.slice(api.length);
}

async function filled(path: string, account: Account): Promise<string> {
  const templates = new Set(path.match(/\{[^}]*\}/g));
  let text = path;
  for (const template of templates) {
    if (!/^\{project(?:Id)?\}$/.test(template))
      throw usage(`The path has ${template}; only {project} is filled in. Write the id itself.`);
    text = text.replaceAll(template, encodeURIComponent(await account.projectId()));
  }
  return text;
}
