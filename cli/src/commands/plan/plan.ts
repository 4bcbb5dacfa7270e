import type { Limits, PlanOptions, RowProblem } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { readProject } from '../../access/reading';
import { showPlan } from '../../access/show-plan';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure, usage } from '../../command/failure';
import { readInput } from '../../input/file';
import { printable } from '../../output/printable';
import { writePrivateNew } from '../../output/private-file';
import { count, joined } from '../../output/words';
import type { ListOptions } from './list-options';
import { readList, type List } from './read-list';
import { sampleList } from './sample';

interface Options extends ListOptions {
  out?: string;
  exitCode?: boolean;
  sample?: boolean;
  numbers?: boolean;
  allowRevocations?: string;
  allowEmptyDoors?: string;
  allowCreations?: string;
  allowEmptyList?: boolean;
}

export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { args, options, output, signal } = invocation;
  if (options.sample) {
    await output.write(sampleList());
    return exitCodes.done;
  }
  const [named] = args;
  if (named === undefined) throw usage('Name the list. `unloc plan --sample > bookings.csv` makes one to try.');
  const file = String(named);
  const limits = limitsIn(options);
  // A list that is not there is said before a project is read for it.
  const bytes = await readInput(file, 'list');
  const reading = await readProject(invocation, { keep: (kind) => kind === 'locks' });
  const list = await readList({ file, bytes }, options, reading, signal);
  sayNotes(list, invocation);
  if (list.problems.length > 0 && !options.skipBadRows) throw unreadable(list.problems);
  for (const problem of list.problems) output.say(`Left out: ${placed(problem)}`);
  const { plan } = await accessEngine();
  const { exclusive } = list;
  const given: PlanOptions = {
    now: new Date(reading.now),
    limits,
    ...(options.forEver && { forEver: true }),
    ...(exclusive.length > 0 && { exclusive: ({ id, name }) => exclusive.includes(id) || exclusive.includes(name) }),
  };
  const made = plan(reading.snapshot, list.wanted, given);
  if (options.out !== undefined) await writePrivateNew(options.out, `${JSON.stringify(made)}\n`);
  await list.remember?.();
  await showPlan(output, made, { masked: !options.numbers });
  const differs = made.document.summary.people > 0;
  if (options.out !== undefined)
    output.say(
      `The plan is in ${options.out}, which only you can read.${differs ? ` Apply it with: unloc apply ${options.out}` : ''}`,
    );
  else if (differs) output.say('To apply it, write it to a file with --out PLAN, then: unloc apply PLAN');
  return options.exitCode && differs ? exitCodes.differences : exitCodes.done;
}

function sayNotes({ ignored, notes }: List, { output }: Invocation<Options>): void {
  if (ignored.length > 0) output.say(`Columns that are not read: ${joined(ignored)}.`);
  for (const { sentence } of notes) output.say(printable(sentence));
}

/** All that could not be read, with its place. */
function unreadable(problems: readonly RowProblem[]): Failure {
  const lines = problems.map((problem) => `\n  ${placed(problem)}`);
  const what = `The list cannot be read; nothing was planned. ${count(problems.length, 'problem')}:${lines.join('')}`;
  return new Failure(what, exitCodes.usage, { problems });
}

/** `bookings.csv, row 3, phone: this is no phone number. Instead: …` */
function placed({ file, row, column, what, instead }: RowProblem): string {
  const place = [file, row > 0 && `row ${row}`, column].filter(Boolean).join(', ');
  return printable(`${place}: ${what}. Instead: ${asOption(instead)}.`);
}

/** The engine names its options; the command's are spelled otherwise. */
function asOption(words: string): string {
  const named: { readonly [option: string]: string } = {
    columns: '--column NAME=HEADER',
    statuses: '--status',
    allowEmptyFeeds: '--allow-empty-feed',
  };
  return words.replace(
    /the option "(\w+)"/g,
    (_, option: string) => named[option] ?? `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
}

/** What lifts limits: each number is that of the plan, and lifts no other. */
function limitsIn({ allowRevocations, allowEmptyDoors, allowCreations, allowEmptyList }: Options): Limits {
  const number = (text: string | undefined, option: string): number | undefined => {
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text))
      throw usage(`${option} must be the number from the refusal, such as 12, but is "${text}".`);
    return Number(text);
  };
  const numbers = {
    allowRevocations: number(allowRevocations, '--allow-revocations'),
    allowEmptyDoors: number(allowEmptyDoors, '--allow-empty-doors'),
    allowCreations: number(allowCreations, '--allow-creations'),
  };
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as Limits), ...(allowEmptyList && { allowEmptyList: true }) };
}
