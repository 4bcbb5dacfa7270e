import type { V2OperationName } from '../generated/operation-names';
import { List } from './pagination';
import type { CallOptions } from '../core/options';
import type { ApiSuccess } from '../core/result';
import { attempt } from '../core/attempt';
import { read } from '../core/read';
import { unsent } from '../core/unloc-error';

/** Parameters of a call, not yet checked. */
export type Parameters = { [name: string]: unknown };

/** Makes one call and resolves to its data and response. Rejects with an `UnlocError`. */
export type Send = (
  name: V2OperationName,
  params: Parameters,
  options: CallOptions | undefined,
) => Promise<ApiSuccess<unknown>>;

/** Normalizes one entity in place. */
export type Normalize = (entity: object) => void;

/** The kinds of calls that the resources consist of. */
export interface Calls {
  /** A list, fetched while it is iterated. */
  list<T>(name: V2OperationName, params: unknown, options: CallOptions | undefined, normalize?: Normalize): List<T>;
  /** One entity, which the response has under the name `within`. */
  one<T>(
    name: V2OperationName,
    params: unknown,
    options: CallOptions | undefined,
    within: string,
    normalize?: Normalize,
  ): Promise<T>;
  /** One entity, which the response may have under its name, directly, or not at all. */
  entityOrJob<T>(
    name: V2OperationName,
    params: unknown,
    options: CallOptions | undefined,
    within: string,
    normalize?: Normalize,
  ): Promise<T | undefined>;
  /** The response, unchanged. */
  asSent(name: V2OperationName, params: unknown, options: CallOptions | undefined): Promise<unknown>;
}

/** Creates the calls on top of `send`. `defaults` are parameters that callers may omit. */
export function callsBy(send: Send, defaults: Parameters): Calls {
  const checked = (name: V2OperationName, params: unknown): Parameters => ({ ...defaults, ...record(name, params) });
  return {
    list: (name, params, options, normalize) =>
      new List(
        name,
        async (cursor, wanted, deadlineMs) => {
          const whole = checked(name, params);
          const size =
            whole.limit === undefined && wanted !== undefined && wanted < largestPage ? { limit: wanted } : {};
          const ofPage = deadlineMs === undefined ? options : { ...options, deadlineMs };
          const { data } = await send(name, Object.assign(whole, size, { startAfterId: cursor }), ofPage);
          const items = data as never[];
          if (normalize) items.forEach((item) => attempt(() => normalize(item)));
          return items;
        },
        read(options, 'deadlineMs'),
      ),
    one: async (name, params, options, within, normalize) => {
      const { data } = await send(name, checked(name, params), options);
      const entity = (data as Parameters)[within];
      if (normalize) attempt(() => normalize(entity as object));
      return entity as never;
    },
    entityOrJob: async (name, params, options, within, normalize) => {
      const { data } = await send(name, checked(name, params), options);
      const entity = entityIn(data, within);
      if (normalize && entity) attempt(() => normalize(entity));
      return entity as never;
    },
    asSent: async (name, params, options) => (await send(name, checked(name, params), options)).data,
  };
}

/** The maximum page size of the API. */
const largestPage = 2500;

/**
 * Moves the parameters that are not in the path or the query into `body`. A value that is not an object is returned
 * unchanged, and rejected later.
 *
 * @param others the names of the parameters in path and query.
 */
export function withBody(params: unknown, others: string[]): unknown {
  if (!isRecord(params)) return params;
  const split: Parameters = {};
  const body: Parameters = {};
  for (const name of Object.keys(params)) (others.indexOf(name) < 0 ? body : split)[name] = params[name];
  split.body = body;
  return split;
}

/** The entity under its name, or the response itself if it has an id. */
export function entityIn(data: unknown, within: string): object | undefined {
  const inner = isRecord(data) ? data[within] : undefined;
  if (isRecord(inner)) return inner;
  return isRecord(data) && data.id !== undefined ? data : undefined;
}

/** Whether a value is an object, and not an array. */
export function isRecord(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks the first argument of a method: the call's parameters. */
export function record(name: V2OperationName, params: unknown): Parameters {
  if (isRecord(params)) return params;
  throw unsent(
    'invalid_argument',
    name,
    `the first argument must be an object with the call's parameters, not ${Array.isArray(params) ? 'an array' : params === null ? 'null' : typeof params}.`,
    false,
  );
}
