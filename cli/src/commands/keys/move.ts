import type { UnlocClient, V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure, usage } from '../../command/failure';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { everOpens, readHours, sameHours } from '../../input/hours';
import { endedStates, findKeys, usableStates } from '../../input/keys';
import { readPeople } from '../../input/people';
import { readPeriod, saysEnd, type PeriodOptions } from '../../input/period';
import { periodInWords } from '../../output/time';
import { wouldSend } from '../../output/would-send';
import { whenInWords } from '../../input/key-in-words';

interface Options extends PeriodOptions {
  hours?: string;
  allHours?: boolean;
}

/** How long the lock may take to accept the new key, as in the access engine. */
const usableMs = 120_000;

// `planStay` of the package changes a stay with all of its doors, and finds it by the owner and the reference that the
// engine wrote. A key that was made by hand has neither, and this is about one key; so the order of the engine is kept
// (give, wait until it is usable, take back, read back), and not its plan.
export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { args, options, global, account, output, terminal, signal, underWay } = invocation;
  if (options.hours !== undefined && options.allHours) throw usage('--hours and --all-hours cannot be used together.');
  const newEnd = saysEnd(options);
  const recurrence = options.hours === undefined ? undefined : readHours(options.hours, '--hours');
  if (!newEnd && options.from === undefined && recurrence === undefined && !options.allHours)
    throw usage('Name the change: --from, --until, --for, --no-end, --hours or --all-hours.');
  const [key] = await findKeys(account, [String(args[0])], signal);
  if (key === undefined) return exitCodes.done;
  if (endedStates.includes(key.state))
    throw usage(`This key is ${key.state}. Give a new one, with \`unloc keys give\`.`);
  if (key.appUser === null) throw usage('The door hides who has this key, so no other key can be given in its place.');
  const [doors, people] = await Promise.all([allDoors(account, signal), readPeople(account, signal, [key])]);
  const names = doorNames(doors);
  const zone = names.zone(key.lockId);
  const input = newKey(key, options, newEnd, recurrence, zone ?? 'UTC');
  const [start, end] = [input.start, input.end].map((time) => (time ? new Date(time) : undefined));
  if (input.recurrence && !everOpens(input.recurrence, start ?? new Date(), end, zone ?? 'UTC'))
    throw usage('These hours never fall into this period: the key would never open.');
  const who = people.holder(key);
  const when = whenInWords(
    {
      start: input.start ?? new Date().toISOString(),
      end: input.end ?? null,
      lockId: key.lockId,
      recurrence: input.recurrence ?? null,
    },
    names,
  );
  const then =
    input.start === undefined
      ? when.replace(periodInWords(new Date(), end, zone), periodInWords(undefined, end, zone))
      : when;
  const owner = key.metadata?.accessOwner;
  const kept = owner
    ? `\nThe list of "${owner}" keeps this key (${key.metadata?.accessRef ?? ''}): its next plan may change it back.`
    : '';
  const sentence = `${who} gets a new key to ${names.of(key.lockId)}, ${then}. Once it is usable, the old one, ${whenInWords(key, names)}, is taken back.${kept}`;
  const projectId = await account.projectId();
  const keysPath = `/v2/projects/${projectId}/keys`;
  if (global.dryRun) {
    await wouldSend(output, sentence, [
      { method: 'POST', path: keysPath, body: { keys: [input] } },
      { method: 'DELETE', path: `${keysPath}/${encodeURIComponent(key.id)}` },
    ]);
    return exitCodes.done;
  }
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`a new key of ${who} to ${names.of(key.lockId)}; the old one, ${key.id}, is still there`);
  const made = await makeUsable(unloc, projectId, key, input, signal);
  underWay(`taking back the old key ${key.id}; the new one, ${made.id}, is usable`);
  await takeOldBack(unloc, projectId, key, made, signal);
  underWay(undefined);
  await output.result(
    { oldKeyId: key.id, newKeyId: made.id, state: made.state },
    `The key is moved: ${made.id} is ${made.state}, ${key.id} is taken back.`,
  );
  return exitCodes.done;
}

