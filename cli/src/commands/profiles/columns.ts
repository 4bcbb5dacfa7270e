import type { Profile } from '../../account/profiles';
import type { Column } from '../../output/column';

/** A profile with its name. */
export interface NamedProfile extends Profile {
  name: string;
  /** Whether commands use it. */
  current: boolean;
}

/** The columns of profiles. */
export const profileColumns: readonly Column<NamedProfile>[] = [
  { name: 'current', title: 'In use', value: ({ current }) => (current ? 'yes' : ''), priority: 2 },
  { name: 'name', title: 'Profile', value: ({ name }) => name, priority: 1 },
  { name: 'clientId', title: 'Client id', value: ({ clientId }) => clientId, priority: 3 },
  { name: 'api', title: 'API', value: ({ api, sandbox }) => (sandbox ? `${api} (embedded)` : api), priority: 4 },
  { name: 'store', title: 'Secret in', value: ({ store }) => store, priority: 5 },
  { name: 'project', title: 'Project', value: ({ project }) => project, priority: 6 },
];
