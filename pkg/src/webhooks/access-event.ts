import type { AccessEvent } from '../generated/model-v2';
import { unsent } from '../core/unloc-error';
import type { UnlocError } from '../core/unloc-error';

/*
 * In TypeScript, not in Rust: the engine's own JSON.parse has done the work, what is left are six
 * members, and reading those from the wasm would only add to its size and to what must be loaded
 * before the first event.
 */

/**
 * Reads what Unloc posts to a webhook, of API v1 (a key event) and of v2 (an access event): one form
 * for both. The `userId` of v1 is also under `appUserId`, as in v2; members that this library does not
 * know stay. Do not trust it more than whoever can post to your address: read the access log again
 * where it matters.
 *
 * @param body the body's text, its bytes, or the object that a body parser has made of it.
 * @returns a fresh object.
 * @throws UnlocError `invalid_argument` if it is no event, without the body's words.
 */
export function parseAccessEvent(body: string | object): AccessEvent {
  const event = membersOf(body) as { [member: string]: unknown };
  for (const member of ['id', 'action', 'created', 'lockId', 'keyId']) {
    const value = event[member];
    if (typeof value !== 'string' || value === '') throw refusal(`the event's "${member}" must be a text, ${found(value)}.`);
  }
  if (Number.isNaN(Date.parse(event.created as string))) throw refusal('the event\'s "created" is no date.');
  // A phone number that came as a number has lost its plus.
  for (const member of ['userId', 'appUserId']) if (typeof event[member] === 'number') event[member] = `+${event[member]}`;
  if (event.appUserId === undefined && event.userId !== undefined) event.appUserId = event.userId;
  for (const member of ['appUserId', 'userName', 'lockName']) {
    const value = event[member];
    if (value !== undefined && value !== null && typeof value !== 'string') throw refusal(`the event's "${member}" must be a text, ${found(value)}.`);
  }
  if (typeof event.lockName !== 'string') event.lockName = '';
  return event as unknown as AccessEvent;
}

/** The members of what came, in a fresh object. */
function membersOf(body: unknown): object {
  const given = isBytes(body) ? new TextDecoder().decode(body) : body;
  let value: unknown = given;
  if (typeof given === 'string') {
    if (given === '') throw refusal('the body is empty.');
    try {
      value = JSON.parse(given);
    } catch {
      throw refusal('the body is no JSON.');
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(`the body must be one event, ${found(value)}.`);
  try {
    return { ...value };
  } catch {
    throw refusal('the body cannot be read: a getter or a proxy in it throws.');
  }
}

/** Bytes, also those of another realm and those of Node's `Buffer`. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

function found(value: unknown): string {
  if (value === '') return 'and it is empty';
  return `not ${value === undefined || value === null ? String(value) : Array.isArray(value) ? 'an array' : `of the type ${typeof value}`}`;
}

function refusal(what: string): UnlocError {
  return unsent('invalid_argument', 'parseAccessEvent', what, false);
}
