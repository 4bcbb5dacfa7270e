import type { UnlocErrorMembers } from '../core/unloc-error';
import type { Core, OperationDescription, OperationName, PreparedRequest } from '../wasm/core-functions';
import type { GivenArguments } from './call-arguments';

/** The last request of each operation by its name, of one client. */
export type PreparedRequests = { [name: string]: LastRequest };

/** A request, and from what it was prepared. */
interface LastRequest {
  readonly token: string;
  readonly config: string;
  readonly request: PreparedRequest;
  readonly baseUrl: string;
}

/**
 * Prepares a request. The core does, except where nothing differs from the last request of the operation but ids that a path
 * holds as they are: then the last one is taken with another path. Most calls are such, and the core takes longer for one
 * than everything else of this library.
 */
export function prepareRequest(
  core: Core,
  name: OperationName,
  operation: OperationDescription,
  requests: PreparedRequests,
  token: string,
  given: GivenArguments,
  config: string,
): PreparedRequest | { error: UnlocErrorMembers } {
  const path = pathOf(operation, given);
  const last = requests[name];
  if (path !== undefined && last && last.token === token && last.config === config) {
    return Object.assign({}, last.request, { url: last.baseUrl + path });
  }
  const request: PreparedRequest | { error: UnlocErrorMembers } = JSON.parse(core.prepareCall(name, token, JSON.stringify(given), config));
  if (path !== undefined && !('error' in request) && request.url.endsWith(path)) {
    requests[name] = { token, config, request, baseUrl: request.url.slice(0, -path.length) };
  }
  return request;
}

/** A path that ids are put into as they are: texts and names of ids in turn. */
interface PlainPath {
  readonly parts: string[];
  /** Parameters of the query, which must be absent. */
  readonly query: string[];
}

/** An id that is its own percent-encoding, and no `.` or `..`. */
const plainId = /^[\w-]+$/;
const plainPaths = new WeakMap<OperationDescription, PlainPath | null>();

/** The path of a call without query and body whose ids need no encoding. All others are the core's to write and to refuse. */
function pathOf(operation: OperationDescription, { params }: GivenArguments): string | undefined {
  if (typeof params !== 'object') return undefined;
  let plain = plainPaths.get(operation);
  if (plain === undefined) plainPaths.set(operation, (plain = plainPath(operation)));
  if (plain === null) return undefined;
  const { parts, query } = plain;
  for (const name of query) if (params[name] !== undefined) return undefined;
  let filled = parts[0]!;
  for (let index = 1; index < parts.length; index += 2) {
    const id = params[parts[index]!];
    if (typeof id !== 'string' || !plainId.test(id)) return undefined;
    filled += id + parts[index + 1]!;
  }
  return filled;
}

/** `null` for a call with a body, for a path with parts that depend on which ids are given, and for a call that gives its own path. */
function plainPath({ path, parameters, body, flat }: OperationDescription): PlainPath | null {
  if (body !== undefined || flat || path === '' || /[[(]/.test(path)) return null;
  const parts = path.split(/[{}]/);
  return { parts, query: parameters.filter((name) => parts.indexOf(name) < 0) };
}
