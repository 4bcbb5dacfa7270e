import type { Group } from '../../command/command';

export const projects: Group = {
  name: 'projects',
  summary: 'Look at projects, which hold doors',
  commands: [
    { name: 'list', summary: 'List the projects that these credentials have access to', load: () => import('./list') },
  ],
};
