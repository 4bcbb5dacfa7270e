import type { Column } from '../../../output/column';
import { personColumn } from '../../../output/person-column';
import { shortId } from '../columns';
import type { Given } from './send';

const words: { readonly [outcome in Given['outcome']]: string } = {
  given: 'given',
  creating: 'being made',
  failed: 'failed',
  unknown: 'not known',
  notSent: 'not sent',
};

/**
 * The columns of keys that were given, or not.
 *
 * @param wall whether they are for people: then the key is the beginning of its id, and reasons are a column if there are any.
 */
export function givenColumns(rows: readonly Given[], wall: boolean): readonly Column<Given>[] {
  const why = { name: 'reason', title: 'Why', value: ({ reason }: Given) => reason, priority: 1 };
  return [
    { name: 'outcome', title: 'Outcome', value: ({ outcome }) => (wall ? words[outcome] : outcome), priority: 1 },
    personColumn,
    { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 2 },
    { name: 'lockName', title: 'Door', value: ({ lockName }) => lockName, priority: 1 },
    ...(wall ? [{ name: 'key', title: 'Key', value: ({ keyId }: Given) => keyId && shortId(keyId), priority: 1 }] : []),
    { name: 'keyId', title: 'Key id', value: ({ keyId }) => keyId, priority: 3, hidden: wall },
    { name: 'lockId', title: 'Door id', value: ({ lockId }) => lockId, priority: 4, hidden: true },
    { name: 'state', title: 'State', value: ({ state }) => state, priority: 3 },
    ...(wall && rows.every(({ reason }) => reason === null) ? [] : [why]),
  ];
}
