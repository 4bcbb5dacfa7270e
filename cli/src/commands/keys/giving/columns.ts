import type { Column } from '../../../output/column';
import type { Given } from './send';

const words: { readonly [outcome in Given['outcome']]: string } = {
  given: 'given',
  creating: 'being made',
  failed: 'failed',
  unknown: 'not known',
  notSent: 'not sent',
};

/** The columns of keys that were given, or not. */
export const givenColumns: readonly Column<Given>[] = [
  { name: 'outcome', title: 'Outcome', value: ({ outcome }) => words[outcome], priority: 1 },
  { name: 'name', title: 'Person', value: ({ name }) => name, priority: 1 },
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 2 },
  { name: 'lockName', title: 'Door', value: ({ lockName }) => lockName, priority: 1 },
  { name: 'keyId', title: 'Key', value: ({ keyId }) => keyId, priority: 2 },
  { name: 'state', title: 'State', value: ({ state }) => state, priority: 3 },
  { name: 'reason', title: 'Why', value: ({ reason }) => reason, priority: 1 },
];
