import type { Call } from '../../account/calls';
import { doorsById, groupsById } from '../../data/project-data';
import { inProject, routeOf } from './routes';

/** A text for a shell, in one pair of quotation marks. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Valid JSON, with spaces; other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/** What ids are called, said behind them. */
function nameOf(id: string): string | undefined {
  return doorsById.value.get(id)?.name ?? groupsById.value.get(id)?.name;
}

/** JSON as JavaScript writes it, with the names of doors as comments. */
function literal(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
    .replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replace(/"((?:[^"\\]|\\.)*)"(,?)$/gm, (_, text: string, comma: string) => {
      const name = nameOf(text);
      const single = `'${text.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
      return `${single}${comma}${name === undefined ? '' : ` // ${name}`}`;
    });
}

/** The call of the client that sends it. */
export function asJavaScript({ method, url, body }: Call): string {
  const { pathname, search, searchParams } = new URL(url);
  const given: unknown = body === undefined ? undefined : JSON.parse(body);
  const route = routeOf(method, url);
  if (route === undefined) {
    return `await unloc.request(${literal({ method, path: pathname + search, ...(given !== undefined && { body: given }) })});`;
  }
  const query = Object.fromEntries([...searchParams].filter(([name]) => !['cursor', 'limit'].includes(name)));
  const { call, ids } = route;
  const members = { ...ids, ...query, ...Object(given) };
  const list = call.endsWith('.list') ? '.toArray({ limit: Infinity })' : '';
  return `await unloc.${call}(${literal(members)})${list};`;
}

/** The request for curl. The token is that of whoever runs it. */
export function asCurl({ method, url, body }: Call): string {
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    '-H "authorization: Bearer $UNLOC_TOKEN"',
    ...(body === undefined ? [] : ["-H 'content-type: application/json'", `-d ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** The request for the command line. */
export function asCommand({ method, url, body }: Call): string {
  const { pathname, search } = new URL(url);
  const there = inProject(url);
  const from = pathname.indexOf('/v2/');
  const path = (from < 0 ? pathname : pathname.slice(from)) + search;
  const short = there === undefined ? path : path.replace(there.projectId, '{project}');
  const command = `unloc api ${method} ${/[^\w/{}-]/.test(short) ? quoted(short) : short}`;
  const project = there === undefined ? '' : ` --project ${there.projectId}`;
  if (body === undefined) return command + project;
  return `echo ${quoted(body)} | ${command} --body -${project}`;
}

/** What goes through the wire, without the token. */
export function asRequest({ method, url, body }: Call): string {
  const { pathname, search, host } = new URL(url);
  const head = [`${method} ${pathname}${search}`, `host: ${host}`, 'authorization: Bearer •••'];
  return body === undefined
    ? head.join('\n')
    : `${[...head, 'content-type: application/json'].join('\n')}\n\n${pretty(body)}`;
}
