import { isRecord, typeName } from '../core/type-name';
import type { GivenArguments, OperationDescription } from '../wasm/core-functions';
import { writeBody } from './json-body';
import { plainPath } from './plain-path';

type Members = { [name: string]: unknown };

/** The arguments of a call: what the core reads, and the body, which does not enter the wasm. */
export interface CallArguments {
  given: GivenArguments;
  /** The path, where the core need not be asked for it. */
  target?: string;
  body?: string;
}

/** Collects what the description of an operation asks for. Never throws: what is wrong is noted, and the core reports it. */
export function collectArguments(operation: OperationDescription, params: unknown): CallArguments {
  const given: GivenArguments = {};
  const collected: CallArguments = { given };
  if (isRecord(params)) {
    try {
      const picked = pick(params, operation.parameters);
      collected.target = plainPath(operation, picked);
      if (collected.target !== undefined) return collected;
      given.params = picked;
      collectBody(operation, params, given, collected);
    } catch {
      given.unreadable = true;
    }
  } else {
    given.params = typeName(params);
  }
  return collected;
}

function collectBody(
  operation: OperationDescription,
  params: object,
  given: GivenArguments,
  collected: CallArguments,
): void {
  let body: unknown;
  if (operation.flat) {
    body = flatten(params, operation.wrappers || []);
  } else if (operation.body !== undefined) {
    body = (params as Members)[operation.body];
  }
  if (body === undefined) return;
  given.body = isRecord(body) ? pick(body, operation.bodyParameters || []) : typeName(body);
  try {
    // The members of a body called "body" are the parameters of the call, unless the call has no row.
    const isOwn = operation.flat || (operation.path !== '' && operation.body === 'body');
    const { text, ...found } = writeBody(body, isOwn ? '' : operation.body!, operation.phoneNumbers || []);
    collected.body = text;
    Object.assign(given, found);
  } catch {
    // A circle, or a getter that throws.
  }
  // A body with a `toJSON` may become something else than an object.
  if (collected.body === undefined || (isRecord(body) && collected.body[0] !== '{')) given.notWritable = true;
}

/** The named members, in a form that JSON can hold. Throws if a getter does: a filter that is not there reaches more than was meant. */
function pick(from: object, names: string[], depth = 2): Members {
  // Without a prototype, "__proto__" is a name as any other.
  const picked: Members = Object.create(null);
  for (const name of names) picked[name] = plain((from as Members)[name], depth);
  return picked;
}

/** A value that JSON can hold. What it cannot, and what is nested deeper, becomes an empty object: no parameter is one. */
function plain(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : {};
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return value;
      if (depth === 0) return {};
      if (Array.isArray(value)) return Array.from(value, (item) => plain(item, depth - 1));
      return pick(value, Object.keys(value), depth - 1);
    default:
      return {};
  }
}

/** The parameters with the members of each wrapper among them. */
function flatten(params: object, wrappers: string[]): object {
  const flat: Members = { ...params };
  for (const wrapper of wrappers) {
    const inner = flat[wrapper];
    if (!isRecord(inner)) continue;
    delete flat[wrapper];
    Object.assign(flat, inner);
  }
  return flat;
}
