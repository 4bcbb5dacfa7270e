import { Command as Program, type CommanderError, InvalidArgumentError, Option as ProgramOption } from 'commander';
import { pageWidth, renderPage, type Page } from '../output/page';
import { Style, wantsColor } from '../output/style';
import { isGroup, type Command, type Entry, type GlobalOptions, type Option } from './command';
import { globalOptions } from './global-options';
import { argumentTerm, entryPage, programPage } from './help-pages';
import { tree } from './tree';
import { wrongUse } from './wrong-use';

/** Runs a command; what the program does with what it parsed. */
export type Runner = (
  command: Command,
  name: string,
  args: Program['processedArgs'],
  options: object,
  global: GlobalOptions,
) => Promise<void>;

/** commander has written help or the version, or nothing was named: `path` is where. */
export class NothingToRun extends Error {
  readonly path: string;
  /** Whether somebody asked for what was written. */
  readonly written: boolean;

  constructor(path: string, written: boolean) {
    super('nothing to run');
    this.path = path;
    this.written = written;
  }
}

function createOption({ flags, description, choices }: Option): ProgramOption {
  const option = new ProgramOption(flags, description);
  return choices ? option.choices(choices) : option;
}

/** What is the same for each level: our pages as help, our sentences as errors. */
function prepare(program: Program, path: string, page: () => Page): Program {
  return (
    program
      .helpOption('-h, --help', 'write help')
      .helpCommand(false)
      .configureHelp({
        formatHelp: () => {
          const { color } = program.optsWithGlobals<GlobalOptions>();
          const style = new Style(wantsColor(color, process.stdout.isTTY === true));
          return renderPage(page(), { width: pageWidth(), style });
        },
      })
      // Whether there are colours is decided by the style alone, and errors are written by `main`.
      .configureOutput({ getOutHasColors: () => true, writeErr: () => undefined, outputError: () => undefined })
      .exitOverride((error: CommanderError) => {
        if (error.code === 'commander.help') throw new NothingToRun(path, false);
        if (error.exitCode === 0) throw new NothingToRun(path, true);
        throw wrongUse(error, path, tree);
      })
  );
}

function addCommand(parent: Program, command: Command, path: string, runner: Runner): void {
  const program = prepare(parent.command(command.name), path, () => entryPage(command, path));
  program.aliases([...(command.aliases ?? [])]);
  for (const argument of command.arguments ?? []) {
    program.argument(argumentTerm(argument), argument.description, (value: string, previous: unknown) => {
      if (argument.choices && !argument.choices.includes(value))
        throw new InvalidArgumentError(`The value must be one of ${argument.choices.join(', ')}.`);
      if (!argument.variadic) return value;
      return Array.isArray(previous) ? [...previous, value] : [value];
    });
  }
  for (const option of command.options ?? []) program.addOption(createOption(option));
  program.action(async () => {
    await runner(command, path, program.processedArgs, program.opts(), program.optsWithGlobals());
  });
}

function addEntry(program: Program, entry: Entry, words: readonly string[], runner: Runner): void {
  if (!isGroup(entry)) {
    addCommand(program, entry, entry.name, runner);
    return;
  }
  const group = prepare(program.command(entry.name), entry.name, () => entryPage(entry, entry.name));
  const aliases = entry.aliases ?? [];
  group.aliases([...aliases]);
  // Only what is named is built: the start of each command pays for the rest.
  if (![entry.name, ...aliases].some((name) => words.includes(name))) return;
  for (const command of entry.commands) addCommand(group, command, `${entry.name} ${command.name}`, runner);
}

/** The command line as commander reads it. The options of all commands are the first level's: it takes them anywhere. */
export function createProgram(version: string, words: readonly string[], runner: Runner): Program {
  const program = prepare(new Program('unloc'), '', () => programPage(tree));
  program.version(version, '--version', 'write the version');
  for (const option of globalOptions) program.addOption(createOption(option));
  for (const entry of tree) addEntry(program, entry, words, runner);
  return program;
}
