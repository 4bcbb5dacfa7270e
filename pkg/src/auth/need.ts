import type { TokenNeed } from '../transport/access-token';
import { refusal } from './token-request';

/** A call's need, merged with the subject of the provider. Its texts hold something. */
export type Need = { [Name in keyof TokenNeed]?: TokenNeed[Name] };

const narrowing = ['scope', 'projectId', 'organizationId', 'lockHolderId'];
const ofPeople = ['subject', 'refreshToken'];
const ofCalls = ['api', 'rejectedToken', 'signal'];

/** The members of `for()`, checked: a narrowing that is there without a value must not become a wider token. */
export function checkedSubject(given: unknown): { [name: string]: string } {
  const members = ownMembers('for', 'the argument of "for"', given, narrowing.concat(ofPeople));
  const names = Object.keys(members);
  if (names.length === 0)
    throw refusal('for', `the argument of "for" is empty. Pass ${oneOf(narrowing.concat(ofPeople))}.`);
  for (const name of names) checkText('for', name, members[name]);
  return members as { [name: string]: string };
}

/** The members of a need, checked. A text is a scope. */
export function checkedNeed(operation: string, given: unknown): Need {
  if (given === undefined) return ownMembers(operation, '', {}, []);
  const need = typeof given === 'string' ? { scope: given } : given;
  const members = ownMembers(operation, 'the need', need, narrowing.concat(ofCalls));
  for (const name of Object.keys(members)) {
    const value = members[name];
    // These do not narrow what the token covers.
    if (ofCalls.includes(name) && value === undefined) continue;
    if (name === 'api') {
      if (value !== 'v1' && value !== 'v2') throw refusal(operation, '"api" must be "v1" or "v2".');
    } else if (name === 'signal') {
      if (typeof read(value, 'aborted') !== 'boolean') throw refusal(operation, '"signal" must be an AbortSignal.');
    } else checkText(operation, name, value);
  }
  return members as Need;
}

/** An object's own members, so that a polluted `Object.prototype` adds none. Refuses other members than `allowed`. */
export function ownMembers(
  operation: string,
  what: string,
  given: unknown,
  allowed: ReadonlyArray<string>,
): { [name: string]: unknown } {
  const members = Object.create(null) as { [name: string]: unknown };
  let isObject = false;
  try {
    if (Object.prototype.toString.call(given) === '[object Object]') {
      for (const name of Object.getOwnPropertyNames(given))
        members[name] = (given as { [name: string]: unknown })[name];
      isObject = true;
    }
  } catch {
    // A getter or a proxy threw.
  }
  if (!isObject) throw refusal(operation, `${what} must be an object with the members ${oneOf(allowed)}.`);
  for (const name of Object.keys(members)) {
    if (allowed.includes(name)) continue;
    // A name that looks like none may be anything, also a secret.
    const shown = /^\w{1,40}$/.test(name) ? ` "${name}"` : ' of that name';
    throw refusal(operation, `${what} has no member${shown}. Known are ${oneOf(allowed)}.`);
  }
  return members;
}

/** Refuses what is no text that holds something. */
export function checkText(operation: string, name: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '') {
    throw refusal(
      operation,
      `"${name}" must be a string that is not blank. Pass a value, or omit the member if there is none.`,
    );
  }
  if (!isWellFormed(value))
    throw refusal(operation, `"${name}" contains a lone surrogate, which is not valid Unicode.`);
}

/** Whether a text can be written as UTF-8. */
export function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The scopes of a text, which spaces separate. None holds a character that RFC 6749 (section 3.3) keeps out of scopes. */
export function scopesIn(operation: string, text: string): string[] {
  const scopes = text.split(' ').filter((scope) => scope !== '');
  scopes.forEach((scope) => checkScopePart(operation, 'scope', scope));
  return scopes;
}

/** Refuses what would end a scope or begin another, in an id or in a scope. */
export function checkScopePart(operation: string, name: string, text: string): void {
  if (/^[!#-[\]-~]+$/.test(text)) return;
  throw refusal(
    operation,
    `"${name}" contains a character that no scope may contain: a space, a quote, a backslash, a control character, or one beyond ASCII.`,
  );
}

function read(value: unknown, name: string): unknown {
  try {
    return (value as { [name: string]: unknown })[name];
  } catch {
    return undefined;
  }
}

function oneOf(names: ReadonlyArray<string>): string {
  return names.map((name) => `"${name}"`).join(', ');
}
