import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { printable, printableLines } from '../output/printable';
import { ask, askHidden } from './question';

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

/** How often a wrong number may be typed. */
const attempts = 3;

/** The person at the terminal. Questions go to stderr, so that stdout has data only. */
export class Terminal {
  /** Whether somebody can be asked: stdin and stderr are terminals, and the output is for people. */
  readonly interactive: boolean;
  /** Whether `--yes` answers the questions whether to go ahead. */
  readonly yes: boolean;
  readonly #signal: AbortSignal;

  constructor({ yes, machine, signal }: TerminalOptions) {
    this.yes = yes;
    this.#signal = signal;
    this.interactive = !machine && process.stdin.isTTY === true && process.stderr.isTTY === true;
  }

  /**
   * Says what will be done and asks whether to go ahead. `--yes` answers it. Without a person it is wrong use, since
   * nothing is ever sent without either.
   *
   * @throws Failure `declined` if the answer is not yes.
   */
  async confirm(sentence: string): Promise<void> {
    if (this.yes) {
      process.stderr.write(`${printableLines(sentence)}\n`);
      return;
    }
    if (!this.interactive)
      throw usage(`${sentence}\nNothing was sent: nobody can be asked here. Repeat the command with --yes.`);
    if (!(await this.agrees(`${sentence} Go ahead?`))) throw new Failure('Nothing was sent.', exitCodes.declined);
  }

  /** Asks a question of yes or no. Enter on nothing is no. Only for who is `interactive`. */
  async agrees(question: string): Promise<boolean> {
    const answer = await ask(`${printableLines(question)} [y/N] `, this.#signal);
    return /^(?:y|yes)$/i.test(answer.trim());
  }

  /** Asks for a text. Without a person it is wrong use: `instead` says how to give it. */
  async ask(question: string, instead: string): Promise<string> {
    if (!this.interactive) throw usage(instead);
    return entered(await ask(`${question} `, this.#signal));
  }

  /** Asks for a secret, which is not shown while it is typed. */
  async secret(question: string, instead: string): Promise<string> {
    if (!this.interactive) throw usage(instead);
    return entered(await askHidden(`${question} `, this.#signal));
  }

  /** Lets the person choose by number. One choice is taken without a question. */
  async choose<T>(question: string, choices: readonly Choice<T>[], instead: string): Promise<T> {
    const [only] = choices;
    if (only !== undefined && choices.length === 1) return only.value;
    if (!this.interactive) throw usage(instead);
    const digits = String(choices.length).length;
    const lines = choices.map(({ label }, index) => `  ${String(index + 1).padStart(digits)}  ${printable(label)}`);
    process.stderr.write(`${[question, ...lines].join('\n')}\n`);
    for (let attempt = 1; ; attempt++) {
      const answer = entered(await ask('Number: ', this.#signal));
      const chosen = /^\d+$/.test(answer) ? choices[Number(answer) - 1] : undefined;
      if (chosen !== undefined) return chosen.value;
      const wrong = `"${answer}" is not a number from 1 to ${choices.length}.`;
      if (attempt === attempts) throw new Failure(`${wrong} Nothing was sent.`, exitCodes.declined);
      process.stderr.write(`${wrong}\n`);
    }
  }
}

function entered(answer: string): string {
  const text = answer.trim();
  if (text === '') throw new Failure('Nothing was entered, and nothing was sent.', exitCodes.declined);
  return text;
}
