// Runs other programs: shows that long ones are alive, ends them with us, and says in words how one failed.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { currentStep } from './progress.mjs';

/** A line of life after so much silence. */
const heartbeatSeconds = 15;
/** Of a failed program's output, so many last lines are shown. */
const tailLines = 40;

const running = new Set();
let ended = false;

/** What stops us for a reason that a person can act on: its message is the whole story, no stack is printed. */
export class CannotContinue extends Error {}

/** A program that did not end well; its message fits into a sentence. */
export class CommandFailure extends CannotContinue {
  constructor(message, { name, output, log }) {
    super(message);
    this.program = name;
    /** What the program printed, both streams in the order they came. */
    this.output = output;
    /** The file that has it, if nobody has seen it yet. */
    this.log = log;
  }
}

/** What `command` prints on standard output, trimmed, or `undefined` if it is missing or fails. */
export function answer(command, parameters, { cwd, env = process.env } = {}) {
  const result = spawnSync(command, parameters, { encoding: 'utf8', cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Terminal colours taken out, so that text can be searched. */
export function withoutColours(text) {
  return stripVTControlCharacters(text);
}

/** Seconds as people say them. */
export function spokenTime(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Runs a program to its end and resolves to what it printed.
 *
 * With `quiet` its output goes to the log of the step of which it is a part, if it is part of one, and is shown only if
 * it fails. With `inherit` it has our terminal to itself, and its output is not kept. Rejects with `CommandFailure` when it
 * cannot be started, ends with another code than 0, or takes longer than `limitMinutes`.
 */
export function run(
  command,
  parameters,
  { title, cwd, env = process.env, quiet = false, inherit = false, limitMinutes = 30 } = {},
) {
  const name = title ?? [command, ...parameters].join(' ');
  const started = Date.now();
  const streams = inherit ? 'inherit' : 'pipe';
  return new Promise((resolve, reject) => {
    refuseAfterTheEnd();
    // A group of its own: ending it also ends what it started (cargo its compilers, a driver its browser).
    const child = spawn(command, parameters, { cwd, env, detached: true, stdio: ['ignore', streams, streams] });
    running.add(child);
    const chunks = [];
    let lastSign = Date.now();
    let overdue = false;
    const step = quiet ? currentStep() : undefined;
    const receive = (stream) => (chunk) => {
      chunks.push(chunk);
      step?.write(name, chunk);
      if (quiet) return;
      lastSign = Date.now();
      stream.write(chunk);
    };
    child.stdout?.on('data', receive(process.stdout));
    child.stderr?.on('data', receive(process.stderr));

    const output = () => Buffer.concat(chunks).toString('utf8');
    const heartbeat = setInterval(() => {
      if (step || inherit || Date.now() - lastSign < heartbeatSeconds * 1000) return;
      lastSign = Date.now();
      console.log(`  … ${name}: ${spokenTime(Date.now() - started)}${latestLine(output())}`);
    }, 1000);
    const limit = setTimeout(() => {
      overdue = true;
      end(child);
    }, limitMinutes * 60_000);
    const settle = () => {
      step?.endLine(name);
      clearInterval(heartbeat);
      clearTimeout(limit);
      running.delete(child);
    };
    const fail = (reason) => {
      const failure = new CommandFailure(reason, { name, output: output(), log: step?.log });
      if (quiet && !step) showTail(failure);
      reject(failure);
    };
    child.on('error', (error) => {
      settle();
      fail(
        `\`${command}\` could not be started: ${error.code === 'ENOENT' ? 'there is no such program' : error.message}`,
      );
    });
    child.on('close', (code, signal) => {
      settle();
      if (overdue) return fail(`${name} was ended after ${limitMinutes} minutes without a result`);
      if (code === 0) return resolve(output());
      return fail(signal ? `${name} was ended by ${signal}` : `${name} ended with exit code ${code}`);
    });
  });
}

/** Starts a program that serves until we end; its standard output is the caller's to read. */
export function startServer(command, parameters, { cwd, env = process.env } = {}) {
  refuseAfterTheEnd();
  const child = spawn(command, parameters, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/** Ends a program and everything that it started. */
export function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has just ended by itself
  }
}

/** Ends all that still runs, and lets nothing start any more: what was under way beside a failure would go on otherwise. */
export function endAll() {
  ended = true;
  for (const child of running) end(child);
}

function refuseAfterTheEnd() {
  if (ended) throw new CannotContinue('this run has ended');
}

/** Runs a script's main function: reasons are printed as sentences, and nothing that we started outlives us. */
export async function asProgram(main) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      endAll();
      process.exit(128 + constants.signals[signal]);
    });
  }
  process.on('exit', endAll);
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    endAll();
    for (let cause = error; cause; cause = cause.cause) if (cause.log) showTail(cause);
    console.error(error instanceof CannotContinue ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

function latestLine(text) {
  const line = withoutColours(text)
    .trimEnd()
    .split(/[\r\n]/)
    .pop()
    ?.trim();
  return line ? ` (${line.slice(0, 100)})` : '';
}

function showTail({ program, output, log }) {
  const lines = withoutColours(output).trimEnd().split('\n');
  const shown = lines.slice(-tailLines);
  const left = lines.length - shown.length;
  const all = log ? `; all of it is in ${log}` : '';
  console.error(
    `\n--- ${program}${left > 0 ? `, its last ${shown.length} lines` : ''}${all}\n${shown.join('\n')}\n---`,
  );
}
