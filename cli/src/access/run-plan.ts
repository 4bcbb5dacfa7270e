import type { ApplyOptions, ApplyReport, Plan } from 'unloc-integrator-client/access';
import type { Invocation } from '../command/command';
import { exitCodes, type ExitCode } from '../command/exit-code';
import { Failure } from '../command/failure';
import { readDuration } from '../input/duration';
import { readPace } from '../input/pace';
import type { Output } from '../output/output';
import { writePrivate } from '../output/private-file';
import { Progress } from '../output/progress';
import { accessEngine } from './engine';
import { outcomeColumns, reportData, reportText, told } from './outcomes';

/** The options of commands that apply a plan. */
export interface RunOptions {
  report?: string;
  pace?: string;
  settle?: string;
  usable?: string;
}

/** Where a plan's journal lies, and what is said of it. */
export interface RunPlace {
  journal: string;
  /** The command that goes on. */
  again: string;
  /** Another exit code than the engine's, where a command means something else by it. */
  codeOf?: (report: ApplyReport, code: ExitCode) => ExitCode;
}

/** Applies a plan and says what became of it. Resolves to the exit code and the report. */
export async function runPlan(
  invocation: Pick<Invocation, 'account' | 'output' | 'signal' | 'underWay'> & { options: RunOptions },
  plan: Plan,
  { journal, again, codeOf = (_, code) => code }: RunPlace,
): Promise<{ code: ExitCode; report: ApplyReport }> {
  const { account, options, output, signal, underWay } = invocation;
  const [{ apply, exitCode }, { fileStore }, unloc] = await Promise.all([
    accessEngine(),
    import('unloc-integrator-client/access/file-store'),
    account.client(),
  ]);
  const progress = new Progress('Applying');
  const people = plan.document.items.length;
  const under = (done: number): void =>
    underWay(
      `the plan, with ${done} of ${people} people done. The journal has every step that was begun: ${again} goes on`,
    );
  under(0);
  const given: ApplyOptions = {
    store: fileStore(journal),
    signal,
    pace: readPace(options.pace),
    ...durations(options),
    onProgress: ({ done, of }) => {
      under(done);
      progress.at(done, of);
    },
  };
  const report = await apply(unloc, plan, given)
    .catch((thrown: unknown) => {
      throw asFailure(thrown, journal);
    })
    .finally(() => progress.end());
  underWay(undefined);
  const code = codeOf(report, exitCode(report));
  const data = reportData(report, code);
  if (options.report !== undefined) await writePrivate(options.report, `${JSON.stringify(data, undefined, 2)}\n`);
  if (output.format === 'table') await output.text(reportText(report, output.style));
  else if (output.format === 'json') await output.result(data, '');
  else await output.list(told(report), outcomeColumns(plan.document));
  if (report.error) output.say(`The run was ended by an error: ${report.error.message}`);
  if (report.blindSpots.includes('metadataNotKept'))
    output.say('The API does not return metadata: only the journal knows whose keys these are. Keep the journal.');
  const advice = adviceOf(code, again);
  if (advice !== undefined) output.say(advice);
  if (options.report !== undefined) output.say(`The report is in ${options.report}.`);
  return { code, report };
}

/** What a plan without steps comes to. */
export async function sayNothingToDo(output: Output, { id: planId }: Plan, sentence: string): Promise<ExitCode> {
  const report = { planId, outcomes: [], stillOpen: [], exitCode: exitCodes.done };
  if (output.format === 'csv') output.say(sentence);
  else await output.result(report, sentence);
  return exitCodes.done;
}

/** What to do next, by the exit code. */
function adviceOf(code: ExitCode, again: string): string | undefined {
  const advice: { readonly [code: number]: string } = {
    [exitCodes.failed]: 'No step is half done. Make a new plan, and apply it.',
    [exitCodes.partly]: `A part is done. ${again} goes on. For what is stale or has failed, make a new plan.`,
    [exitCodes.unknown]: `It is not known whether a request arrived. ${again} looks for it before anything is sent again.`,
    [exitCodes.open]: `A key that should be gone still opens. ${again} tries to take it back.`,
    [exitCodes.interrupted]: `Stopped. ${again} goes on.`,
  };
  return advice[code];
}

function durations({ settle, usable }: RunOptions): Partial<ApplyOptions> {
  return {
    ...(settle !== undefined && { settleMs: readDuration(settle, '--settle') }),
    ...(usable !== undefined && { usableMs: readDuration(usable, '--usable') }),
  };
}

/** Errors of the journal are about files: sentences already. */
function asFailure(thrown: unknown, journal: string): unknown {
  const { name, code, message } = Object(thrown) as { name?: unknown; code?: unknown; message?: unknown };
  if (name === 'UnlocError' || name === 'PlanRefused' || name === 'AccessError') return thrown;
  const words = typeof code === 'string' ? `The journal ${journal} cannot be written (${code}).` : String(message);
  return new Failure(`${words} Nothing was sent.`, exitCodes.usage);
}
