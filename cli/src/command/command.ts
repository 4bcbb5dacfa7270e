import type { Account } from '../account/account';
import type { Output } from '../output/output';
import type { Terminal } from '../terminal/terminal';
import type { ExitCode } from './exit-code';

/** What a value is, so that the shell can complete it. */
export type Kind = 'door' | 'person' | 'project' | 'profile' | 'key' | 'group' | 'file' | 'folder';

/** A positional argument. */
export interface Argument {
  /** Its name in the usage line, such as `door`. */
  name: string;
  /** What it is, without a full stop. */
  description: string;
  /** Whether it may be left out. */
  optional?: boolean;
  /** Whether it takes all that follows. */
  variadic?: boolean;
  /** The only values it may have. */
  choices?: readonly string[];
  /** What it names. */
  kind?: Kind;
}

/** An option. */
export interface Option {
  /** As commander reads it: `--until <time>`, `--to <person...>`, `--no-end`, `-o, --out <file>`. */
  flags: string;
  /** What it does, without a full stop. */
  description: string;
  /** The only values it may have. */
  choices?: readonly string[];
  /** What it names. */
  kind?: Kind;
}

/** What a command gets. */
export interface Invocation<Options = object> {
  /** The positional arguments in order; a variadic one is a list. */
  readonly args: readonly (string | string[] | undefined)[];
  /** The command's own options, by commander's names (`--no-end` is `end: false`). */
  readonly options: Options;
  /** The options of all commands. */
  readonly global: GlobalOptions;
  /** Data to stdout, sentences to stderr. */
  readonly output: Output;
  /** Questions to the person, if there is one. */
  readonly terminal: Terminal;
  /** The profile, its client and its project; each is found when it is asked for. */
  readonly account: Account;
  /** All commands, for help and completion. */
  readonly tree: readonly Entry[];
  /** Aborted by Ctrl-C and by the deadline of `--timeout`. */
  readonly signal: AbortSignal;
  /** Names what is under way, for the sentence after Ctrl-C; `undefined` when nothing is. */
  underWay(what: string | undefined): void;
}

/** The options of all commands. */
export interface GlobalOptions {
  profile?: string;
  project?: string;
  dotenv?: string;
  json?: boolean;
  ndjson?: boolean;
  csv?: boolean;
  columns?: string;
  pager?: boolean;
  color?: 'auto' | 'always' | 'never';
  yes?: boolean;
  dryRun?: boolean;
  timeout?: string;
  verbose?: boolean;
}

/** The implementation of a command: a module that is loaded when the command runs. */
export interface Implementation {
  /** Resolves to the exit code; nothing means 0. */
  // biome-ignore lint/suspicious/noExplicitAny: each command knows its own options, as its row names them.
  run(invocation: Invocation<any>): Promise<ExitCode | undefined> | Promise<void>;
}

/** A command: one row of the tree. */
export interface Command {
  name: string;
  /** Other names. */
  aliases?: readonly string[];
  /** One line without a full stop, beginning with a verb. */
  summary: string;
  /** More than the summary, as short paragraphs. */
  description?: string;
  arguments?: readonly Argument[];
  options?: readonly Option[];
  /** Command lines with what they do. */
  examples?: ReadonlyArray<{ line: string; does: string }>;
  /** Loads the implementation. */
  load: () => Promise<Implementation>;
}

/** Commands under one word: `unloc keys give`. */
export interface Group {
  name: string;
  aliases?: readonly string[];
  summary: string;
  commands: readonly Command[];
}

/** A row of the first level. */
export type Entry = Command | Group;

/** Whether a row is a group. */
export function isGroup(entry: Entry): entry is Group {
  return 'commands' in entry;
}

/** The row at a path: `keys give`, also by aliases. */
export function findEntry(entries: readonly Entry[], words: readonly string[]): Entry | undefined {
  const [word, ...rest] = words;
  const entry = entries.find(({ name, aliases }) => name === word || aliases?.includes(word ?? ''));
  if (entry === undefined || rest.length === 0) return entry;
  return isGroup(entry) ? findEntry(entry.commands, rest) : undefined;
}
