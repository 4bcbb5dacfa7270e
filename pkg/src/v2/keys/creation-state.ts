import type { Job, Key, KeyInput } from '../../generated/model-v2';
import type { CreatedKey, FailedKey, KeysOutcome, SurplusKey } from '../../core/keys-outcome';
import { ask } from '../../wasm/core';
import type { Core } from '../../wasm/core-functions';
import type { Parameters } from '../operations';
import type { Batch, KeysContext, Repeat, RequestedKey } from './batch';

export const operation = 'keys.create';

/** What a creation starts with. */
export interface Submitted {
  context: KeysContext;
  projectParameters: Parameters;
  keys: KeyInput[];
  batches: Batch[];
  failed: Map<number, FailedKey>;
  /** The keys of the request that was sent twice, if one was. */
  repeated?: Repeat;
}

/** What is known of a creation. */
export interface State extends Submitted {
  created: Map<number, CreatedKey>;
  jobs: Map<string, Job>;
  /** How often each batch was searched for keys that its job did not report. */
  searches: Map<Batch, number>;
  /** Second keys, by id. */
  surplus: Map<string, SurplusKey>;
  /** Whether a key may be a second one, and is not revoked. */
  doubtful: boolean;
}

/** The outcome as far as it is known. */
export function outcomeOf(state: State): KeysOutcome {
  const ordered = <T>(of: Map<number, T>): T[] => [...of.keys()].sort((a, b) => a - b).map((index) => of.get(index)!);
  const created = ordered(state.created);
  return {
    created,
    creating: created.filter((key) => key.state === 'creating'),
    failed: ordered(state.failed),
    surplus: [...state.surplus.values()],
    pending: state.keys.map((_, index) => index).filter((index) => !isDecided(state, index)),
  };
}

/** Whether the outcome of a key is known. */
const isDecided = (state: State, index: number): boolean => state.created.has(index) || state.failed.has(index);

export const undecided = (state: State, { requested }: Batch): RequestedKey[] =>
  requested.filter(({ index }) => !isDecided(state, index));

/** Records a key that exists. */
export function recordCreated(state: State, client: Core, index: number, id: string, key: Key | undefined): void {
  const { lockId, appUserId } = state.keys[index]!;
  if (key && ask(client, operation, 'keyStatus', key.state) === 2) {
    state.created.delete(index);
    recordFailed(state, index, 'failed', `the key is ${key.state}`, { id, state: key.state });
  } else {
    state.created.set(index, { index, id, lockId, appUserId, ...(key && { state: key.state, key }) });
  }
}

export function recordFailed(
  state: State,
  index: number,
  code: FailedKey['code'],
  reason: string,
  more?: Pick<FailedKey, 'id' | 'state'>,
): void {
  const { lockId, appUserId } = state.keys[index]!;
  state.failed.set(index, { index, lockId, appUserId, code, reason, ...more });
}
