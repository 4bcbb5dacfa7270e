import type { Finding, FindingKind } from '../finding';
import type { Described } from '../snapshot/internals';
import { fill } from './fill';
import { when } from './when';

const templates: { [kind in FindingKind]: string } = {
  noEnd: 'The key of {who} to {door}[ ({refs})] has no end.',
  windowNeverFalls: 'The weekly hours of the key of {who} to {door}[ ({refs})] never occur while it lasts.',
  windowSkipped: 'The key of {who} to {door} does not open on {from}: the clock jumps over its hours.',
  startInGap: 'The key of {who} to {door} opens later on {from}: the clock jumps over the beginning of its hours.',
  stateMismatch:
    'What the API says of the key of {who} to {door} is not what its times say: a clock or a time zone is wrong.',
  unknownState:
    'The key of {who} to {door} is in a state that this version does not know: it counts as one that opens.',
  sameTwice: '{who} has several keys to {door} for the same time, from {from}[ to {to}].',
  twoPeople: '{door} has two people from {from}[ to {to}][ ({refs})].',
  opensBeforeLeft: '{door} opens for the next person at {to}, and for the one before until {from}[ ({refs})].',
  gapInStay: '{who} cannot open {door} from {from}[ to {to}], between two keys of one stay[ ({refs})].',
  nobodyCanOpen: 'Nobody can open {door} from {from}[ to {to}].',
  mayGrant: '{who} may share keys to {door}.',
  keyInError: 'The key of {who} to {door}[ ({refs})] could not be made.',
  stillCreating: 'The key of {who} to {door}[ ({refs})] is still being made.',
  unusedSince:
    '{who} has not used the key to {door}[ ({refs})] since {from}, which is as far as the log goes or the key lasts.',
  notOnList: 'The key of {who} to {door}[ ({refs})] is not on the list.',
  foreignKey: 'The key of {who} to {door} was not made by this owner, and is left.',
  groupKey: 'The key of {who} to {door} comes from an access group.',
};

/** The names of a door and a person, without a phone number. */
export type Describe = (lockId: string | undefined, appUserId: string | undefined) => Described;

/** A finding in words, on the wall clock of its door. */
export function findingSentence(finding: Omit<Finding, 'sentence'>, describe: Describe, near: number): string {
  const { kind, lockId, appUserId, refs } = finding;
  const { who, door, zone } = describe(lockId, appUserId);
  const moment = (iso: string | undefined): string | undefined => iso && when(Date.parse(iso), zone, near);
  return fill(templates[kind] || kind, {
    who,
    door,
    from: moment(finding.from),
    to: moment(finding.to),
    refs: refs.length === 0 ? undefined : refs.join(', '),
  });
}
