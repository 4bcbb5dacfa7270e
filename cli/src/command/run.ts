import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { Account } from '../account/account';
import { readDuration } from '../input/duration';
import { Output, type Format } from '../output/output';
import { printableLines } from '../output/printable';
import { Style, wantsColor } from '../output/style';
import { Terminal } from '../terminal/terminal';
import type { Command, GlobalOptions, Invocation } from './command';
import { exitCodes, type ExitCode } from './exit-code';
import { Failure, outcomeOf, usage } from './failure';
import { createProgram } from './program';

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

/** Runs the command line. Resolves to the exit code; errors are on stderr by then. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let named = '';
  const program = createProgram(version(), async (command, name, args, options, global) => {
    named = name;
    code = await invoke(command, args, options, global);
  });
  // The reader of the output may have seen enough.
  process.stdout.on('error', () => undefined);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (thrown) {
    // commander has written its own sentences.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { sentence, exitCode } = outcomeOf(thrown);
    const style = new Style(wantsColor(undefined, process.stderr.isTTY === true));
    process.stderr.write(`${style.bad(named === '' ? 'unloc:' : `unloc ${named}:`)} ${printableLines(sentence)}\n`);
    return exitCode;
  }
}
