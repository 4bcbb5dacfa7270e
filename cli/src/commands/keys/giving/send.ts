import type { FailedKey, KeysOutcome, UnlocClient, V2 } from 'unloc-integrator-client';
import { exitCodes, type ExitCode } from '../../../command/exit-code';
import { refusesCredentials } from '../../../command/failure';
import type { DoorNames } from '../../../input/door-names';
import { usableStates } from '../../../input/keys';
import type { WantedKey } from './wanted';

/** What became of a key. */
export interface Given {
  appUserId: string;
  name: string | null;
  lockId: string;
  lockName: string;
  /**
   * `given`; `creating`: made, but its lock has not taken it yet; `failed`; `unknown`: it may be there; `notSent`: the
   * command ended before it.
   */
  outcome: 'given' | 'creating' | 'failed' | 'unknown' | 'notSent';
  keyId: string | null;
  state: V2.KeyState | null;
  reason: string | null;
}

/** How keys are given. */
export interface GiveOptions {
  unloc: UnlocClient;
  projectId: string;
  names: DoorNames;
  recurrence: V2.Recurrence | undefined;
  metadata: { [name: string]: string } | undefined;
  /** Whether to wait until the locks have taken the keys. */
  usable: boolean;
  /** How long to wait for the keys of one person. */
  waitMs: number;
  /** How long a key is looked for after an answer that was lost, before it is asked for again. */
  settleMs: number | undefined;
  signal: AbortSignal;
  /** Called with the people that are under way, whenever that changes, and how many are done. */
  onChange(underWay: readonly WantedKey[][], done: number, of: number): void;
}

/** So many people's keys are under way at the same time. */
const atOnce = 4;

/** Errors, besides refused credentials, after which nothing more is sent: the next person's keys would end the same. */
const fatal = ['wasm_unavailable', 'insecure_base_url', 'redirected'];

/** The members of a key as the API takes them. */
export function keyInput(
  { person, door, period }: WantedKey,
  { recurrence, metadata }: Pick<GiveOptions, 'recurrence' | 'metadata'>,
): V2.KeyInput {
  return {
    lockId: door.id,
    appUserId: person.appUserId,
    ...(period.start && { start: period.start.toISOString() }),
    ...(period.end && { end: period.end.toISOString() }),
    ...(recurrence && { recurrence }),
    ...(metadata && { metadata }),
  };
}

/** Keys by the person who gets them. One request holds the keys of one person: what fails there touches nobody else. */
export function byPerson(keys: readonly WantedKey[]): WantedKey[][] {
  const people = new Map<string, WantedKey[]>();
  for (const key of keys) people.set(key.person.appUserId, [...(people.get(key.person.appUserId) ?? []), key]);
  return [...people.values()];
}

/** Gives keys. Resolves to the outcome of each, also if the command is ended meanwhile. */
export async function give(
  keys: readonly WantedKey[],
  options: GiveOptions,
): Promise<{ given: Given[]; ended?: ExitCode }> {
  const groups = byPerson(keys);
  const outcomes = new Map<WantedKey[], Given[]>();
  const underWay = new Set<WantedKey[]>();
  const waiting = [...groups];
  let ended: ExitCode | undefined;
  const tell = (): void => options.onChange([...underWay], outcomes.size, groups.length);
  const work = async (): Promise<void> => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      if (options.signal.aborted || ended !== undefined) return;
      underWay.add(group);
      tell();
      const { given, error } = await giveOne(group, options);
      outcomes.set(group, given);
      if (refusesCredentials(error)) ended = exitCodes.credentials;
      else if (fatal.includes(String(error?.code))) ended = exitCodes.failed;
      // What Ctrl-C ended stays under way, so that it is named.
      if (!options.signal.aborted) {
        underWay.delete(group);
        tell();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, groups.length) }, work));
  const notSent = (group: WantedKey[]): Given[] =>
    group.map((key) => outcomeOf(key, options, 'notSent', 'the command ended before it'));
  const given = groups.flatMap((group) => outcomes.get(group) ?? notSent(group));
  return ended === undefined ? { given } : { given, ended };
}

interface Thrown {
  code?: unknown;
  message?: string;
  attempts?: number;
  status?: number;
  lastState?: { keys?: KeysOutcome };
}

async function giveOne(group: WantedKey[], options: GiveOptions): Promise<{ given: Given[]; error?: Thrown }> {
  const { unloc, projectId, signal, usable, waitMs, settleMs } = options;
  let sent = false;
  try {
    const creation = await unloc.keys.create(
      { projectId, keys: group.map((key) => keyInput(key, options)) },
      { signal, onInvalid: 'skip', ...(settleMs !== undefined && { settleMs }) },
    );
    sent = true;
    const outcome = await creation.wait({ until: usable ? 'usable' : 'done', timeoutMs: waitMs, signal });
    return { given: rows(group, options, outcome, 'unknown', 'the API does not report it') };
  } catch (thrown) {
    const error = thrown as Thrown;
    const reason = error.message ?? String(thrown);
    const doubtful =
      sent
      || error.code === 'outcome_unknown'
      || (error.code === 'aborted' && error.attempts !== 0)
      || mayBeDone(error);
    return { given: rows(group, options, error.lastState?.keys, doubtful ? 'unknown' : 'failed', reason), error };
  }
}

/** A 5xx may be sent although the work was done, except one that says that nobody took it up. */
function mayBeDone({ code, status }: Thrown): boolean {
  return code === 'timeout' || code === 'invalid_response' || (code === 'server_error' && status !== 503);
}

function rows(
  group: WantedKey[],
  options: GiveOptions,
  outcome: KeysOutcome | undefined,
  otherwise: 'unknown' | 'failed',
  why: string,
): Given[] {
  return group.map((key, index) => {
    const created = outcome?.created.find((one) => one.index === index);
    if (created) {
      const { id, state = 'creating' } = created;
      const done = !options.usable || usableStates.includes(state);
      return { ...outcomeOf(key, options, done ? 'given' : 'creating', null), keyId: id, state };
    }
    const failed: FailedKey | undefined = outcome?.failed.find((one) => one.index === index);
    if (failed) {
      const row = outcomeOf(key, options, failed.code === 'unknown' ? 'unknown' : 'failed', failed.reason);
      return { ...row, keyId: failed.id ?? null, state: failed.state ?? null };
    }
    return outcomeOf(key, options, otherwise, why);
  });
}

function outcomeOf(
  { person, door }: WantedKey,
  { names }: GiveOptions,
  outcome: Given['outcome'],
  reason: string | null,
): Given {
  return {
    appUserId: person.appUserId,
    name: person.name,
    lockId: door.id,
    lockName: names.of(door.id),
    outcome,
    keyId: null,
    state: null,
    reason,
  };
}
