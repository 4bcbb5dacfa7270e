import type { OperationDescription } from '../wasm/core-functions';

/** A path that ids are put into as they are: texts and names of ids in turn. */
interface Template {
  readonly parts: string[];
  /** Parameters of the query, which must be absent. */
  readonly query: string[];
}

/** An id that is its own percent-encoding, and no `.` or `..`. */
const plainId = /^[\w-]+$/;
const templates = new WeakMap<OperationDescription, Template | null>();

/**
 * The path of a call without query and body whose ids need no encoding. Most calls are such, and the core takes as long for
 * one as everything else of this library. All other paths are the core's to write and to refuse: for them it is `undefined`.
 */
export function plainPath(operation: OperationDescription, params: { [name: string]: unknown }): string | undefined {
  let template = templates.get(operation);
  if (template === undefined) templates.set(operation, (template = templateOf(operation)));
  if (template === null) return undefined;
  const { parts, query } = template;
  for (const name of query) if (params[name] !== undefined) return undefined;
  let path = parts[0]!;
  for (let index = 1; index < parts.length; index += 2) {
    const id = params[parts[index]!];
    if (typeof id !== 'string' || !plainId.test(id)) return undefined;
    path += id + parts[index + 1]!;
  }
  return path;
}

/** `null` for a call with a body, for a path with parts that depend on which ids are given, and for a call that gives its own path. */
function templateOf({ path, parameters, body, flat }: OperationDescription): Template | null {
  if (body !== undefined || flat || path === '' || /[[(]/.test(path)) return null;
  const parts = path.split(/[{}]/);
  return { parts, query: parameters.filter((name) => parts.indexOf(name) < 0) };
}
