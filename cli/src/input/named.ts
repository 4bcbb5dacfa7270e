import { usage } from '../command/failure';
import { printable } from '../output/printable';
import { fold } from './fold';

/** Something that has an id and a name. */
export interface Named {
  id: string;
  name?: string;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text is a whole id. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** Things as lines, with their ids. */
export function listed(things: readonly Named[]): string {
  return things.map(({ id, name }) => `\n  ${printable(id)}  ${printable(name ?? '')}`).join('');
}

/** The thing with this id, else those with this name, capitals aside, else those whose id begins so. */
export function thingsNamed<T extends Named>(things: readonly T[], wanted: string): T[] {
  const exact = things.filter(({ id }) => id === wanted);
  const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
  const named = things.filter(({ name }) => name !== undefined && same(name, wanted));
  const begun = wanted.length >= 4 ? things.filter(({ id }) => id.toLowerCase().startsWith(wanted.toLowerCase())) : [];
  return [exact, named, begun].find((some) => some.length > 0) ?? [];
}

/** So many names are said where none is the one. */
const most = 8;

/** Names that have this in them, for who wrote a part of one. They are said and not taken. */
function near(things: readonly Named[], wanted: string): string {
  const part = fold(wanted);
  const found = part === '' ? [] : things.filter(({ name }) => fold(name ?? '').includes(part));
  const names = [...new Set(found.map(({ name }) => `"${printable(name ?? '')}"`))];
  if (names.length === 0) return '';
  return ` Did you mean ${names.slice(0, most).join(' or ')}${names.length > most ? `, or one of ${names.length - most} more` : ''}?`;
}

/**
 * The thing with this id, the only one whose id begins so, or the only one with this name, capitals aside.
 *
 * @throws Failure `usage` that lists what fits if it is several, or says that it is none.
 */
export function findNamed<T extends Named>(things: readonly T[], wanted: string, what: string): T {
  const found = thingsNamed(things, wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1)
    throw usage(`${found.length} ${what}s are called "${wanted}"; name one by its id:${listed(found)}`);
  throw usage(`There is no ${what} "${wanted}".${near(things, wanted) || ` \`unloc ${what}s list\` lists them.`}`);
}
