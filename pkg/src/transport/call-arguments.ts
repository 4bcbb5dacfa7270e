import { isRecord, typeName } from '../core/type-name';
import type { GivenArguments, OperationDescription } from '../wasm/core-functions';
import { plainPath } from './plain-path';
import { read } from './read';

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
    body = read(params, operation.body);
  }
  if (body === undefined) return;
  given.body = isRecord(body) ? pick(body, operation.bodyParameters || []) : typeName(body);
  try {
    collected.body = JSON.stringify(body);
  } catch {
    // A circle, a BigInt, a getter that throws.
  }
  if (collected.body === undefined) given.notWritable = true;
}

/** The named members, in a form that JSON can hold. Throws if a getter within one does. */
function pick(from: object, names: string[]): { [name: string]: unknown } {
  const picked: { [name: string]: unknown } = {};
  for (const name of names) {
    const value = read(from, name);
    picked[name] = typeof value === 'string' ? value : plain(value, 2);
  }
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
      if (value === null || depth === 0) return value === null ? null : {};
      if (Array.isArray(value)) return Array.from(value, (item) => plain(item, depth - 1));
      return Object.entries(value).reduce(
        (all, [name, item]) => Object.assign(all, { [name]: plain(item, depth - 1) }),
        {},
      );
    default:
      return {};
  }
}

/** The parameters with the members of each wrapper among them. */
function flatten(params: object, wrappers: string[]): object {
  const flat = Object.assign({}, params) as { [name: string]: unknown };
  for (const wrapper of wrappers) {
    const inner = flat[wrapper];
    if (!isRecord(inner)) continue;
    delete flat[wrapper];
    Object.assign(flat, inner);
  }
  return flat;
}
