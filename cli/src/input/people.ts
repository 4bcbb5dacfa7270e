import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../account/account';
import { usage } from '../command/failure';
import { printable } from '../output/printable';
import { allDoors } from './doors';
import { fold } from './fold';
import { allKeys } from './keys';
import { internationalNumber, looksLikeNumber, nationalNumbers } from './phone';

/** A person: one phone number, with the project's record of it, if there is one. */
export interface Person {
  /** Phone number, E.164. */
  appUserId: string;
  /** The name of the project's record, else the one that the person entered in the app. */
  name: string | null;
  managedUser: V2.ManagedUser | null;
  /** How many keys open doors, or will. */
  keys: number;
}

/** What a person is called in sentences. */
export function called({ name, appUserId }: Pick<Person, 'name' | 'appUserId'>): string {
  return printable(name ?? appUserId);
}

function nameOf(user: V2.ManagedUser | undefined): string | undefined {
  return [user?.firstName, user?.lastName].filter(Boolean).join(' ') || undefined;
}

async function managedUsers(account: Account, signal: AbortSignal): Promise<V2.ManagedUser[]> {
  const unloc = await account.client();
  const list = unloc.managedUsers.list({ projectId: await account.projectId() }, { signal });
  try {
    return await list.toArray({ limit: Infinity });
  } catch (thrown) {
    // The call is inferred: an API without it has no records to show.
    if ((thrown as { code?: unknown }).code === 'not_found') return [];
    throw thrown;
  }
}

/** People who have a key, and people of whom the project keeps a record. */
export function peopleOf(users: readonly V2.ManagedUser[], keys: readonly V2.Key[]): Person[] {
  const records = new Map(users.map((user) => [user.appUserId, user]));
  const entered = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { appUser } of keys) {
    if (appUser === null) continue;
    counts.set(appUser.id, (counts.get(appUser.id) ?? 0) + 1);
    if (appUser.name) entered.set(appUser.id, appUser.name);
  }
  return [...new Set([...records.keys(), ...counts.keys()])].map((appUserId) => {
    const managedUser = records.get(appUserId);
    return {
      appUserId,
      name: nameOf(managedUser) ?? entered.get(appUserId) ?? null,
      managedUser: managedUser ?? null,
      keys: counts.get(appUserId) ?? 0,
    };
  });
}

/** All people of the project, by name. */
export async function allPeople(account: Account, signal: AbortSignal): Promise<Person[]> {
  return (await read(account, signal)).people;
}

async function read(
  account: Account,
  signal: AbortSignal,
  some?: readonly V2.Key[] | Promise<readonly V2.Key[]>,
): Promise<{ people: Person[]; keys: readonly V2.Key[] }> {
  const [users, keys] = await Promise.all([managedUsers(account, signal), some ?? allKeys(account, signal)]);
  const people = peopleOf(users, keys).sort((a, b) => called(a).localeCompare(called(b), 'en'));
  return { people, keys };
}

/** How a person is looked for. */
export interface FindOptions {
  /** Whether a number that nobody here has is somebody new. */
  newcomers?: boolean;
}

/** Looks people up among those that were read. */
export class People {
  readonly all: readonly Person[];
  /** Their keys, without those that have ended. */
  readonly keys: readonly V2.Key[];
  readonly #countries: () => Promise<string[]>;
  readonly #byNumber: ReadonlyMap<string, Person>;
  readonly #named = new Map<string, number>();

  /** @param countries whose numbers are written without `+`. */
  constructor(all: readonly Person[], countries: () => Promise<string[]>, keys: readonly V2.Key[] = []) {
    this.all = all;
    this.keys = keys;
    this.#countries = countries;
    this.#byNumber = new Map(all.map((person) => [person.appUserId, person]));
    for (const { name } of all) if (name !== null) this.#named.set(name, (this.#named.get(name) ?? 0) + 1);
  }

