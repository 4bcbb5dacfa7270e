import type { V2 } from 'unloc-integrator-client';
import type { Column } from '../../output/column';

/** The columns of projects. */
export const projectColumns: readonly Column<V2.Project>[] = [
  { name: 'name', title: 'Project', value: ({ name }) => name, priority: 1 },
  { name: 'id', title: 'Id', value: ({ id }) => id, priority: 2 },
  { name: 'organizationId', title: 'Organization', value: (project) => project.organizationId, priority: 3 },
];
