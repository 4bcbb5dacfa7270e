import type { OperationDescription } from '../wasm/core-functions';

/** A path that ids are put into as they are: texts and names of ids in turn. */
interface Template {
  readonly parts: string[];
  /** Parameters of the query, which must be absent. */
  readonly query: string[];
  readonly plain: RegExp;
}

const templates = new WeakMap<OperationDescription, Template | null>();

/**
 * The path of a call without query and body whose ids the core would not change. Most calls are such, and asking the core for
 * one takes as long as everything else of this library. All other paths are the core's to write and to refuse: `undefined`.
 */
export function plainPath(operation: OperationDescription, params: { [name: string]: unknown }): string | undefined {
  let template = templates.get(operation);
  if (template === undefined) {
    template = templateOf(operation);
    templates.set(operation, template);
  }
  if (template === null) return undefined;
  const { parts, query, plain } = template;
  for (const name of query) if (params[name] !== undefined) return undefined;
  let path = parts[0]!;
  for (let index = 1; index < parts.length; index += 2) {
    const id = params[parts[index]!];
    if (typeof id !== 'string' || !plain.test(id)) return undefined;
    path += id + parts[index + 1]!;
  }
  return path;
}

/** `null` for a call with a body, for a path with parts that depend on which ids are given, and for a call that gives its own path. */
function templateOf(description: OperationDescription): Template | null {
  const { path, parameters, body, flat, plainSegment, phoneNumbers = [] } = description;
  if (body !== undefined || flat || path === '' || /[[(]/.test(path)) return null;
  const parts = path.split(/[{}]/);
  // A number without plus looks like an id.
  if (parts.some((name) => phoneNumbers.indexOf(name) >= 0)) return null;
  return { parts, query: parameters.filter((name) => parts.indexOf(name) < 0), plain: new RegExp(plainSegment) };
}
