import type { Key } from '../../generated/model-v2';
import { now } from '../../core/clock';
import type { CallOptions } from '../../core/options';
import type { Core } from '../../wasm/core-functions';
import type { Repeat, RequestedKey } from './batch';
import { operation, recordCreated } from './creation-state';
import type { State } from './creation-state';
import { visitKeys } from './find-existing';
import { revokeKey } from './revoke';
import { isOlder, isSame, mayBe } from './same-key';

/**
 * After a request that was sent twice: looks for keys of the first one that show up late, and revokes them. The keys of the
 * second request show how late the API lists a key; from then on a settling time is waited. The watch ends with the first
 * look after that, unless it leaves a doubt.
 */
export async function watchForSecondKeys(
  state: State,
  repeat: Repeat,
  client: Core,
  options: CallOptions,
): Promise<void> {
  const { requested } = repeat;
  const begun = now();
  const { listed, candidates } = await listCandidates(state, requested, options);
  const isThere = ({ index }: RequestedKey): boolean => {
    const created = state.created.get(index);
    return created ? listed.has(created.id) : state.failed.has(index);
  };
  if (repeat.until === undefined && requested.every(isThere)) repeat.until = begun + repeat.settleMs;
  let doubtful = false;
  for (const [key, one] of candidates) {
    const created = state.created.get(one.index);
    const sibling = created && (listed.get(created.id) || created.key);
    if (isSame(one, key, sibling)) {
      if (created) await revokeSecond(state, one.index, key.id, options);
      else if (state.failed.delete(one.index)) recordCreated(state, client, one.index, key.id, key);
    } else if (mayBe(one, key, sibling)) doubtful = true;
  }
  if (repeat.until === undefined || begun < repeat.until) return;
  state.doubtful = doubtful || [...state.surplus.values()].some(({ revoked }) => !revoked);
  if (!state.doubtful) state.repeated = undefined;
}

interface Candidates {
  /** Keys that are in the outcome, by id. */
  listed: Map<string, Key>;
  /** Other keys that may come from the request, each with the requested key that it may be. */
  candidates: Array<[Key, RequestedKey]>;
}

async function listCandidates(state: State, requested: RequestedKey[], options: CallOptions): Promise<Candidates> {
  const { context, projectParameters, surplus } = state;
  const ids = new Set([...state.created.values()].map(({ id }) => id));
  const others = ([] as RequestedKey[])
    .concat(...state.batches.map((batch) => batch.requested))
    .filter(({ index }) => !requested.some((one) => one.index === index));
  const listed = new Map<string, Key>();
  const candidates: Candidates['candidates'] = [];
  await visitKeys({ calls: context.calls, projectParameters, wholeLocks: true }, requested, options, (key) => {
    const known = surplus.get(key.id);
    if (ids.has(key.id)) listed.set(key.id, key);
    else if (!(known && known.revoked) && !isOlder(key, context.apiNow()) && !others.some((one) => isSame(one, key))) {
      const one =
        requested.find((candidate) => isSame(candidate, key)) || requested.find((candidate) => mayBe(candidate, key));
      if (one) candidates.push([key, one]);
    }
    return false;
  });
  return { listed, candidates };
}

/** Revokes a second key. If that fails, the next look tries again. */
async function revokeSecond(state: State, index: number, id: string, options: CallOptions): Promise<void> {
  const { context, keys, projectParameters, surplus } = state;
  const { lockId, appUserId } = keys[index]!;
  let revoked = true;
  try {
    await revokeKey(context.calls, { projectId: projectParameters.projectId, keyId: id }, options);
  } catch {
    revoked = false;
  }
  surplus.set(id, { index, id, lockId, appUserId, revoked });
  const fate = revoked ? 'was revoked' : 'could not be revoked';
  context.warn(`${operation} was sent twice after a lost response and created two keys; ${context.clean(id)} ${fate}`);
}
