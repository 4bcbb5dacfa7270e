import { Command as Program, InvalidArgumentError, Option as ProgramOption } from 'commander';
import { helpConfiguration } from './help';
import { isGroup, type Command, type Entry, type GlobalOptions, type Option } from './command';
import { tree } from './tree';

/** Runs a command; what the program does with what it parsed. */
export type Runner = (
  command: Command,
  name: string,
  args: Program['processedArgs'],
  options: object,
  global: GlobalOptions,
) => Promise<void>;

/** The options of all commands. */
export const globalOptions: readonly Option[] = [
  { flags: '--profile <name>', description: 'use this profile', kind: 'profile' },
  {
    flags: '--project <project>',
    description: 'use this project: an id, the beginning of one, or a name',
    kind: 'project',
  },
  { flags: '--env-file <file>', description: 'read variables from this file', kind: 'file' },
  { flags: '--json', description: 'write JSON: { "data", "next" }; never ask' },
  { flags: '--ndjson', description: 'write a line of JSON for each row; never ask' },
  { flags: '--csv', description: 'write CSV, safe for spreadsheets' },
  { flags: '--columns <names>', description: 'show these columns, with commas between' },
  { flags: '--no-pager', description: 'do not show long output in the pager' },
  { flags: '--color <when>', description: 'use colours', choices: ['auto', 'always', 'never'] },
  { flags: '--yes', description: 'go ahead without asking' },
  { flags: '--dry-run', description: 'say what would be done, and send nothing that changes anything' },
  { flags: '--timeout <duration>', description: 'give up after this long, such as 30s or 5m' },
  { flags: '--verbose', description: 'write each call to stderr, without secrets' },
];

function addOption(program: Program, { flags, description, choices }: Option): void {
  const option = new ProgramOption(flags, description);
  if (choices) option.choices(choices);
  program.addOption(option);
}

function usageOf({
  name,
  description,
  optional,
  variadic,
}: NonNullable<Command['arguments']>[number]): [string, string] {
  const text = variadic ? `${name}...` : name;
  return [optional ? `[${text}]` : `<${text}>`, description];
}

function addCommand(parent: Program, command: Command, path: string, runner: Runner): void {
  const program = parent.command(command.name).summary(command.summary);
  program.description([`${command.summary}.`, command.description].filter(Boolean).join('\n\n'));
  program.aliases([...(command.aliases ?? [])]);
  for (const argument of command.arguments ?? []) {
    const [usage, description] = usageOf(argument);
    program.argument(usage, description, (value: string, previous: unknown) => {
      if (argument.choices && !argument.choices.includes(value))
        throw new InvalidArgumentError(`It must be one of ${argument.choices.join(', ')}.`);
      if (!argument.variadic) return value;
      return Array.isArray(previous) ? [...previous, value] : [value];
    });
  }
  for (const option of command.options ?? []) addOption(program, option);
  if (command.examples) {
    const widest = Math.max(...command.examples.map(({ line }) => line.length));
    const lines = command.examples.map(({ line, does }) => `  ${line.padEnd(widest)}  ${does}`);
    program.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  }
  for (const option of globalOptions) program.addOption(hidden(option));
  program.action(async () => {
    await runner(command, path, program.processedArgs, program.opts(), program.optsWithGlobals());
  });
}

/** Options of all commands may stand before and after the command's name; help shows them once, at the top. */
function hidden({ flags, description, choices }: Option): ProgramOption {
  const option = new ProgramOption(flags, description).hideHelp();
  if (choices) option.choices(choices);
  return option;
}

function addEntry(program: Program, entry: Entry, runner: Runner): void {
  if (!isGroup(entry)) {
    addCommand(program, entry, entry.name, runner);
    return;
  }
  const group = program.command(entry.name).summary(entry.summary).description(`${entry.summary}.`);
  group.aliases([...(entry.aliases ?? [])]);
  group.helpCommand(false);
  for (const command of entry.commands) addCommand(group, command, `${entry.name} ${command.name}`, runner);
}

/** The command line as commander reads it. */
export function createProgram(version: string, runner: Runner): Program {
  const program = new Program('unloc')
    .description('Doors, people and keys of Unloc.')
    .version(version, '--version', 'write the version')
    .helpOption('-h, --help', 'write help')
    .helpCommand(false)
    .configureHelp(helpConfiguration)
    .exitOverride()
    .showSuggestionAfterError(true);
  for (const option of globalOptions) addOption(program, option);
  for (const entry of tree) addEntry(program, entry, runner);
  inherit(program);
  return program;
}

function inherit(program: Program): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program);
    command.helpOption('-h, --help', 'write help');
    inherit(command);
  }
}
