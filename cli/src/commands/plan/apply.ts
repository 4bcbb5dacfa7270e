import { existsSync } from 'node:fs';
import type { Plan } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { forgetPlan, journalOf } from '../../access/kept-plans';
import { planSentence } from '../../access/plan-words';
import { runPlan, sayNothingToDo, type RunOptions } from '../../access/run-plan';
import { planText, showPlan } from '../../access/show-plan';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure } from '../../command/failure';
import { readInput } from '../../input/file';
import { printable } from '../../output/printable';

interface Options extends RunOptions {
  journal?: string;
}

export async function run(invocation: Invocation<Options>): Promise<ExitCode | undefined> {
  const { account, args, options, global, output, terminal, signal } = invocation;
  const file = String(args[0]);
  const plan = await planIn(file);
  const { scope, summary } = plan.document;
  if (scope.api !== 'v2' || scope.projectId === undefined)
    throw new Failure(
      'Refused by rule R22: the plan is for API v1, which this command does not support.',
      exitCodes.refused,
    );
  if (global.project !== undefined && (await account.projectId()) !== scope.projectId)
    throw new Failure(
      `Refused by rule R22: the plan is for the project ${scope.projectId}, not for the one of --project.`,
      exitCodes.refused,
    );
  if (summary.people === 0) {
    return sayNothingToDo(output, plan, 'Nothing to do.');
  }
  const unloc = await account.client();
  const { name } = await unloc.projects.get({ projectId: scope.projectId }, { signal });
  const journal = options.journal ?? journalOf(file);
  const begun = existsSync(journal) ? `\nThe journal ${journal} exists: steps that are done are not repeated.` : '';
  const sentence = `${printable(name)}: ${planSentence(plan.document)}${begun}`;
  if (global.dryRun) {
    output.say(`${sentence}\nNothing was sent: this was a dry run.`);
    await showPlan(output, plan);
    return exitCodes.done;
  }
  if (terminal.interactive && !global.yes) output.say(planText(plan, output.style));
  await terminal.confirm(sentence);
  const { code } = await runPlan(invocation, plan, {
    journal,
    again: `\`unloc apply ${file}\``,
  });
  if (code === exitCodes.done) await forgetPlan(file);
  return code;
}

/** The plan of a file, as `--out` wrote it, or as `--json` did. */
async function planIn(file: string): Promise<Plan> {
  const { readPlan } = await accessEngine();
  const bytes = await readInput(file, 'plan');
  let within: unknown;
  try {
    const { data } = JSON.parse(new TextDecoder().decode(bytes)) as { data?: unknown };
    within = data;
  } catch {
    // readPlan says that it is no JSON.
  }
  return readPlan(within === undefined ? bytes : JSON.stringify(within));
}
