import type { AccessEvent } from '../generated/model-v2';
import { unsent } from '../core/unloc-error';
import type { UnlocError } from '../core/unloc-error';

/*
 * This is TypeScript, not Rust: after JSON.parse only six members have to be read, and the wasm would have to be loaded
 * before the first event.
 */

/**
 * Parses what Unloc posts to a webhook, a key event of API v1 or an access event of v2, into one form. The `userId` of v1 is
 * also available as `appUserId`, as in v2; unknown members are kept. Anybody who knows the URL can post an event: where it
 * matters, read the access log.
 *
 * @param body the body as text, as bytes, or as an object that a body parser has returned.
 * @returns a new object.
 * @throws UnlocError `invalid_argument` if it is not an event. The error does not contain the body.
 */
export function parseAccessEvent(body: string | object): AccessEvent {
  const event = membersOf(body) as { [member: string]: unknown };
  for (const member of ['id', 'action', 'created', 'lockId', 'keyId']) {
    const value = event[member];
    if (typeof value !== 'string' || value === '')
      throw refusal(`the event's "${member}" must be a string, ${found(value)}.`);
  }
  if (Number.isNaN(Date.parse(event.created as string))) throw refusal('the event\'s "created" is not a date.');
  // A phone number that was sent as a number has lost its plus.
  for (const member of ['userId', 'appUserId'])
    if (typeof event[member] === 'number') event[member] = `+${event[member]}`;
  if (event.appUserId === undefined && event.userId !== undefined) event.appUserId = event.userId;
  for (const member of ['appUserId', 'userName', 'lockName']) {
    const value = event[member];
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw refusal(`the event's "${member}" must be a string, ${found(value)}.`);
  }
  if (typeof event.lockName !== 'string') event.lockName = '';
  return event as unknown as AccessEvent;
}

/** The members of the body, in a new object. */
function membersOf(body: unknown): object {
  const given = isBytes(body) ? new TextDecoder().decode(body) : body;
  let value: unknown = given;
  if (typeof given === 'string') {
    if (given === '') throw refusal('the body is empty.');
    try {
      value = JSON.parse(given);
    } catch {
      throw refusal('the body is not JSON.');
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal(`the body must be one event, ${found(value)}.`);
  try {
    return { ...value };
  } catch {
    throw refusal('the body cannot be read: a getter or a proxy in it throws.');
  }
}

/** Whether a value is bytes, also of another realm or in Node's `Buffer`. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

function found(value: unknown): string {
  if (value === '') return 'not an empty one';
  return `not ${value === undefined || value === null ? String(value) : Array.isArray(value) ? 'an array' : `of the type ${typeof value}`}`;
}

function refusal(what: string): UnlocError {
  return unsent('invalid_argument', 'parseAccessEvent', what, false);
}
