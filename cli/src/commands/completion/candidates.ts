import { findEntry, isGroup, type Argument, type Entry, type Kind, type Option } from '../../command/command';
import { globalOptions } from '../../command/global-options';

/** What may stand where the cursor is. */
export interface Candidates {
  /** The word with what it means. */
  words: Array<readonly [word: string, meaning: string]>;
  /** What else it may name. */
  kind?: Kind | undefined;
  /** What stands before the value in the same word: `--door=`. */
  before: string;
  /** The options of all commands that are typed already. */
  typed: { profile?: string; project?: string };
}

const helpOption: Option = { flags: '-h, --help', description: 'write help' };

const longOf = ({ flags }: Option): string => /--[a-z-]+/.exec(flags)?.[0] ?? '';
const isOption = (option: Option, word: string): boolean => option.flags.split(/[ ,]+/).includes(word);
const takesValue = ({ flags }: Option): boolean => flags.includes('<');
const isVariadic = ({ flags }: Option): boolean => flags.includes('...');

/** What the typed words say: the command, its arguments, and the option whose value comes next. */
class Typed {
  path: string[] = [];
  positional = 0;
  awaits: Option | undefined;
  /** An option that takes all values that follow. */
  open: Option | undefined;
  ended = false;
  readonly used: Option[] = [];
  readonly globals: { profile?: string; project?: string } = {};
  readonly #tree: readonly Entry[];

  constructor(tree: readonly Entry[], words: readonly string[]) {
    this.#tree = tree;
    for (const word of words) this.#take(word);
  }

  get entry(): Entry | undefined {
    return this.path.length === 0 ? undefined : findEntry(this.#tree, this.path);
  }

  get options(): readonly Option[] {
    const { entry } = this;
    const own = entry === undefined || isGroup(entry) ? [] : (entry.options ?? []);
    return [...own, ...globalOptions, helpOption];
  }

  #take(word: string): void {
    if (this.awaits !== undefined) {
      this.#value(this.awaits, word);
      this.open = isVariadic(this.awaits) ? this.awaits : undefined;
      this.awaits = undefined;
    } else if (word === '--') this.ended = true;
    else if (!this.ended && word.startsWith('-') && word.length > 1) {
      const [name = '', value] = word.split(/=(.*)/s);
      const option = this.options.find((one) => isOption(one, name));
      this.open = undefined;
      if (option === undefined) return;
      this.used.push(option);
      if (value !== undefined) this.#value(option, value);
      else if (takesValue(option)) this.awaits = option;
    } else if (this.open === undefined) {
      const { entry } = this;
      if (entry === undefined || isGroup(entry)) this.path.push(word);
      else this.positional += 1;
    }
  }

  #value(option: Option, value: string): void {
    const name = longOf(option);
    if (name === '--profile') this.globals.profile = value;
    if (name === '--project') this.globals.project = value;
  }
}

const named = (entries: readonly Entry[]): Array<readonly [string, string]> =>
  entries.map(({ name, summary }) => [name, summary] as const);

function argumentAt(entry: Entry, index: number): Argument | undefined {
  if (isGroup(entry)) return undefined;
  const all = entry.arguments ?? [];
  const last = all.at(-1);
  return all[index] ?? (last?.variadic ? last : undefined);
}

/**
 * What may stand at the last word.
 *
 * @param words what is typed, the word at the cursor last; it may be empty.
 * @param topics what `unloc help` knows beside commands.
 */
export function candidatesFor(
  tree: readonly Entry[],
  words: readonly string[],
  topics: ReadonlyArray<readonly [string, string]>,
): Candidates {
  const current = words.at(-1) ?? '';
  const typed = new Typed(tree, words.slice(0, -1));
  const { entry, globals } = typed;
  const fits = (all: ReadonlyArray<readonly [string, string]>, prefix = current): Candidates['words'] =>
    all.filter(([word]) => word.startsWith(prefix));
  const valuesOf = (one: Pick<Option, 'choices' | 'kind'> | undefined, before = ''): Candidates => ({
    words: fits(
      (one?.choices ?? []).map((choice) => [choice, ''] as const),
      current.slice(before.length),
    ),
    kind: one?.kind,
    before,
    typed: globals,
  });

  if (typed.awaits !== undefined) return valuesOf(typed.awaits);
  const [, name] = typed.ended ? [] : (/^(--[a-z-]+)=/.exec(current) ?? []);
  if (name !== undefined)
    return valuesOf(
      typed.options.find((one) => longOf(one) === name),
      `${name}=`,
    );
  if (current.startsWith('-') && !typed.ended) {
    const free = typed.options.filter((one) => !typed.used.includes(one) || isVariadic(one));
    const options = free.map((one) => [longOf(one), one.description] as const);
    return { words: fits(options), before: '', typed: globals };
  }
  if (typed.open !== undefined) return valuesOf(typed.open);
  const list = (all: ReadonlyArray<readonly [string, string]>): Candidates => ({
    words: fits(all),
    before: '',
    typed: globals,
  });
  if (typed.path.length === 0) return list(named(tree));
  if (entry === undefined) return list([]);
  if (isGroup(entry)) return list(named(entry.commands));
  if (entry.name === 'help' && typed.path.length === 1) {
    const about = typed.positional === 0 ? undefined : findEntry(tree, words.slice(words.indexOf('help') + 1, -1));
    if (typed.positional === 0) return list([...named(tree), ...topics]);
    return list(about !== undefined && isGroup(about) ? named(about.commands) : []);
  }
  return valuesOf(argumentAt(entry, typed.positional));
}