  /** What a person is called in sentences: with the number, if another has the same name. */
  called(person: Pick<Person, 'name' | 'appUserId'>): string {
    const others =
      (this.#named.get(person.name ?? '') ?? 0) - (this.#byNumber.get(person.appUserId)?.name === person.name ? 1 : 0);
    return person.name !== null && others > 0 ? `${called(person)} (${person.appUserId})` : called(person);
  }

  /** The person who has a key; one whose number is hidden has none. */
  holder({ appUser }: V2.Key): string {
    if (appUser === null) return 'somebody whose name is hidden';
    return this.called(this.#byNumber.get(appUser.id) ?? { appUserId: appUser.id, name: appUser.name ?? null });
  }

  /**
   * The person with this number, or the only one with this name.
   *
   * @throws Failure `usage` that lists who fits if it is several, or says that it is nobody.
   */
  async find(wanted: string, { newcomers = false }: FindOptions = {}): Promise<Person> {
    const number = looksLikeNumber(wanted) ? await this.#number(wanted) : undefined;
    if (number !== undefined) {
      const known = this.#byNumber.get(number);
      if (known) return known;
      if (newcomers) return { appUserId: number, name: null, managedUser: null, keys: 0 };
      throw usage(`Nobody here has the number ${number}. \`unloc people list\` shows who there is.`);
    }
    const found = this.#withName(fold(wanted));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    if (only === undefined) {
      const advice = newcomers ? ' Somebody new is named by phone number, such as +4791234567.' : '';
      throw usage(`Nobody here is called "${wanted}".${advice} \`unloc people list\` shows who there is.`);
    }
    const lines = found.slice(0, 20).map(({ appUserId, name }) => `\n  ${appUserId}  ${printable(name ?? '')}`);
    const more = found.length > 20 ? `\n  and ${found.length - 20} more` : '';
    throw usage(`${found.length} people are "${wanted}"; name one by number:${lines.join('')}${more}`);
  }

  /** People by number or name, each once. */
  async findAll(wanted: readonly string[], options: FindOptions = {}): Promise<Person[]> {
    const found: Person[] = [];
    for (const one of wanted) found.push(await this.find(one, options));
    return [...new Map(found.map((person) => [person.appUserId, person])).values()];
  }

  /** What the person with a number is called. */
  calledBy(appUserId: string): string {
    return this.called(this.#byNumber.get(appUserId) ?? { appUserId, name: null });
  }

  #withName(wanted: string): Person[] {
    if (wanted === '') return [];
    const folded = this.all.map((person) => ({ person, name: fold(person.name ?? '') }));
    const whole = folded.filter(({ name }) => name === wanted);
    if (whole.length > 0) return whole.map(({ person }) => person);
    // Each word must be the beginning of a word of the name.
    const words = wanted.split(' ');
    return folded
      .filter(({ name }) => words.every((word) => name.split(/[\s-]/).some((part) => part.startsWith(word))))
      .map(({ person }) => person);
  }

  async #number(wanted: string): Promise<string> {
    const international = internationalNumber(wanted);
    if (international !== undefined) return international;
    if (wanted.trim().startsWith('+'))
      throw usage(`"${wanted}" is no phone number: it has too few or too many digits.`);
    const countries = await this.#countries();
    const possible = await nationalNumbers(wanted, countries);
    const known = possible.filter((number) => this.#byNumber.has(number));
    const [only] = known.length > 0 ? known : possible;
    if (only !== undefined && (known.length === 1 || possible.length === 1)) return only;
    if (possible.length > 1) throw usage(`"${wanted}" may be ${possible.join(' or ')}: write the one that is meant.`);
    throw usage(
      countries.length === 0
        ? `"${wanted}" has no country, and the doors of this project have no address: write it with +, such as +4791234567.`
        : `"${wanted}" is no phone number of ${countries.join(', ')}: write it with +, such as +4791234567.`,
    );
  }
}

/** So many people are asked for by number; for more of them all keys are read. */
const mostNumbers = 25;

/**
 * The keys that say who these people are: theirs, if all are named by international numbers, else all. A project may have a
 * million.
 */
export async function keysFor(
  account: Account,
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly V2.Key[]> {
  const numbers = wanted?.map(internationalNumber);
  if (numbers === undefined || numbers.length > mostNumbers || numbers.includes(undefined))
    return allKeys(account, signal);
  const keys = await Promise.all([...new Set(numbers)].map((appUserId) => allKeys(account, signal, { appUserId })));
  return keys.flat();
}

/**
 * The people of the project. Numbers without `+` are those of the countries in which its doors are.
 *
 * @param keys that they are known by, besides the project's records. Default: all that have not ended.
 */
export async function readPeople(
  account: Account,
  signal: AbortSignal,
  some?: readonly V2.Key[] | Promise<readonly V2.Key[]>,
): Promise<People> {
  const countries = async (): Promise<string[]> => {
    const doors = await allDoors(account, signal);
    const named = doors.map(({ address }) => address?.countryIso?.toUpperCase());
    return [...new Set(named.filter((country) => country !== undefined && country !== ''))] as string[];
  };
  const { people, keys } = await read(account, signal, some);
  return new People(people, countries, keys);
}

/** People by number or name, each once. */
export async function findPeople(
  account: Account,
  wanted: readonly string[],
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<Person[]> {
  return (await readPeople(account, signal, keysFor(account, wanted, signal))).findAll(wanted, options);
}

/** One person. */
export async function findPerson(
  account: Account,
  wanted: string,
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<Person> {
  return (await readPeople(account, signal, keysFor(account, [wanted], signal))).find(wanted, options);
}
