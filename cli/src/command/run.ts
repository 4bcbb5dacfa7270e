import { readFileSync } from 'node:fs';
import { Account } from '../account/account';
import { readDuration } from '../input/duration';
import { startCommand } from '../commands/help/index';
import { Output, type Format } from '../output/output';
import { pageWidth, renderPage } from '../output/page';
import { printableLines } from '../output/printable';
import { Style, wantsColor } from '../output/style';
import { Terminal } from '../terminal/terminal';
import { findEntry, type Command, type GlobalOptions, type Invocation } from './command';
import { exitCodes, type ExitCode } from './exit-code';
import { Failure, outcomeOf, usage } from './failure';
import { entryPage } from './help-pages';
import { createProgram, NothingToRun } from './program';
import { tree } from './tree';
import { WrongUse } from './wrong-use';

function formatOf({ json, ndjson, csv }: GlobalOptions): Format {
  const named = (['json', 'ndjson', 'csv'] as const).filter((_, index) => [json, ndjson, csv][index]);
  if (named.length > 1) throw usage(`--${named.join(' and --')} exclude each other: name one.`);
  return named[0] ?? 'table';
}

function loadEnvironment(file: string | undefined): NodeJS.ProcessEnv {
  if (file === undefined) return process.env;
  try {
    // What is set already wins over the file, as in Node.
    process.loadEnvFile(file);
  } catch (error) {
    throw usage(`The file ${file} of --env-file cannot be read: ${(error as Error).message}`);
  }
  return process.env;
}

/** Ends what runs: by Ctrl-C, by SIGTERM, by the deadline. */
class Ending {
  readonly controller = new AbortController();
  code: ExitCode | undefined;

  constructor(timeout: string | undefined) {
    const end = (code: ExitCode) => () => {
      // The second Ctrl-C does not wait for what is under way.
      if (this.code !== undefined) process.exit(code);
      this.code = code;
      this.controller.abort();
    };
    process.on('SIGINT', end(exitCodes.interrupted));
    process.on('SIGTERM', end(exitCodes.interrupted));
    if (timeout !== undefined) setTimeout(end(exitCodes.deadline), readDuration(timeout, '--timeout')).unref();
  }
}

async function invoke(
  command: Command,
  args: Invocation['args'],
  options: object,
  global: GlobalOptions,
): Promise<ExitCode> {
  const format = formatOf(global);
  const env = loadEnvironment(global.envFile);
  const style = new Style(wantsColor(global.color, process.stdout.isTTY === true));
  const output = new Output({
    format,
    columns: global.columns?.split(',').map((name) => name.trim()),
    pager: global.pager !== false,
    style,
    verbose: global.verbose === true,
  });
  const ending = new Ending(global.timeout);
  const { signal } = ending.controller;
  const terminal = new Terminal({
    yes: global.yes === true,
    machine: format === 'json' || format === 'ndjson',
    signal,
  });
  const account = new Account({
    profile: global.profile,
    project: global.project,
    env,
    verbose: (line) => {
      if (global.verbose) output.say(line);
    },
    terminal,
  });
  let underWay: string | undefined;
  try {
    const { run } = await command.load();
    const code = await run({
      args,
      options,
      global,
      output,
      terminal,
      account,
      tree,
      signal,
      underWay: (what) => {
        underWay = what;
      },
    });
    return code ?? exitCodes.done;
  } catch (thrown) {
    if (ending.code === undefined) throw thrown;
    const why = ending.code === exitCodes.deadline ? 'The time of --timeout is over.' : 'Stopped.';
    const what = underWay === undefined ? 'Nothing was under way.' : `Under way was: ${underWay}.`;
    throw new Failure(`${why} ${what}`, ending.code);
  }
}

/** The package's version. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

/** `unloc` alone says where you are, a group alone what is in it. */
async function runNothing({ path, written }: NothingToRun, global: GlobalOptions): Promise<ExitCode> {
  if (written) return exitCodes.done;
  if (path === '') return invoke(startCommand, [], {}, global);
  const entry = findEntry(tree, path.split(' '));
  const style = new Style(wantsColor(global.color, process.stdout.isTTY === true));
  if (entry) process.stdout.write(renderPage(entryPage(entry, path), { width: pageWidth(), style }));
  return exitCodes.done;
}

/** Runs the command line. Resolves to the exit code; errors are on stderr by then. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let named = '';
  const program = createProgram(version(), words, async (command, name, args, options, global) => {
    named = name;
    code = await invoke(command, args, options, global);
  });
  // The reader of the output may have seen enough.
  process.stdout.on('error', () => undefined);
  try {
    try {
      await program.parseAsync(words, { from: 'user' });
    } catch (thrown) {
      if (!(thrown instanceof NothingToRun)) throw thrown;
      code = await runNothing(thrown, program.opts());
    }
    return code;
  } catch (thrown) {
    const { sentence, exitCode } = outcomeOf(thrown);
    if (thrown instanceof WrongUse) named = thrown.path;
    const style = new Style(wantsColor(program.opts<GlobalOptions>().color, process.stderr.isTTY === true));
    process.stderr.write(`${style.bad(named === '' ? 'unloc:' : `unloc ${named}:`)} ${printableLines(sentence)}\n`);
    return exitCode;
  }
}
