import type { V2 } from 'unloc-integrator-client';
import { usage } from '../command/failure';
import { printable } from '../output/printable';
import { firstLines, joined } from '../output/words';
import { fold } from './fold';
import { called, type Person } from './person';
import { internationalNumber, looksLikeNumber, nationalNumbers } from './phone';

/** So many people are listed where a name fits several. */
const most = 20;

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

  /** What several people are called; of more than `most`, how many more. */
  calledAll(persons: ReadonlyArray<Pick<Person, 'name' | 'appUserId'>>, most = 5): string {
    return joined(
      persons.map((person) => this.called(person)),
      most,
    );
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
      throw usage(`Nobody in this project has the number ${number}. \`unloc people list\` lists the people.`);
    }
    const found = this.#withName(fold(wanted));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    if (only === undefined) {
      const advice = newcomers ? ' Name a new person by phone number, such as +4791234567.' : '';
      throw usage(`Nobody in this project is called "${wanted}".${advice} \`unloc people list\` lists the people.`);
    }
    const lines = found.map(({ appUserId, name }) => `  ${appUserId}  ${printable(name ?? '')}`);
    throw usage(
      [`${found.length} people are called "${wanted}"; name one by number:`, ...firstLines(lines, most)].join('\n'),
    );
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
      throw usage(`"${wanted}" is not a phone number: it has too few or too many digits.`);
    const countries = await this.#countries();
    const possible = await nationalNumbers(wanted, countries);
    const known = possible.filter((number) => this.#byNumber.has(number));
    const [only] = known.length > 0 ? known : possible;
    if (only !== undefined && (known.length === 1 || possible.length === 1)) return only;
    if (possible.length > 1) throw usage(`"${wanted}" may be ${possible.join(' or ')}: write one of these.`);
    throw usage(
      countries.length === 0
        ? `"${wanted}" has no country code, and the doors of this project have no address to take one from: write it with +, such as +4791234567.`
        : `"${wanted}" is not a phone number of ${countries.join(', ')}: write it with +, such as +4791234567.`,
    );
  }
}
