import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { printable, printableLines } from '../output/printable';

/** One of several things to choose from. */
export interface Choice<T> {
  label: string;
  value: T;
}

/** What the terminal needs to know of the options. */
export interface TerminalOptions {
  /** `--yes`: every question whether to go ahead is answered with yes. */
  yes: boolean;
  /** `--json` and `--ndjson`: never ask. */
  machine: boolean;
  signal: AbortSignal;
}

/** The person at the terminal. Questions go to stderr, so that stdout has data only. */
export class Terminal {
  /** Whether somebody can be asked: stdin and stderr are terminals, and the output is for people. */
  readonly interactive: boolean;
  readonly #options: TerminalOptions;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.interactive = !options.machine && process.stdin.isTTY === true && process.stderr.isTTY === true;
  }

  /**
   * Says what will be done and asks whether to go ahead. `--yes` answers it. Without a person it is wrong use, since
   * nothing is ever sent without either.
   *
   * @throws Failure `declined` if the answer is not yes.
   */
  async confirm(sentence: string): Promise<void> {
    if (this.#options.yes) {
      process.stderr.write(`${printableLines(sentence)}\n`);
      return;
    }
    if (!this.interactive)
      throw usage(`${sentence}\nNothing was sent: nobody can be asked here. Repeat the command with --yes.`);
    const answer = await this.#ask(`${printableLines(sentence)} Go ahead? [y/N] `);
    if (!/^(?:y|yes)$/i.test(answer.trim())) throw new Failure('Nothing was sent.', exitCodes.declined);
  }

  /** Asks for a text. Without a person it is wrong use: `instead` says how to give it. */
  async ask(question: string, instead: string): Promise<string> {
    if (!this.interactive) throw usage(instead);
    const answer = (await this.#ask(`${question} `)).trim();
    if (answer === '') throw new Failure('Nothing was entered.', exitCodes.declined);
    return answer;
  }

  /** Asks for a secret, which is not shown while it is typed. */
  async secret(question: string, instead: string): Promise<string> {
    if (!this.interactive) throw usage(instead);
    process.stderr.write(`${question} `);
    // readline echoes to its output; this one takes nothing.
    const answer = (await this.#ask('', new Writable({ write: (_chunk, _encoding, done) => done() }))).trim();
    process.stderr.write('\n');
    if (answer === '') throw new Failure('Nothing was entered.', exitCodes.declined);
    return answer;
  }

  /** Lets the person choose by number. One choice is taken without a question. */
  async choose<T>(question: string, choices: readonly Choice<T>[], instead: string): Promise<T> {
    const [only] = choices;
    if (only !== undefined && choices.length === 1) return only.value;
    if (!this.interactive) throw usage(instead);
    const lines = choices.map(({ label }, index) => `  ${index + 1}  ${printable(label)}`);
    const answer = await this.#ask(`${[question, ...lines].join('\n')}\nNumber: `);
    const chosen = choices[Number(answer.trim()) - 1];
    if (chosen === undefined) throw new Failure(`"${answer.trim()}" is none of the numbers.`, exitCodes.declined);
    return chosen.value;
  }

  async #ask(question: string, output: NodeJS.WritableStream = process.stderr): Promise<string> {
    const lines = createInterface({ input: process.stdin, output, terminal: true });
    const ended = new AbortController();
    // Ctrl-C and Ctrl-D at a question leave it; readline takes the first away from the process.
    lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    lines.once('close', () => ended.abort());
    const signal = AbortSignal.any([this.#options.signal, ended.signal]);
    try {
      return await lines.question(question, { signal });
    } catch (error) {
      if (this.#options.signal.aborted) throw error;
      throw new Failure('The question was left. Nothing was sent.', exitCodes.declined);
    } finally {
      lines.close();
    }
  }
}
