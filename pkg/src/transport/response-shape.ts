import { isRecord } from '../core/type-name';
import type { OperationDescription } from '../wasm/core-functions';

/**
 * The data of a successful body in the form that callers know, as the description of the operation says; `undefined` if the
 * body is not what the operation promises: the core says what is wrong with it.
 */
export function shape(operation: OperationDescription, body: unknown): unknown {
  if (operation.list !== undefined) return list(operation, operation.list, body);
  if (operation.entity !== undefined) return entity(operation, operation.entity, body);
  if (body === undefined || body === null) return {};
  if (!isRecord(body)) return body;
  const { [operation.errorMember]: error, [operation.tokenMember]: token } = body;
  return typeof error === 'string' && error !== '' && typeof token !== 'string' ? undefined : body;
}

/** The array, which also has its own name as a hidden property, and the cursor of the next page where there is one. */
function list(operation: OperationDescription, name: string, body: unknown): unknown[] | undefined {
  const items = Array.isArray(body) ? body : listIn(operation, name, body);
  if (items === undefined) return undefined;
  define(items, name, items);
  const cursor = isRecord(body) ? body.startAfterId : undefined;
  if (cursor !== undefined && cursor !== null) define(items, 'startAfterId', cursor);
  return items;
}

function listIn(operation: OperationDescription, name: string, body: unknown): unknown[] | undefined {
  if (!isRecord(body)) return undefined;
  for (const known of [name].concat(operation.wire || [])) {
    if (Array.isArray(body[known])) return body[known] as unknown[];
  }
  const lists = operation.onlyList ? Object.values(body).filter(Array.isArray) : [];
  return lists.length === 1 ? lists[0] : undefined;
}

/** A property that neither JSON nor a comparison of the items sees. */
function define(items: unknown[], name: string, value: unknown): void {
  // A stub's frozen array stays without.
  if (!Object.isExtensible(items)) return;
  hidden.value = value;
  Object.defineProperty(items, name, hidden);
  hidden.value = undefined;
}

/** One for all: making it costs more than the property. */
const hidden: PropertyDescriptor = { value: undefined, enumerable: false, writable: true, configurable: true };

/** The entity under its name. The API has sent it both so and bare; a bare one is known by its id. */
function entity(operation: OperationDescription, name: string, body: unknown): object | undefined {
  if (!isRecord(body)) return undefined;
  if (isRecord(body[name])) return body;
  const id = body[operation.id!];
  return body[name] === undefined && (typeof id === 'string' || typeof id === 'number') ? { [name]: body } : undefined;
}
