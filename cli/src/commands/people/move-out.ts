import type { ApplyReport, LocalOrMoment, Plan } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { forgetPlansOf, journalOf, keptPlanFile } from '../../access/kept-plans';
import { planSentence } from '../../access/plan-words';
import { commonZone, readProject, type Reading } from '../../access/reading';
import { runPlan, sayNothingToDo, type RunOptions } from '../../access/run-plan';
import { planText, showPlan } from '../../access/show-plan';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { passesByItself } from '../../command/failure';
import { called, type Person } from '../../input/people';
import { readTime } from '../../input/time';
import { writePrivate, writePrivateNew } from '../../output/private-file';
import { count } from '../../output/words';

interface Options extends RunOptions {
  on?: string;
  owner?: string[];
  out?: string;
}

export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { args, options, global, output, terminal } = invocation;
  const reading = await readProject(invocation);
  const person = await reading.people.find(String(args[0]));
  const { planMoveOut } = await accessEngine();
  const zone = commonZone(reading.doors);
  const plan = planMoveOut(
    reading.snapshot,
    {
      appUserId: person.appUserId,
      owners: options.owner ?? 'any',
      ...(options.on !== undefined && { at: momentIn(options.on, zone, reading.now) }),
    },
    { now: new Date(reading.now) },
  );
  const who = called(person);
  if (plan.document.summary.people === 0) {
    const code = await sayNothingToDo(output, plan, `${who} has no key to take back. Nothing to do.`);
    if (options.owner === undefined && options.on === undefined) await forgetPlansOf(person.appUserId);
    await sayLeft(invocation, reading, person);
    return code;
  }
  const sentence = planSentence(plan.document, who);
  if (global.dryRun || options.out !== undefined) {
    if (options.out !== undefined) await writePrivateNew(options.out, `${JSON.stringify(plan)}\n`);
    await showPlan(output, plan);
    output.say(
      `${sentence}\nNothing was sent.${options.out === undefined ? '' : ` Do it with: unloc apply ${options.out}`}`,
    );
    return exitCodes.done;
  }
  if (terminal.interactive && !global.yes) output.say(planText(plan, output.style));
  await terminal.confirm(sentence);
  return applied(invocation, plan, reading, person);
}

/** Applies the plan, which is kept with its journal until all of it is done. */
async function applied(
  invocation: Invocation<Options>,
  plan: Plan,
  reading: Reading,
  person: Person,
): Promise<ExitCode> {
  const file = keptPlanFile(plan.id);
  await writePrivate(file, `${JSON.stringify(plan)}\n`);
  const again = `\`unloc apply ${file}\``;
  const codeOf = (report: ApplyReport, code: ExitCode): ExitCode =>
    isLeft(report, code, plan) ? exitCodes.partly : code;
  const { code } = await runPlan(invocation, plan, { journal: journalOf(file), again, codeOf });
  if (code === exitCodes.done) await forgetPlansOf(plan.document.items[0]?.item ?? '');
  await sayLeft(invocation, reading, person);
  return code;
}

/**
 * Whether all that is still open are keys of this plan that the API had no time for: nothing is open that was not before,
 * and the next run takes them back. That is a part of a move-out. What the API refuses to take back stays an alarm.
 */
function isLeft({ outcomes, stillOpen }: ApplyReport, code: ExitCode, { document }: Plan): boolean {
  if (code !== exitCodes.open) return false;
  const left = new Set(
    outcomes
      .filter(({ error }) => error?.status === 429 || (error?.status ?? 0) >= 500 || passesByItself(error))
      .map(({ item, n }) => document.items.find((one) => one.item === item)?.steps.find((step) => step.n === n)?.keyId),
  );
  return stillOpen.every(({ keyId }) => left.has(keyId));
}

/** Says what a move-out does not take: the right to share keys, and keys that were shared. */
async function sayLeft({ output }: Invocation<Options>, { snapshot }: Reading, person: Person): Promise<void> {
  const { mayGrant } = await accessEngine();
  const who = called(person);
  const { appUserId } = person;
  const rights = mayGrant(snapshot, { appUserId }).length;
  if (rights > 0)
    output.say(
      `${who} may still share keys to ${count(rights, 'door')}: \`unloc sharing stop --person ${appUserId}\` ends that.`,
    );
  output.say(
    `Not seen: keys that ${who} shared with others in the app. \`unloc sharing revoke-shared --person ${appUserId}\` takes them back.`,
  );
}

/** A day is a day at each door, whatever its zone: the person can open until it ends. */
function momentIn(text: string, zone: string, now: number): LocalOrMoment {
  const local = text.trim().replace(' ', 'T');
  if (/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/.test(local)) return { local };
  return readTime(text, { option: '--on', zone, now });
}