function newKey(
  key: V2.Key,
  options: Options,
  newEnd: boolean,
  recurrence: V2.Recurrence | undefined,
  zone: string,
): V2.KeyInput {
  const now = Date.now();
  const oldStart = Date.parse(key.start);
  // A key that began already goes on from now: the API refuses a start of more than an hour ago.
  const kept = oldStart > now ? new Date(oldStart).toISOString() : undefined;
  const from = options.from ?? kept;
  const read = readPeriod({ ...options, ...(from !== undefined && { from }) }, zone, now);
  const end = newEnd ? read.end : key.end === null ? undefined : new Date(key.end);
  const start = read.start;
  if (end !== undefined && end.getTime() <= Math.max(now, start?.getTime() ?? now))
    throw usage('The end of the key would be before its start.');
  const hours = options.allHours ? undefined : (recurrence ?? key.recurrence ?? undefined);
  const sameStart = options.from === undefined || start?.getTime() === oldStart;
  const sameEnd = (end?.getTime() ?? null) === (key.end === null ? null : Date.parse(key.end));
  if (sameStart && sameEnd && sameHours(hours, key.recurrence))
    throw new Failure('The key has these times already. Nothing was sent.', exitCodes.done);
  // The number of the engine's step names one key only; owner and reference stay with the stay.
  const { accessStep: _step, ...metadata } = key.metadata ?? {};
  return {
    lockId: key.lockId,
    appUserId: key.appUser?.id ?? '',
    ...(start && { start: start.toISOString() }),
    ...(end && { end: end.toISOString() }),
    ...(hours && { recurrence: hours }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

async function makeUsable(
  unloc: UnlocClient,
  projectId: string,
  key: V2.Key,
  input: V2.KeyInput,
  signal: AbortSignal,
): Promise<{ id: string; state: V2.KeyState }> {
  const creation = await unloc.keys.create({ projectId, keys: [input] }, { signal });
  try {
    const { created, failed } = await creation.wait({ until: 'usable', timeoutMs: usableMs, signal });
    const [made] = created;
    if (made !== undefined && usableStates.includes(made.state ?? ''))
      return { id: made.id, state: made.state ?? 'active' };
    const [why] = failed;
    throw new Failure(
      `The new key was not made: ${why?.reason ?? 'the API does not report it'}. The old one stays as it was.${why?.id ? ` The failed key is ${why.id}.` : ''}`,
    );
  } catch (thrown) {
    const { code } = thrown as { code?: unknown };
    if (code !== 'job_timeout') throw thrown;
    const id = creation.outcome().created[0]?.id;
    if (id === undefined) throw thrown;
    throw new Failure(
      `The new key ${id} is made, but its lock has not taken it yet. The old one stays. Wait with \`unloc keys watch ${id}\`, then take the old one back with \`unloc keys revoke ${key.id}\`.`,
      exitCodes.partly,
    );
  }
}

async function takeOldBack(
  unloc: UnlocClient,
  projectId: string,
  old: V2.Key,
  made: { id: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await unloc.keys.revoke({ projectId, keyId: old.id }, { signal });
    // An answer of success is not enough: the door is closed when the key says so.
    const { state } = await unloc.keys.get({ projectId, keyId: old.id }, { signal });
    if (endedStates.includes(state)) return;
    throw new Failure(stillOpen(old, made, `the key is still ${state}`), exitCodes.open);
  } catch (thrown) {
    if (signal.aborted || thrown instanceof Failure) throw thrown;
    const { code, message = '' } = thrown as { code?: unknown; message?: string };
    if (code === 'not_found') return;
    if (code === 'conflict') {
      await unloc.keys.revoke({ projectId, keyId: made.id }, { signal });
      throw new Failure(
        'The old key belongs to an access group, and only the group can take it back. So the new key was taken back: nothing has changed. Use `unloc groups`.',
      );
    }
    throw new Failure(stillOpen(old, made, message), exitCodes.open);
  }
}

function stillOpen(old: V2.Key, made: { id: string }, why: string): string {
  return `The new key ${made.id} is usable, but the old one could not be taken back (${why}). Both open now. Repeat with \`unloc keys revoke ${old.id}\`.`;
}
