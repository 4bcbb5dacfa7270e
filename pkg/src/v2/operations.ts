import type { V2OperationName } from '../generated/operation-names';
import { List } from './pagination';
import type { CallOptions } from '../core/options';
import type { ApiSuccess } from '../core/result';
import { unsent } from '../core/unloc-error';

/** Parameters of a call, before they are known to be any. */
export type Parameters = { [name: string]: unknown };

/** Makes one call and gives its answer with its head. Rejects with an `UnlocError`. */
export type Send = (name: V2OperationName, params: Parameters, options: CallOptions | undefined) => Promise<ApiSuccess<unknown>>;

/** Repairs one entity in place. */
export type Mend = (entity: object) => void;

/** Calls in the shapes that the nouns give them. */
export interface Calls {
  /** A list, fetched while it is walked. */
  list<T>(name: V2OperationName, params: unknown, options: CallOptions | undefined, mend?: Mend): List<T>;
  /** One entity, which the answer has under the name `within`. */
  one<T>(name: V2OperationName, params: unknown, options: CallOptions | undefined, within: string, mend?: Mend): Promise<T>;
  /** One entity, which may come under its name, bare, or not at all. */
  perhaps<T>(name: V2OperationName, params: unknown, options: CallOptions | undefined, within: string, mend?: Mend): Promise<T | undefined>;
  /** Whatever comes. */
  asSent(name: V2OperationName, params: unknown, options: CallOptions | undefined): Promise<unknown>;
}

/** The calls, by way of `send`. `defaults` are parameters that a caller may leave out. */
export function callsBy(send: Send, defaults: Parameters): Calls {
  const checked = (name: V2OperationName, params: unknown): Parameters => Object.assign({}, defaults, record(name, params));
  return {
    list: (name, params, options, mend) => new List(name, async (cursor, wanted) => {
      const asked = checked(name, params);
      const size = asked.limit === undefined && wanted !== undefined && wanted < largestPage ? { limit: wanted } : {};
      const { data } = await send(name, Object.assign(asked, size, { startAfterId: cursor }), options);
      const items = data as never[];
      if (mend) items.forEach((item) => attempt(mend, item));
      return items;
    }),
    one: async (name, params, options, within, mend) => {
      const { data } = await send(name, checked(name, params), options);
      const entity = (data as Parameters)[within];
      if (mend) attempt(mend, entity);
      return entity as never;
    },
    perhaps: async (name, params, options, within, mend) => {
      const { data } = await send(name, checked(name, params), options);
      const entity = entityIn(data, within);
      if (mend && entity) attempt(mend, entity);
      return entity as never;
    },
    asSent: async (name, params, options) => (await send(name, checked(name, params), options)).data,
  };
}

/** How many items the API sends at once at most. */
const largestPage = 2500;

/** The parameters with those that are not of path or query under `body`. What is no object is left for the check that says so. */
export function withBody(params: unknown, others: string[]): unknown {
  if (!isRecord(params)) return params;
  const split: Parameters = {};
  const body: Parameters = {};
  for (const name of Object.keys(params)) (others.indexOf(name) < 0 ? body : split)[name] = params[name];
  split.body = body;
  return split;
}

/** An entity under its name, or the answer itself if it looks like one. */
export function entityIn(data: unknown, within: string): object | undefined {
  const inner = isRecord(data) ? data[within] : undefined;
  if (isRecord(inner)) return inner;
  return isRecord(data) && data.id !== undefined ? data : undefined;
}

/** Whether it is an object with members. */
export function isRecord(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parameters of a method of a noun, which are its first argument. */
export function record(name: V2OperationName, params: unknown): Parameters {
  if (isRecord(params)) return params;
  throw unsent('invalid_argument', name, `the first argument must be an object with the call's parameters, not ${Array.isArray(params) ? 'an array' : params === null ? 'null' : typeof params}.`, false);
}

/** What cannot be mended, such as something frozen, stays as it is. */
function attempt(mend: Mend, entity: unknown): void {
  try {
    mend(entity as object);
  } catch {
    // As it is.
  }
}
