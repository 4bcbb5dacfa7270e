import type { Key } from '../../generated/model-v2';
import type { PlanDocument } from '../plan/document';
import type { Outcome } from './options';
import type { Work } from './work';

/** A phone number of which only the country and the last four digits are shown. */
export const masked = (number: string): string => `${number.slice(0, 3)} •••• ${number.slice(-4)}`;

/** The name of a door, or its id. */
export function doorOf(plan: PlanDocument, lockId: string | undefined): string {
  if (lockId === undefined) return 'the doors';
  const door = plan.doors.find((one) => one.lockId === lockId);
  return (door && door.name) || lockId;
}

const gives: { [outcome in Outcome]: string } = {
  done: '{who} has a usable key to {door}.',
  alreadySo: '{who} has the key to {door} from an earlier run.',
  creating: 'The key of {who} to {door} is made but cannot open yet; the key that it replaces stays.',
  stale: 'The keys of {who} have changed since the plan was made: make a new plan.',
  refused: 'The API refuses the key of {who} to {door}.',
  failed: 'The key of {who} to {door} could not be made.',
  unknown: 'It is not known whether {who} has the key to {door}: the request was sent, and no key has appeared.',
  skipped: 'The key of {who} to {door} was not tried.',
};

const takes: { [outcome in Outcome]: string } = {
  done: 'The key of {who} to {door} is revoked.',
  alreadySo: 'The key of {who} to {door} was gone already.',
  creating: 'The key of {who} to {door} stays: the key that replaces it cannot open yet.',
  stale: gives.stale,
  refused: 'The key of {who} to {door} may not be revoked.',
  failed: 'The key of {who} to {door} could not be revoked and still opens.',
  unknown: 'It is not confirmed that the key of {who} to {door} was revoked: it may still open.',
  skipped: 'The key of {who} to {door} was left as it is.',
};

const waits: { [outcome in Outcome]: string } = {
  ...takes,
  done: 'The new keys of {who} are usable.',
  alreadySo: 'The new keys of {who} were usable already.',
  creating: 'The new keys of {who} cannot open yet.',
  skipped: 'The new keys of {who} were not waited for.',
};

const reasons: { [because: string]: string } = {
  groupKey: 'The key of {who} to {door} belongs to an access group, and is revoked only through the group.',
  takenAway: 'The key of {who} to {door} was made, and somebody has revoked it.',
  keyInError: 'The key of {who} to {door} was made twice, and the lock accepted neither.',
  failedInJob: 'The API began to make the key of {who} to {door}, and reports that this failed.',
  triedTooOften: 'The key of {who} to {door} was tried too often.',
  takenOver: 'Another run has taken this plan over.',
  ended: 'The run ended before {door} of {who}: {error}',
  notChosen: '{who} was not chosen.',
  past: 'The plan is too old to begin anything: make a new one.',
  zone: 'The time zone of {door} has other rules than when the plan was made: make a new plan.',
  waits: 'A change for {who} waits for one of somebody else that is not confirmed.',
  metadataNotKept:
    'The API does not return the metadata of the key to {door}, so its owner is not known and the key stays.',
  unread: 'The keys of {who} could not be read: {error}',
};

/** What became of a step, in words. */
export function sentenceOf(plan: PlanDocument, item: string, work: Work, outcome: Outcome): string {
  const table = work.step.do === 'give' ? gives : work.step.do === 'awaitUsable' ? waits : takes;
  const lockId = work.step.lockId || (work.step.key && work.step.key.lockId);
  return (reasons[work.because || ''] || table[outcome])
    .replace('{who}', masked(item))
    .replace('{door}', doorOf(plan, lockId))
    .replace('{error}', (work.error && work.error.message) || 'it was stopped.');
}

const opens: { [why: string]: string } = {
  takeBack: 'it is not confirmed that the key was revoked',
  twin: 'the key is a second one, because a request was sent twice',
  groupKey: 'the key belongs to an access group, and is revoked only through the group',
};

/** Why a key opens that should not, in words. */
export function sentenceOfSurplus(plan: PlanDocument, item: string, key: Key, why: string): string {
  const until = key.end === null ? 'for ever' : `until ${key.end}`;
  return `${doorOf(plan, key.lockId)} opens for ${masked(item)} ${until}: ${opens[why] || opens.takeBack}.`;
}
