import { Account } from '../account/account';
import { helpCommand, startCommand } from '../commands/help/index';
import { conceal } from '../output/concealed';
import { Output, type Format } from '../output/output';
import { ReaderGone, surviveReaders } from '../output/stdout';
import { Style, wantsColor } from '../output/style';
import { Terminal } from '../terminal/terminal';
import type { Command, GlobalOptions, Invocation } from './command';
import { exitCodes, type ExitCode } from './exit-code';
import { Ending } from './ending';
import { usage } from './failure';
import { createProgram, NothingToRun } from './program';
import { report } from './report';
import { refuseSecrets } from './secret-words';
import { tree } from './tree';
import { version } from './version';
import { WrongUse } from './wrong-use';

function formatOf({ json, ndjson, csv }: GlobalOptions): Format {
  const named = (['json', 'ndjson', 'csv'] as const).filter((_, index) => [json, ndjson, csv][index]);
  if (named.length > 1) throw usage(`--${named.join(' and --')} cannot be used together.`);
  return named[0] ?? 'table';
}

/** The variables of `--dotenv`. What is set already wins over the file. It is not `--env-file`, which Node would take for its own. */
async function loadEnvironment(
  file: string | undefined,
): Promise<{ path: string; names: ReadonlySet<string> } | undefined> {
  if (file === undefined) return undefined;
  const [{ readFile }, { parseEnv }] = await Promise.all([import('node:fs/promises'), import('node:util')]);
  let variables: { [name: string]: string | undefined };
  try {
    variables = parseEnv((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw usage(`The file ${file} of --dotenv cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const names = Object.keys(variables).filter((name) => process.env[name] === undefined);
  for (const name of names) process.env[name] = variables[name];
  return { path: file, names: new Set(names) };
}

async function invoke(
  command: Command,
  args: Invocation['args'],
  options: object,
  global: GlobalOptions,
): Promise<ExitCode> {
  const format = formatOf(global);
  const envFile = await loadEnvironment(global.dotenv);
  const { env } = process;
  for (const secret of [env.UNLOC_CLIENT_SECRET, env.UNLOC_WORK_SECRET]) conceal(secret);
  const style = new Style(wantsColor(global.color, process.stdout.isTTY === true));
  const verbose = global.verbose === true;
  const output = new Output({
    format,
    columns: global.columns?.split(',').map((name) => name.trim()),
    pager: global.pager !== false,
    style,
    verbose,
  });
  const ending = new Ending(global.timeout);
  const { signal } = ending;
  const terminal = new Terminal({
    yes: global.yes === true,
    machine: format === 'json' || format === 'ndjson',
    signal,
  });
  const say = (sentence: string): void => output.say(sentence);
  const account = new Account({
    profile: global.profile,
    project: global.project,
    env,
    envFile,
    verbose: (line) => {
      if (verbose) say(line);
    },
    say,
    terminal,
    signal,
  });
  let what: string | undefined;
  const underWay = (named: string | undefined): void => {
    what = named;
  };
  const run = async (): Promise<ExitCode> => {
    const implementation = await command.load();
    const invocation = { args, options, global, output, terminal, account, tree, signal, underWay };
    try {
      return (await implementation.run(invocation)) ?? exitCodes.done;
    } catch (thrown) {
      throw (await account.goneSandbox(thrown)) ?? thrown;
    }
  };
  return ending.codeOf(await ending.watch(run, () => what));
}

/** `unloc` alone says where you are, a group alone what is in it. */
async function runNothing({ path, written }: NothingToRun, global: GlobalOptions): Promise<ExitCode> {
  if (written) return exitCodes.done;
  if (path === '') return invoke(startCommand, [], {}, global);
  return invoke(helpCommand, [path.split(' ')], {}, global);
}

/** Runs the command line. Resolves to the exit code; errors are on stderr by then. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let named = '';
  const program = createProgram(version, words, async (command, name, args, options, global) => {
    named = name;
    code = await invoke(command, args, options, global);
  });
  surviveReaders();
  const json = words.includes('--json') || words.includes('--ndjson');
  // A fault of ours in a callback: a sentence, and no stack.
  process.once('uncaughtException', (thrown) => process.exit(report(thrown, named, { json, color: undefined })));
  try {
    refuseSecrets(words);
    try {
      await program.parseAsync(words, { from: 'user' });
    } catch (thrown) {
      if (!(thrown instanceof NothingToRun)) throw thrown;
      code = await runNothing(thrown, program.opts());
    }
    return code;
  } catch (thrown) {
    if (thrown instanceof ReaderGone) return exitCodes.done;
    if (thrown instanceof WrongUse) named = thrown.path;
    return report(thrown, named, { json, color: program.opts<GlobalOptions>().color });
  }
}
