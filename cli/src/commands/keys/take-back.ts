import type { UnlocClient, V2 } from 'unloc-integrator-client';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { refusesCredentials } from '../../command/failure';
import type { DoorNames } from '../../input/door-names';
import { endedStates } from '../../input/keys';
import type { People } from '../../input/people';
import type { Column } from '../../output/column';
import { shortId } from './columns';

/** What became of a key that was to be taken back. */
export interface TakenBack {
  keyId: string;
  appUserId: string | null;
  name: string | null;
  lockId: string;
  lockName: string;
  /** `ended`: it was expired or revoked already. */
  outcome: 'revoked' | 'ended' | 'failed' | 'notSent';
  reason: string | null;
}

/** So many keys are taken back at the same time. */
const atOnce = 4;

/** How keys are taken back. */
export interface TakeBackOptions {
  unloc: UnlocClient;
  projectId: string;
  people: People;
  names: DoorNames;
  signal: AbortSignal;
  onChange(underWay: readonly V2.Key[], done: number, of: number): void;
}

/**
 * Takes keys back, each by its id: the API's revocation in bulk would also take those that nobody was shown. It goes on after
 * one that failed.
 */
export async function takeBack(
  keys: readonly V2.Key[],
  options: TakeBackOptions,
): Promise<{ rows: TakenBack[]; ended?: ExitCode }> {
  const { unloc, projectId, signal } = options;
  const outcomes = new Map<V2.Key, TakenBack>();
  const underWay = new Set<V2.Key>();
  const waiting = [...keys];
  let ended: ExitCode | undefined;
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      if (signal.aborted || ended !== undefined) return;
      underWay.add(key);
      options.onChange([...underWay], outcomes.size, keys.length);
      try {
        const { revoked, key: sent } = await unloc.keys.revoke({ projectId, keyId: key.id }, { signal });
        // An answer of success is not enough: the door is closed when the key says so.
        const { state } = sent ?? (await unloc.keys.get({ projectId, keyId: key.id }, { signal }));
        const closed = endedStates.includes(state);
        outcomes.set(
          key,
          closed
            ? row(key, options, revoked ? 'revoked' : 'ended', null)
            : row(key, options, 'failed', `the key is still ${state}`),
        );
      } catch (thrown) {
        const { code, message } = thrown as { code?: unknown; message?: string };
        // Somebody else was faster.
        if (code === 'not_found') outcomes.set(key, row(key, options, 'ended', 'the key is gone'));
        else outcomes.set(key, row(key, options, 'failed', whyNot(code, message)));
        if (refusesCredentials(thrown)) ended = exitCodes.credentials;
      }
      if (signal.aborted) return;
      underWay.delete(key);
      options.onChange([...underWay], outcomes.size, keys.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, keys.length) }, work));
  const rows = keys.map((key) => outcomes.get(key) ?? row(key, options, 'notSent', 'the command ended before it'));
  return ended === undefined ? { rows } : { rows, ended };
}

function whyNot(code: unknown, message = 'it failed'): string {
  if (code !== 'conflict') return message;
  return 'the key belongs to an access group: take the person or the door out of the group with `unloc groups remove`';
}

function row(
  key: V2.Key,
  { people, names }: TakeBackOptions,
  outcome: TakenBack['outcome'],
  reason: string | null,
): TakenBack {
  return {
    keyId: key.id,
    appUserId: key.appUser?.id ?? null,
    name: people.holder(key),
    lockId: key.lockId,
    lockName: names.of(key.lockId),
    outcome,
    reason,
  };
}

const words: { readonly [outcome in TakenBack['outcome']]: string } = {
  revoked: 'taken back',
  ended: 'ended already',
  failed: 'failed',
  notSent: 'not sent',
};

/** The columns of keys that were taken back, or not. */
export function takenBackColumns(rows: readonly TakenBack[], wall: boolean): readonly Column<TakenBack>[] {
  const why = { name: 'reason', title: 'Why', value: ({ reason }: TakenBack) => reason, priority: 1 };
  return [
    { name: 'outcome', title: 'Outcome', value: ({ outcome }) => (wall ? words[outcome] : outcome), priority: 1 },
    { name: 'name', title: 'Person', value: ({ name }) => name, priority: 1 },
    { name: 'lockName', title: 'Door', value: ({ lockName }) => lockName, priority: 1 },
    ...(wall && rows.every(({ reason }) => reason === null) ? [] : [why]),
    { name: 'keyId', title: 'Key', value: ({ keyId }) => shortId(keyId), data: ({ keyId }) => keyId, priority: 2 },
  ];
}
